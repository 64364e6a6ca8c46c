"""The end of an account: what is left on it goes, with entries that say so; the book stays whole.

Points that are held for a sale in progress are left to that sale. Twice changes nothing.
"""

from loyalty_pos.core.ledger import AccountState, Applied, Book, EntryKind, Posting
from loyalty_pos.core.points import LotMove


def apply_end(state: AccountState, posting: Posting) -> Applied:
    """Take all points that are not held, active or not, and write a debt off."""
    book = Book(state, posting)
    gone = [LotMove(lot.id, lot.held - lot.remaining) for lot in book.state.lots if lot.remaining > lot.held]
    if gone:
        book.write(EntryKind.ADJUST_DEBIT, sum(move.amount for move in gone), moves=gone)
    if book.state.debt:
        book.write(EntryKind.DEBT_WRITE_OFF, book.state.debt, debt=-book.state.debt)
    return book.applied()
