"""Dishonest people stand among the first twenty, honest ones nearly never (offline.md 4.1, T1 to T5)."""

import random

from loyalty_pos.core.exceptions.gathering import Gathered
from loyalty_pos.core.exceptions.scoring import ODD, candidates, odd
from tests.property.drawn_frauds import TOP, Counted, drawn_and_found, drawn_visits, judge, months

_MONTHS = 5


def test_frauds_drawn_into_a_month_of_shoppers_are_among_the_first_twenty() -> None:
    counted = drawn_and_found(_MONTHS, 20_261_122)
    assert counted.drawn == _MONTHS * 5
    assert counted.is_good, counted


def test_where_nobody_is_named_nothing_was_found() -> None:
    """The count can fail: a month whose dishonest people are not looked for is no success."""
    (month,) = months(1, 3)
    counted = Counted()
    month.gifts.clear()
    month.acts.clear()
    judge(month, counted)
    assert (counted.drawn, counted.found, counted.is_good) == (5, 0, False)


def test_a_month_without_anybody_names_nobody() -> None:
    assert candidates(Gathered()) == []
    assert odd([], TOP) == []
    assert ODD > 0
    assert drawn_visits(random.Random(1))
