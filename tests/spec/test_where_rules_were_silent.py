"""Where the shop's rules left a kopeck or a point open, one answer each; docs/rules.md lists them.

Two pricers that never saw each other had to agree on these (``tests/property/two_pricers.py``); here are the numbers.
"""

from dataclasses import replace

import pytest

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.pricing import ALL, Context, quote
from loyalty_pos.core.programme import (
    Accrual,
    BasketAmount,
    Bundle,
    BundlePart,
    Choice,
    ForPrice,
    GoodsRate,
    Group,
    Limits,
    Multiplier,
    PercentOff,
    PointUnit,
    Promotion,
    RateEarn,
    Redemption,
    SetOff,
    UnitAmount,
)
from loyalty_pos.core.programme.accrual import Extra
from loyalty_pos.core.programme.conditions import Goods
from loyalty_pos.core.quote import Cause
from tests.fakes.offers import ANNA, NOON, basket, goods, of, pieces, price, saved, shop, weighed


def test_what_one_set_gave_does_not_make_the_pieces_of_the_next_cheaper() -> None:
    """Five at 10.00 less 10 %: a free piece of either set is worth 9.00, and not what the first set left of it."""
    tenth = Promotion("ten", "-10 %", PercentOff(1_000), priority=1)
    sets = [Promotion(f"set{n}", "Set", SetOff(take, take - 1), priority=n) for n, take in ((2, 3), (3, 2))]

    priced = price(pieces((1_000, 5)), tenth, *sets)

    assert [d.amount_minor for d in priced.lines[0].discounts] == [500, 900, 900]
    assert saved(price(pieces((1_000, 1), (1_000, 2)), sets[0])) == [0, 1_000]  # of one price: the last line


def test_a_bundle_saves_one_sum_shared_by_what_its_pieces_cost_within_their_floors() -> None:
    parts = (BundlePart(of("coffee")), BundlePart(of("cake")))
    offer = Promotion("breakfast", "Breakfast", Bundle(parts, ForPrice(24_000)))
    coffee, cake = goods("coffee", 20_000, "coffee"), goods("cake", 10_000, "cake")

    assert saved(price(basket(coffee, cake), offer)) == [4_000, 2_000]
    dear = replace(coffee, min_price_minor=18_000)
    assert saved(price(basket(dear, cake), offer)) == [2_000, 4_000]


@pytest.mark.parametrize(
    ("bought", "most", "off"),
    [
        pytest.param(pieces((333, 3)), 1, [33], id="a third of 1.00, and not 10 % of 3.33 by itself"),
        pytest.param(pieces((500, 1), (500, 1)), 1, [50, 0], id="of one price the earlier line"),
        pytest.param(basket((weighed("ham", 900), 1_500), goods("a", 500)), 1, [135, 0], id="weighed: one"),
    ],
)
def test_so_many_pieces_of_a_receipt_get_their_part_of_the_lines_discount(
    bought: Basket, most: int, off: list[int]
) -> None:
    assert saved(price(bought, Promotion("x", "-10 %", PercentOff(1_000), per_receipt=most))) == off


def test_the_cap_takes_back_of_the_last_offer_first_and_by_what_each_line_got() -> None:
    cap = Limits(max_discount_bp=1_500)
    twice = [Promotion(name, name, BasketAmount(1_000), priority=n) for n, name in enumerate(("one", "two"))]
    priced = quote(pieces((10_000, 1)), shop(*twice, limits=cap), None, Context(NOON))
    assert [d.amount_minor for d in priced.lines[0].discounts] == [1_000, 500]

    offers = [
        Promotion("a", "-10 %", PercentOff(1_000), goods=Goods(frozenset({"a1"}))),
        Promotion("b", "-20 %", PercentOff(2_000), goods=Goods(frozenset({"a2"}))),
    ]
    capped = shop(*offers, limits=Limits(max_discount_bp=1_000))
    assert saved(quote(pieces((6_000, 1), (4_000, 1)), capped, None, Context(NOON))) == [429, 571]


def test_rounding_the_receipt_takes_kopecks_of_goods_that_are_never_discounted() -> None:
    """Rounding is no offer: only a fixed price and the floors stand in its way."""
    to_roubles = shop(limits=Limits(rounding_step_minor=100))
    priced = quote(basket(goods("a", 12_345, no_discount=True)), to_roubles, None, Context(NOON))
    assert [(d.cause, d.amount_minor) for d in priced.lines[0].discounts] == [(Cause.ROUNDING, 45)]


def test_a_cap_of_the_month_cuts_what_is_left_after_multipliers() -> None:
    accrual = Accrual(
        RateEarn(100),
        rates=(GoodsRate("sport", of("sport"), 1_000, month_cap=50_000),),
        multipliers=(Multiplier("twice", 20_000),),
    )
    programme = shop(accrual=accrual, unit=PointUnit(2))
    earned = [
        quote(basket(goods("ski", minor, "sport")), programme, ANNA, Context(NOON)).accrued
        for minor in (200_000, 250_000, 450_000)
    ]
    assert earned == [40_000, 50_000, 50_000]


def test_the_best_offer_is_the_one_that_leaves_least_without_points() -> None:
    """The other one would let the customer use more points; but points are the customer's own money."""
    ten = Promotion("ten", "-100.00", UnitAmount(10_000), goods=Goods(frozenset({"x"})), group="g")
    nine = Promotion("nine", "-90.00", UnitAmount(9_000), goods=Goods(frozenset({"y"})), group="g")
    programme = shop(
        ten, nine, groups=(Group("g", Choice.BEST),), redemption=Redemption(not_over_discount_bp=500)
    )
    rich = replace(ANNA, available=11_000, redeem_right=11_000)
    lines = basket(goods("x", 100_000), goods("y", 1_000_000))
    context = Context(NOON, wanted=ALL)

    priced = quote(lines, programme, rich, context)

    assert [d.rule_id for line in priced.lines for d in line.discounts] == ["ten"]
    alone = quote(lines, replace(programme, promotions=(nine,)), rich, context)
    assert alone.payable_minor < priced.payable_minor


@pytest.mark.parametrize(
    ("article", "points"),
    [
        pytest.param(goods("a", 50), 5, id="it earns, though less than a whole point"),
        pytest.param(goods("a", 50, no_earn=True), 0, id="it does not earn"),
    ],
)
def test_an_award_wants_goods_that_earn_and_no_whole_point_of_theirs(article: object, points: int) -> None:
    programme = shop(accrual=Accrual(RateEarn(100), extras=(Extra("visit", 5),)))
    assert quote(basket(article), programme, ANNA, Context(NOON)).accrued == points  # type: ignore[arg-type]  # a table of goods
