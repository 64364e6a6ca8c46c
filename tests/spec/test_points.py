"""Points that pay and points that are earned (W06-W10, W32, A05, A10)."""

from datetime import UTC, datetime, timedelta

import pytest

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.dates import start_of_day
from loyalty_pos.core.member import CardState, ClubMembership, Lot, LotKind, Member, Standing
from loyalty_pos.core.money import Rounding
from loyalty_pos.core.points import (
    UNCONFIRMED,
    LotMove,
    available,
    consume,
    consumption_order,
    expire,
    extra_life,
    give_back,
    lot_life,
    points_money,
    points_step,
    standing_of,
    withhold,
)
from loyalty_pos.core.pricing import ALL, All, Context, quote
from loyalty_pos.core.problems import NoMember, NotEnoughPoints, NothingToRedeem, RedemptionOffline
from loyalty_pos.core.programme import (
    Accrual,
    AfterMonths,
    EarnBase,
    GoodsRate,
    InDays,
    Limits,
    Multiplier,
    PercentOff,
    PointUnit,
    Programme,
    Promotion,
    RateEarn,
    Redemption,
    StepEarn,
    Tier,
    Tiers,
)
from loyalty_pos.core.programme.conditions import Goods, OnWeekdays
from loyalty_pos.core.quote import Quote

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KOPECK_POINTS = PointUnit(exponent=2, value_minor=100)
PROMO = Goods(categories=frozenset({"promo"}))
RICH = Standing("m", available=3_000_000, redeem_right=3_000_000)
SPORTS = (("", 499_900), ("promo", 129_000), ("", 34_900))


def basket(*lines: tuple[str, int]) -> Basket:
    articles = [
        Article(f"a{n}", f"Article {n}", price, category) for n, (category, price) in enumerate(lines, 1)
    ]
    return Basket(tuple(Line(n, a, 1000, a.price_minor) for n, a in enumerate(articles, 1)))


def programme(**more: object) -> Programme:
    return Programme("p", (("en", "P"),), **more)  # type: ignore[arg-type]  # the test names the fields


def redeemed(priced: Quote) -> list[int]:
    return [line.points_money_minor for line in priced.lines]


# --- paying with points -------------------------------------------------------------------------------


def test_thirty_percent_of_each_article_and_nothing_of_excluded_ones() -> None:
    shop = programme(unit=PointUnit(2), redemption=Redemption(3_000, whole_points=False, excluded=PROMO))
    priced = quote(basket(*SPORTS), shop, RICH, Context(NOW, wanted=250_000))
    assert redeemed(priced) == [149_970, 0, 10_470]
    assert priced.redeemed == 160_440
    assert priced.payable_minor == 503_360


def test_thirty_percent_of_the_receipt_would_allow_more() -> None:
    shop = programme(unit=PointUnit(2), redemption=Redemption(receipt_cap_bp=3_000, whole_points=False))
    assert quote(basket(*SPORTS), shop, RICH, Context(NOW)).max_redeem == 199_140


def test_whole_points_leave_kopecks_on_the_lines() -> None:
    shop = programme(redemption=Redemption(3_000, excluded=PROMO))
    priced = quote(basket(*SPORTS), shop, RICH, Context(NOW, wanted=ALL))
    assert priced.redeemed == 1_604
    assert redeemed(priced) == [149_933, 0, 10_467]
    assert sum(line.points for line in priced.lines) == 1_604


@pytest.mark.parametrize(
    ("balance", "points", "payable_minor"),
    [
        pytest.param(30_000, 22_995, 2_299_550, id="enough points: half of the price, whole points"),
        pytest.param(20_000, 20_000, 2_599_050, id="all the points there are"),
    ],
)
def test_the_jeweller_takes_half_in_points(balance: int, points: int, payable_minor: int) -> None:
    shop = programme(redemption=Redemption(receipt_cap_bp=5_000))
    member = Standing("m", available=balance, redeem_right=balance)
    priced = quote(basket(("", 4_599_050)), shop, member, Context(NOW, wanted=ALL))
    assert (priced.redeemed, priced.payable_minor) == (points, payable_minor)


def test_six_hundred_points_go_to_lines_by_their_money() -> None:
    shop = programme(redemption=Redemption(), accrual=Accrual(RateEarn(500)))
    priced = quote(basket(("", 300_000), ("", 200_000), ("", 100_000)), shop, RICH, Context(NOW, wanted=600))
    assert [line.points for line in priced.lines] == [300, 200, 100]
    assert [line.paid_minor for line in priced.lines] == [270_000, 180_000, 90_000]
    assert [line.accrued for line in priced.lines] == [135, 90, 45]


def test_a_point_may_be_worth_ten_roubles() -> None:
    shop = programme(unit=PointUnit(0, 1_000), redemption=Redemption())
    priced = quote(basket(("", 4_550)), shop, RICH, Context(NOW, wanted=ALL))
    assert (priced.redeemed, priced.points_money_minor) == (4, 4_000)


def test_half_a_kopeck_is_never_paid() -> None:
    shop = programme(unit=PointUnit(2, 50), redemption=Redemption(whole_points=False))
    priced = quote(basket(("", 1_001)), shop, RICH, Context(NOW, wanted=333))
    assert (priced.redeemed, priced.points_money_minor) == (332, 166)


HOLDS_200 = Standing("m", available=500, redeem_right=200)


@pytest.mark.parametrize(
    ("member", "wanted", "used", "refusals"),
    [
        pytest.param(None, 100, 0, [NoMember], id="nobody's points"),
        pytest.param(HOLDS_200, 0, 0, [], id="nothing wanted, nothing said"),
        pytest.param(HOLDS_200, 200, 200, [], id="within the right"),
        pytest.param(
            HOLDS_200, 300, 200, [RedemptionOffline], id="more than the right: what the right allows"
        ),
        pytest.param(HOLDS_200, 800, 200, [NotEnoughPoints], id="more than there are"),
        pytest.param(HOLDS_200, ALL, 200, [RedemptionOffline], id="all, but the right is smaller"),
        pytest.param(
            Standing("m", available=500), 100, 0, [RedemptionOffline], id="offline without any right"
        ),
        pytest.param(Standing("m"), ALL, 0, [NotEnoughPoints], id="no points at all"),
        pytest.param(
            Standing("m", available=-30, debt=30), 10, 0, [NotEnoughPoints], id="a debt pays nothing"
        ),
        pytest.param(RICH, 5_000, 1_000, [], id="a wish above the price is clipped"),
        pytest.param(Standing("m", available=300, redeem_right=300), 300, 300, [], id="all that is there"),
        pytest.param(
            Standing("m", available=300, redeem_right=300),
            500,
            300,
            [NotEnoughPoints],
            id="as many as there are",
        ),
        pytest.param(
            Standing("m", available=300, redeem_right=500), ALL, 500, [], id="held points count as there"
        ),
    ],
)
def test_the_right_to_redeem(
    member: Standing | None, wanted: int | All, used: int, refusals: list[type[Exception]]
) -> None:
    shop = programme(redemption=Redemption())
    priced = quote(basket(("", 100_000)), shop, member, Context(NOW, wanted=wanted))
    assert priced.redeemed == used
    assert [type(refusal) for refusal in priced.refusals] == refusals


@pytest.mark.parametrize(
    "shop", [programme(redemption=Redemption()), programme()], ids=["nobody", "no points"]
)
def test_where_nobody_can_pay_with_points_none_could_be_taken(shop: Programme) -> None:
    member = None if shop.redemption else RICH
    assert quote(basket(("", 100_000)), shop, member, Context(NOW, wanted=10)).max_redeem == 0


@pytest.mark.parametrize(
    "caps", [{"item_cap_bp": 3_000}, {"receipt_cap_bp": 3_000}], ids=["of the article", "of the receipt"]
)
def test_a_cap_on_points_is_never_rounded_up(caps: dict[str, int]) -> None:
    """30 % of 3.33 are 99.9 kopecks: 99."""
    shop = programme(unit=KOPECK_POINTS, redemption=Redemption(whole_points=False, **caps))  # type: ignore[arg-type]  # the test names the fields
    assert quote(basket(("", 333)), shop, RICH, Context(NOW, wanted=ALL)).redeemed == 99


def test_rounding_the_receipt_makes_no_article_discounted_too_deep() -> None:
    offer = Promotion("ten", "Ten", PercentOff(1_000))
    accrual = Accrual(RateEarn(1_000), max_discount_bp=1_000)
    shop = programme(promotions=(offer,), accrual=accrual, limits=Limits(rounding_step_minor=1_000))
    priced = quote(basket(("", 101_000)), shop, RICH, Context(NOW))
    assert (priced.due_minor, priced.accrued) == (90_000, 90)


# --- what a point is worth, which lots are used ---------------------------------------------------------


def test_a_point_of_a_kopeck_is_used_one_by_one() -> None:
    assert points_step(KOPECK_POINTS, whole=False) == 1
    assert points_step(KOPECK_POINTS, whole=True) == 100
    assert [points_money(KOPECK_POINTS, points) for points in (1, 130)] == [1, 130]
    assert [points_money(PointUnit(2, 150), points) for points in (1, 2)] == [1, 3]


@pytest.mark.parametrize(
    ("unit", "missing", "kept"),
    [
        pytest.param(PointUnit(0, 300), 5, (1_000, 2), id="10.00 cover three whole points of 3.00"),
        pytest.param(PointUnit(2, 300), 500, (1_000, 167), id="10.00 cover 3.33 points of 3.00"),
    ],
)
def test_money_kept_back_covers_no_part_of_a_point(
    unit: PointUnit, missing: int, kept: tuple[int, int]
) -> None:
    assert withhold(unit, missing, 1_000) == kept


def of_lot(name: str, remaining: int, held: int = 0, *, ends: datetime | None = None) -> Lot:
    return Lot(name, LotKind.BASE, 100, remaining, NOW, ends, held)


def test_only_as_many_lots_are_touched_as_it_takes() -> None:
    lots = (of_lot("a", 60), of_lot("b", 60), of_lot("c", 0), of_lot("d", 5, 5))
    assert consumption_order(lots, NOW) == [lots[0], lots[1]]
    assert consume(lots, 60, NOW).moves == (LotMove("a", -60),)
    assert consume(lots, 60, NOW, first=("d", "c", "b")).moves == (LotMove("b", -60),)
    used = (LotMove("a", -1), LotMove("b", -40))
    assert give_back(lots, used, 40).moves == (LotMove("b", 40),)
    assert give_back(lots, used, 41).moves == (LotMove("b", 40), LotMove("a", 1))


def test_held_points_of_a_lot_that_has_ended_are_not_missing() -> None:
    ended = expire((of_lot("a", 60, 20, ends=NOW), of_lot("b", 5, 5, ends=NOW), of_lot("c", 7)), NOW)
    assert (ended.moves, ended.missing) == ((LotMove("a", -40),), 0)


def test_the_till_sees_all_of_a_member() -> None:
    lots = (of_lot("a", 60), Lot("later", LotKind.BASE, 9, 9, NOW + timedelta(days=1)))
    clubs = (ClubMembership("in", NOW), ClubMembership("paused", NOW, paused_at=NOW))
    member = Member(
        "m", "1234", CardState.ACTIVE, tier_id="gold", spend_minor=2, visits=3, card_discount_bp=4, debt=5, lots=lots,
        birthday_window=True, months=((1, 2, 3),), tier_since=NOW.date(), counters=(("x", 1),), clubs=clubs,
        segments=frozenset({"s"}), opted_out=True,
    )  # fmt: skip
    assert standing_of(member, NOW) == Standing(
        "m", available=55, pending=9, debt=5, spend_minor=2, visits=3, tier_id="gold", card_discount_bp=4,
        redeem_right=0, segments=frozenset({"s"}), clubs=frozenset({"in"}), birthday=True, opted_out=True,
        counters=(("x", 1),), months=((1, 2, 3),), tier_since=NOW.date(),
    )  # fmt: skip
    assert available(lots, NOW) == 60


def test_each_way_to_round_has_the_name_that_programmes_write() -> None:
    assert [str(rounding) for rounding in Rounding] == ["floor", "half_up", "half_even", "ceil"]


def test_points_that_nobody_knows_of_yet_wait_until_the_end_of_time() -> None:
    """The moment stands in every book: another one would let them begin."""
    assert UNCONFIRMED.isoformat() == "9999-01-01T00:00:00+00:00"


def test_an_award_that_the_programme_does_not_know_any_more_lives_like_all_points() -> None:
    assert extra_life(TWO_WEEKS_HALF_A_YEAR, "gone", NOW) == lot_life(TWO_WEEKS_HALF_A_YEAR, NOW)
    assert extra_life(programme(), "gone", NOW) == (NOW, None)


def test_goods_that_take_no_points_are_told() -> None:
    shop = programme(redemption=Redemption(excluded=PROMO))
    priced = quote(basket(("promo", 100_000)), shop, RICH, Context(NOW, wanted=ALL))
    assert priced.refusals[0].code == NothingToRedeem.code
    assert priced.max_redeem == 0


@pytest.mark.parametrize(("wanted", "used"), [(99, 0), (100, 100)], ids=["below the minimum", "the minimum"])
def test_points_are_used_from_the_minimum_on(wanted: int, used: int) -> None:
    shop = programme(redemption=Redemption(minimum=100))
    assert quote(basket(("", 100_000)), shop, RICH, Context(NOW, wanted=wanted)).redeemed == used


def test_what_could_be_redeemed_is_shown_without_asking() -> None:
    shop = programme(redemption=Redemption(3_000))
    priced = quote(basket(("", 100_000)), shop, Standing("m", available=500), Context(NOW))
    assert priced.max_redeem == 300
    assert [(h.what, dict(h.facts)) for h in priced.hints] == [
        ("redeemable", {"points": 300, "money_minor": 30_000})
    ]


# --- earning ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paid_minor", "exponent", "rounding", "points"),
    [
        pytest.param(234_567, 0, Rounding.FLOOR, 117, id="117.2835 down"),
        pytest.param(234_567, 0, Rounding.HALF_UP, 117, id="117.2835 half up"),
        pytest.param(234_567, 2, Rounding.HALF_UP, 11_728, id="117.2835 to two places"),
        pytest.param(11_990, 0, Rounding.FLOOR, 5, id="5.995 down"),
        pytest.param(11_990, 0, Rounding.HALF_UP, 6, id="5.995 half up"),
        pytest.param(11_990, 0, Rounding.HALF_EVEN, 6, id="5.995 half even"),
        pytest.param(11_990, 2, Rounding.HALF_UP, 600, id="5.995 to two places"),
        pytest.param(13_000, 0, Rounding.FLOOR, 6, id="6.5 down"),
        pytest.param(13_000, 0, Rounding.HALF_UP, 7, id="6.5 half up"),
        pytest.param(13_000, 0, Rounding.HALF_EVEN, 6, id="6.5 to the even six"),
        pytest.param(15_000, 0, Rounding.HALF_EVEN, 8, id="7.5 to the even eight"),
        pytest.param(15_000, 0, Rounding.FLOOR, 7, id="7.5 down"),
    ],
)
def test_five_percent_in_points(paid_minor: int, exponent: int, rounding: Rounding, points: int) -> None:
    shop = programme(unit=PointUnit(exponent), accrual=Accrual(RateEarn(500), rounding=rounding))
    assert quote(basket(("", paid_minor)), shop, Standing("m"), Context(NOW)).accrued == points


def test_points_are_rounded_once_a_receipt_and_spread_to_lines() -> None:
    shop = programme(accrual=Accrual(RateEarn(500), excluded=PROMO))
    paid = basket(("", 349_930), ("promo", 129_000), ("", 24_430))
    priced = quote(paid, shop, Standing("m"), Context(NOW))
    assert [line.accrued for line in priced.lines] == [175, 0, 12]


def test_one_point_for_every_full_twenty_roubles() -> None:
    shop = programme(accrual=Accrual(StepEarn(1, 2_000)))
    assert quote(basket(("", 199_999)), shop, Standing("m"), Context(NOW)).accrued == 99


@pytest.mark.parametrize(
    ("certificates", "points"),
    [(True, 47), (False, 22)],
    ids=["certificates earn too", "certificates earn nothing"],
)
def test_what_a_certificate_paid(certificates: bool, points: int) -> None:  # noqa: FBT001  # a column of the table
    shop = programme(redemption=Redemption(), accrual=Accrual(RateEarn(500), certificates=certificates))
    context = Context(NOW, wanted=300, certificate_minor=50_000)
    assert quote(basket(("", 125_050)), shop, RICH, context).accrued == points


@pytest.mark.parametrize(
    ("base", "points"),
    [
        pytest.param(EarnBase.PAID, 45, id="of what was paid"),
        pytest.param(EarnBase.DISCOUNTED, 50, id="of the price after discounts"),
        pytest.param(EarnBase.GROSS, 50, id="of the shelf price"),
    ],
)
def test_the_base_of_points(base: EarnBase, points: int) -> None:
    shop = programme(redemption=Redemption(), accrual=Accrual(RateEarn(500), base=base))
    assert quote(basket(("", 100_000)), shop, RICH, Context(NOW, wanted=100)).accrued == points


def test_either_redeem_or_earn() -> None:
    shop = programme(redemption=Redemption(), accrual=Accrual(RateEarn(500), beside_redemption=False))
    assert quote(basket(("", 100_000)), shop, RICH, Context(NOW, wanted=100)).accrued == 0
    assert quote(basket(("", 100_000)), shop, RICH, Context(NOW)).accrued == 50


@pytest.mark.parametrize(
    ("additive", "points"),
    [(False, 300 + 12), (True, 345 + 12)],
    ids=["instead of the base rate", "on top of it"],
)
def test_a_rate_of_some_goods(additive: bool, points: int) -> None:  # noqa: FBT001  # a column of the table
    rate = GoodsRate(
        "sport", Goods(categories=frozenset({"sport"})), 1_000 if not additive else 1_050, additive=additive
    )
    shop = programme(accrual=Accrual(RateEarn(100), rates=(rate,)))
    priced = quote(basket(("sport", 300_000), ("", 123_456)), shop, Standing("m"), Context(NOW))
    assert priced.accrued == points


def test_multipliers_multiply() -> None:
    double = Multiplier("sunday", 20_000, when=(OnWeekdays(frozenset({7})),))
    monday = Multiplier("monday", 50_000, when=(OnWeekdays(frozenset({1})),))
    half_more = Tiers((Tier("gold", "Gold", 0, earn_bp=15_000),))
    shop = programme(tiers=half_more, accrual=Accrual(RateEarn(500), multipliers=(double, monday)))
    assert quote(basket(("", 100_000)), shop, Standing("m"), Context(NOW)).accrued == 150


def test_nobody_earns_without_a_card() -> None:
    assert (
        quote(basket(("", 100_000)), programme(accrual=Accrual(RateEarn(500))), None, Context(NOW)).accrued
        == 0
    )


# --- the life of what was earned ----------------------------------------------------------------------

TWO_WEEKS_HALF_A_YEAR = programme(
    accrual=Accrual(RateEarn(500), activation=InDays(14), expiry=AfterMonths(6))
)


def moscow(year: int, month: int, day: int) -> datetime:
    return start_of_day(datetime(year, month, day, tzinfo=UTC).date(), "Europe/Moscow")


def test_points_of_the_first_of_march_live_from_the_fifteenth_for_half_a_year() -> None:
    bought = datetime(2026, 3, 1, 15, 40, tzinfo=UTC)
    assert lot_life(TWO_WEEKS_HALF_A_YEAR, bought) == (moscow(2026, 3, 15), moscow(2026, 9, 15))


def test_the_day_of_a_late_purchase_is_the_shops_day() -> None:
    bought = datetime(2026, 3, 1, 21, 30, tzinfo=UTC)  # already the second of March in Moscow
    assert lot_life(TWO_WEEKS_HALF_A_YEAR, bought)[0] == moscow(2026, 3, 16)


def test_points_without_delay_live_from_the_sale_on() -> None:
    assert lot_life(programme(accrual=Accrual(RateEarn(500))), NOW) == (NOW, None)
