"""Whatever a till sells is priced again from its own words, to the kopeck (R28, I13): the sale alone and its bundle.

The sale goes through its bytes first, as it does on the way to the centre.
"""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Compiled, Context, compile_programme
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.repricing.repriced import Difference, differences
from loyalty_pos.core.sale import Sale
from tests.fakes.any_pricing import baskets, contexts, members, programmes
from tests.fakes.priced import Question, a_kopeck_less, sold
from tests.naive.cases import make_case
from tests.naive.toml_text import toml_of
from tests.property.two_pricers import product_question

OTHER_WORDS = 400
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
    assume(any(line.paid_minor for line in honest.lines))
    found = told(a_kopeck_less(honest), compiled, context)
    assert Difference(0, "paid_minor", honest.paid_minor - 1, honest.paid_minor) in found
    assert any(one.line_id and one.what == "paid_minor" and one.priced - one.sold == 1 for one in found)
