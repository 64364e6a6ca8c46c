"""Days of a shop: months that end early, birthdays of 29 February, windows over New Year (W10, W31)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from loyalty_pos.core.dates import (
    add_months,
    birthday_window,
    in_birthday_window,
    micros,
    moment,
    start_of_day,
)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        pytest.param(date(2026, 3, 15), 6, date(2026, 9, 15), id="half a year"),
        pytest.param(
            date(2026, 8, 31), 6, date(2027, 2, 28), id="31 August and half a year: the end of February"
        ),
        pytest.param(date(2027, 8, 31), 6, date(2028, 2, 29), id="of a leap year"),
        pytest.param(date(2026, 12, 1), 1, date(2027, 1, 1), id="over New Year"),
    ],
)
def test_whole_months(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("birthday", "year", "window"),
    [
        pytest.param(
            date(2000, 2, 29), 2026, (date(2026, 2, 25), date(2026, 3, 3)), id="29 February in a short year"
        ),
        pytest.param(
            date(2000, 2, 29), 2028, (date(2028, 2, 26), date(2028, 3, 3)), id="29 February in a leap year"
        ),
        pytest.param(
            date(1990, 1, 2), 2027, (date(2026, 12, 30), date(2027, 1, 5)), id="2 January: from last year on"
        ),
    ],
)
def test_three_days_around_a_birthday(birthday: date, year: int, window: tuple[date, date]) -> None:
    assert birthday_window(birthday, year, 3, 3) == window


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2026, 12, 29), False),
        (date(2026, 12, 30), True),
        (date(2027, 1, 5), True),
        (date(2027, 1, 6), False),
    ],
)
def test_a_window_over_new_year_is_seen_from_both_years(day: date, inside: bool) -> None:  # noqa: FBT001  # a column of the table
    assert in_birthday_window(date(1990, 1, 2), day, 3, 3) is inside


def test_a_day_starts_at_the_midnight_of_its_zone() -> None:
    assert start_of_day(date(2026, 3, 15), "Europe/Moscow") == datetime(2026, 3, 14, 21, tzinfo=UTC)
    assert start_of_day(date(2026, 3, 15), "Asia/Vladivostok") == datetime(2026, 3, 14, 14, tzinfo=UTC)


def test_microseconds_are_exact_both_ways() -> None:
    at = datetime(2026, 11, 22, 12, 34, 56, 789_123, tzinfo=UTC)
    assert moment(micros(at)) == at
    assert micros(at + timedelta(microseconds=1)) == micros(at) + 1
