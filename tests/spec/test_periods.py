"""What a member has used of something limited: counted by day, week, month, year or for ever."""

from datetime import date

import pytest

from loyalty_pos.core.programme.periods import Per, Spell, counted_up, counter_key, used

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("per", "sunday", "monday"),
    [
        pytest.param(Per.DAY, "x/day@2026-11-22", "x/day@2026-11-23", id="a day"),
        pytest.param(Spell.WEEK, "x/week@2026-W47", "x/week@2026-W48", id="weeks begin on Monday"),
        pytest.param(Per.MONTH, "x/month@2026-11", "x/month@2026-11", id="a month"),
        pytest.param(Per.YEAR, "x/year@2026", "x/year@2026", id="a year"),
        pytest.param(Per.EVER, "x/ever@", "x/ever@", id="once in a life"),
    ],
)
def test_the_name_of_a_period(per: Per | Spell, sunday: str, monday: str) -> None:
    assert (counter_key("x", per, SUNDAY), counter_key("x", per, MONDAY)) == (sunday, monday)


def test_a_new_period_begins_at_nothing_and_a_late_one_changes_nothing() -> None:
    day_one = counted_up((), (("x/day@2026-11-22", 2),))
    assert counted_up(day_one, (("x/day@2026-11-22", 3),)) == (("x/day@2026-11-22", 5),)
    day_two = counted_up(day_one, (("x/day@2026-11-23", 1),))
    assert day_two == (("x/day@2026-11-23", 1),)
    assert counted_up(day_two, (("x/day@2026-11-22", 9),)) == day_two
    assert used(day_two, "x/day@2026-11-23") == 1
    assert used(day_two, "x/day@2026-11-24") == 0


def test_what_is_undone_is_counted_down_and_never_below_nothing() -> None:
    assert counted_up((("x/ever@", 1),), (("x/ever@", -3),)) == (("x/ever@", 0),)
