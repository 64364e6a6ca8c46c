"""Points given or taken by hand, as entries of the account's book.

What is given begins at once and lives as earned points do. What is taken must be there: a person's word never makes a
debt. It must never decide who may adjust: that is the centre's.
"""

from datetime import datetime

from loyalty_pos.core import points
from loyalty_pos.core.ledger import AccountState, Applied, Book, EntryKind, Posting
from loyalty_pos.core.member import Lot, LotKind
from loyalty_pos.core.posting import repay
from loyalty_pos.core.problems import NotEnoughPoints


def apply_gift(state: AccountState, amount: int, posting: Posting, expire_at: datetime | None) -> Applied:
    """Give points; a debt is repaid by them first, as by everything that comes in."""
    book = Book(state, posting)
    lot = Lot(book.next_id, LotKind.COMPENSATION, amount, amount, posting.at, expire_at)
    book.write(EntryKind.ADJUST_CREDIT, amount, opened=[lot])
    repay(book)
    return book.applied()


def apply_taking(state: AccountState, amount: int, posting: Posting, free: int) -> Applied:
    """Take points; ``free``: what nobody else was promised. Raises ``NotEnoughPoints``."""
    if amount > free:
        raise NotEnoughPoints(asked=amount, available=max(0, free))
    taken = points.consume(state.lots, amount, posting.at)
    assert not taken.missing, state
    book = Book(state, posting)
    book.write(EntryKind.ADJUST_DEBIT, -amount, moves=taken.moves)
    return book.applied()
