"""Laws of the explanation: what is told is what was done, to the kopeck, and there is a sentence for all of it."""

from collections import Counter

from hypothesis import given, settings

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.quote import Cause, Quote
from loyalty_pos.till.wording import LANGUAGES, hint_text, step_text
from tests.fakes.any_pricing import baskets, contexts, members, programmes

OF_A_LINE = {
    *("percent_off", "unit_amount", "fixed_price", "set_off", "bundle_off", "quantity_ladder", "gift"),
    *("floor_held", "offer_instead_of_card", "card_instead_of_offer"),
}
HOLDS_BACK = {"floor_held", "offer_instead_of_card"}
AFTER_DISCOUNTS = {"points", "certificate", "accrual", "best"}


@settings(max_examples=100)
@given(baskets, programmes(), members, contexts)
def test_what_is_told_is_what_was_done_and_has_its_sentence(
    basket: Basket, programme: Programme, member: Standing | None, context: Context
) -> None:
    priced = quote(basket, programme, member, context)
    discounts_are_told(priced)
    places_are_told(priced)
    sums_are_told(priced)
    everything_has_its_sentence(priced, programme.unit.exponent)


def discounts_are_told(priced: Quote) -> None:
    """Rule by rule, unless a discount was taken back again: by the cap, or because the card gives more."""
    if any(step.what in ("cap_trimmed", "card_instead_of_offer") for step in priced.trace):
        return
    given_by = Counter[tuple[str, str]]()
    for line in priced.lines:
        for discount in line.discounts:
            given_by[discount.cause.value, discount.rule_id] += discount.amount_minor
    told = Counter[tuple[str, str]]()
    for step in priced.trace:
        if step.what not in HOLDS_BACK and step.phase not in AFTER_DISCOUNTS:
            told[step.phase, step.rule_id] += step.amount_minor
    assert +told == given_by


def places_are_told(priced: Quote) -> None:
    """A step of a line stands at a line that is there, every other one at the receipt."""
    lines = {line.line.id for line in priced.lines}
    for step in priced.trace:
        assert step.line_id in lines if step.what in OF_A_LINE else step.line_id == 0
    for line in priced.lines:
        gave = {d.rule_id for d in line.discounts if d.cause is Cause.ITEM}
        assert gave <= {step.rule_id for step in priced.trace if step.line_id == line.line.id}


def sums_are_told(priced: Quote) -> None:
    """Points, certificates and what is earned stand in the explanation as they stand on the receipt."""
    by_code = {step.what: step for step in priced.trace}
    if priced.redeemed:
        step = by_code["points_redeemed"]
        assert (step.amount_minor, dict(step.facts)["points"]) == (priced.points_money_minor, priced.redeemed)
    if priced.certificate_minor:
        assert by_code["certificate"].amount_minor == priced.certificate_minor
    base = priced.accrued - sum(award.points for award in priced.awards)
    if base:
        assert dict(by_code["accrued"].facts)["points"] == base


def everything_has_its_sentence(priced: Quote, exponent: int) -> None:
    """In both languages, with every number in its place."""
    for lang in LANGUAGES:
        said = [step_text(step, lang, exponent) for step in priced.trace]
        said += [hint_text(hint, lang, exponent) for hint in priced.hints]
        assert not [text for text in said if "{" in text or not text]
