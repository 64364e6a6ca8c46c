"""Why a price is what it is: each kind of step, with its line, its kopecks and its numbers, in the order of the work.

What is told is data: the sentences of ``till/words`` and the screen's "why this price" are made of it, so a wrong
number here is a wrong sentence there.
"""

from dataclasses import replace

import pytest

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import ALL, Context, quote
from loyalty_pos.core.programme import (
    Accrual,
    BasketAmount,
    BasketLadder,
    BasketPercent,
    Bundle,
    BundlePart,
    Cashback,
    Effect,
    Exclusive,
    Extra,
    FixedPrice,
    ForPrice,
    Gift,
    GoodsRate,
    Limits,
    PercentOff,
    PointUnit,
    Programme,
    Promotion,
    QuantityLadder,
    QuantityStep,
    RateEarn,
    Redemption,
    SeriesDiscount,
    SetOff,
    SumStep,
    Tier,
    TierDiscount,
    Tiers,
    UnitAmount,
    WithCard,
)
from loyalty_pos.core.programme.cashback import Active
from loyalty_pos.core.programme.conditions import FromSum
from loyalty_pos.core.programme.periods import CONFIRMED_ORDERS, Limit, Spell
from loyalty_pos.core.quote import Quote
from tests.fakes.offers import ANNA, NOON, basket, goods, of, shop

TEA, CAKE = goods("tea", 10_000, "drink"), goods("cake", 6_000, "cake")
DEAR_TEA = replace(TEA, min_price_minor=9_500)
Told = tuple[str, str, int, str, int, dict[str, int | str]]


def steps(priced: Quote) -> list[Told]:
    return [(*step[:5], dict(step.facts)) for step in priced.trace]


def told(
    bought: Basket, programme: Programme, member: Standing | None = None, context: Context | None = None
) -> list[Told]:
    return steps(quote(bought, programme, member, context or Context(NOON)))


def offer(effect: Effect, **more: object) -> Promotion:
    return Promotion("o", "Offer", effect, **more)  # type: ignore[arg-type]  # the test names the fields


# --- offers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "step"),
    [
        pytest.param(
            PercentOff(1_000), ("item", "o", 2, "percent_off", 3_000, {"bp": 1_000}), id="10 % of three"
        ),
        pytest.param(
            UnitAmount(300), ("item", "o", 2, "unit_amount", 900, {"each_minor": 300}), id="3.00 each"
        ),
        pytest.param(
            FixedPrice(9_000), ("item", "o", 2, "fixed_price", 3_000, {"price_minor": 9_000}), id="for 90.00"
        ),
        pytest.param(SetOff(3, 2), ("item", "o", 2, "set_off", 10_000, {"take": 3}), id="three for two"),
        pytest.param(
            QuantityLadder((QuantityStep(2_000, 500), QuantityStep(3_000, 700), QuantityStep(4_000, 900))),
            ("item", "o", 2, "quantity_ladder", 2_100, {"bp": 700}),
            id="the step that three reach",
        ),
    ],
)
def test_an_offer_on_articles_tells_its_line_and_its_number(effect: Effect, step: Told) -> None:
    assert told(basket(CAKE, (TEA, 3_000)), shop(offer(effect, goods=of("drink")))) == [step]


def test_a_bundle_tells_each_of_its_lines() -> None:
    effect = Bundle((BundlePart(of("drink")), BundlePart(of("cake"))), ForPrice(12_000))
    assert told(basket(TEA, CAKE), shop(offer(effect))) == [
        ("item", "o", 1, "bundle_off", 2_500, {}),
        ("item", "o", 2, "bundle_off", 1_500, {}),
    ]


@pytest.mark.parametrize(
    ("effect", "step"),
    [
        pytest.param(
            BasketPercent(1_000, 16_000),
            (
                "basket",
                "o",
                0,
                "basket_percent",
                1_600,
                {"wanted_minor": 1_600, "bp": 1_000, "from_minor": 16_000},
            ),
            id="10 % from 160",
        ),
        pytest.param(
            BasketAmount(500, 1_000),
            ("basket", "o", 0, "basket_amount", 500, {"wanted_minor": 500, "from_minor": 1_000}),
            id="5.00 off",
        ),
        pytest.param(
            BasketLadder((SumStep(100, 100), SumStep(16_000, 0, 700), SumStep(16_001, 5_000))),
            ("basket", "o", 0, "basket_ladder", 700, {"wanted_minor": 700, "from_minor": 16_000}),
            id="the step that 160 reaches exactly",
        ),
    ],
)
def test_an_offer_on_the_basket_tells_what_it_wanted_of_all_of_it(effect: Effect, step: Told) -> None:
    assert told(basket(TEA, CAKE), shop(offer(effect))) == [step]


def test_of_two_sums_asked_for_the_greater_is_told() -> None:
    effect = BasketAmount(500, 1_000)
    assert told(basket(TEA), shop(offer(effect, when=(FromSum(9_000),))))[0][5]["from_minor"] == 9_000


def test_a_gift_tells_the_sum_and_the_pieces() -> None:
    effect = Gift(10_000, 1)
    assert told(basket(TEA, CAKE), shop(offer(effect, goods=of("cake")))) == [
        ("basket", "o", 2, "gift", 6_000, {"from_minor": 10_000, "pieces": 1})
    ]


def test_an_offer_by_coupon_is_of_its_own_phase() -> None:
    by_coupon = offer(PercentOff(1_000), coupon="SPRING", goods=of("cake"))
    assert told(basket(TEA, CAKE), shop(by_coupon), context=Context(NOON, coupons=("SPRING",))) == [
        ("coupon", "o", 2, "percent_off", 600, {"bp": 1_000})
    ]


@pytest.mark.parametrize("coupon", [pytest.param("", id="offer"), pytest.param("SPRING", id="by coupon")])
def test_a_floor_tells_what_was_wanted_and_what_was_left(coupon: str) -> None:
    phase = "coupon" if coupon else "item"
    floored = told(
        basket(CAKE, DEAR_TEA),
        shop(offer(PercentOff(1_000), goods=of("drink"), coupon=coupon)),
        context=Context(NOON, coupons=("SPRING",)),
    )
    assert sorted(floored, key=lambda step: step[3]) == [
        (phase, "o", 2, "floor_held", 500, {"wanted_minor": 1_000}),
        (phase, "o", 2, "percent_off", 500, {"bp": 1_000}),
    ]


def test_a_line_at_its_floor_tells_that_nothing_was_given() -> None:
    fast = replace(TEA, min_price_minor=10_000)
    assert told(basket(fast), shop(offer(PercentOff(1_000)))) == [
        ("item", "o", 1, "floor_held", 0, {"wanted_minor": 1_000})
    ]


# --- card, cap, rounding ------------------------------------------------------------------------------

TIERS = Tiers((Tier("silver", "Silver", 1_000, 500), Tier("gold", "Gold", 50_000, 1_000)))


def test_the_card_tells_its_percentage_and_tier() -> None:
    programme = shop(tiers=TIERS, card=TierDiscount())
    member = replace(ANNA, spend_minor=50_000)
    assert told(basket(TEA, CAKE), programme, member) == [
        ("card", "card", 0, "card_discount", 1_600, {"bp": 1_000, "tier": "gold"})
    ]


def test_a_card_of_a_series_has_no_tier_to_tell() -> None:
    member = replace(ANNA, card_discount_bp=700)
    assert told(basket(TEA), shop(card=SeriesDiscount()), member) == [
        ("card", "card", 0, "card_discount", 700, {"bp": 700, "tier": ""})
    ]


@pytest.mark.parametrize(
    ("bp", "step"),
    [
        pytest.param(800, ("card", "card", 2, "offer_instead_of_card", 800, {"card_minor": 700}), id="offer"),
        pytest.param(
            700, ("card", "card", 2, "offer_instead_of_card", 700, {"card_minor": 700}), id="equal: offer"
        ),
        pytest.param(600, ("card", "card", 2, "card_instead_of_offer", 700, {"offer_minor": 600}), id="card"),
    ],
)
def test_where_offer_and_card_do_not_stack_both_sums_are_told(bp: int, step: Told) -> None:
    rival = offer(PercentOff(bp), goods=of("drink"), with_card=WithCard.BEST)
    member = replace(ANNA, card_discount_bp=700)
    assert step in told(basket(CAKE, TEA), shop(rival, card=SeriesDiscount()), member)


def test_the_cap_tells_the_phase_that_it_trimmed_and_its_share() -> None:
    programme = shop(offer(PercentOff(5_000)), limits=Limits(max_discount_bp=3_000))
    priced = quote(basket(TEA), programme, None, Context(NOON))
    assert steps(priced)[1:] == [("cap", "item", 0, "cap_trimmed", 2_000, {"bp": 3_000})]
    assert priced.discount_minor == 3_000


def test_the_cap_trims_the_last_phase_first_and_says_so_for_each() -> None:
    programme = shop(
        offer(PercentOff(4_000)),
        Promotion("b", "Basket", BasketPercent(5_000)),
        limits=Limits(max_discount_bp=3_000),
    )
    assert told(basket(TEA), programme)[2:] == [
        ("cap", "basket", 0, "cap_trimmed", 3_000, {"bp": 3_000}),
        ("cap", "item", 0, "cap_trimmed", 1_000, {"bp": 3_000}),
    ]


def test_rounding_tells_its_step() -> None:
    cheap = goods("pin", 1_057)
    assert told(basket(cheap), shop(limits=Limits(rounding_step_minor=100))) == [
        ("rounding", "rounding", 0, "rounded_down", 57, {"step_minor": 100})
    ]


# --- points and certificates --------------------------------------------------------------------------

RICH = Standing("anna", available=5_000, redeem_right=5_000, visits=3)
UNIT = PointUnit(value_minor=100)


def test_paying_with_points_tells_money_and_points() -> None:
    programme = shop(unit=UNIT, redemption=Redemption(receipt_cap_bp=3_000))
    assert told(basket(TEA), programme, RICH, Context(NOON, wanted=ALL)) == [
        ("points", "redemption", 0, "points_redeemed", 3_000, {"points": 30})
    ]


def test_a_certificate_tells_what_was_offered_and_what_was_taken() -> None:
    assert told(basket(TEA), shop(), context=Context(NOON, certificate_minor=15_000)) == [
        ("certificate", "certificate", 0, "certificate", 10_000, {"offered_minor": 15_000})
    ]


def test_earning_tells_the_points_and_what_they_were_earned_from() -> None:
    programme = shop(unit=UNIT, accrual=Accrual(RateEarn(500)))
    assert told(basket(TEA, CAKE), programme, ANNA) == [
        ("accrual", "accrual", 0, "accrued", 0, {"points": 8, "base_minor": 16_000})
    ]


def test_extra_points_and_their_limit_are_told_by_name() -> None:
    accrual = Accrual(RateEarn(500), extras=(Extra("visit", 50),), limits=(Limit(Spell.DAY, points=20),))
    found = told(basket(TEA), shop(unit=UNIT, accrual=accrual), ANNA)
    assert ("accrual", "accrual", 0, "accrued", 0, {"points": 5, "base_minor": 10_000}) in found
    limited = next(step for step in found if step[3] == "accrual_limited")
    assert limited[:3] == ("accrual", "accrual", 0)
    assert limited[5]["per"] == "day"


def test_an_award_tells_its_points() -> None:
    accrual = Accrual(RateEarn(500), extras=(Extra("visit", 50),))
    assert ("accrual", "visit", 0, "extra_points", 0, {"points": 50}) in told(
        basket(TEA), shop(unit=UNIT, accrual=accrual), ANNA
    )


def test_a_raised_rate_that_is_used_up_tells_what_was_left_of_it() -> None:
    raised = GoodsRate("tea", of("drink"), 5_000, month_cap=20)
    programme = shop(unit=UNIT, accrual=Accrual(RateEarn(500), rates=(raised,)))
    assert ("accrual", "tea", 0, "rate_capped", 0, {"points": 20}) in told(basket(TEA), programme, ANNA)


def test_an_active_member_is_told_the_factor() -> None:
    programme = shop(
        unit=UNIT, accrual=Accrual(RateEarn(500)), cashback=Cashback(active=Active(2, 90, 15_000))
    )
    active = replace(ANNA, counters=((CONFIRMED_ORDERS, 2),))
    step = ("accrual", "cashback", 0, "active_member", 0, {"bp": 15_000})
    assert step in told(basket(TEA), programme, active)
    almost = replace(ANNA, counters=((CONFIRMED_ORDERS, 1),))
    assert step not in told(basket(TEA), programme, almost)


# --- the order of the work ----------------------------------------------------------------------------


def test_the_whole_way_of_a_price_is_told_in_the_order_of_the_work() -> None:
    programme = shop(
        Promotion("c", "Coupon", PercentOff(1_000), coupon="SPRING"),
        Promotion("b", "Basket", BasketAmount(1_000)),
        Promotion("i", "Item", PercentOff(1_000)),
        card=SeriesDiscount(),
        unit=UNIT,
        accrual=Accrual(RateEarn(1_000)),
        redemption=Redemption(),
        limits=Limits(rounding_step_minor=100),
    )
    member = replace(RICH, card_discount_bp=1_000)
    context = Context(NOON, coupons=("SPRING",), wanted=10, certificate_minor=500)
    priced = quote(basket(TEA), programme, member, context)
    assert [step.phase for step in priced.trace] == [
        *("item", "card", "basket", "coupon", "points", "rounding", "certificate", "accrual")
    ]
    assert priced.due_minor == 5_300
    assert priced.payable_minor == 4_800


@pytest.mark.parametrize(
    ("exclusive", "net_minor"),
    [
        pytest.param(Exclusive.NONE, 6_120, id="all act: 90, 72, 61.20"),
        pytest.param(Exclusive.ALL, 9_000, id="none acts beside it"),
    ],
)
def test_a_line_closed_by_an_offer_is_closed_for_basket_and_coupon(
    exclusive: Exclusive, net_minor: int
) -> None:
    programme = shop(
        Promotion("i", "Item", PercentOff(1_000), priority=1, exclusive=exclusive),
        Promotion("b", "Basket", BasketPercent(2_000)),
        Promotion("c", "Coupon", PercentOff(1_500), coupon="SPRING"),
    )
    priced = quote(basket(TEA), programme, None, Context(NOON, coupons=("SPRING",)))
    assert priced.due_minor == net_minor
