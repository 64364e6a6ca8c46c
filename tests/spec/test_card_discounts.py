"""Discount cards, fixed and cumulative, and how they live beside offers (W05, W15, W22, W23, A01-A03)."""

from datetime import UTC, datetime, time

import pytest

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.programme import (
    Base,
    BasketAmount,
    BasketPercent,
    Choice,
    Counting,
    FixedPrice,
    FreeFrom,
    Group,
    Limits,
    PercentOff,
    Programme,
    Promotion,
    SeriesDiscount,
    SetOff,
    Tier,
    TierBy,
    TierDiscount,
    Tiers,
    UnitAmount,
    WithCard,
)
from loyalty_pos.core.programme.conditions import (
    BetweenHours,
    ForMembers,
    Goods,
    InStores,
    InTiers,
    OnWeekdays,
)
from loyalty_pos.core.programme.tiers import next_tier, tier_for
from loyalty_pos.core.quote import Cause, Quote

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)  # Sunday noon in Moscow
FIVE_TEN_FIFTEEN = (
    Tier("5", "Five", 0, 500),
    Tier("10", "Ten", 10_000_000, 1_000),
    Tier("15", "Fifteen", 30_000_000, 1_500),
)


def programme(*promotions: Promotion, **more: object) -> Programme:
    return Programme("p", (("en", "P"),), promotions=promotions, **more)  # type: ignore[arg-type]  # the test names the fields


def goods(number: int, price_minor: int, category: str = "", **more: object) -> Article:
    return Article(f"a{number}", f"Article {number}", price_minor, category, **more)  # type: ignore[arg-type]  # as above


def basket(*articles: Article) -> Basket:
    return Basket(tuple(Line(n, a, 1000, a.price_minor) for n, a in enumerate(articles, 1)))


def discounts(priced: Quote) -> list[int]:
    return [line.discount_minor for line in priced.lines]


# --- cards --------------------------------------------------------------------------------------------


def test_a_fixed_card_gives_the_percentage_of_its_series() -> None:
    card = Standing("m", card_discount_bp=1_000)
    priced = quote(
        basket(goods(1, 149_900), goods(2, 59_950)), programme(card=SeriesDiscount()), card, Context(NOW)
    )
    assert discounts(priced) == [14_990, 5_995]
    assert priced.payable_minor == 188_865
    assert priced.card_discount_bp == 1_000


def test_without_a_card_there_is_no_percentage_of_it() -> None:
    for member in (None, Standing("m", card_discount_bp=1_000)):
        priced = quote(basket(goods(1, 100)), programme(), member, Context(NOW))
        assert (priced.card_discount_bp, priced.discount_minor) == (0, 0)


@pytest.mark.parametrize(
    ("least_minor", "given"),
    [
        pytest.param(0, [("rounding", Cause.ROUNDING, 50, "")], id="1.50 becomes 1.00"),
        pytest.param(100, [("rounding", Cause.ROUNDING, 50, "")], id="down to its floor"),
        pytest.param(101, [], id="a kopeck of room is missing: not at all"),
    ],
)
def test_a_receipt_is_rounded_as_far_as_its_floors_let(
    least_minor: int, given: list[tuple[str, Cause, int, str]]
) -> None:
    rules = programme(limits=Limits(rounding_step_minor=100))
    priced = quote(basket(goods(1, 150, min_price_minor=least_minor)), rules, None, Context(NOW))
    assert [tuple(d) for line in priced.lines for d in line.discounts] == given


@pytest.mark.parametrize(("step_minor", "due_minor"), [(1, 151), (2, 150), (3, 150), (50, 150)])
def test_the_step_of_a_receipt(step_minor: int, due_minor: int) -> None:
    rules = programme(limits=Limits(rounding_step_minor=step_minor))
    assert quote(basket(goods(1, 151)), rules, None, Context(NOW)).due_minor == due_minor


@pytest.mark.parametrize(("off_minor", "kept_minor"), [(100, 100), (101, 100), (102, 100)])
def test_a_cap_is_exact_to_the_kopeck(off_minor: int, kept_minor: int) -> None:
    offer = Promotion("x", "X", UnitAmount(off_minor))
    capped = programme(offer, limits=Limits(max_discount_bp=1_000))
    assert quote(basket(goods(1, 1_000)), capped, None, Context(NOW)).discount_minor == kept_minor


@pytest.mark.parametrize(
    ("counting", "visits", "tier_id"),
    [
        (Counting.INCLUDING, 1, ""),
        (Counting.INCLUDING, 2, "third"),
        (Counting.EXCLUDING, 2, ""),
        (Counting.EXCLUDING, 3, "third"),
    ],
)
def test_a_purchase_is_one_visit(counting: Counting, visits: int, tier_id: str) -> None:
    third = Tiers((Tier("third", "T", 0, from_visits=3),), by=TierBy.VISITS, counting=counting)
    bought = basket(goods(1, 1_000))
    assert (
        quote(bought, programme(tiers=third), Standing("m", visits=visits), Context(NOW)).tier_id == tier_id
    )


def test_goods_that_the_card_is_not_for_cost_their_price() -> None:
    card = SeriesDiscount(Goods(not_categories=frozenset({"promo"})))
    lines = basket(goods(1, 149_900), goods(2, 27_930, "promo"), goods(3, 59_950))
    priced = quote(lines, programme(card=card), Standing("m", card_discount_bp=500), Context(NOW))
    assert discounts(priced) == [7_495, 0, 2_998]
    assert priced.payable_minor == 227_287


def test_goods_marked_no_discount_get_none_from_anything() -> None:
    offers = (Promotion("a", "A", PercentOff(1_000)), Promotion("b", "B", BasketAmount(1_000)))
    lines = basket(goods(1, 10_000, no_discount=True), goods(2, 10_000))
    priced = quote(
        lines, programme(*offers, card=SeriesDiscount()), Standing("m", card_discount_bp=500), Context(NOW)
    )
    assert discounts(priced)[0] == 0
    assert discounts(priced)[1] == 1_000 + 450 + 1_000


def test_without_a_card_there_is_no_card_discount() -> None:
    assert (
        quote(basket(goods(1, 10_000)), programme(card=SeriesDiscount()), None, Context(NOW)).discount_minor
        == 0
    )


@pytest.mark.parametrize(
    ("spend_minor", "counting", "discount_minor"),
    [
        pytest.param(9_850_000, Counting.EXCLUDING, 12_500, id="98 500.00 before: this receipt still 5 %"),
        pytest.param(9_850_000, Counting.INCLUDING, 25_000, id="with this purchase counted: 10 % at once"),
        pytest.param(10_087_500, Counting.EXCLUDING, 25_000, id="100 875.00: 10 % on the next receipt"),
        pytest.param(9_999_999, Counting.EXCLUDING, 12_500, id="one kopeck short of 100 000.00: 5 %"),
        pytest.param(10_000_000, Counting.EXCLUDING, 25_000, id="100 000.00 exactly: 10 %"),
    ],
)
def test_a_cumulative_card(spend_minor: int, counting: Counting, discount_minor: int) -> None:
    cumulative = programme(card=TierDiscount(), tiers=Tiers(FIVE_TEN_FIFTEEN, counting))
    priced = quote(
        basket(goods(1, 250_000)), cumulative, Standing("m", spend_minor=spend_minor), Context(NOW)
    )
    assert priced.discount_minor == discount_minor


def test_a_tier_given_by_hand_counts_only_where_the_programme_says_so() -> None:
    member = Standing("m", tier_id="15")
    for granted, tier_id in ((False, "5"), (True, "15")):
        cumulative = programme(card=TierDiscount(), tiers=Tiers(FIVE_TEN_FIFTEEN, granted=granted))
        assert quote(basket(goods(1, 100)), cumulative, member, Context(NOW)).tier_id == tier_id


@pytest.mark.parametrize(
    ("prices", "hint"),
    [
        pytest.param(
            (), ("next_tier", {"missing_minor": 150_000, "tier": "Ten", "bp": 1_000}), id="1 500.00 to 10 %"
        ),
        pytest.param(
            (100_000,), ("next_tier", {"missing_minor": 55_000, "tier": "Ten", "bp": 1_000}), id="550.00 more"
        ),
        pytest.param(
            (250_000,), ("tier_reached", {"tier": "Ten", "bp": 1_000}), id="this receipt reaches it"
        ),
    ],
)
def test_the_till_says_how_far_the_next_tier_is(
    prices: tuple[int, ...], hint: tuple[str, dict[str, object]]
) -> None:
    cumulative = programme(card=TierDiscount(), tiers=Tiers(FIVE_TEN_FIFTEEN))
    lines = basket(*(goods(n, price) for n, price in enumerate(prices, 1)))
    priced = quote(lines, cumulative, Standing("m", spend_minor=9_850_000), Context(NOW))
    assert [(h.what, dict(h.facts)) for h in priced.hints] == [hint]


def test_nothing_is_said_at_the_highest_tier() -> None:
    cumulative = programme(card=TierDiscount(), tiers=Tiers(FIVE_TEN_FIFTEEN))
    priced = quote(basket(goods(1, 100)), cumulative, Standing("m", spend_minor=30_000_000), Context(NOW))
    assert priced.hints == ()


@pytest.mark.parametrize(
    ("spend_minor", "reached", "following"),
    [
        pytest.param(-1, None, "5", id="returns made the spend negative"),
        pytest.param(0, "5", "10", id="the first tier begins at nothing"),
        pytest.param(9_850_000, "5", "10", id="after a return the old tier is back"),
        pytest.param(30_000_000, "15", None, id="the highest"),
    ],
)
def test_spend_decides_the_tier(spend_minor: int, reached: str | None, following: str | None) -> None:
    tiers = Tiers(FIVE_TEN_FIFTEEN)
    tier = tier_for(tiers, spend_minor)
    after = next_tier(tiers, tier)
    assert (tier.id if tier else None, after.id if after else None) == (reached, following)


# --- several discounts --------------------------------------------------------------------------------

MINUS_20 = Promotion("sale", "Sale", PercentOff(2_000))
COUPON_5 = Promotion("coupon", "Coupon", BasketPercent(500))


def test_discounts_are_taken_one_after_another() -> None:
    member = Standing("m", card_discount_bp=1_000)
    priced = quote(
        basket(goods(1, 1_000_000)),
        programme(MINUS_20, COUPON_5, card=SeriesDiscount()),
        member,
        Context(NOW),
    )
    assert [d.amount_minor for d in priced.lines[0].discounts] == [200_000, 80_000, 36_000]
    assert priced.due_minor == 684_000


def test_percentages_of_the_shelf_price_add_up() -> None:
    three = [Promotion(f"r{bp}", "R", PercentOff(bp, Base.INITIAL)) for bp in (2_000, 1_000, 500)]
    assert quote(basket(goods(1, 1_000_000)), programme(*three), None, Context(NOW)).discount_minor == 350_000


def test_the_cap_trims_the_last_discount_first() -> None:
    member = Standing("m", card_discount_bp=1_000)
    capped = programme(MINUS_20, COUPON_5, card=SeriesDiscount(), limits=Limits(max_discount_bp=3_000))
    priced = quote(basket(goods(1, 1_000_000)), capped, member, Context(NOW))
    assert [d.amount_minor for d in priced.lines[0].discounts] == [200_000, 80_000, 20_000]
    assert priced.due_minor == 700_000
    assert [(s.rule_id, s.amount_minor) for s in priced.trace if s.what == "cap_trimmed"] == [
        ("basket", 16_000)
    ]


SECOND_HALF = Promotion("b", "Second at half", SetOff(2, 1, off_bp=5_000), priority=2, group="g")
FIFTEEN_OFF_ONE = Promotion("a", "-15 %", PercentOff(1_500), priority=1, group="g")


@pytest.mark.parametrize(
    ("choice", "saving_minor"),
    [
        pytest.param(Choice.PRIORITY, 30_000, id="by priority: -15 % comes first"),
        pytest.param(Choice.BEST, 50_000, id="best for the customer: the second at half price"),
    ],
)
def test_only_one_offer_of_a_group_acts(choice: Choice, saving_minor: int) -> None:
    grouped = programme(FIFTEEN_OFF_ONE, SECOND_HALF, groups=(Group("g", choice),))
    assert (
        quote(basket(goods(1, 100_000), goods(1, 100_000)), grouped, None, Context(NOW)).discount_minor
        == saving_minor
    )


@pytest.mark.parametrize(
    ("with_card", "saving_minor"),
    [
        pytest.param(WithCard.STACK, 65_000, id="stackable: the card comes on top"),
        pytest.param(WithCard.BEST, 60_000, id="not stackable: per line whichever is worth more"),
    ],
)
def test_an_offer_and_a_card(with_card: WithCard, saving_minor: int) -> None:
    offer = Promotion("b", "Second at half", SetOff(2, 1, off_bp=5_000), with_card=with_card)
    priced = quote(
        basket(goods(1, 100_000), goods(1, 100_000)),
        programme(offer, card=SeriesDiscount()),
        Standing("m", card_discount_bp=1_000),
        Context(NOW),
    )
    assert priced.discount_minor == saving_minor


def test_a_better_card_takes_the_place_of_the_offer_and_the_trace_says_so() -> None:
    offer = Promotion("small", "-5 %", PercentOff(500), with_card=WithCard.BEST)
    priced = quote(
        basket(goods(1, 100_000)),
        programme(offer, card=SeriesDiscount()),
        Standing("m", card_discount_bp=1_000),
        Context(NOW),
    )
    assert [(d.rule_id, d.amount_minor) for d in priced.lines[0].discounts] == [("card", 10_000)]
    assert "card_instead_of_offer" in [step.what for step in priced.trace]


# --- sets ---------------------------------------------------------------------------------------------


def pieces(*priced: tuple[int, int]) -> Basket:
    """Lines of (price, pieces)."""
    return Basket(tuple(Line(n, goods(n, p), q * 1000, p) for n, (p, q) in enumerate(priced, 1)))


@pytest.mark.parametrize(
    ("lines", "free_from", "saved"),
    [
        pytest.param([(300, 3)], FreeFrom.ALL_PIECES, [300], id="three of one: one free"),
        pytest.param([(300, 2)], FreeFrom.ALL_PIECES, [0], id="an unfinished set gives nothing"),
        pytest.param(
            [(300, 1), (200, 1), (100, 1)], FreeFrom.ALL_PIECES, [0, 0, 100], id="the cheapest is free"
        ),
        pytest.param(
            [(200, 1), (200, 1), (200, 1)], FreeFrom.ALL_PIECES, [0, 0, 200], id="equal prices: the last line"
        ),
        pytest.param(
            [(500, 3), (100, 3)], FreeFrom.ALL_PIECES, [0, 200], id="two sets: the two cheapest of all"
        ),
        pytest.param(
            [(500, 3), (100, 3)], FreeFrom.EACH_SET, [500, 100], id="two sets: the cheapest of each"
        ),
        pytest.param([(100, 7)], FreeFrom.EACH_SET, [200], id="seven are two sets and one over"),
        pytest.param(
            [(100, 3_000)], FreeFrom.ALL_PIECES, [100_000], id="three thousand pieces are a thousand sets"
        ),
    ],
)
def test_three_for_two(lines: list[tuple[int, int]], free_from: FreeFrom, saved: list[int]) -> None:
    offer = Promotion("3for2", "3 for 2", SetOff(3, 2, free_from=free_from))
    assert discounts(quote(pieces(*lines), programme(offer), None, Context(NOW))) == saved


def test_a_piece_in_one_set_is_gone_for_the_next_offer() -> None:
    first = Promotion("1", "3 for 2", SetOff(3, 2), priority=1)
    second = Promotion("2", "2 for 1", SetOff(2, 1), priority=2)
    assert quote(pieces((100, 4)), programme(first, second), None, Context(NOW)).discount_minor == 100
    assert quote(pieces((100, 5)), programme(first, second), None, Context(NOW)).discount_minor == 200


# --- other offers -------------------------------------------------------------------------------------


def test_a_fixed_price_never_makes_goods_dearer() -> None:
    offer = Promotion("99", "Now 99.00", FixedPrice(9_900))
    assert discounts(
        quote(basket(goods(1, 15_000), goods(2, 5_000)), programme(offer), None, Context(NOW))
    ) == [5_100, 0]


@pytest.mark.parametrize(
    ("price_minor", "saved_minor"),
    [
        pytest.param(99_999, 0, id="999.99: one kopeck short"),
        pytest.param(100_000, 10_000, id="1 000.00: 100.00 off"),
    ],
)
def test_a_threshold_looks_at_current_prices_of_its_goods(price_minor: int, saved_minor: int) -> None:
    offer = Promotion("t", "From 1000", BasketAmount(10_000, from_minor=100_000))
    priced = quote(basket(goods(1, price_minor)), programme(offer), None, Context(NOW))
    assert priced.discount_minor == saved_minor


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        pytest.param((OnWeekdays(frozenset({7})),), True, id="Sunday"),
        pytest.param((OnWeekdays(frozenset({1})),), False, id="not Monday"),
        pytest.param((BetweenHours(time(12), time(13)),), True, id="from twelve, Moscow time"),
        pytest.param((BetweenHours(time(11), time(12)),), False, id="until twelve, exclusive"),
        pytest.param((BetweenHours(time(22), time(13)),), True, id="over midnight"),
        pytest.param((ForMembers(),), True, id="for members"),
        pytest.param((InTiers(frozenset({"5"})),), True, id="for this tier"),
        pytest.param((InTiers(frozenset({"10"})),), False, id="for another tier"),
        pytest.param((InStores(frozenset({"s1"})),), True, id="in this shop"),
        pytest.param((InStores(frozenset({"s2"})), ForMembers()), False, id="all conditions must hold"),
    ],
)
def test_an_offer_has_its_time_its_place_and_its_people(when: tuple[object, ...], holds: bool) -> None:  # noqa: FBT001  # a column of the table
    offer = Promotion("x", "X", PercentOff(1_000), when=when)  # type: ignore[arg-type]  # the table holds conditions
    shop = programme(offer, tiers=Tiers(FIVE_TEN_FIFTEEN))
    context = Context(NOW, zone="Europe/Moscow", store_id="s1")
    assert (quote(basket(goods(1, 1_000)), shop, Standing("m"), context).discount_minor == 100) is holds


def test_the_funder_of_an_offer_stands_at_its_discount() -> None:
    offer = Promotion("x", "X", PercentOff(1_000), funder="dairy-works")
    priced = quote(basket(goods(1, 1_000)), programme(offer), None, Context(NOW))
    assert [d.funder for d in priced.lines[0].discounts] == ["dairy-works"]
