"""Birthday points that the centre gives without a visit, where the programme says so (A33, W31)."""

from datetime import UTC, datetime, timedelta

import pytest

from loyalty_pos.core.dates import micros
from tests.fakes.centre import Headquarters

PROGRAMME = """
id = "club"
names = { en = "Club" }
[accrual]
rate_bp = 500
[[accrual.extra]]
id = "cake"
points = 500
once = "year"
when = { birthday = true }
posted = true
life_days = 10
"""


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, 9, tzinfo=UTC)


def rounds(hq: Headquarters, first: datetime, days: int) -> list[int]:
    """Return how many gifts each daily round gave."""
    given = []
    for number in range(days):
        hq.clock.us = micros(first + timedelta(days=number))
        given.append(hq.centre.run_daily().gifts)
        assert hq.centre.run_daily().gifts == 0
    return given


def born(hq: Headquarters, birthday: str) -> str:
    """Return a member of a programme that was released on New Year's day."""
    hq.clock.us = micros(day(2026, 1, 1))
    hq.admin.set_programme(PROGRAMME)
    return hq.member(birthday=birthday)


def test_29_february_gives_500_once_when_its_window_opens_on_the_25th(hq: Headquarters) -> None:
    member = born(hq, "2000-02-29")

    given = rounds(hq, day(2026, 2, 23), 12)

    assert given == [0, 0, 1, *([0] * 9)]
    booked = hq.books.read(lambda desk: desk.accounts.entries(member))
    assert [(one.entry.kind, one.entry.amount) for one in booked if one.entry.amount > 0] == [
        ("accrual", 500)
    ]
    assert hq.books_balance()


def test_the_points_have_a_life_of_their_own(hq: Headquarters) -> None:
    member = born(hq, "1990-06-15")
    rounds(hq, day(2026, 6, 12), 1)

    (lot,) = hq.account(member).lots
    ends = datetime(2026, 6, 22, tzinfo=UTC) - timedelta(hours=3)
    assert (lot.remaining, lot.expire_us) == (500, micros(ends))
    rounds(hq, day(2026, 6, 22), 1)
    assert hq.points(member) == 0


@pytest.mark.parametrize("birthday", ["1990-01-01", "1990-12-31"])
def test_a_window_over_new_year_gives_once(hq: Headquarters, birthday: str) -> None:
    born(hq, birthday)

    assert sum(rounds(hq, day(2026, 12, 26), 14)) == 1
    assert sum(rounds(hq, day(2027, 12, 26), 14)) == 1


def test_a_changed_date_gives_nothing_for_30_days_and_no_second_gift(hq: Headquarters) -> None:
    member = born(hq, "1990-06-15")
    rounds(hq, day(2026, 6, 15), 1)
    hq.clock.us = micros(day(2026, 6, 20))

    hq.member(birthday="1990-07-10")
    assert sum(rounds(hq, day(2026, 7, 6), 10)) == 0
    assert not hq.account(member).birthday_window

    hq.member(birthday="1990-09-10")
    assert sum(rounds(hq, day(2026, 9, 6), 10)) == 0, "one gift a year, whatever the date says now"
    assert sum(rounds(hq, day(2027, 9, 6), 10)) == 1


def test_the_flag_of_a_changed_birthday_comes_when_the_30_days_are_over(hq: Headquarters) -> None:
    member = born(hq, "1990-06-15")
    hq.clock.us = micros(day(2026, 6, 10))
    hq.member(birthday="1990-07-09")

    rounds(hq, day(2026, 7, 9), 1)
    assert not hq.account(member).birthday_window
    rounds(hq, day(2026, 7, 10), 1)
    assert hq.account(member).birthday_window


def test_a_standstill_on_the_day_is_caught_up_within_the_window(hq: Headquarters) -> None:
    born(hq, "1990-06-15")
    assert rounds(hq, day(2026, 6, 17), 1) == [1]


def test_where_the_programme_does_not_say_so_nothing_is_given(hq: Headquarters) -> None:
    born(hq, "1990-06-15")
    hq.clock.us += 1
    hq.admin.set_programme(PROGRAMME.replace("posted = true", ""))
    assert rounds(hq, day(2026, 6, 13), 5) == [0] * 5


def test_conditions_of_the_award_hold_without_a_visit_too(hq: Headquarters) -> None:
    born(hq, "1990-06-15")
    hq.clock.us += 1
    hq.admin.set_programme(PROGRAMME.replace("birthday = true", 'birthday = true, clubs = ["black"]'))
    assert rounds(hq, day(2026, 6, 13), 5) == [0] * 5
