"""What happens at the centre while nobody asks: points end, birthdays come near, each told to the tills once."""

from datetime import UTC, datetime, timedelta

import pytest

from loyalty_pos.core.dates import micros
from loyalty_pos.core.ledger import EntryKind
from tests.fakes.centre import MINUTE_US, Headquarters, new_uuid, told_rows
from tests.fakes.till_folder import NOON, a_return, a_sale

DAY_US = 24 * 60 * MINUTE_US
MIDNIGHT = NOON.replace(hour=21) + timedelta(days=1)
"""The start of a day in Moscow."""


def _earned(hq: Headquarters, member: str, number: int, points: int, ends: datetime) -> None:
    life = {"activate_at_us": micros(NOON), "expire_at_us": micros(ends)}
    hq.send(hq.till(), a_sale(number, account_id=member, accrued=points, **life))


def _expired(hq: Headquarters, member: str) -> list[tuple[int, datetime]]:
    booked = hq.books.read(lambda desk: desk.accounts.entries(member))
    return [(b.entry.amount, b.entry.occurred_at) for b in booked if b.entry.kind is EntryKind.EXPIRY]


def test_points_end_at_the_midnight_of_their_last_day_and_once(hq: Headquarters) -> None:
    member = hq.member(100)
    _earned(hq, member, 1, 500, MIDNIGHT)

    hq.clock.us = micros(MIDNIGHT) - 1
    assert hq.centre.run_daily().points == 0
    hq.clock.us = micros(MIDNIGHT)
    first, second = hq.centre.run_daily(), hq.centre.run_daily()

    assert (first.accounts, first.points, second.points) == (1, 500, 0)
    assert _expired(hq, member) == [(-500, MIDNIGHT)]
    assert [lot.remaining for lot in hq.account(member).lots] == [100]
    assert hq.books_balance()


def test_days_on_which_the_centre_stood_still_are_caught_up(hq: Headquarters) -> None:
    member = hq.member()
    ends = [MIDNIGHT + timedelta(days=number) for number in range(3)]
    for number, end in enumerate(ends):
        _earned(hq, member, number, 100 + number, end)

    hq.clock.us = micros(ends[-1]) + 5 * DAY_US
    hq.restart()
    assert hq.centre.run_daily().points == 303

    assert _expired(hq, member) == [(-100, ends[0]), (-101, ends[1]), (-102, ends[2])]
    assert hq.books_balance()


def test_points_that_come_to_the_centre_after_their_end_end_too(hq: Headquarters) -> None:
    member = hq.member()
    _earned(hq, member, 1, 500, MIDNIGHT)
    hq.clock.us = micros(MIDNIGHT)
    hq.centre.run_daily()

    _earned(hq, member, 2, 70, MIDNIGHT)
    assert hq.centre.run_daily().points == 70

    assert hq.points(member) == 0
    assert hq.books_balance()


def test_points_held_for_a_sale_outlive_their_day_until_the_sale_cannot_come_any_more(
    hq: Headquarters,
) -> None:
    member, till, op = hq.member(), hq.till(), new_uuid()
    life = {"activate_at_us": micros(NOON), "expire_at_us": micros(MIDNIGHT)}
    hq.send(till, a_sale(1, account_id=member, accrued=500, **life))
    hq.clock.us = micros(MIDNIGHT) - MINUTE_US
    hq.hold(member, 400, op)
    sold_at_us = hq.clock.us

    hq.clock.us = micros(MIDNIGHT) + DAY_US
    assert hq.centre.run_daily().points == 0
    late = a_sale(2, account_id=member, redeemed=400, operation=op, sold_at_us=sold_at_us)
    hq.send(till, late)

    assert hq.account(member).debt == 0
    assert hq.centre.run_daily().points == 100
    hq.send(till, a_return(late, 1, 2000, points_back=400))
    assert hq.books_balance()


def test_a_hold_whose_sale_never_came_keeps_no_points_for_ever(hq: Headquarters) -> None:
    member = hq.member()
    _earned(hq, member, 1, 500, MIDNIGHT)
    hq.clock.us = micros(MIDNIGHT) - MINUTE_US
    hq.hold(member, 400)

    hq.clock.us = micros(MIDNIGHT) + 4 * DAY_US

    assert hq.centre.run_daily().points == 500


@pytest.mark.parametrize("birthday", ["1990-03-05", "--03-05"])
def test_a_till_is_told_that_a_birthday_is_near_and_never_the_date(hq: Headquarters, birthday: str) -> None:
    member = hq.member(name="Anna", birthday=birthday)
    hq.member(card="2900000000000002", name="Boris", birthday="1980-09-09")
    seen = []
    for day in range(1, 11):
        hq.clock.us = micros(datetime(2026, 3, day, 9, tzinfo=UTC))
        told = hq.centre.run_daily().birthdays
        seen.append((day, hq.account(member).birthday_window, told))

    assert [day for day, near, _ in seen if near] == [2, 3, 4, 5, 6, 7, 8]
    assert [day for day, _, told in seen if told] == [2, 9], "only whose flag changes is told again"


def test_how_many_days_count_is_the_shops_to_say(hq: Headquarters) -> None:
    member = hq.member(name="Anna", birthday="1990-03-05")
    hq.clock.us = micros(datetime(2026, 3, 3, 9, tzinfo=UTC))
    hq.centre.run_daily()
    assert hq.account(member).birthday_window

    hq.admin.set_setting("birthday_days_before", "0")
    hq.centre.run_daily()

    assert not hq.account(member).birthday_window


def test_the_flag_stays_when_something_else_of_the_member_changes(hq: Headquarters) -> None:
    member, till = hq.member(name="Anna", birthday="1990-03-05"), hq.till()
    hq.clock.us = micros(datetime(2026, 3, 5, 9, tzinfo=UTC))
    hq.centre.run_daily()

    hq.send(till, a_sale(1, account_id=member))
    assert hq.account(member).birthday_window

    hq.member(name="Anna", birthday="1990-08-05")
    assert not hq.account(member).birthday_window


def test_a_new_member_whose_birthday_is_today_is_known_as_such_at_once(hq: Headquarters) -> None:
    hq.clock.us = micros(datetime(2026, 3, 5, 9, tzinfo=UTC))
    hq.centre.run_daily()
    till = hq.till()

    member = hq.member(name="Anna", birthday="1990-03-05")

    changes = hq.centre.changes(hq.centre.authorise(till.place.token), "life-1", "")
    assert [row.account_id for row in told_rows(changes, "account") if row.birthday_window] == [member]  # type: ignore[attr-defined]  # rows of accounts
    assert all(b"1990" not in change.row for change in changes.rows)


def test_an_operation_given_back_is_forgotten_when_its_hold_cannot_come_any_more(hq: Headquarters) -> None:
    member, op, early = hq.member(500), new_uuid(), new_uuid()
    hq.centre.release_hold(early)
    hq.clock.us += 15 * MINUTE_US
    hq.centre.release_hold(op)
    hq.clock.us += 15 * MINUTE_US + 1

    hq.centre.run_daily()

    assert hq.hold(member, 400, op).reason == "released"
    assert hq.hold(member, 400, early).granted == 400
