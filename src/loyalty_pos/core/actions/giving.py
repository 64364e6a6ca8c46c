"""Points of an action, a challenge, a level, a medal or a birthday as entries of the book, and their way back; pure.

An award has an id of its own, its entries and its lot have ids made of that one: whoever gives it twice writes the same.
"""

from dataclasses import dataclass
from datetime import datetime

from loyalty_pos.core.ledger import AccountState, Applied, Book, EntryKind, Posting, entry_id
from loyalty_pos.core.member import Lot, LotKind
from loyalty_pos.core.points import own_life
from loyalty_pos.core.posting import Origin, repay, reverse
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.accrual import Activation, Expiry


@dataclass(frozen=True, slots=True)
class Award:
    """``points`` minor point units, with a life of their own (None = as all points); ``id``: a UUID text."""

    id: str
    points: int
    activation: Activation | None = None
    expiry: Expiry | None = None


def lot_of(award_id: str) -> str:
    """Return the id of the lot that an award opens."""
    return entry_id(award_id, 0)


def apply_award(state: AccountState, award: Award, at: datetime, programme: Programme) -> Applied:
    """Open the award's lot; what is active at once repays a debt. No points, no entry."""
    book = Book(state, Posting(award.id, at))
    if award.points:
        begins, ends = own_life(programme, award.activation, award.expiry, at)
        lot = Lot(book.next_id, LotKind.PROMO, award.points, award.points, begins, ends)
        book.write(EntryKind.ACCRUAL, award.points, opened=[lot])
        repay(book)
    return book.applied()


def apply_recall(
    state: AccountState, award: Award, recall_id: str, at: datetime, programme: Programme
) -> Applied:
    """Take an award back: its own lot first, then others; what was used is debt or written off, as with a return."""
    book = Book(state, Posting(recall_id, at))
    if award.points:
        reverse(book, programme, Origin(lot_id=lot_of(award.id)), award.points)
        repay(book)
    return book.applied()
