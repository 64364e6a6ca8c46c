"""Offers of all kinds, in their order and beside each other: thresholds, ladders, gifts, coupons, who pays."""

from dataclasses import replace

import pytest

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.programme import (
    Base,
    BasketAmount,
    BasketLadder,
    BasketPercent,
    Bundle,
    BundlePart,
    Exclusive,
    FixedPrice,
    Gift,
    Group,
    LessAmount,
    Limits,
    PercentOff,
    Promotion,
    QuantityLadder,
    QuantityStep,
    SeriesDiscount,
    SetOff,
    SumStep,
    UnitAmount,
    WithCard,
)
from loyalty_pos.core.programme.conditions import ALL_GOODS, FromSum
from loyalty_pos.core.programme.promotions import Effect
from loyalty_pos.core.quote import Cause, Discount, Quote, QuotedLine, Step
from tests.fakes.offers import NOON, basket, goods, of, pieces, price, saved, shop, weighed

CARD_10 = Standing("anna", card_discount_bp=1_000)

# --- one article --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "off"),
    [
        pytest.param((goods("a", 1_000), 3_000), 300, id="1.00 less for each of three"),
        pytest.param((weighed("b", 10_000), 1_234), 123, id="1.00 less a kilogram: 1.234 kg"),
        pytest.param((goods("c", 60), 1_000), 60, id="never below nothing"),
    ],
)
def test_an_amount_off_each(line: tuple[object, int], off: int) -> None:
    assert price(basket(line), Promotion("x", "X", UnitAmount(100))).discount_minor == off  # type: ignore[arg-type]  # a table of lines


def test_only_so_many_pieces_of_a_receipt_the_dearest_first() -> None:
    offer = Promotion("x", "Three at half", PercentOff(5_000), per_receipt=3)
    assert saved(price(pieces((200, 2), (500, 2), (100, 4)), offer)) == [100, 500, 0]


@pytest.mark.parametrize(
    ("first", "second", "off"),
    [
        pytest.param(Base.CURRENT, Base.CURRENT, 1_450, id="of what is left: 100, 90, 85.50"),
        pytest.param(Base.INITIAL, Base.INITIAL, 1_500, id="of the shelf price: 85"),
        pytest.param(Base.CURRENT, Base.INITIAL, 1_500, id="only the second of the shelf price"),
    ],
)
def test_a_percentage_of_the_shelf_price_or_of_what_is_left(first: Base, second: Base, off: int) -> None:
    ten = Promotion("a", "-10 %", PercentOff(1_000, first))
    five = Promotion("b", "-5 %", PercentOff(500, second))
    assert price(pieces((10_000, 1)), ten, five).discount_minor == off


@pytest.mark.parametrize(
    ("bought", "off"),
    [
        pytest.param(pieces((1_000, 2)), 0, id="two: below the first step"),
        pytest.param(pieces((1_000, 2), (500, 1)), 250, id="three of two lines: 10 % of all of them"),
        pytest.param(pieces((1_000, 6)), 1_200, id="six: 20 %"),
        pytest.param(basket((weighed("w", 10_000), 3_500)), 3_500, id="3.5 kg: 10 %"),
    ],
)
def test_the_more_the_cheaper(bought: object, off: int) -> None:
    ladder = QuantityLadder((QuantityStep(3_000, 1_000), QuantityStep(6_000, 2_000)))
    assert price(bought, Promotion("l", "Ladder", ladder)).discount_minor == off  # type: ignore[arg-type]  # a table of baskets


@pytest.mark.parametrize(("cost", "off"), [(99_999, 0), (100_000, 10_000)])
def test_an_offer_on_articles_may_want_a_sum_of_them(cost: int, off: int) -> None:
    offer = Promotion("x", "X", PercentOff(1_000), when=(FromSum(100_000),), goods=of("shoes"))
    priced = price(basket(goods("a", cost, "shoes"), goods("b", 50_000)), offer)
    assert priced.discount_minor == off


def test_of_two_sums_that_an_offer_wants_the_greater_counts() -> None:
    offer = Promotion("x", "X", PercentOff(1_000), when=(FromSum(1_000), FromSum(3_000)))
    assert [price(pieces((cost, 1)), offer).discount_minor for cost in (2_999, 3_000)] == [0, 300]


@pytest.mark.parametrize(
    ("effect", "what", "facts"),
    [
        (PercentOff(1_000), "percent_off", {"bp": 1_000}),
        (UnitAmount(100), "unit_amount", {"each_minor": 100}),
        (FixedPrice(900), "fixed_price", {"price_minor": 900}),
        (SetOff(2, 1), "set_off", {"take": 2}),
        (Bundle((BundlePart(ALL_GOODS, 2),), LessAmount(100)), "bundle_off", {}),
        (QuantityLadder((QuantityStep(1_000, 500),)), "quantity_ladder", {"bp": 500}),
        (BasketPercent(1_000, 500), "basket_percent", {"wanted_minor": 200, "bp": 1_000, "from_minor": 500}),
        (BasketAmount(100, 500), "basket_amount", {"wanted_minor": 100, "from_minor": 500}),
        (BasketLadder((SumStep(500, 1_000),)), "basket_ladder", {"wanted_minor": 200, "from_minor": 500}),
        (Gift(500, pieces=1), "gift", {"from_minor": 500, "pieces": 1}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_kind_of_offer_is_told_by_its_name(effect: Effect, what: str, facts: dict[str, int]) -> None:
    """The names stand in the sentences of the till and in what other systems read."""
    priced = price(pieces((1_000, 2)), Promotion("x", "X", effect))
    assert [(step.what, dict(step.facts)) for step in priced.trace] == [(what, facts)]


# --- the order of offers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "due"),
    [
        pytest.param(PercentOff(2_000), UnitAmount(1_000), 7_000, id="T15: the percentage first"),
        pytest.param(UnitAmount(1_000), PercentOff(2_000), 7_200, id="T15: the amount first"),
    ],
)
def test_the_lower_number_is_first(
    first: PercentOff | UnitAmount, second: PercentOff | UnitAmount, due: int
) -> None:
    one, two = Promotion("b", "One", first, priority=1), Promotion("a", "Two", second, priority=2)
    assert price(pieces((10_000, 1)), one, two).due_minor == due


@pytest.mark.parametrize(
    ("exclusive", "due"),
    [
        pytest.param("amount", 9_000, id="T15: the first is exclusive: only 10.00 off"),
        pytest.param(
            "percent", 7_200, id="T15: the later one is exclusive: what is given stays; Sylius 80.00"
        ),
        pytest.param("both", 9_000, id="T15: both exclusive: the first one"),
    ],
)
def test_an_exclusive_offer_keeps_its_lines_to_itself(exclusive: str, due: int) -> None:
    alone = {
        name: Exclusive.PHASE if exclusive in {name, "both"} else Exclusive.NONE
        for name in ("amount", "percent")
    }
    amount = Promotion("amount", "-10", UnitAmount(1_000), priority=1, exclusive=alone["amount"])
    percent = Promotion("percent", "-20 %", PercentOff(2_000), priority=2, exclusive=alone["percent"])
    assert price(pieces((10_000, 1)), amount, percent).due_minor == due


@pytest.mark.parametrize(
    ("exclusive", "off"),
    [
        pytest.param(Exclusive.NONE, [2_000 + 800 + 360, 1_000 + 450], id="all three"),
        pytest.param(Exclusive.PHASE, [2_000 + 800 + 360, 1_000 + 450], id="for offers on articles only"),
        pytest.param(Exclusive.ALL, [2_000, 1_000 + 450], id="neither the card nor the basket's offer"),
    ],
)
def test_what_exclusive_closes(exclusive: Exclusive, off: list[int]) -> None:
    sale = Promotion("sale", "-20 %", PercentOff(2_000), goods=of("sale"), exclusive=exclusive)
    evening = Promotion("evening", "-5 %", BasketPercent(500))
    lines = basket(goods("a", 10_000, "sale"), goods("b", 10_000))
    priced = quote(lines, shop(sale, evening, card=SeriesDiscount()), CARD_10, Context(NOON))
    assert saved(priced) == off


def test_priorities_and_then_ids_say_who_is_first() -> None:
    """T21: B 7, D 7, C 5, E 1, A 0 there, where the higher one is first; here the lower number is."""
    numbers = {"A": 107, "B": 100, "C": 102, "D": 100, "E": 106}
    offers = [Promotion(name, name, UnitAmount(1), priority=number) for name, number in numbers.items()]
    priced = price(pieces((10_000, 1)), *offers)
    assert [step.rule_id for step in priced.trace] == ["B", "D", "C", "E", "A"]


def test_a_threshold_looks_at_what_is_left_by_then() -> None:
    """T22: 105.00; 10 % today and 20 % from 100.00: after the first the second has nothing to stand on."""
    today = Promotion("today", "-10 %", BasketPercent(1_000), priority=1)
    from_100 = Promotion("from-100", "-20 %", BasketPercent(2_000, 10_000), priority=2)
    assert price(pieces((10_500, 1)), today, from_100).due_minor == 9_450
    later = Promotion("today", "-10 %", BasketPercent(1_000), priority=3)
    assert price(pieces((10_500, 1)), later, from_100).due_minor == 7_560


def test_a_discount_larger_than_the_line_takes_the_line() -> None:
    """T20: 9.99 off a line of 2.00."""
    assert price(pieces((200, 1)), Promotion("x", "X", UnitAmount(99_900))).due_minor == 0


@pytest.mark.parametrize(
    ("offer", "due", "vat"),
    [
        pytest.param(None, 35_000, 5_833, id="350.00 holds 58.33"),
        pytest.param(BasketPercent(5_000), 17_500, 2_917, id="half of it 29.17"),
        pytest.param(BasketAmount(5_000), 30_000, 5_000, id="50.00 less: 50.00"),
    ],
)
def test_vat_is_of_what_is_left(offer: BasketPercent | None, due: int, vat: int) -> None:
    """T23."""
    lines = basket(goods("a", 35_000, vat_bp=2_000))
    priced = price(lines, *([Promotion("x", "X", offer)] if offer else []))
    assert (priced.due_minor, [group.vat_minor for group in priced.vat]) == (due, [vat])


# --- the basket ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cost", "off"),
    [
        pytest.param(99_999, 0, id="below the first step"),
        pytest.param(100_000, 5_000, id="from 1 000.00: 50.00"),
        pytest.param(300_000, 30_000, id="from 3 000.00: 10 %, not both"),
    ],
)
def test_the_highest_step_reached_counts(cost: int, off: int) -> None:
    ladder = BasketLadder((SumStep(100_000, amount_minor=5_000), SumStep(300_000, bp=1_000)))
    assert price(pieces((cost, 1)), Promotion("l", "Ladder", ladder)).discount_minor == off


@pytest.mark.parametrize(
    ("cost", "off"),
    [
        pytest.param(99_999, [0, 0, 0], id="the rest costs 999.99"),
        pytest.param(100_000, [0, 0, 4_000], id="the rest costs 1 000.00: the cheapest mug is free"),
    ],
)
def test_a_gift_from_a_sum_of_the_rest(cost: int, off: list[int]) -> None:
    gift = Promotion("mug", "A mug", Gift(100_000), goods=of("mug"))
    lines = basket(goods("tea", cost - 5_000), goods("dear", 5_000, "mug"), goods("cheap", 4_000, "mug"))
    assert saved(price(lines, gift)) == off


def test_two_gifts_where_the_rest_is_enough_for_two() -> None:
    gift = Promotion("mug", "Two mugs", Gift(100_000, pieces=2), goods=of("mug"))
    mugs = goods("mug", 5_000, "mug")
    assert saved(price(basket(goods("tea", 100_000), (mugs, 3_000)), gift)) == [0, 10_000]
    assert saved(price(basket(goods("tea", 90_000), (mugs, 3_000)), gift)) == [0, 5_000]


@pytest.mark.parametrize(("cost", "off"), [(1_004, 100), (1_005, 101)])
def test_half_a_kopeck_of_a_percentage_is_the_customers(cost: int, off: int) -> None:
    """Of an article, of the basket, of the card alike."""
    lines = pieces((cost, 1))
    assert price(lines, Promotion("x", "X", PercentOff(1_000))).discount_minor == off
    assert price(lines, Promotion("x", "X", BasketPercent(1_000))).discount_minor == off
    assert quote(lines, shop(card=SeriesDiscount()), CARD_10, Context(NOON)).discount_minor == off


@pytest.mark.parametrize(("cost", "off"), [(2_999, 0), (3_000, 1_000)])
def test_a_gift_may_want_a_sum_of_its_own_goods(cost: int, off: int) -> None:
    gift = Promotion("mug", "A mug", Gift(1), goods=of("mug"), when=(FromSum(4_000),))
    priced = price(basket(goods("mug", 1_000, "mug"), goods("dear", cost, "mug"), goods("tea", 9_000)), gift)
    assert priced.discount_minor == off


def test_an_offer_that_its_floor_kept_from_acting_leaves_the_place_in_its_group() -> None:
    full = Promotion("a", "A", BasketAmount(100), goods=of("vodka"), group="g")
    other = Promotion("b", "B", BasketAmount(100), goods=of("tea"), group="g")
    lines = basket(goods("vodka", 1_000, "vodka", min_price_minor=1_000), goods("tea", 1_000, "tea"))
    priced = quote(lines, shop(full, other, groups=(Group("g"),)), None, Context(NOON))
    assert saved(priced) == [0, 100]


# --- coupons ------------------------------------------------------------------------------------------

MINUS_20 = Promotion("sale", "-20 %", PercentOff(2_000))
COUPON = Promotion("spring", "-5 %", BasketPercent(500), coupon="SPRING")


def test_a_coupon_is_taken_of_what_the_card_left() -> None:
    """W22: 2 000 + 800 + 360, and with a cap of 30 % the coupon is trimmed to 200.00."""
    with_coupon = Context(NOON, coupons=("SPRING",))
    lines = pieces((1_000_000, 1))
    programme = shop(COUPON, MINUS_20, card=SeriesDiscount())
    priced = quote(lines, programme, CARD_10, with_coupon)
    assert [(d.cause, d.amount_minor) for d in priced.lines[0].discounts] == [
        (Cause.ITEM, 200_000),
        (Cause.CARD, 80_000),
        (Cause.COUPON, 36_000),
    ]
    capped = shop(COUPON, MINUS_20, card=SeriesDiscount(), limits=Limits(max_discount_bp=3_000))
    priced = quote(lines, capped, CARD_10, with_coupon)
    assert [d.amount_minor for d in priced.lines[0].discounts] == [200_000, 80_000, 20_000]
    assert quote(lines, programme, CARD_10, Context(NOON)).discount_minor == 280_000


@pytest.mark.parametrize(
    ("exclusive", "off"),
    [
        pytest.param(Exclusive.PHASE, 1_450, id="the coupon is of another phase"),
        pytest.param(Exclusive.ALL, 1_000, id="nothing else at all"),
    ],
)
def test_a_coupon_after_an_exclusive_offer_on_the_basket(exclusive: Exclusive, off: int) -> None:
    alone = Promotion("alone", "-10 %", BasketPercent(1_000), exclusive=exclusive)
    priced = price(pieces((10_000, 1)), alone, COUPON, context=Context(NOON, coupons=("SPRING",)))
    assert priced.discount_minor == off


@pytest.mark.parametrize(
    ("effect", "off"),
    [
        pytest.param(PercentOff(1_000), [200, 100], id="a percentage of articles"),
        pytest.param(FixedPrice(900), [1_100, 100], id="a price"),
        pytest.param(SetOff(2, 1), [0, 1_000], id="two for one"),
        pytest.param(Gift(2_000), [0, 1_000], id="a gift"),
    ],
)
def test_a_coupon_may_give_anything(effect: PercentOff | FixedPrice | SetOff | Gift, off: list[int]) -> None:
    offer = Promotion("c", "C", effect, coupon="C1")
    priced = price(pieces((2_000, 1), (1_000, 1)), offer, context=Context(NOON, coupons=("C1",)))
    assert saved(priced) == off
    assert {d.cause for line in priced.lines for d in line.discounts} == {Cause.COUPON}


@pytest.mark.parametrize(
    ("coupon_bp", "card_bp", "causes"),
    [
        pytest.param(2_000, 1_000, {Cause.COUPON}, id="the coupon of 20 % beats the card of 10 %"),
        pytest.param(500, 1_000, {Cause.CARD}, id="the card beats a coupon of 5 %"),
        pytest.param(500, 0, {Cause.COUPON}, id="a card without a discount beats nothing"),
    ],
)
def test_a_coupon_instead_of_the_card(coupon_bp: int, card_bp: int, causes: set[Cause]) -> None:
    offer = Promotion("c", "C", BasketPercent(coupon_bp), coupon="C1", with_card=WithCard.BEST)
    member = Standing("anna", card_discount_bp=card_bp)
    context = Context(NOON, coupons=("C1",))
    priced = quote(pieces((2_000, 1), (1_000, 1)), shop(offer, card=SeriesDiscount()), member, context)
    assert {d.cause for line in priced.lines for d in line.discounts} == causes


# --- who pays -----------------------------------------------------------------------------------------


def test_partner_and_shop_share_a_discount() -> None:
    """A47: 500.00 at 60 % are 300.00 and 200.00."""
    offer = Promotion("x", "X", BasketAmount(50_000), funders=(("bank", 6_000),))
    priced = price(pieces((200_000, 1)), offer)
    assert [(d.funder, d.amount_minor) for d in priced.lines[0].discounts] == [("bank", 30_000), ("", 20_000)]


def test_not_one_kopeck_is_lost_between_funders() -> None:
    offer = Promotion("x", "X", UnitAmount(100), funders=(("a", 3_333), ("b", 3_333), ("c", 3_334)))
    priced = price(pieces((1_000, 1)), offer)
    assert [(d.funder, d.amount_minor) for d in priced.lines[0].discounts] == [
        ("a", 33),
        ("b", 33),
        ("c", 34),
    ]


def test_who_pays_nothing_of_a_discount_is_not_named() -> None:
    offer = Promotion("x", "X", UnitAmount(1), funders=(("bank", 6_000),))
    priced = price(pieces((1_000, 1)), offer)
    assert [(d.funder, d.amount_minor) for d in priced.lines[0].discounts] == [("bank", 1)]


def test_offers_for_some_receipts_of_a_member_are_counted_in_the_order_of_their_names() -> None:
    offers = [Promotion(name, name, UnitAmount(1), per_member=2) for name in "fbdace"]
    priced = price(pieces((1_000, 1)), *offers, member=Standing("anna"))
    assert priced.counted == tuple((name, 1) for name in "abcdef")


def test_why_a_line_is_cheaper_keeps_the_name_that_stands_in_every_journal() -> None:
    assert [str(cause) for cause in Cause] == ["item", "card", "basket", "coupon", "rounding"]


def test_what_a_receipt_leaves_unsaid_is_nothing() -> None:
    line = QuotedLine(basket(goods("a", 100)).lines[0], 100, (), 0, 0, 100, 0, 100, 0, 0)
    bare = Quote("p", "", "", (line,), 100, 0, 0, 0, 0, 100, 0, 100, 0)
    assert (line.extra, Discount("x", Cause.ITEM, 1).funder) == (0, "")
    assert (bare.tier_id, bare.card_discount_bp, bare.counter_provision_minor) == ("", 0, 0)
    assert Step("item", "x", 0, "said") == ("item", "x", 0, "said", 0, ())


# --- offers that look at several lines, among those that look at one ------------------------------------------


def test_offers_on_one_line_stand_at_their_place_between_the_others() -> None:
    """Two at 100.00: 10 % off, one of two free, 1.00 off each: 200, 180, 90, 88."""
    first = Promotion("first", "-10 %", PercentOff(1_000), priority=1)
    pair = Promotion("pair", "2 for 1", SetOff(2, 1), priority=2)
    last = Promotion("last", "-1", UnitAmount(100), priority=3)
    priced = price(pieces((10_000, 2)), last, pair, first)
    assert [(step.rule_id, step.amount_minor) for step in priced.trace] == [
        ("first", 2_000), ("pair", 9_000), ("last", 200),
    ]  # fmt: skip


def test_a_set_without_goods_keeps_no_later_offer_away() -> None:
    pair = Promotion("pair", "2 for 1", SetOff(2, 1), priority=1, goods=of("tea"))
    later = Promotion("later", "-10 %", PercentOff(1_000), priority=2)
    assert price(pieces((10_000, 1)), pair, later).discount_minor == 1_000


def test_a_set_that_may_not_act_keeps_no_later_set_away() -> None:
    once = Promotion("once", "2 for 1", SetOff(2, 1), priority=1, per_member=1)
    later = Promotion("later", "2 for 1", SetOff(2, 1, off_bp=5_000), priority=2)
    assert price(pieces((10_000, 2)), once, later).discount_minor == 5_000


def test_sets_act_in_their_order_whatever_line_comes_first() -> None:
    tea = Promotion("tea", "2 for 1", SetOff(2, 1), priority=2, goods=of("tea"))
    cup = Promotion("cup", "2 for 1", SetOff(2, 1), priority=1, goods=of("cup"))
    lines = basket((goods("tea", 100, "tea"), 2_000), (goods("cup", 200, "cup"), 2_000))
    assert [step.rule_id for step in price(lines, tea, cup).trace] == ["cup", "tea"]


def test_a_discount_that_just_fits_was_not_held_by_the_floor() -> None:
    lines = basket(goods("a", 1_000, min_price_minor=900))
    for off, told in ((100, ["unit_amount"]), (101, ["floor_held", "unit_amount"])):
        assert [step.what for step in price(lines, Promotion("x", "X", UnitAmount(off))).trace] == told


GROUP = (Group("g"),)
AT_FLOOR = goods("vodka", 1_000, "vodka", min_price_minor=1_000)


@pytest.mark.parametrize(
    ("first", "bought", "winner"),
    [
        pytest.param(Promotion("a", "A", FixedPrice(99_900), per_receipt=9), pieces((1_000, 1)), "b", id="dearer"),
        pytest.param(Promotion("a", "A", UnitAmount(1), per_receipt=9), pieces((1_000, 1)), "a", id="a kopeck"),
        pytest.param(
            Promotion("a", "A", PercentOff(500), goods=of("vodka")), basket(AT_FLOOR, goods("b", 1_000)), "b", id="at its floor"
        ),
        pytest.param(
            Promotion("a", "A", PercentOff(500)), basket(AT_FLOOR, goods("b", 1_000)), "a", id="one line at its floor"
        ),
        pytest.param(Promotion("a", "A", PercentOff(500), when=(FromSum(1_000),)), pieces((1_000, 1)), "a", id="its sum"),
        pytest.param(
            Promotion("a", "A", PercentOff(500), when=(FromSum(1_001),)), pieces((1_000, 1)), "b", id="a kopeck below its sum"
        ),
    ],
)  # fmt: skip
def test_the_first_of_a_group_that_saves_anything_acts(first: Promotion, bought: Basket, winner: str) -> None:
    second = Promotion("b", "B", PercentOff(1_000), group="g", priority=900)
    priced = quote(bought, shop(replace(first, group="g"), second, groups=GROUP), None, Context(NOON))
    assert {d.rule_id for line in priced.lines for d in line.discounts} == {winner}


def test_an_offer_on_articles_that_gave_nothing_leaves_the_place_in_its_group_to_the_basket() -> None:
    full = Promotion("a", "A", PercentOff(500), goods=of("vodka"), group="g")
    whole = Promotion("b", "B", BasketAmount(100), group="g")
    priced = quote(basket(AT_FLOOR, goods("b", 1_000)), shop(full, whole, groups=GROUP), None, Context(NOON))
    assert saved(priced) == [0, 100]


def test_an_exclusive_offer_after_another_one_closes_the_line_too() -> None:
    offers = [
        Promotion("first", "-10", UnitAmount(1_000), priority=1),
        Promotion("alone", "-10 %", PercentOff(1_000), priority=2, exclusive=Exclusive.PHASE),
        Promotion("late", "-10 %", PercentOff(1_000), priority=3),
    ]
    assert price(pieces((11_000, 1)), *offers).discount_minor == 2_000


def test_a_piece_of_a_set_is_worth_what_a_ladder_left() -> None:
    ladder = Promotion("ladder", "-10 %", QuantityLadder((QuantityStep(2_000, 1_000),)), priority=1)
    pair = Promotion("pair", "2 for 1", SetOff(2, 1), priority=2)
    priced = price(pieces((1_000, 2)), ladder, pair)
    assert [d.amount_minor for d in priced.lines[0].discounts] == [200, 900]


@pytest.mark.parametrize(("base", "off"), [(Base.CURRENT, 1_000 + 900), (Base.INITIAL, 1_000 + 1_000)])
def test_a_ladder_of_the_shelf_price_or_of_what_is_left(base: Base, off: int) -> None:
    first = Promotion("first", "-10 %", PercentOff(1_000), priority=1)
    ladder = Promotion("ladder", "-10 %", QuantityLadder((QuantityStep(1_000, 1_000),), base), priority=2)
    assert price(pieces((10_000, 1)), first, ladder).discount_minor == off


@pytest.mark.parametrize(
    ("bought", "off"),
    [
        pytest.param(pieces((500, 2), (500, 1)), [250, 0], id="at one price the first line"),
        pytest.param(basket((weighed("ham", 1_000), 2_000)), [1_000], id="what is weighed is one, all of it"),
        pytest.param(basket((goods("a", 1_000), 1_500)), [750], id="a piece and a half is one"),
    ],
)
def test_one_piece_of_a_receipt_at_half(bought: Basket, off: list[int]) -> None:
    assert saved(price(bought, Promotion("x", "X", PercentOff(5_000), per_receipt=1))) == off
