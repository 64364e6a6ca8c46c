"""What is left on the account of somebody who is forgotten goes, with entries that say so."""

from datetime import UTC, datetime

from loyalty_pos.core.account.ending import apply_end
from loyalty_pos.core.ledger import AccountState, EntryKind, Hold, Posting, booked
from loyalty_pos.core.member import Lot, LotKind
from loyalty_pos.core.points import LotMove

NOW = datetime(2026, 11, 22, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)
POSTING = Posting("0194f5d0-0000-7000-8000-000000000001", NOW)


def a_lot(lot_id: str, points: int, *, held: int = 0, activate_at: datetime = NOW) -> Lot:
    return Lot(lot_id, LotKind.BASE, points, points, activate_at, None, held)


def test_points_now_and_later_go_and_the_book_adds_up() -> None:
    state = AccountState("a", (a_lot("one", 300), a_lot("two", 50, activate_at=LATER)))
    applied = apply_end(state, POSTING)
    assert applied.state.balance == 0
    assert [(entry.kind, entry.amount) for entry in applied.entries] == [(EntryKind.ADJUST_DEBIT, -350)]
    assert booked(applied.entries) == applied.state.balance - state.balance


def test_a_debt_is_written_off() -> None:
    state = AccountState("a", debt=120)
    applied = apply_end(state, POSTING)
    assert applied.state.debt == 0
    assert [(entry.kind, entry.amount) for entry in applied.entries] == [(EntryKind.DEBT_WRITE_OFF, 120)]


def test_what_is_set_aside_for_a_sale_stays_with_it() -> None:
    hold = Hold("op", (LotMove("one", 0, 100),), LATER)
    state = AccountState("a", (a_lot("one", 300, held=100),), holds=(hold,))
    applied = apply_end(state, POSTING)
    assert [(lot.remaining, lot.held) for lot in applied.state.lots] == [(100, 100)]
    assert applied.state.holds == (hold,)


def test_twice_changes_nothing() -> None:
    once = apply_end(AccountState("a", (a_lot("one", 300),), debt=0), POSTING)
    assert apply_end(once.state, POSTING).entries == ()
