"""What one line costs, how a sum is spread over lines, and how a line stands on paper (W01-W04, W19-W21, W25, W29)."""

from datetime import UTC, date, datetime

import pytest

from loyalty_pos.core.basket import Article, Basket, Line, Unit
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import line_amount, spread
from loyalty_pos.core.pricing import ALL, Context, quote
from loyalty_pos.core.programme import (
    BasketAmount,
    LegalFloor,
    Limits,
    PercentOff,
    PointUnit,
    Programme,
    Promotion,
    Redemption,
)
from loyalty_pos.core.quote import Cause

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KOPECK_POINTS = PointUnit(exponent=2, value_minor=100)


def basket(*articles: Article, qty_milli: int = 1000) -> Basket:
    return Basket(tuple(Line(n, a, qty_milli, a.price_minor) for n, a in enumerate(articles, 1)))


def goods(number: int, price_minor: int, **more: object) -> Article:
    return Article(id=f"a{number}", name=f"Article {number}", price_minor=price_minor, **more)  # type: ignore[arg-type]  # the test names the fields


@pytest.mark.parametrize(
    ("price_minor", "qty_milli", "amount_minor"),
    [
        pytest.param(9_999, 2_474, 24_738, id="99.99 x 2.474 kg is 247.38"),
        pytest.param(3_499, 7_445, 26_050, id="34.99 x 7.445 kg is 260.50"),
        pytest.param(3_499, 8_210, 28_727, id="34.99 x 8.210 kg is 287.27"),
        pytest.param(12_999, 1_018, 13_233, id="129.99 x 1.018 kg is 132.33"),
        pytest.param(12_999, 748, 9_723, id="129.99 x 0.748 kg is 97.23"),
        pytest.param(1_001, 500, 501, id="10.01 x 0.500 kg: half a kopeck more is a kopeck"),
        pytest.param(1, 499, 0, id="0.01 x 0.499 kg: less than half of one is none"),
    ],
)
def test_a_weighed_line_is_rounded_half_up(price_minor: int, qty_milli: int, amount_minor: int) -> None:
    assert line_amount(price_minor, qty_milli) == amount_minor
    bought = basket(goods(1, price_minor, unit=Unit.KILOGRAM), qty_milli=qty_milli)
    assert quote(bought, Programme("p", ()), None, Context(NOW)).gross_minor == amount_minor


@pytest.mark.parametrize(
    ("total", "lines", "shares"),
    [
        pytest.param(10_000, [19_999, 9_999, 3_333], [6_000, 3_000, 1_000], id="100.00 over three lines"),
        pytest.param(
            1_000, [1_000, 1_000, 1_000], [334, 333, 333], id="10.00 over equal lines: none is lost"
        ),
    ],
)
def test_a_sum_is_spread_to_the_last_kopeck(total: int, lines: list[int], shares: list[int]) -> None:
    assert spread(total, lines) == shares


GROCERY = basket(
    goods(1, 42_900, min_price_minor=40_900),
    goods(2, 21_000, fixed_price=True),
    goods(3, 65_990, min_price_minor=45_000),
    goods(4, 4_850, min_price_minor=100),
)
PAY_WITH_POINTS = Programme(
    "p", (("en", "P"),), unit=KOPECK_POINTS, redemption=Redemption(whole_points=False)
)


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        pytest.param(
            15_000, [2_000, 0, 12_110, 890], id="150.00: vodka gives only 20.00, cigarettes nothing"
        ),
        pytest.param(
            30_000, [2_000, 0, 20_990, 4_750], id="300.00 wanted: only 277.40 fits above the floors"
        ),
    ],
)
def test_points_never_push_a_line_under_its_minimum_price(wanted: int, taken: list[int]) -> None:
    member = Standing("m", available=100_000, redeem_right=100_000)
    priced = quote(GROCERY, PAY_WITH_POINTS, member, Context(NOW, wanted=wanted))
    assert [line.points_money_minor for line in priced.lines] == taken
    assert [line.points for line in priced.lines] == taken
    assert priced.redeemed == sum(taken)
    assert priced.max_redeem == 27_740


def test_a_line_that_does_not_divide_is_printed_as_two() -> None:
    offer = Promotion("off", "Off", BasketAmount(10_001))
    three = basket(goods(1, 10_000), qty_milli=3_000)
    priced = quote(three, Programme("p", (("en", "P"),), promotions=(offer,)), None, Context(NOW))
    parts = list(priced.lines[0].parts)
    assert parts == [(1_000, 6_667, 6_667), (2_000, 6_666, 13_332)]
    assert priced.due_minor == 19_999


def test_a_weighed_line_is_never_split() -> None:
    offer = Promotion("off", "Off", BasketAmount(1_000))
    weighed = basket(goods(1, 12_999, unit=Unit.KILOGRAM), qty_milli=1_018)
    line = quote(weighed, Programme("p", (("en", "P"),), promotions=(offer,)), None, Context(NOW)).lines[0]
    assert [(qty, net) for qty, _, net in line.parts] == [(1_018, 12_233)]


def test_rounding_the_receipt_to_roubles_is_a_discount_of_its_lines() -> None:
    to_roubles = Programme("p", (("en", "P"),), limits=Limits(rounding_step_minor=100))
    priced = quote(
        basket(goods(1, 12_345), goods(2, 67_890), goods(3, 43_232)), to_roubles, None, Context(NOW)
    )
    rounded = [[d.amount_minor for d in line.discounts if d.cause is Cause.ROUNDING] for line in priced.lines]
    assert rounded == [[7], [37], [23]]
    assert [line.net_minor for line in priced.lines] == [12_338, 67_853, 43_209]
    assert priced.due_minor == 123_400


def test_a_receipt_without_room_is_not_rounded() -> None:
    to_roubles = Programme("p", (("en", "P"),), limits=Limits(rounding_step_minor=100))
    priced = quote(basket(goods(1, 12_345, fixed_price=True)), to_roubles, None, Context(NOW))
    assert priced.due_minor == 12_345
    assert priced.lines[0].discounts == ()


def test_a_certificate_is_a_prepayment_and_lowers_no_vat() -> None:
    due = quote(
        basket(goods(1, 125_050)),
        Programme("p", (("en", "P"),)),
        None,
        Context(NOW, certificate_minor=100_000),
    )
    assert (due.due_minor, due.certificate_minor, due.payable_minor) == (125_050, 100_000, 25_050)
    assert [(g.vat_bp, g.vat_minor) for g in due.vat] == [(2_200, 22_550)]


def test_vat_at_twenty_percent_of_the_same_receipt() -> None:
    priced = quote(
        basket(goods(1, 125_050, vat_bp=2_000)), Programme("p", (("en", "P"),)), None, Context(NOW)
    )
    assert [g.vat_minor for g in priced.vat] == [20_842]


def test_a_certificate_worth_more_than_the_receipt_pays_only_the_receipt() -> None:
    priced = quote(
        basket(goods(1, 73_000)),
        Programme("p", (("en", "P"),)),
        None,
        Context(NOW, certificate_minor=100_000),
    )
    assert (priced.certificate_minor, priced.payable_minor) == (73_000, 0)


def test_points_then_certificate_then_money_each_stay_with_their_lines() -> None:
    priced = quote(
        basket(goods(1, 80_000), goods(2, 45_050)),
        PAY_WITH_POINTS,
        Standing("m", available=30_000, redeem_right=30_000),
        Context(NOW, wanted=ALL, certificate_minor=50_000),
    )
    assert [line.points_money_minor for line in priced.lines] == [19_192, 10_808]
    assert [line.net_minor for line in priced.lines] == [60_808, 34_242]
    assert [line.certificate_minor for line in priced.lines] == [31_987, 18_013]
    assert [line.paid_minor for line in priced.lines] == [28_821, 16_229]
    assert priced.payable_minor == 45_050


def test_vat_is_taken_per_rate_after_points() -> None:
    member = Standing("m", available=10_000, redeem_right=10_000)
    two_rates = basket(goods(1, 59_990, vat_bp=2_200), goods(2, 24_950, vat_bp=1_000))
    priced = quote(two_rates, PAY_WITH_POINTS, member, Context(NOW, wanted=ALL))
    assert [line.points_money_minor for line in priced.lines] == [7_063, 2_937]
    assert [(g.vat_bp, g.net_minor, g.vat_minor) for g in priced.vat] == [
        (2_200, 52_927, 9_544),
        (1_000, 22_013, 2_001),
    ]


def test_goods_without_vat_are_a_group_without_tax() -> None:
    priced = quote(basket(goods(1, 10_000, vat_bp=-1)), Programme("p", (("en", "P"),)), None, Context(NOW))
    assert [(g.vat_bp, g.net_minor, g.vat_minor) for g in priced.vat] == [(-1, 10_000, 0)]


def test_a_discount_stops_at_cost_plus_margin_and_says_so() -> None:
    programme = Programme(
        "p",
        (("en", "P"),),
        promotions=(Promotion("sale", "Sale", PercentOff(2_000)),),
        limits=Limits(margin_bp=500),
    )
    priced = quote(basket(goods(1, 100_000, cost_minor=78_000)), programme, None, Context(NOW))
    assert priced.lines[0].floor_minor == 81_900
    assert priced.discount_minor == 18_100
    held = [step for step in priced.trace if step.what == "floor_held"]
    assert [(step.rule_id, step.amount_minor, dict(step.facts)) for step in held] == [
        ("sale", 18_100, {"wanted_minor": 20_000})
    ]


@pytest.mark.parametrize(
    ("now", "due_minor"),
    [
        pytest.param(
            datetime(2025, 12, 31, 20, 59, tzinfo=UTC), 38_610, id="a minute before New Year in Moscow"
        ),
        pytest.param(datetime(2025, 12, 31, 21, 0, tzinfo=UTC), 40_900, id="from the first minute of 2026"),
    ],
)
def test_a_legal_floor_begins_on_its_day_in_the_shop(now: datetime, due_minor: int) -> None:
    programme = Programme(
        "p",
        (("en", "P"),),
        promotions=(Promotion("sale", "Sale", PercentOff(1_000)),),
        limits=Limits(
            legal=(
                LegalFloor("vodka", 34_900, until=date(2026, 1, 1)),
                LegalFloor("vodka", 40_900, since=date(2026, 1, 1)),
            )
        ),
    )
    bottle = basket(goods(1, 42_900, category="vodka"))
    assert quote(bottle, programme, None, Context(now, zone="Europe/Moscow")).due_minor == due_minor


@pytest.mark.parametrize(
    ("day", "due_minor"),
    [
        pytest.param(30, 34_900, id="the last day before its end"),
        pytest.param(31, 31_500, id="the day of its end is free of it"),
    ],
)
def test_a_legal_floor_ends_on_its_day(day: int, due_minor: int) -> None:
    programme = Programme(
        "p",
        (),
        promotions=(Promotion("sale", "Sale", PercentOff(1_000)),),
        limits=Limits(legal=(LegalFloor("vodka", 34_900, until=date(2026, 12, 31)),)),
    )
    noon = datetime(2026, 12, day, 9, tzinfo=UTC)
    assert (
        quote(basket(goods(1, 35_000, category="vodka")), programme, None, Context(noon)).due_minor
        == due_minor
    )


@pytest.mark.parametrize(
    ("price_minor", "due_minor"),
    [
        pytest.param(1_001, 335, id="0.334 litres at 10.01 are 3.34 and a bit: never below, so 3.35"),
        pytest.param(10_000, 3_337, id="never dearer than on the shelf"),
    ],
)
def test_a_legal_floor_of_a_part_is_rounded_up(price_minor: int, due_minor: int) -> None:
    programme = Programme(
        "p",
        (),
        promotions=(Promotion("sale", "Sale", PercentOff(9_900)),),
        limits=Limits(legal=(LegalFloor("wine", price_minor), LegalFloor("wine", 1))),
    )
    bought = basket(goods(1, 9_990, category="wine", unit=Unit.LITRE), qty_milli=334)
    assert quote(bought, programme, None, Context(NOW)).due_minor == due_minor


@pytest.mark.parametrize("least_minor", [0, 300])
def test_goods_without_a_least_price_may_become_free(least_minor: int) -> None:
    bought = basket(goods(1, 1_000), goods(2, 1_000, min_price_minor=least_minor))
    priced = quote(bought, Programme("p", ()), None, Context(NOW))
    assert [line.floor_minor for line in priced.lines] == [0, least_minor]


def test_lines_are_priced_in_the_order_of_their_numbers_however_they_are_told() -> None:
    lines = tuple(Line(n, goods(n, 1_000), 1_000, 1_000) for n in (3, 1, 2))
    off = Programme("p", (), promotions=(Promotion("off", "Off", BasketAmount(100)),))
    priced = quote(Basket(lines), off, None, Context(NOW))
    assert [(line.line.id, line.discount_minor) for line in priced.lines] == [(1, 34), (2, 33), (3, 33)]


@pytest.mark.parametrize(
    ("price_minor", "vat_minor"),
    [
        pytest.param(25, 5, id="4.508: 5"),
        pytest.param(36, 6, id="6.49: 6"),
        pytest.param(61, 11, id="exactly 11"),
    ],
)
def test_vat_is_rounded_to_the_nearer_kopeck(price_minor: int, vat_minor: int) -> None:
    priced = quote(basket(goods(1, price_minor, vat_bp=2_200)), Programme("p", ()), None, Context(NOW))
    assert [group.vat_minor for group in priced.vat] == [vat_minor]


def test_vat_of_one_rate_is_of_all_its_lines_the_highest_rate_first() -> None:
    lines = basket(
        goods(1, 1_000, vat_bp=1_000), goods(2, 5_000, vat_bp=2_200), goods(3, 7_200, vat_bp=2_200), goods(4, 9, vat_bp=0)
    )  # fmt: skip
    groups = quote(lines, Programme("p", ()), None, Context(NOW)).vat
    assert [(g.vat_bp, g.net_minor, g.vat_minor) for g in groups] == [
        (2_200, 12_200, 2_200), (1_000, 1_000, 91), (0, 9, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "qty_milli", "price_minor", "off_minor", "parts"),
    [
        pytest.param(Unit.KILOGRAM, 3, 9_999, 0, ((3, 9_999, 30),), id="the shelf price of a kilogram"),
        pytest.param(
            Unit.KILOGRAM, 2_500, 2_400, 1_000, ((2_500, 2_000, 5_000),), id="a kilogram, discounted"
        ),
        pytest.param(Unit.KILOGRAM, 2_000, 1_001, 1, ((2_000, 1_001, 2_001),), id="two kilograms stay one"),
        pytest.param(
            Unit.PIECE, 2_000, 1_001, 1, ((1_000, 1_001, 1_001), (1_000, 1_000, 1_000)), id="two pieces"
        ),
        pytest.param(Unit.PIECE, 2_500, 1_000, 0, ((2_500, 1_000, 2_500),), id="a part of a piece"),
        pytest.param(
            Unit.PIECE,
            3_000,
            1_000,
            1_000,
            ((2_000, 667, 1_334), (1_000, 666, 666)),
            id="two dear ones and a cheap one",
        ),
    ],
)
def test_how_a_line_stands_on_paper(
    unit: Unit, qty_milli: int, price_minor: int, off_minor: int, parts: tuple[tuple[int, int, int], ...]
) -> None:
    off = (Promotion("off", "Off", BasketAmount(off_minor)),) if off_minor else ()
    bought = basket(goods(1, price_minor, unit=unit), qty_milli=qty_milli)
    (line,) = quote(bought, Programme("p", (), promotions=off), None, Context(NOW)).lines
    assert line.parts == parts
