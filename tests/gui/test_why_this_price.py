"""F1 on a line: why this price, and what the customer lacks for more; and the line of hints under the basket."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.pricing.why_not import why_not
from loyalty_pos.core.problems import NotEnrolled
from loyalty_pos.core.programme import (
    BasketAmount,
    BasketLadder,
    BasketPercent,
    FixedPrice,
    Gift,
    PercentOff,
    Programme,
    Promotion,
    QuantityLadder,
    QuantityStep,
    SetOff,
    SumStep,
)
from loyalty_pos.core.programme.conditions import ForMembers, FromSum
from loyalty_pos.till.ports import ActiveProgramme
from loyalty_pos.till.wording import hint_text
from loyalty_pos.ui.sale.why.facts import WhyFacts, why_facts, worth_saying
from loyalty_pos.ui.standing.view import StandingBar
from tests.fakes.offers import NOON, basket, goods, of, shop
from tests.fakes.shop import OneProgramme
from tests.fakes.till import ANNA_CARD, BORIS_CARD, BREAD_CODE, COFFEE_CODE, FIVE_PERCENT, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, window_on

OFFERS = (
    Promotion("dairy", "Dairy −10 %", PercentOff(1_000), goods=of("dairy"), priority=1),
    Promotion("third", "Third loaf free", SetOff(3, 2), goods=of("bread"), priority=2),
    Promotion("wine", "Wine day", PercentOff(500), goods=of("wine"), priority=3),
    Promotion("club", "Coffee for members", PercentOff(500), goods=of("coffee"), when=(ForMembers(),)),
    Promotion("big", "100 off", BasketAmount(10_000, 130_000)),
)


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """Return a window in English on a shop with five offers."""
    with window_on(FakeTill(replace(FIVE_PERCENT, promotions=OFFERS))) as made:
        yield made.log_in()


def said(counter: Counter) -> str:
    """Return all that the page says, with plain spaces."""
    return "\n".join(counter.texts()).replace("\u00a0", " ")


def explained(counter: Counter) -> bool:
    return "Offers that did not act" in said(counter)


# --- F1 ---------------------------------------------------------------------------------------------------


def test_f1_says_why_the_line_costs_what_it_costs(counter: Counter) -> None:
    counter.studio.scan(MILK_CODE)
    counter.studio.press("F1")
    assert "1 × ₽99.90" in said(counter)
    assert "Offer “Dairy −10 %”: 10% gives ₽9.99 off" in said(counter)
    assert "To pay for this line\n₽89.91" in said(counter)


def test_f1_says_what_did_not_act_and_what_is_missing(counter: Counter) -> None:
    counter.studio.scan(COFFEE_CODE, BREAD_CODE, BREAD_CODE)
    counter.studio.press("F1")
    assert "No discount acts on this line." in said(counter)
    assert "Third loaf free\n1 more to go" in said(counter)
    assert "Coffee for members\nOnly with a card" in said(counter)
    assert "100 off\n₽200.00 more to go" in said(counter)
    assert "No goods of theirs are here: “Dairy −10 %”, “Wine day”" in said(counter)


def test_the_nearest_offer_for_these_goods_stands_first(counter: Counter) -> None:
    counter.studio.scan(COFFEE_CODE, BREAD_CODE, BREAD_CODE)
    counter.studio.press("F1")
    words = said(counter)
    assert words.index("Third loaf free\n") < words.index("100 off\n") < words.index("Coffee for members\n")
    counter.studio.press("Up")
    words = said(counter)
    assert words.index("100 off\n") < words.index("Coffee for members\n") < words.index("Third loaf free\n")


def test_an_offer_that_acts_on_other_goods_is_named(counter: Counter) -> None:
    counter.studio.scan(MILK_CODE, BREAD_CODE)
    counter.studio.press("F1")
    assert "Act on other goods of the receipt: “Dairy −10 %”" in said(counter)


@pytest.mark.parametrize("key", ["F1", "Esc"])
def test_f1_again_or_esc_goes_back_to_the_sums(counter: Counter, key: str) -> None:
    counter.studio.scan(MILK_CODE)
    counter.studio.press("F1")
    assert explained(counter)
    counter.studio.press(key)
    assert not explained(counter)
    assert "To pay" in counter.texts()


def test_the_next_scan_goes_back_to_the_sums(counter: Counter) -> None:
    counter.studio.scan(MILK_CODE)
    counter.studio.press("F1")
    counter.studio.scan(BREAD_CODE)
    assert not explained(counter)


def test_the_explanation_follows_the_mark_and_the_receipt(counter: Counter) -> None:
    counter.studio.scan(MILK_CODE, BREAD_CODE)
    counter.studio.press("F1", "Up")
    assert "Offer “Dairy −10 %”: 10% gives ₽9.99 off" in said(counter)
    counter.studio.press("F8", "F8", "F1")
    assert explained(counter)
    assert "No discount acts on this line." in said(counter)
    counter.studio.press("F8", "F8")
    assert not explained(counter), "nothing is left to explain"


def test_a_touched_line_is_marked_and_touched_again_explained(counter: Counter) -> None:
    counter.studio.scan(MILK_CODE, BREAD_CODE)
    sale, lines = counter.studio.till.sale, counter.shop.register.view().lines
    sale.line_chosen(lines[0].id)
    assert not explained(counter)
    sale.line_chosen(lines[0].id)
    counter.studio.settle()
    assert "Offer “Dairy −10 %”: 10% gives ₽9.99 off" in said(counter)


def test_a_question_on_the_pad_is_answered_first(counter: Counter) -> None:
    counter.studio.scan(MILK_CODE)
    counter.studio.press("F4", "F1")
    assert not explained(counter)
    counter.enter("5")
    assert counter.shop.register.view().lines[0].qty_milli == 5_000


def test_f1_on_an_empty_receipt_does_nothing(counter: Counter) -> None:
    counter.studio.press("F1")
    assert not explained(counter)


def test_a_long_explanation_is_turned_by_page_keys(qtbot: QtBot) -> None:  # noqa: ARG001
    coupons = tuple(Promotion(f"c{n}", f"Offer {n}", PercentOff(100), coupon=f"C{n}") for n in range(20))
    with window_on(FakeTill(replace(FIVE_PERCENT, promotions=coupons))) as counter:
        counter.log_in().studio.scan(MILK_CODE, BREAD_CODE)
        counter.studio.press("F1")
        bar = counter.studio.till._sale_view.why._area.verticalScrollBar()
        counter.studio.press("PgDown")
        turned = bar.value()
        assert "Offer 0\nNeeds the coupon C0" in said(counter)
        assert "To pay for this line\n₽50.00" in said(counter), "the mark stays where it is"
        counter.studio.press("PgUp")
        assert (turned > 0, bar.value()) == (True, 0)


def test_it_speaks_russian_at_once(counter: Counter) -> None:
    counter.studio.scan(MILK_CODE)
    counter.studio.press("F1", "Ctrl+Shift+L")
    assert "Акция «Dairy −10 %»: 10 % — скидка 9,99 ₽" in said(counter)
    assert "Не сработали" in said(counter)


# --- hints ------------------------------------------------------------------------------------------------


def test_two_hints_at_most_stand_under_the_basket_the_most_valuable_first(counter: Counter) -> None:
    counter.studio.till.window.resize(1920, 1080)
    counter.studio.scan(COFFEE_CODE, BREAD_CODE, BREAD_CODE)
    assert "₽200.00 more for “100 off”  ·  1 more for “Third loaf free”" in said(counter)
    counter.studio.scan(BREAD_CODE)
    assert "more for “Third loaf free”" not in said(counter)


def test_a_hint_waits_until_the_line_shows(counter: Counter) -> None:
    counter.studio.till.scanned(BREAD_CODE)
    counter.studio.till.scanned(BREAD_CODE)
    assert "1 more for" not in said(counter)
    counter.studio.settle()
    assert "1 more for “Third loaf free”" in said(counter)


def test_nothing_is_hinted_before_there_are_goods_and_after_they_are_gone(counter: Counter) -> None:
    assert "F1: why this price" not in said(counter)
    counter.studio.scan(BREAD_CODE)
    assert "F1: why this price" in said(counter)
    counter.studio.press("F8", "F8")
    assert "F1: why this price" not in said(counter)


def test_offers_are_judged_once_a_price(counter: Counter) -> None:
    counter.studio.scan(BREAD_CODE)
    register = counter.shop.register
    judged = register.verdicts()
    counter.studio.press("Up", "F1", "F1")
    assert register.verdicts() is judged
    counter.studio.scan(BREAD_CODE)
    assert register.verdicts() is not judged


def test_nothing_is_asked_of_the_register_while_a_commit_runs(counter: Counter, qtbot: QtBot) -> None:
    done: list[str] = []
    window, view = counter.studio.till.window, counter.studio.till._sale_view
    window.freeze(frozen=True)
    view.when_idle(lambda: done.append("frozen"))
    qtbot.wait(20)
    assert done == []
    window.freeze(frozen=False)
    view.when_idle(lambda: done.append("free"))
    qtbot.wait(20)
    assert done == ["free"]


@pytest.mark.parametrize(
    ("near", "worth"),
    [
        pytest.param(Promotion("x", "X", BasketAmount(9_000, 45_000)), 9_000, id="a sum"),
        pytest.param(Promotion("x", "X", BasketPercent(1_000, 45_000)), 4_000, id="10 % of 400.00"),
        pytest.param(
            Promotion("x", "X", PercentOff(500), when=(FromSum(45_000),)), 2_000, id="5 % from a sum"
        ),
        pytest.param(
            Promotion("x", "X", BasketLadder((SumStep(45_000, 2_000),))),
            8_000,
            id="the first step of a ladder",
        ),
        pytest.param(Promotion("x", "X", SetOff(5, 4)), 10_000, id="the fifth piece free"),
        pytest.param(
            Promotion("x", "X", QuantityLadder((QuantityStep(5_000, 1_500),))), 6_000, id="15 % from five"
        ),
        pytest.param(Promotion("x", "X", Gift(35_000)), 10_000, id="a gift"),
    ],
)
def test_what_is_worth_more_is_said_first(near: Promotion, worth: int) -> None:
    four = basket((goods("cup", 10_000), 4_000))
    for other, first in ((worth - 1, near.name), (worth + 1, "other")):
        programme = shop(Promotion("other", "other", BasketAmount(other, 49_000)), near)
        priced = quote(four, programme, None, Context(NOON))
        hints = worth_saying(why_not(four, programme, None, Context(NOON)), priced, programme)
        assert dict(hints[0].facts)["offer"] == first, hints
        assert [bool(hint_text(hint, "ru")) for hint in hints] == [True, True]


def test_a_hint_outlives_the_offer_that_it_is_about() -> None:
    """The programme changed between the price and the hint."""
    four = basket((goods("cup", 10_000), 4_000))
    programme = shop(Promotion("x", "X", SetOff(5, 4)))
    verdicts, priced = (
        why_not(four, programme, None, Context(NOON)),
        quote(four, programme, None, Context(NOON)),
    )
    assert len(worth_saying(verdicts, priced, shop())) == 1
    assert why_facts(priced.lines[0], priced.trace, verdicts, shop()).idle == verdicts


# --- the facts --------------------------------------------------------------------------------------------

RICH = shop(
    Promotion("tea", "Tea −15 %", PercentOff(1_500), goods=of("tea"), priority=1),
    Promotion("third", "Third free", SetOff(3, 2), goods=of("tea", "cup"), priority=2),
    Promotion("sum", "50 off", BasketAmount(5_000, 10_000)),
    Promotion("low", "For 99", FixedPrice(999_900), goods=of("cup")),
    card=FIVE_PERCENT.card,
)


def facts_of(bought: Basket, programme: Programme, member: Standing | None) -> list[WhyFacts]:
    context = Context(NOON)
    priced = quote(bought, programme, member, context)
    verdicts = why_not(bought, programme, member, context)
    return [why_facts(line, priced.trace, verdicts, programme) for line in priced.lines]


def test_what_is_told_of_a_line_adds_up_to_its_price() -> None:
    """The whole receipt's discounts are told with the line's own share."""
    bought = basket((goods("green", 7_770, "tea"), 2_000), (goods("cup", 12_345, "cup"), 3_000))
    for facts in facts_of(bought, RICH, Standing("boris", card_discount_bp=700)):
        assert len(facts.steps) >= 2
        assert sum(step.amount_minor for step in facts.steps) == facts.gross_minor - facts.net_minor
        assert {step.rule_id for step in facts.steps} <= {"Tea −15 %", "Third free", "50 off", "card"}


def test_a_line_on_which_nothing_acts_has_no_steps() -> None:
    (facts,) = facts_of(basket(goods("salt", 500, "salt")), RICH, None)
    assert (facts.steps, facts.net_minor, facts.not_here) == ((), 500, ("Tea −15 %", "Third free", "For 99"))


def test_points_paid_and_earned_are_told(counter: Counter) -> None:
    counter.studio.scan(ANNA_CARD, COFFEE_CODE)
    counter.studio.press("F5", "F1")
    counter.studio.settle(lambda: "Paid with points" in said(counter))
    assert "Paid with points: ₽" in said(counter)
    assert "Will be earned: +" in said(counter)


def test_the_card_is_told_by_its_share(counter: Counter) -> None:
    counter.studio.scan(BORIS_CARD, BREAD_CODE)
    counter.studio.press("F1")
    assert "Card discount 10%: ₽5.00" in said(counter)


# --- a bundle whose life is over --------------------------------------------------------------------------


class Nothing:
    """A till before its first programme."""

    def current(self) -> ActiveProgramme:
        raise NotEnrolled

    def of_bundle(self, bundle: str) -> None:
        """Nothing is kept: ``bundle`` names none."""


def standing(counter: Counter) -> str:
    """Let a second pass; return what stands under the head line."""
    counter.studio.till.standing.look()
    counter.studio.settle()
    bar = counter.studio.till.window.findChild(StandingBar)
    return f"{bar.text.text()} {bar.next_step.text()}" if bar is not None and bar.isVisible() else ""


def test_offers_out_of_date_are_told_with_the_next_step_until_the_centre_is_heard(counter: Counter) -> None:
    programmes = counter.shop.world.programmes
    assert isinstance(programmes, OneProgramme)
    assert standing(counter) == ""
    programmes.out_of_date = True
    assert standing(counter) == (
        "The offers of this till are out of date: the centre was not heard for too long. "
        "Connect the till to the centre. Cards work; offers and paying with points come back by themselves."
    )
    programmes.out_of_date = False
    assert standing(counter) == ""


def test_a_till_without_a_programme_is_not_told_of_old_offers(counter: Counter) -> None:
    world = counter.shop.world
    known = world.programmes
    counter.studio.till.standing._parts = replace(
        counter.studio.till.parts, world=replace(world, programmes=Nothing())
    )
    assert standing(counter) == ""
    assert world.programmes is known
