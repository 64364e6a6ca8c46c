"""Points of two accounts put together on one, lot by lot, and parted again; nothing is made and nothing is lost.

Lots keep their ids, dates and scopes, so that what a receipt used or earned is found wherever its lots are. When
accounts are parted, each lot is again what it would be if only its owner had used it, and whoever used another's is
charged. It must never decide whether accounts may be joined or parted.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from loyalty_pos.core import points
from loyalty_pos.core.ledger import AccountState, Applied, Book, Entry, EntryKind, Posting, entry_id
from loyalty_pos.core.points import LotMove

_PAYING: Final = frozenset({EntryKind.REDEMPTION, EntryKind.REDEMPTION_REFUND})


class Both(NamedTuple):
    """What happened to the account that stays and to the other one."""

    stays: Applied
    other: Applied


def join(stays: AccountState, other: AccountState, posting: Posting) -> Both:
    """Move all lots, the debt and the open holds of ``other``; both states must hold every lot, empty ones too."""
    giving = Book(other, _other_posting(posting))
    for hold in other.holds:
        freed = [LotMove(move.lot_id, 0, -move.held) for move in hold.moves]
        giving.write(EntryKind.HOLD_RELEASE, hold.amount, moves=freed, operation=hold.operation)
    left = giving.state.lots
    gone = [LotMove(lot.id, -lot.remaining) for lot in left if lot.remaining]
    if gone or other.debt:
        giving.write(EntryKind.MERGE, -giving.state.balance, moves=gone, debt=-other.debt)
    taking = Book(stays, posting)
    known = {lot.id for lot in stays.lots}
    opened = [lot for lot in left if lot.id not in known]
    moves = [LotMove(lot.id, lot.remaining) for lot in left if lot.id in known and lot.remaining]
    if opened or moves or other.debt:
        taking.write(
            EntryKind.MERGE,
            sum(lot.remaining for lot in left) - other.debt,
            moves=moves,
            opened=opened,
            debt=other.debt,
        )
    for hold in other.holds:
        taking.write(
            EntryKind.HOLD, hold.amount, moves=hold.moves, until=hold.until, operation=hold.operation
        )
    return Both(taking.applied(), giving.applied())


@dataclass(frozen=True, slots=True)
class Paid:
    """A sale that was paid with points of both, while they were one: ``used`` of each lot, less what came back."""

    sale_id: str
    operation: str
    by_leaver: bool
    used: tuple[tuple[str, int], ...]

    @property
    def points(self) -> int:
        """What it used in all."""
        return sum(amount for _, amount in self.used)


@dataclass(frozen=True, slots=True)
class Share:
    """What belongs to the one who leaves: its lots, and what of its debt is still owed.

    ``paid``: sales that used points of the other side; they are booked anew, each on the account of who made it.
    ``used_of_other``: by lot of the leaver's, what else the side that stays used of it; ``used_of_stays``: the reverse.
    """

    lots: frozenset[str] = frozenset()
    debt: int = 0
    paid: tuple[Paid, ...] = ()
    used_of_other: Mapping[str, int] = field(default_factory=dict)
    used_of_stays: Mapping[str, int] = field(default_factory=dict)

    @property
    def sides(self) -> tuple[int, int]:
        """What the one who stays, and the leaver, are charged for points of the other's that they used."""
        return (
            self._foreign(by_leaver=False) + sum(self.used_of_other.values()),
            self._foreign(by_leaver=True) + sum(self.used_of_stays.values()),
        )

    def _foreign(self, *, by_leaver: bool) -> int:
        return sum(
            amount
            for paid in self.paid
            for lot_id, amount in paid.used
            if paid.by_leaver is by_leaver and (lot_id in self.lots) is not by_leaver
        )


def share_of(entries: Iterable[Entry], own: Collection[str], debt: int, own_papers: Collection[str]) -> Share:
    """Read from the entries since the joining what belongs to the leaver.

    ``own``: the lots that it brought; ``own_papers``: the sales that it made, whose lots are its own as well.
    """
    lots = set(own)
    paid: dict[str, Paid] = {}
    used: dict[str, int] = {}
    for entry in entries:
        by_leaver = bool(entry.sale_id) and entry.sale_id in own_papers
        if by_leaver:
            lots |= {lot.id for lot in entry.opened}
        if entry.kind is EntryKind.EXPIRY:
            continue  # what ends by itself was used by nobody
        if entry.sale_id and entry.kind in _PAYING:
            paid[entry.sale_id] = _paid(paid.get(entry.sale_id), entry, by_leaver=by_leaver)
            continue
        for move in entry.moves:
            if (move.lot_id in lots) is not by_leaver:
                used[move.lot_id] = used.get(move.lot_id, 0) - move.amount
    mixed = tuple(
        one for one in paid.values() if any((lot in lots) is not one.by_leaver for lot, _ in one.used)
    )
    used = {one: amount for one, amount in used.items() if amount > 0}
    return Share(
        frozenset(lots),
        debt,
        mixed,
        {one: amount for one, amount in used.items() if one in lots},
        {one: amount for one, amount in used.items() if one not in lots},
    )


def _paid(before: Paid | None, entry: Entry, *, by_leaver: bool) -> Paid:
    used = dict(before.used) if before else {}
    for move in entry.moves:
        used[move.lot_id] = used.get(move.lot_id, 0) - move.amount
    operation = before.operation if before else entry.operation
    return Paid(entry.sale_id, operation, by_leaver, tuple((one, n) for one, n in used.items() if n > 0))


def part(stays: AccountState, other: AccountState, share: Share, posting: Posting) -> Both:
    """Give the leaver back what is left of its own, and charge each side for what it used of the other's.

    Nothing may be held of ``stays``. What a charge does not find becomes a debt.
    """
    assert not any(lot.held for lot in stays.lots), "no receipt is being paid"
    giving, taking = Book(stays, posting), Book(other, _other_posting(posting))
    for paid in share.paid:
        moves = [LotMove(lot_id, amount) for lot_id, amount in reversed(paid.used)]
        giving.write(EntryKind.REDEMPTION_REFUND, paid.points, moves=moves, sale_id=paid.sale_id)
    _give_lots(giving, taking, share)
    _restore(taking, share.used_of_other)
    _restore(giving, share.used_of_stays)
    for paid in share.paid:
        _pay_again(taking if paid.by_leaver else giving, paid)
    _charge(giving, sum(share.used_of_other.values()))
    _charge(taking, sum(share.used_of_stays.values()))
    return Both(giving.applied(), taking.applied())


def _give_lots(giving: Book, taking: Book, share: Share) -> None:
    """Move what is left of the leaver's lots, and its debt, as it is."""
    debt = min(share.debt, giving.state.debt)
    mine = [lot for lot in giving.state.lots if lot.id in share.lots]
    known = {lot.id for lot in taking.state.lots}
    total = sum(lot.remaining for lot in mine)
    gone = [LotMove(lot.id, -lot.remaining) for lot in mine if lot.remaining]
    back = [LotMove(lot.id, lot.remaining) for lot in mine if lot.id in known and lot.remaining]
    opened = [lot for lot in mine if lot.id not in known]
    if gone or debt:
        giving.write(EntryKind.MERGE, debt - total, moves=gone, debt=-debt)
    if back or opened or debt:
        taking.write(EntryKind.MERGE, total - debt, moves=back, opened=opened, debt=debt)


def _pay_again(book: Book, paid: Paid) -> None:
    """Book a sale on the account of who made it: from the same lots where they are its own, else from others."""
    there = {lot.id: lot.remaining for lot in book.state.lots}
    own = [LotMove(lot_id, -min(amount, there[lot_id])) for lot_id, amount in paid.used if there.get(lot_id)]
    rest = paid.points + sum(move.amount for move in own)
    taken = points.consume(points.moved(book.state.lots, own), rest, book.posting.at)
    book.write(
        EntryKind.REDEMPTION,
        -paid.points,
        moves=_summed((*own, *taken.moves)),
        debt=taken.missing,
        operation=paid.operation,
        sale_id=paid.sale_id,
    )


def _summed(moves: Iterable[LotMove]) -> list[LotMove]:
    """Return one movement for each lot."""
    sums: dict[str, int] = {}
    for move in moves:
        sums[move.lot_id] = sums.get(move.lot_id, 0) + move.amount
    return [LotMove(lot_id, amount) for lot_id, amount in sums.items()]


def _restore(book: Book, used: Mapping[str, int]) -> None:
    """Fill lots up again with what somebody else used of them."""
    there = {lot.id for lot in book.state.lots}
    moves = [LotMove(one, amount) for one, amount in sorted(used.items()) if one in there]
    if moves:
        book.write(EntryKind.TRANSFER_IN, sum(move.amount for move in moves), moves=moves)


def _charge(book: Book, amount: int) -> None:
    """Take what was used of another's from the account's own lots; what is not there is owed."""
    if not amount:
        return
    taken = points.consume(book.state.lots, amount, book.posting.at)
    book.write(EntryKind.TRANSFER_OUT, -amount, moves=taken.moves, debt=taken.missing)


def _other_posting(posting: Posting) -> Posting:
    """Return the same deed as the other account books it: every entry has an id of its own."""
    return replace(posting, event_id=entry_id(posting.event_id, -1))
