"""Cashback: pending with the order, confirmed or rejected later, paid out from a sum on (A15-A17).

Cashback is a lot like any other, only that nobody knows yet when it begins: until then it begins at
``UNCONFIRMED``. It must never move money: a withdrawal is an entry, paying is somebody else's business.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from loyalty_pos.core import points
from loyalty_pos.core.dates import local_day, start_of_day
from loyalty_pos.core.ledger import AccountState, Applied, Book, Entry, EntryKind, Posting
from loyalty_pos.core.member import Lot, LotKind
from loyalty_pos.core.points import UNCONFIRMED, LotMove
from loyalty_pos.core.problems import NotEnoughPoints, WithdrawalTooSmall
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.cashback import Cashback, Confirm


@dataclass(frozen=True, slots=True)
class Order:
    """A purchase somewhere else that was attributed to the member; ``points``: what it brings, minor point units."""

    order_id: str
    points: int


def apply_order(state: AccountState, order: Order, posting: Posting, programme: Programme) -> Applied:
    """Post pending cashback: it becomes usable when the return window is over, or when the partner confirms."""
    book = Book(state, posting, sale_id=order.order_id)
    rules = programme.cashback or Cashback()
    begins = UNCONFIRMED
    if rules.confirm is Confirm.DAYS:
        day = local_day(posting.at, programme.zone) + timedelta(days=rules.days)
        begins = start_of_day(day, programme.zone)
    ends = _end(programme, begins) if begins < UNCONFIRMED else None
    if order.points:
        lot = Lot(book.next_id, LotKind.CASHBACK, order.points, order.points, begins, ends)
        book.write(EntryKind.ACCRUAL, order.points, opened=[lot])
    return book.applied()


def cashback_lot(entries: Iterable[Entry]) -> str:
    """Return the lot that an order opened, from the account's entries of that order; "" = none."""
    opened = (lot.id for entry in entries for lot in entry.opened if lot.kind is LotKind.CASHBACK)
    return next(opened, "")


def apply_confirmation(
    state: AccountState, order_id: str, lot_id: str, posting: Posting, programme: Programme
) -> Applied:
    """Let pending cashback begin now; what has begun already, or is gone, stays as it is."""
    book = Book(state, posting, sale_id=order_id)
    for lot in state.lots:
        if lot.id == lot_id and lot.remaining and lot.activate_at > posting.at:
            until = _end(programme, posting.at)
            book.write(EntryKind.ACTIVATION, lot.remaining, moves=[LotMove(lot.id, 0)], until=until)
    return book.applied()


def apply_rejection(state: AccountState, order: Order, lot_id: str, posting: Posting, reason: str) -> Applied:
    """Take cashback of an order back, all of it or ``order.points`` of a part that was returned.

    ``reason``: a code (``returned``, ``partner``); it stands in the entry. What was used meanwhile becomes debt.
    """
    book = Book(state, posting, sale_id=order.order_id, operation=reason)
    if order.points:
        taken = points.claw_back(state.lots, lot_id, order.points, posting.at)
        book.write(EntryKind.ACCRUAL_REVERSAL, -order.points, moves=taken.moves, debt=taken.missing)
    return book.applied()


def apply_withdrawal(
    state: AccountState, request: str, amount: int, posting: Posting, programme: Programme
) -> Applied:
    """Take points out to be paid as money. Raises WithdrawalTooSmall, NotEnoughPoints (A17)."""
    rules = programme.cashback or Cashback()
    there = max(0, points.available(state.lots, posting.at, state.debt))
    if amount < rules.withdraw_minimum:
        raise WithdrawalTooSmall(minimum=rules.withdraw_minimum, missing=rules.withdraw_minimum - amount)
    if amount > there:
        raise NotEnoughPoints(asked=amount, available=there)
    book = Book(state, posting, operation=request)
    if amount:
        taken = points.consume(state.lots, amount, posting.at)
        book.write(EntryKind.WITHDRAWAL, -amount, moves=taken.moves)
    return book.applied()


def _end(programme: Programme, begins: datetime) -> datetime | None:
    accrual = programme.accrual
    return points.end_of_life(accrual.expiry, begins, programme.zone) if accrual else None
