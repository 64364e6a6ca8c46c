"""Rules of paying with points that only some programmes have, and how each refusal is told (A04, T24, decisions 10)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import BASIS
from loyalty_pos.core.pricing import ALL, All, Context, quote
from loyalty_pos.core.problems import (
    NotEnoughPoints,
    NothingToRedeem,
    Problem,
    RedemptionLimitReached,
    TooFewPoints,
)
from loyalty_pos.core.programme import (
    Accrual,
    FiscalMode,
    Limits,
    PercentOff,
    PointUnit,
    Programme,
    Promotion,
    RateEarn,
    Redemption,
)
from loyalty_pos.core.programme.conditions import Goods
from loyalty_pos.core.programme.periods import Limit, Spell
from loyalty_pos.till.wording import LANGUAGES, hint_text, sentence

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SALE = Goods(categories=frozenset({"sale"}))


def basket(*lines: tuple[str, int]) -> Basket:
    articles = [
        Article(f"a{n}", f"Article {n}", price, category) for n, (category, price) in enumerate(lines, 1)
    ]
    return Basket(tuple(Line(n, a, 1000, a.price_minor) for n, a in enumerate(articles, 1)))


def programme(redemption: Redemption, **more: object) -> Programme:
    return Programme("p", (("en", "P"),), redemption=redemption, **more)  # type: ignore[arg-type]  # the test names the fields


def member(points: int, counters: tuple[tuple[str, int], ...] = ()) -> Standing:
    return Standing("m", available=points, redeem_right=points, counters=counters)


@pytest.mark.parametrize(
    ("block", "balance", "price_minor", "used"),
    [
        pytest.param(3, 10, 100_000, 9, id="T24: ten points in blocks of three: nine"),
        pytest.param(2, 3, 100_000, 2, id="T24: three points in blocks of two: two"),
        pytest.param(50, 1_000, 12_345, 100, id="the price takes 123 points, two blocks of fifty"),
        pytest.param(50, 49, 100_000, 0, id="not one block"),
    ],
)
def test_points_go_in_blocks(block: int, balance: int, price_minor: int, used: int) -> None:
    priced = quote(
        basket(("", price_minor)),
        programme(Redemption(block=block)),
        member(balance),
        Context(NOW, wanted=ALL),
    )
    assert (priced.redeemed, priced.points_money_minor) == (used, used * 100)


def test_a_block_of_a_point_worth_one_and_a_half() -> None:
    shop = programme(Redemption(block=3), unit=PointUnit(0, 150))
    priced = quote(basket(("", 100_000)), shop, member(10), Context(NOW, wanted=ALL))
    assert (priced.redeemed, priced.points_money_minor) == (9, 1_350)


def test_a_block_and_whole_points_hold_together() -> None:
    shop = programme(Redemption(block=250), unit=PointUnit(2))
    assert quote(basket(("", 100_000)), shop, member(1_400), Context(NOW, wanted=ALL)).redeemed == 1_000


@pytest.mark.parametrize(("wanted", "used"), [(ALL, 300), (200, 200), (301, 300)])
def test_no_more_than_so_many_a_receipt(wanted: int | All, used: int) -> None:
    priced = quote(
        basket(("", 100_000)),
        programme(Redemption(max_receipt=300)),
        member(900),
        Context(NOW, wanted=wanted),
    )
    assert (priced.redeemed, priced.max_redeem) == (used, 300)


@pytest.mark.parametrize(
    ("limit", "counters", "used", "counted"),
    [
        pytest.param(
            Limit(Spell.MONTH, points=500), (("redeemed.points/month@2026-11", 380),), 120,
            (("redeemed.points/month@2026-11", 120),), id="120 of 500 are left this month",
        ),
        pytest.param(
            Limit(Spell.MONTH, points=500), (("redeemed.points/month@2026-10", 500),), 500,
            (("redeemed.points/month@2026-11", 500),), id="a new month",
        ),
        pytest.param(
            Limit(Spell.DAY, receipts=2), (("redeemed.receipts/day@2026-11-22", 1),), 900,
            (("redeemed.receipts/day@2026-11-22", 1),), id="the second receipt of the day",
        ),
        pytest.param(
            Limit(Spell.DAY, receipts=2), (("redeemed.receipts/day@2026-11-22", 2),), 0, (), id="the third one"
        ),
    ],
)  # fmt: skip
def test_no_more_than_so_many_in_a_period(
    limit: Limit, counters: tuple[tuple[str, int], ...], used: int, counted: tuple[tuple[str, int], ...]
) -> None:
    shop = programme(Redemption(limits=(limit,)))
    priced = quote(basket(("", 100_000)), shop, member(900, counters), Context(NOW, wanted=ALL))
    assert (priced.redeemed, priced.counted) == (used, counted)


@pytest.mark.parametrize(
    ("deepest", "caps"),
    [
        pytest.param(3_000, [0, 100_000], id="more than 30 % off takes no points"),
        pytest.param(3_001, [69_990, 100_000], id="not more than 30.01 %"),
        pytest.param(BASIS, [69_990, 100_000], id="any discount"),
    ],
)
def test_lines_discounted_too_deep_take_no_points(deepest: int, caps: list[int]) -> None:
    sale = Promotion("sale", "Sale", PercentOff(3_001), goods=SALE)
    shop = programme(
        Redemption(not_over_discount_bp=deepest, whole_points=False), unit=PointUnit(2), promotions=(sale,)
    )
    priced = quote(basket(("sale", 100_000), ("", 100_000)), shop, member(900_000), Context(NOW, wanted=ALL))
    assert [line.points_money_minor for line in priced.lines] == caps


# --- refusals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("redemption", "balance", "wanted", "refusal"),
    [
        pytest.param(Redemption(minimum=100), 900, 99, TooFewPoints, id="fewer than the minimum"),
        pytest.param(Redemption(minimum=2_000), 9_000, ALL, TooFewPoints, id="the receipt takes fewer than the minimum"),
        pytest.param(Redemption(block=50), 900, 49, TooFewPoints, id="less than a block"),
        pytest.param(Redemption(minimum=100), 40, 50, NotEnoughPoints, id="there are not so many"),
        pytest.param(Redemption(limits=(Limit(Spell.DAY, receipts=0),)), 900, ALL, RedemptionLimitReached, id="today no more"),
        pytest.param(Redemption(excluded=Goods()), 900, ALL, NothingToRedeem, id="no goods for points"),
        pytest.param(None, 900, 100, NothingToRedeem, id="a programme without points"),
    ],
)  # fmt: skip
def test_each_refusal_has_its_reason_and_a_next_step(
    redemption: Redemption | None, balance: int, wanted: int | All, refusal: type[Problem]
) -> None:
    shop = replace(programme(Redemption()), redemption=redemption)
    priced = quote(basket(("", 100_000)), shop, member(balance), Context(NOW, wanted=wanted))
    assert priced.redeemed == 0
    assert [type(problem) for problem in priced.refusals] == [refusal]
    for lang in LANGUAGES:
        said = sentence(priced.refusals[0], lang)
        assert said.text
        assert said.next_step


def test_a_refusal_names_its_numbers() -> None:
    priced = quote(
        basket(("", 100_000)), programme(Redemption(minimum=100)), member(900), Context(NOW, wanted=99)
    )
    assert sentence(priced.refusals[0], "en").text == "99 points cannot be used: points pay from 100 on."
    limit = Redemption(limits=(Limit(Spell.WEEK, points=0),))
    priced = quote(basket(("", 100_000)), programme(limit), member(900), Context(NOW, wanted=99))
    assert "за неделю" in sentence(priced.refusals[0], "ru").text


# --- all of a receipt, with odd kopecks ---------------------------------------------------------------

PARTS_OF_A_POINT = programme(Redemption(whole_points=False), unit=PointUnit(2))
ODD = (("", 1), ("sale", 9_999), ("", 12_345), ("sale", 333), ("", 48_067))
"""Odd kopecks on each line and in the sum: 707.45."""


@pytest.mark.parametrize(
    "shop",
    [
        pytest.param(PARTS_OF_A_POINT, id="no offer"),
        pytest.param(
            replace(PARTS_OF_A_POINT, promotions=(Promotion("sale", "Sale", PercentOff(333), goods=SALE),)),
            id="an offer of 3.33 % makes them odder",
        ),
        pytest.param(replace(PARTS_OF_A_POINT, unit=PointUnit(2, 50)), id="a point of half a rouble"),
        pytest.param(replace(PARTS_OF_A_POINT, accrual=Accrual(RateEarn(500))), id="a programme that also earns"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mode", list(FiscalMode))
def test_points_with_kopecks_pay_a_whole_receipt_to_the_last_kopeck(
    shop: Programme, mode: FiscalMode
) -> None:
    assert shop.redemption is not None
    shop = replace(shop, redemption=replace(shop.redemption, fiscal=mode))
    priced = quote(basket(*ODD), shop, member(1_000_000), Context(NOW, wanted=ALL))
    assert (priced.payable_minor, priced.refusals) == (0, ())
    assert {line.paid_minor for line in priced.lines} == {0}
    assert priced.points_money_minor * 100 == priced.redeemed * shop.unit.value_minor
    assert sum(line.points for line in priced.lines) == priced.redeemed
    assert (priced.accrued, sum(group.vat_minor for group in priced.vat)) == (0, 0)


def test_no_sum_leaves_a_kopeck_where_points_have_kopecks() -> None:
    for price_minor in range(1, 1_000):
        shared = basket(("", price_minor), ("", 7_777 - price_minor))
        for bought, sum_minor in ((basket(("", price_minor)), price_minor), (shared, 7_777)):
            priced = quote(bought, PARTS_OF_A_POINT, member(sum_minor), Context(NOW, wanted=ALL))
            assert (priced.payable_minor, priced.redeemed) == (0, sum_minor)


def test_whole_points_leave_less_than_a_point_and_a_receipt_in_roubles_leaves_nothing() -> None:
    whole = programme(Redemption(), unit=PointUnit(2))
    priced = quote(basket(*ODD), whole, member(1_000_000), Context(NOW, wanted=ALL))
    assert (priced.redeemed, priced.payable_minor) == (70_700, 45)
    in_roubles = replace(whole, limits=Limits(rounding_step_minor=100))
    priced = quote(basket(*ODD), in_roubles, member(1_000_000), Context(NOW, wanted=ALL))
    assert (priced.redeemed, priced.payable_minor) == (70_700, 0)


# --- the fiscal receipt, confirmation -----------------------------------------------------------------

THERMOS = basket(("", 80_000))


@pytest.mark.parametrize(
    ("mode", "provision_minor"), [(FiscalMode.COUNTER_PROVISION, 80_000), (FiscalMode.DISCOUNT, 0)]
)
def test_a_thermos_for_eight_hundred_points_is_a_line_of_nothing(
    mode: FiscalMode, provision_minor: int
) -> None:
    priced = quote(THERMOS, programme(Redemption(fiscal=mode)), member(800), Context(NOW, wanted=800))
    (line,) = priced.lines
    assert [(price, net) for _, price, net in line.parts] == [(0, 0)]
    assert (priced.payable_minor, priced.redeemed) == (0, 800)
    assert priced.counter_provision_minor == provision_minor
    assert sum(group.vat_minor for group in priced.vat) == 0


@pytest.mark.parametrize(("wanted", "asks"), [(499, False), (500, True)])
def test_many_points_are_confirmed_by_the_member(wanted: int, asks: bool) -> None:  # noqa: FBT001  # a column of the table
    priced = quote(THERMOS, programme(Redemption(confirm_from=500)), member(800), Context(NOW, wanted=wanted))
    confirm = [hint for hint in priced.hints if hint.what == "confirm_redemption"]
    assert bool(confirm) is asks
    assert all("500" in hint_text(hint, lang) for hint in confirm for lang in LANGUAGES)


def test_even_a_single_point_may_have_to_be_confirmed() -> None:
    for confirm_from, asks in ((0, False), (1, True)):
        shop = programme(Redemption(confirm_from=confirm_from))
        said = quote(THERMOS, shop, member(800), Context(NOW, wanted=1)).hints
        assert any(hint.what == "confirm_redemption" for hint in said) is asks


def test_what_points_could_pay_is_told_in_money() -> None:
    shop = replace(programme(Redemption(whole_points=False)), unit=PointUnit(2, 150))
    (hint,) = quote(THERMOS, shop, member(101), Context(NOW)).hints
    assert (hint.what, dict(hint.facts)) == ("redeemable", {"points": 100, "money_minor": 150})


def test_caps_of_item_and_receipt_hold_at_once() -> None:
    shop = programme(Redemption(item_cap_bp=5_000, receipt_cap_bp=3_000), accrual=Accrual(RateEarn(500)))
    priced = quote(basket(("", 50_000), ("", 50_000)), shop, member(9_000), Context(NOW, wanted=ALL))
    assert (priced.redeemed, priced.accrued) == (300, 35)
