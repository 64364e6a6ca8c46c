"""Whatever a till sells is priced again from its own words, to the kopeck (R28, I13): the sale alone and its bundle.

The sale goes through its bytes first, as it does on the way to the centre.
"""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import assume, given, settings

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Compiled, Context, compile_programme, quote
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.repricing.repriced import Difference, differences
from loyalty_pos.core.repricing.seen import Asks, seen_of
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.payment import Occasion, Settled, sale_fact
from loyalty_pos.wire.events import body_text
from tests.fakes.any_pricing import baskets, contexts, members, programmes
from tests.naive.cases import make_case
from tests.naive.toml_text import toml_of
from tests.property.two_pricers import product_question

Question = tuple[Basket, Standing | None, Context]
OTHER_WORDS = 700
"""Programmes as their owners write them: segments, clubs, birthdays, channels, regions, counters, hours, tiers..."""


def as_a_till_asks(question: Question) -> Question:
    """A till wants as many points as it has a right to, and knows of no more."""
    basket, standing, context = question
    right = standing.redeem_right if standing is not None else 0
    wanted = min(right, context.wanted) if isinstance(context.wanted, int) else right
    return (
        basket,
        replace(standing, redeem_right=wanted) if standing else None,
        replace(context, wanted=wanted),
    )


def sold(question: Question, compiled: Compiled) -> Sale:
    basket, standing, context = question
    seen = seen_of(basket, Asks.of(compiled), standing, context)
    priced = quote(basket, compiled, standing, context)
    occasion = Occasion("s", "c", 1, "shift", context.store_id, "anna", 0, None, "", seen=seen)
    sale = sale_fact(priced, Settled((), 0), replace(occasion, channel=context.channel), compiled.programme)
    return msgspec.json.decode(body_text(sale), type=Sale)


def told(sale: Sale, compiled: Compiled, context: Context) -> tuple[Difference, ...]:
    assert sale.seen is not None
    return differences(sale, sale.seen, compiled, context.zone)


@settings(max_examples=150)
@given(baskets, programmes(), members, contexts)
def test_any_price_of_a_till_is_found_again_from_its_sale(
    basket: Basket, programme: Programme, member: Standing | None, context: Context
) -> None:
    question, compiled = as_a_till_asks((basket, member, context)), compile_programme(programme)
    assert told(sold(question, compiled), compiled, context) == ()


@pytest.mark.parametrize("hundred", range(OTHER_WORDS // 100))
def test_any_price_under_any_words_of_a_programme_is_found_again(hundred: int) -> None:
    for number in range(100 * hundred, 100 * hundred + 100):
        case = make_case(number)
        question = as_a_till_asks(product_question(case))
        compiled = compile_programme(read_programme(toml_of(case.programme)))
        assert told(sold(question, compiled), compiled, question[2]) == (), number


@settings(max_examples=100)
@given(baskets, programmes(), members, contexts)
def test_one_kopeck_taken_off_a_line_is_seen_however_well_the_sums_agree(
    basket: Basket, programme: Programme, member: Standing | None, context: Context
) -> None:
    question, compiled = as_a_till_asks((basket, member, context)), compile_programme(programme)
    honest = sold(question, compiled)
    paid = [line for line in honest.lines if line.paid_minor]
    assume(paid)
    cheaper = replace(paid[0], paid_minor=paid[0].paid_minor - 1, gross_minor=paid[0].gross_minor - 1)
    lines = tuple(cheaper if line.line_id == cheaper.line_id else line for line in honest.lines)
    bent = replace(honest, lines=lines, paid_minor=honest.paid_minor - 1, gross_minor=honest.gross_minor - 1)
    found = told(bent, compiled, context)
    assert Difference(0, "paid_minor", bent.paid_minor, honest.paid_minor) in found
    assert Difference(cheaper.line_id, "paid_minor", cheaper.paid_minor, cheaper.paid_minor + 1) in found
