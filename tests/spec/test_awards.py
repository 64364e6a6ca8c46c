"""What a purchase earns beside its rate: awards, thresholds, caps, limits (W27, W31, A10, A19, A20, A33, A34)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.dates import birthday_window, start_of_day
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import BASIS, Rounding
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.programme import (
    Accrual,
    AfterMonths,
    BasketAmount,
    EarnBase,
    Extra,
    GoodsRate,
    InDays,
    Multiplier,
    Once,
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
from loyalty_pos.core.programme.cashback import Active, Cashback
from loyalty_pos.core.programme.conditions import (
    FirstPurchase,
    FromSum,
    Goods,
    InChannels,
    OnBirthday,
    OnDays,
    OnWeekdays,
)
from loyalty_pos.core.programme.periods import CONFIRMED_ORDERS, Limit, Spell, counted_up
from loyalty_pos.core.quote import Quote
from loyalty_pos.till.wording import LANGUAGES, step_text

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)  # a Sunday, noon in Moscow
ANNA = Standing("anna", available=10_000, redeem_right=10_000, visits=3)
SPORT = Goods(categories=frozenset({"sport"}))


def basket(*lines: tuple[str, int]) -> Basket:
    articles = [
        Article(f"a{n}", f"Article {n}", price, category) for n, (category, price) in enumerate(lines, 1)
    ]
    return Basket(tuple(Line(n, a, 1000, a.price_minor) for n, a in enumerate(articles, 1)))


def programme(accrual: Accrual, **more: object) -> Programme:
    return Programme("p", (("en", "P"),), accrual=accrual, **more)  # type: ignore[arg-type]  # the test names the fields


def awarded(priced: Quote) -> dict[str, int]:
    return {award.id: award.points for award in priced.awards}


def base_points(priced: Quote) -> int:
    return priced.accrued - sum(award.points for award in priced.awards)


# --- awards -------------------------------------------------------------------------------------------

SPORTS = Accrual(
    RateEarn(500),
    multipliers=(Multiplier("big", 20_000, from_minor=500_000),),
    extras=(Extra("pickup", 100, when=(InChannels(frozenset({"pickup"})),), expiry=AfterMonths(6)),),
    activation=InDays(14),
)


def test_a_big_order_that_is_picked_up() -> None:
    priced = quote(basket(("", 600_000)), programme(SPORTS), ANNA, Context(NOW, channel="pickup"))
    assert (priced.accrued, base_points(priced), awarded(priced)) == (700, 600, {"pickup": 100})


def test_base_points_and_awards_live_their_own_lives() -> None:
    bought = datetime(2026, 3, 1, 15, 40, tzinfo=UTC)
    priced = quote(basket(("", 600_000)), programme(SPORTS), ANNA, Context(bought, channel="pickup"))
    (award,) = priced.awards
    assert award.activate_at == start_of_day(date(2026, 3, 15), "Europe/Moscow")
    assert award.expire_at == start_of_day(date(2026, 9, 15), "Europe/Moscow")


def test_each_line_says_what_it_earns_and_how_much_of_it_is_extra() -> None:
    priced = quote(
        basket(("", 400_000), ("", 200_000)), programme(SPORTS), ANNA, Context(NOW, channel="pickup")
    )
    assert [(line.accrued, line.extra) for line in priced.lines] == [(467, 67), (233, 33)]
    assert sum(line.accrued for line in priced.lines) == priced.accrued


@pytest.mark.parametrize(
    ("extra", "member", "given"),
    [
        pytest.param(Extra("visit", 5), ANNA, True, id="each visit"),
        pytest.param(Extra("first", 200, when=(FirstPurchase(),)), ANNA, False, id="not the first purchase"),
        pytest.param(
            Extra("first", 200, when=(FirstPurchase(),)), replace(ANNA, visits=0), True, id="the first purchase"
        ),
        pytest.param(Extra("cake", 500, when=(OnBirthday(),)), ANNA, False, id="no birthday"),
        pytest.param(
            Extra("cake", 500, when=(OnBirthday(),)), replace(ANNA, birthday=True), True, id="the birthday's window"
        ),
        pytest.param(Extra("8-march", 50, when=(OnDays(((1122, 1122),)),)), ANNA, True, id="a holiday"),
        pytest.param(Extra("sport", 50, goods=SPORT), ANNA, True, id="goods that are there"),
        pytest.param(Extra("toys", 50, goods=Goods(brands=frozenset({"T"}))), ANNA, False, id="a brand that is not"),
        pytest.param(Extra("sum", 50, from_minor=100_000), ANNA, True, id="from 1 000.00 exactly"),
        pytest.param(Extra("sum", 50, from_minor=100_001), ANNA, False, id="one kopeck short"),
        pytest.param(Extra("sum", 50, when=(FromSum(100_001),)), ANNA, False, id="the sum said among conditions"),
        pytest.param(Extra("sum", 50, goods=SPORT, from_minor=60_001), ANNA, False, id="only its own goods count"),
    ],
)  # fmt: skip
def test_awards(extra: Extra, member: Standing, given: bool) -> None:  # noqa: FBT001  # a column of the table
    shop = programme(Accrual(RateEarn(100), extras=(extra,)))
    priced = quote(basket(("sport", 60_000), ("", 40_000)), shop, member, Context(NOW))
    assert awarded(priced) == ({extra.id: extra.points} if given else {})
    assert base_points(priced) == 10


@pytest.mark.parametrize(
    ("once", "key"),
    [
        (Once.DAY, "extra.gift/day@2026-11-22"),
        (Once.MONTH, "extra.gift/month@2026-11"),
        (Once.YEAR, "extra.gift/year@2026"),
        (Once.EVER, "extra.gift/ever@"),
    ],
)
def test_an_award_once_in_a_period(once: Once, key: str) -> None:
    shop = programme(Accrual(RateEarn(100), extras=(Extra("gift", 500, once=once),)))
    first = quote(basket(("", 100_000)), shop, ANNA, Context(NOW))
    assert (awarded(first), first.counted) == ({"gift": 500}, ((key, 1),))
    again = quote(basket(("", 100_000)), shop, replace(ANNA, counters=first.counted), Context(NOW))
    assert (awarded(again), again.counted) == ({}, ())


def test_the_birthday_award_of_the_29th_of_february() -> None:
    assert birthday_window(date(2000, 2, 29), 2026, 3, 3) == (date(2026, 2, 25), date(2026, 3, 3))
    assert birthday_window(date(1990, 1, 2), 2027, 3, 3) == (date(2026, 12, 30), date(2027, 1, 5))
    shop = programme(Accrual(RateEarn(0), extras=(Extra("cake", 500, when=(OnBirthday(),), once=Once.YEAR),)))
    visit = Context(datetime(2026, 3, 2, 12, tzinfo=UTC))
    first = quote(basket(("", 100_000)), shop, replace(ANNA, birthday=True), visit)
    again = quote(basket(("", 100_000)), shop, replace(ANNA, birthday=True, counters=first.counted), visit)
    assert (first.accrued, again.accrued) == (500, 0)


@pytest.mark.parametrize(("days", "points"), [(4, 0), (199, 0), (200, 500), (365, 500)])
def test_a_birthday_window_over_new_year_gives_once(days: int, points: int) -> None:
    shop = programme(Accrual(RateEarn(0), extras=(Extra("cake", 500, when=(OnBirthday(),), once=Once.YEAR),)))
    born_on_new_year = replace(ANNA, birthday=True)
    december = datetime(2026, 12, 30, 12, tzinfo=UTC)
    first = quote(basket(("", 100_000)), shop, born_on_new_year, Context(december))
    assert first.counted == (("extra.cake/year@2026", 1), ("extra.cake.kept/day@2026-12-30", 1))
    kept = replace(born_on_new_year, counters=first.counted)
    again = quote(basket(("", 100_000)), shop, kept, Context(december + timedelta(days=days)))
    assert (first.accrued, again.accrued) == (500, points)


def test_one_birthday_award_kept_lately_keeps_no_other_away() -> None:
    cake, card = (
        Extra(name, points, when=(OnBirthday(),), once=Once.YEAR)
        for name, points in (("cake", 500), ("card", 7))
    )
    kept = replace(ANNA, birthday=True, counters=(("extra.cake.kept/day@2026-12-30", 1),))
    shop = programme(Accrual(RateEarn(0), extras=(cake, card)))
    january = Context(datetime(2027, 1, 2, 12, tzinfo=UTC))
    assert awarded(quote(basket(("", 100_000)), shop, kept, january)) == {"card": 7}


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(Extra("a", 9, when=(FirstPurchase(),)), id="not in force"),
        pytest.param(Extra("a", 9, once=Once.EVER), id="had already"),
        pytest.param(Extra("a", 9, posted=True), id="given by the centre"),
    ],
)
def test_an_award_that_is_not_due_keeps_no_other_away(first: Extra) -> None:
    shop = programme(Accrual(RateEarn(100), extras=(first, Extra("b", 5))))
    had = replace(ANNA, counters=(("extra.a/ever@", 1),))
    assert awarded(quote(basket(("", 100_000)), shop, had, Context(NOW))) == {"b": 5}


@pytest.mark.parametrize(
    ("limit", "awards", "limited"),
    [
        pytest.param(22, {"a": 5, "b": 7}, False, id="all of it, exactly: nothing is said"),
        pytest.param(18, {"a": 5, "b": 3}, True, id="the last award is cut"),
        pytest.param(14, {"a": 4}, True, id="the first is cut, nothing is left for the last"),
        pytest.param(9, {}, True, id="not even the base"),
    ],
)
def test_a_limit_cuts_the_last_award_first(limit: int, awards: dict[str, int], limited: bool) -> None:  # noqa: FBT001  # a column of the table
    accrual = Accrual(
        RateEarn(100), extras=(Extra("a", 5), Extra("b", 7)), limits=(Limit(Spell.DAY, points=limit),)
    )
    priced = quote(basket(("", 100_000)), programme(accrual), ANNA, Context(NOW))
    assert (awarded(priced), priced.accrued) == (awards, min(limit, 22))
    told = [(step.line_id, step.amount_minor) for step in priced.trace if step.what == "accrual_limited"]
    assert told == ([(0, 0)] if limited else [])


def test_a_threshold_of_some_goods_is_not_reached_by_others() -> None:
    twice = Multiplier("twice", 20_000, SPORT, from_minor=60_001)
    shop = programme(Accrual(RateEarn(100), multipliers=(twice,)))
    assert quote(basket(("sport", 60_000), ("", 40_000)), shop, ANNA, Context(NOW)).accrued == 10


def test_awards_are_not_multiplied() -> None:
    sunday = Multiplier("sunday", 20_000, when=(OnWeekdays(frozenset({7})),))
    shop = programme(
        Accrual(RateEarn(100), multipliers=(sunday,), extras=(Extra("visit", 5),)),
        tiers=Tiers((Tier("gold", "Gold", 0, earn_bp=15_000),)),
    )
    priced = quote(basket(("", 100_000)), shop, ANNA, Context(NOW))
    assert (base_points(priced), awarded(priced)) == (30, {"visit": 5})


def test_where_nothing_earns_there_is_no_award() -> None:
    earn_or_burn = Accrual(
        RateEarn(100), extras=(Extra("visit", 5),), excluded=SPORT, beside_redemption=False
    )
    shop = programme(earn_or_burn, redemption=Redemption())
    assert quote(basket(("sport", 100_000)), shop, ANNA, Context(NOW)).accrued == 0
    assert quote(basket(("", 100_000)), shop, ANNA, Context(NOW, wanted=100)).accrued == 0
    assert quote(basket(("", 100_000)), shop, None, Context(NOW)).accrued == 0
    assert quote(basket(("", 100_000)), shop, ANNA, Context(NOW)).accrued == 15


# --- what is due --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("off_minor", "wanted", "certificate_minor", "points"),
    [
        pytest.param(0, 0, 0, 100, id="1 000.00 due: twice"),
        pytest.param(1, 0, 0, 49, id="a discount of a kopeck: once"),
        pytest.param(0, 1, 0, 49, id="a point paid: once"),
        pytest.param(0, 0, 40_000, 100, id="a certificate is money: twice"),
    ],
)
def test_thresholds_look_at_what_is_really_due(
    off_minor: int, wanted: int, certificate_minor: int, points: int
) -> None:
    twice = Multiplier("twice", 20_000, from_minor=100_000)
    shop = programme(
        Accrual(RateEarn(500), multipliers=(twice,)),
        redemption=Redemption(),
        promotions=(Promotion("less", "Less", BasketAmount(off_minor)),) if off_minor else (),
    )
    context = Context(NOW, wanted=wanted, certificate_minor=certificate_minor)
    assert quote(basket(("", 100_000)), shop, ANNA, context).accrued == points


def test_a_line_that_is_discounted_too_deep_earns_nothing() -> None:
    sale = Promotion("sale", "Sale", PercentOff(3_001), goods=SPORT)
    for deepest, points in ((3_000, 10), (3_001, 16), (BASIS, 16)):
        shop = programme(Accrual(RateEarn(100), max_discount_bp=deepest), promotions=(sale,))
        assert quote(basket(("sport", 100_000), ("", 100_000)), shop, ANNA, Context(NOW)).accrued == points


# --- rates --------------------------------------------------------------------------------------------

WITH_CAP = GoodsRate("sport", SPORT, 1_000, month_cap=300_000)
USED = (("rate.sport/month@2026-11", 270_000),)
CASHBACK = Accrual(RateEarn(100), rates=(WITH_CAP,), rounding=Rounding.HALF_UP)


@pytest.mark.parametrize(
    ("used", "points", "counted"),
    [
        pytest.param(USED, 31_235, 30_000, id="W27: 300.00 of 450.00, and 12.35 of the rest"),
        pytest.param((), 46_235, 45_000, id="nothing used: all 450.00"),
        pytest.param((("rate.sport/month@2026-11", 300_000),), 1_235, 0, id="the cap is reached"),
        pytest.param((("rate.sport/month@2026-10", 300_000),), 46_235, 45_000, id="that was last month"),
    ],
)
def test_a_category_with_a_cap_of_the_month(
    used: tuple[tuple[str, int], ...], points: int, counted: int
) -> None:
    shop = programme(CASHBACK, unit=PointUnit(2))
    member = replace(ANNA, counters=used)
    priced = quote(basket(("sport", 450_000), ("", 123_456)), shop, member, Context(NOW))
    assert priced.accrued == points
    assert priced.counted == (("rate.sport/month@2026-11", counted),)
    assert sum(line.accrued for line in priced.lines) == points


def test_a_capped_rate_on_top_leaves_the_base_rate_alone() -> None:
    rate = replace(WITH_CAP, additive=True, bp=900)
    shop = programme(replace(CASHBACK, rates=(rate,)), unit=PointUnit(2))
    full = quote(basket(("sport", 450_000)), shop, replace(ANNA, counters=USED), Context(NOW))
    assert full.accrued == 30_000 + 4_500


def test_two_capped_rates_are_cut_apart() -> None:
    wine = GoodsRate("wine", Goods(categories=frozenset({"wine"})), 500, month_cap=1_000)
    shop = programme(replace(CASHBACK, rates=(WITH_CAP, wine)), unit=PointUnit(2))
    priced = quote(
        basket(("sport", 450_000), ("wine", 90_000), ("", 123_456)),
        shop,
        replace(ANNA, counters=USED),
        Context(NOW),
    )
    assert priced.accrued == 30_000 + 1_000 + 1_235
    assert [line.accrued for line in priced.lines] == [30_000, 1_000, 1_235]


@pytest.mark.parametrize(
    ("orders", "points"), [(5, 60), (4, 50)], ids=["A20: five orders in 90 days", "one order short"]
)
def test_an_active_member_gets_more(orders: int, points: int) -> None:
    shop = programme(Accrual(RateEarn(500)), cashback=Cashback(active=Active(5, 90, 12_000)))
    member = replace(ANNA, counters=((CONFIRMED_ORDERS, orders),))
    assert quote(basket(("", 100_000)), shop, member, Context(NOW)).accrued == points


@pytest.mark.parametrize(
    ("qty_milli", "additive", "points"),
    [
        pytest.param(3_000, False, 15, id="five points a piece instead of the rate"),
        pytest.param(3_000, True, 18, id="on top of it"),
        pytest.param(500, False, 2, id="half a kilogram"),
    ],
)
def test_points_for_each_piece(qty_milli: int, additive: bool, points: int) -> None:  # noqa: FBT001  # a column of the table
    bottles = GoodsRate("bottles", SPORT, 0, additive=additive, points_each=5)
    shop = programme(Accrual(RateEarn(100), rates=(bottles,)))
    article = Article("b", "Bottle", 10_000, "sport")
    priced = quote(Basket((Line(1, article, qty_milli, 10_000),)), shop, ANNA, Context(NOW))
    assert priced.accrued == points


def test_a_free_piece_earns_no_points_of_its_own() -> None:
    bottles = GoodsRate("bottles", SPORT, 0, points_each=5)
    shop = programme(
        Accrual(RateEarn(100), rates=(bottles,)), promotions=(Promotion("f", "Free", PercentOff(BASIS)),)
    )
    assert quote(basket(("sport", 10_000)), shop, ANNA, Context(NOW)).accrued == 0


def test_pieces_are_multiplied_like_money() -> None:
    bottles = GoodsRate("bottles", SPORT, 0, points_each=5)
    twice = Multiplier("twice", 20_000)
    shop = programme(Accrual(RateEarn(100), rates=(bottles,), multipliers=(twice,)))
    assert quote(basket(("sport", 10_000), ("", 10_000)), shop, ANNA, Context(NOW)).accrued == 12


def test_steps_are_multiplied_where_a_threshold_is_reached() -> None:
    twice = Multiplier("twice", 20_000, from_minor=10_000)
    shop = programme(Accrual(StepEarn(1, 2_000), multipliers=(twice,)))
    assert quote(basket(("", 9_999)), shop, ANNA, Context(NOW)).accrued == 4
    assert quote(basket(("", 10_000)), shop, ANNA, Context(NOW)).accrued == 10


# --- limits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "counters", "points", "counted"),
    [
        pytest.param(
            Limit(Spell.DAY, receipts=3), (), 55, (("earned.receipts/day@2026-11-22", 1),), id="the first receipt"
        ),
        pytest.param(
            Limit(Spell.DAY, receipts=3), (("earned.receipts/day@2026-11-22", 3),), 0, (), id="three today already"
        ),
        pytest.param(
            Limit(Spell.DAY, receipts=3), (("earned.receipts/day@2026-11-21", 3),), 55,
            (("earned.receipts/day@2026-11-22", 1),), id="those were yesterday",
        ),
        pytest.param(
            Limit(Spell.WEEK, points=100), (("earned.points/week@2026-W47", 48),), 52,
            (("earned.points/week@2026-W47", 52),), id="52 of 100 are left: base points first",
        ),
        pytest.param(
            Limit(Spell.MONTH, points=100), (("earned.points/month@2026-11", 70),), 30,
            (("earned.points/month@2026-11", 30),), id="not even all base points",
        ),
    ],
)  # fmt: skip
def test_limits_of_a_period(
    limit: Limit, counters: tuple[tuple[str, int], ...], points: int, counted: tuple[tuple[str, int], ...]
) -> None:
    shop = programme(Accrual(RateEarn(500), extras=(Extra("visit", 5),), limits=(limit,)))
    priced = quote(basket(("", 100_000)), shop, replace(ANNA, counters=counters), Context(NOW))
    assert (priced.accrued, priced.counted) == (points, counted)
    assert base_points(priced) == min(50, points)


def test_what_a_certificate_paid_is_the_programmes_choice_also_for_awards() -> None:
    shop = programme(
        Accrual(RateEarn(500), extras=(Extra("visit", 5),), base=EarnBase.PAID, certificates=False)
    )
    assert quote(basket(("", 100_000)), shop, ANNA, Context(NOW, certificate_minor=100_000)).accrued == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_awards_caps_and_limits_are_explained_in_words(lang: str) -> None:
    shop = programme(
        replace(CASHBACK, extras=(Extra("visit", 500),), limits=(Limit(Spell.DAY, points=31_500),)),
        unit=PointUnit(2),
        cashback=Cashback(active=Active(1, 90, 12_000)),
    )
    member = replace(ANNA, counters=(*USED, (CONFIRMED_ORDERS, 1)))
    priced = quote(basket(("sport", 450_000), ("", 123_456)), shop, member, Context(NOW))
    assert [step.what for step in priced.trace] == [
        "active_member",
        "rate_capped",
        "accrual_limited",
        "extra_points",
        "accrued",
    ]
    assert not any("{" in step_text(step, lang, 2) for step in priced.trace)


def test_an_offer_for_one_receipt_of_a_member_is_counted_and_then_gone() -> None:
    welcome = Promotion("welcome", "Welcome", PercentOff(1_000), per_member=1)
    shop = programme(Accrual(RateEarn(100)), promotions=(welcome,))
    first = quote(basket(("", 100_000)), shop, ANNA, Context(NOW))
    assert (first.discount_minor, first.counted) == (10_000, (("welcome", 1),))
    after = counted_up((("extra.gift/ever@", 1),), first.counted)
    again = quote(basket(("", 100_000)), shop, replace(ANNA, counters=after), Context(NOW))
    assert (again.discount_minor, again.counted) == (0, ())
