"""What a person gives or takes by hand, in the account's book; and how odd a count must be to be told."""

from datetime import UTC, datetime, timedelta

import pytest

from loyalty_pos.core.account.adjusting import apply_gift, apply_taking
from loyalty_pos.core.exceptions.oddness import SCALE, of_count, of_share, per
from loyalty_pos.core.ledger import AccountState, EntryKind, Posting
from loyalty_pos.core.member import Lot, LotKind
from loyalty_pos.core.problems import NotEnoughPoints

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
POSTING = Posting("018f3c5e-0000-7000-8000-000000000001", NOW)


def account(points: int, debt: int = 0) -> AccountState:
    lot = Lot("lot", LotKind.BASE, points, points, NOW - timedelta(days=1))
    return AccountState("member", (lot,) if points else (), debt)


def test_what_is_given_begins_at_once_and_lives_as_long_as_it_was_said() -> None:
    until = NOW + timedelta(days=90)
    given = apply_gift(account(10), 50, POSTING, until)
    assert given.state.balance == 60
    (lot,) = [lot for lot in given.state.lots if lot.kind is LotKind.COMPENSATION]
    assert (lot.remaining, lot.activate_at, lot.expire_at) == (50, NOW, until)


def test_what_is_given_repays_a_debt_first() -> None:
    given = apply_gift(account(0, debt=30), 50, POSTING, None)
    assert (given.state.debt, given.state.balance) == (0, 20)
    assert [entry.kind for entry in given.entries] == [EntryKind.ADJUST_CREDIT, EntryKind.DEBT_REPAID]


def test_what_is_taken_must_be_there_and_makes_no_debt() -> None:
    taken = apply_taking(account(80), 30, POSTING, free=80)
    assert (taken.state.balance, taken.state.debt) == (50, 0)
    with pytest.raises(NotEnoughPoints) as refused:
        apply_taking(account(80), 60, POSTING, free=50)
    assert (refused.value.asked, refused.value.available) == (60, 50)


@pytest.mark.parametrize(
    ("count", "ordinary", "is_odd"),
    [(0, 0.0, False), (3, 3.0, False), (5, 3.0, False), (30, 3.0, True), (8, 0.2, True), (120, 100.0, False)],
)
def test_a_count_is_odd_when_habits_do_not_explain_it(count: int, ordinary: float, *, is_odd: bool) -> None:
    assert (of_count(count, ordinary) >= 4 * SCALE) is is_odd


@pytest.mark.parametrize(
    ("count", "out_of", "share", "is_odd"),
    [(0, 0, 0.2, False), (3, 10, 0.3, False), (4, 5, 0.4, False), (15, 15, 0.3, True), (40, 41, 1.0, False)],
)
def test_a_share_is_odd_when_the_roster_does_not_explain_it(
    count: int, out_of: int, share: float, *, is_odd: bool
) -> None:
    assert (of_share(count, out_of, share) >= 4 * SCALE) is is_odd


def test_a_rate_that_was_never_seen_is_not_nought() -> None:
    assert per(0, 99) == pytest.approx(0.005)
    assert per(9, 99) == pytest.approx(0.095)
