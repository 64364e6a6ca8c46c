"""The best combination for the customer: least to pay, then most points, then priority (decisions 6)."""

import pytest

from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, quote, runner_up
from loyalty_pos.core.pricing.why_not import why_not
from loyalty_pos.core.programme import (
    Accrual,
    BasketAmount,
    BasketPercent,
    Choice,
    Group,
    Limits,
    Multiplier,
    PercentOff,
    Promotion,
    RateEarn,
    SeriesDiscount,
    SetOff,
    UnitAmount,
    WithCard,
)
from loyalty_pos.core.programme.conditions import Goods
from loyalty_pos.core.quote import Quote
from tests.fakes.offers import ANNA, NOON, basket, goods, of, pieces, shop

BEST = (Group("g", Choice.BEST),)
TWO = pieces((100_000, 2))
FIFTEEN = Promotion("a", "-15 %", PercentOff(1_500), priority=1, group="g")
SECOND_HALF = Promotion("b", "Second at half", SetOff(2, 1, off_bp=5_000), priority=2, group="g")


def acted(priced: Quote) -> set[str]:
    return {d.rule_id for line in priced.lines for d in line.discounts}


@pytest.mark.parametrize(
    ("choice", "saving"),
    [
        pytest.param(Choice.PRIORITY, 30_000, id="W23: by priority"),
        pytest.param(Choice.BEST, 50_000, id="W23: best for the customer"),
    ],
)
def test_one_of_a_group_acts(choice: Choice, saving: int) -> None:
    programme = shop(FIFTEEN, SECOND_HALF, groups=(Group("g", choice),))
    assert quote(TWO, programme, None, Context(NOON)).discount_minor == saving


def test_only_the_winner_is_told_on_the_receipt() -> None:
    priced = quote(TWO, shop(FIFTEEN, SECOND_HALF, groups=BEST), None, Context(NOON))
    assert [(step.rule_id, step.amount_minor) for step in priced.trace] == [("b", 50_000)]


def test_what_is_missing_is_told_of_the_receipt_that_won() -> None:
    """20 % leaves 160.00 of 200.00 and 340.00 to go; 5 %, which lost, would leave 190.00 and 310.00."""
    most = Promotion("most", "-20 %", PercentOff(2_000), priority=1, group="g")
    least = Promotion("least", "-5 %", PercentOff(500), priority=2, group="g")
    programme = shop(most, least, Promotion("sum", "From 500.00", BasketAmount(100, 50_000)), groups=BEST)
    found = {v.rule_id: v for v in why_not(pieces((20_000, 1)), programme, None, Context(NOON))}
    assert found["sum"].facts == (("missing_minor", 34_000),)


def test_the_best_and_then_the_card() -> None:
    member = Standing("m", card_discount_bp=1_000)
    programme = shop(FIFTEEN, SECOND_HALF, groups=BEST, card=SeriesDiscount())
    assert quote(TWO, programme, member, Context(NOON)).discount_minor == 65_000


def test_the_whole_receipt_is_compared_not_the_offer_alone() -> None:
    """The greater discount may cost the receipt its threshold: 100.00 off from 1 000.00 is worth more."""
    more = Promotion("more", "-12 %", PercentOff(1_200), priority=1, group="g")
    less = Promotion("less", "-5 %", PercentOff(500), priority=2, group="g")
    from_1000 = Promotion("sum", "-100.00", BasketAmount(10_000, 100_000))
    priced = quote(pieces((106_000, 1)), shop(more, less, from_1000, groups=BEST), None, Context(NOON))
    assert (acted(priced), priced.due_minor) == ({"less", "sum"}, 90_700)


def test_groups_are_chosen_together() -> None:
    """Two groups, a threshold between them: each alone would take its greatest discount and lose it."""
    programme = shop(
        Promotion("a1", "-10 %", PercentOff(1_000), priority=1, group="g", goods=of("a")),
        Promotion("a2", "-8 %", PercentOff(800), priority=2, group="g", goods=of("a")),
        Promotion("b1", "-10 %", PercentOff(1_000), priority=3, group="h", goods=of("b")),
        Promotion("b2", "-8 %", PercentOff(800), priority=4, group="h", goods=of("b")),
        Promotion("sum", "-100.00", BasketAmount(10_000, 184_000)),
        groups=(Group("g", Choice.BEST), Group("h", Choice.BEST)),
    )
    lines = basket(goods("x", 100_000, "a"), goods("y", 100_000, "b"))
    priced = quote(lines, programme, None, Context(NOON))
    assert (acted(priced), priced.due_minor) == ({"a2", "b2", "sum"}, 174_000)


def test_a_group_may_hold_offers_of_several_phases() -> None:
    """T19: an automatic 10 % of the order, and a better one in its place, never both."""
    item = Promotion("item", "-5 %", PercentOff(500), priority=1, group="g")
    whole = Promotion("whole", "-10 %", BasketPercent(1_000), priority=2, group="g")
    for groups, due in ((BEST, 28_800), ((Group("g"),), 30_400)):
        assert (
            quote(pieces((32_000, 1)), shop(item, whole, groups=groups), None, Context(NOON)).due_minor == due
        )


def test_when_one_ends_the_next_takes_its_place() -> None:
    """T20: of 2.00 and 7.00 only 7.00; without it 2.00."""
    two = Promotion("two", "-2", UnitAmount(200), group="g")
    seven = Promotion("seven", "-7", UnitAmount(700), group="g")
    lines = pieces((10_000, 1))
    assert quote(lines, shop(two, seven, groups=BEST), None, Context(NOON)).discount_minor == 700
    assert quote(lines, shop(two, groups=BEST), None, Context(NOON)).discount_minor == 200


def test_at_the_same_price_the_one_with_more_points() -> None:
    """Both take 100.00 off; earning is by article, so it matters off which."""
    first = Promotion(
        "first", "-100.00", UnitAmount(10_000), priority=1, group="g", goods=Goods(frozenset({"x"}))
    )
    second = Promotion(
        "second", "-100.00", UnitAmount(10_000), priority=2, group="g", goods=Goods(frozenset({"y"}))
    )
    lines = basket(goods("x", 100_000), goods("y", 100_000))
    context = Context(NOON)
    plain = shop(first, second, groups=BEST, accrual=Accrual(RateEarn(500)))
    assert acted(quote(lines, plain, ANNA, context)) == {"first"}
    twice = (Multiplier("twice", 20_000, Goods(frozenset({"x"}))),)
    earning = shop(first, second, groups=BEST, accrual=Accrual(RateEarn(500), multipliers=twice))
    assert acted(quote(lines, earning, ANNA, context)) == {"second"}


def many_groups(count: int) -> tuple[list[Promotion], tuple[Group, ...]]:
    """Groups of two offers each on an article of its own; the second offer of each is the better one."""
    offers = [
        Promotion(
            f"{n}-{bp}", "X", PercentOff(bp), group=f"g{n}", goods=Goods(frozenset({f"a{n}"})), priority=bp
        )
        for n in range(1, count + 1)
        for bp in (500, 1_000)
    ]
    return offers, tuple(Group(f"g{n}", Choice.BEST) for n in range(1, count + 1))


@pytest.mark.parametrize(
    ("groups", "marked"),
    [
        pytest.param(6, [], id="64 combinations: all"),
        pytest.param(7, [128], id="128: one choice after another"),
    ],
)
def test_beyond_sixty_four_combinations_the_trace_says_so(groups: int, marked: list[int]) -> None:
    offers, declared = many_groups(groups)
    priced = quote(pieces(*[(10_000, 1)] * groups), shop(*offers, groups=declared), None, Context(NOON))
    told = [dict(step.facts)["combinations"] for step in priced.trace if step.what == "best_of_many"]
    assert (told, priced.discount_minor) == (marked, 1_000 * groups)


def test_the_runner_up_on_demand() -> None:
    programme = shop(FIFTEEN, SECOND_HALF, groups=BEST)
    second = runner_up(TWO, programme, None, Context(NOON))
    assert second is not None
    assert (acted(second), second.discount_minor) == ({"a"}, 30_000)
    assert runner_up(TWO, shop(FIFTEEN, groups=BEST), None, Context(NOON)) is None


def test_the_card_or_the_offer_whichever_leaves_less_to_pay() -> None:
    """An offer on the basket that does not stand beside the card: all of its lines go one way."""
    offer = Promotion("x", "-15 %", BasketPercent(1_500), with_card=WithCard.BEST, goods=of("a"))
    member = Standing("m", card_discount_bp=1_000)
    lines = basket(goods("x", 10_000, "a"), goods("y", 10_000, "b"))
    priced = quote(lines, shop(offer, card=SeriesDiscount()), member, Context(NOON))
    assert [[d.rule_id for d in line.discounts] for line in priced.lines] == [["x"], ["card"]]


def test_of_several_phases_the_lower_number_is_first_at_the_same_price() -> None:
    item = Promotion("item", "-10 %", PercentOff(1_000), priority=2, group="g")
    whole = Promotion("whole", "-10 %", BasketPercent(1_000), priority=1, group="g")
    assert acted(quote(pieces((32_000, 1)), shop(item, whole, groups=BEST), None, Context(NOON))) == {"whole"}


def test_what_is_to_pay_is_compared_after_rounding() -> None:
    """10.49 and 10.40 are both 10.00: the first by priority stays."""
    less = Promotion("less", "-0.51", UnitAmount(51), priority=1, group="g")
    more = Promotion("more", "-0.60", UnitAmount(60), priority=2, group="g")
    rounded = shop(less, more, groups=BEST, limits=Limits(rounding_step_minor=100))
    assert "less" in acted(quote(pieces((1_100, 1)), rounded, None, Context(NOON)))


def test_less_to_pay_comes_before_more_points() -> None:
    less = Promotion("less", "-5 %", PercentOff(500), priority=1, group="g")
    more = Promotion("more", "-10 %", PercentOff(1_000), priority=2, group="g")
    earning = shop(less, more, groups=BEST, accrual=Accrual(RateEarn(1_000)))
    assert acted(quote(pieces((100_000, 1)), earning, ANNA, Context(NOON))) == {"more"}


def test_many_combinations_are_told_in_one_step_of_the_whole_receipt() -> None:
    offers, declared = many_groups(7)
    priced = quote(pieces(*[(10_000, 1)] * 7), shop(*offers, groups=declared), None, Context(NOON))
    (step,) = (step for step in priced.trace if step.phase == "best")
    facts = dict(step.facts)
    assert (step.rule_id, step.line_id, step.what, step.amount_minor) == ("best", 0, "best_of_many", 0)
    assert facts.keys() == {"combinations", "tried"}
    assert int(facts["tried"]) < int(facts["combinations"]) == 128
