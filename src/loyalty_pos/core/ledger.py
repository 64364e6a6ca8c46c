"""The account's book: what a sale, a return, a void, a hold does to lots and debt, as entries that only grow.

Conservation (decisions 12): the sum of entries, without memos, = the sum of ``remaining`` - debt. Ids are
``uuid5(event id, n)``, so the same event gives the same entries: whoever stores them skips what is there.
It must never read a clock, and never change an entry: a correction is a new one.
"""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from loyalty_pos.core import points
from loyalty_pos.core.member import ClubMembership, Lot, Member
from loyalty_pos.core.points import LotMove

_UUID_BYTES = 16


class EntryKind(StrEnum):
    """Types of domain.md 4.1; ``MEMOS`` do not count in sums."""

    ACCRUAL = "accrual"
    ACTIVATION = "activation"
    HOLD = "hold"
    HOLD_RELEASE = "hold_release"
    REDEMPTION = "redemption"
    REDEMPTION_REFUND = "redemption_refund"
    ACCRUAL_REVERSAL = "accrual_reversal"
    EXPIRY = "expiry"
    ADJUST_CREDIT = "adjust_credit"
    ADJUST_DEBIT = "adjust_debit"
    TRANSFER_OUT = "transfer_out"
    TRANSFER_IN = "transfer_in"
    WITHDRAWAL = "withdrawal"
    PROLONGED = "prolonged"
    DEBT_WRITE_OFF = "debt_write_off"
    DEBT_REPAID = "debt_repaid"
    MERGE = "merge"


MEMOS = frozenset(
    {
        EntryKind.HOLD,
        EntryKind.HOLD_RELEASE,
        EntryKind.ACTIVATION,
        EntryKind.PROLONGED,
        EntryKind.DEBT_REPAID,
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the book. ``amount`` is signed minor point units; a memo's amount is what it speaks of.

    ``moves`` touched existing lots, ``opened`` are lots that began, ``debt`` is added to the debt.
    ``until``: when a hold ends by itself, or when lots end that were activated or prolonged (None = never).
    ``operation``: the redemption's op id, or why cashback was rejected.
    """

    id: str
    kind: EntryKind
    account_id: str
    amount: int
    occurred_at: datetime
    event_id: str
    sale_id: str = ""
    operation: str = ""
    moves: tuple[LotMove, ...] = ()
    opened: tuple[Lot, ...] = ()
    debt: int = 0
    until: datetime | None = None

    def __post_init__(self) -> None:
        change = sum(m.amount for m in self.moves) + sum(lot.remaining for lot in self.opened) - self.debt
        assert change == (0 if self.kind in MEMOS else self.amount), self


@dataclass(frozen=True, slots=True)
class Hold:
    """Points set aside for one operation until a moment; ``moves`` name the lots, held amounts positive."""

    operation: str
    moves: tuple[LotMove, ...]
    until: datetime

    @property
    def amount(self) -> int:
        """Minor point units set aside."""
        return sum(move.held for move in self.moves)


@dataclass(frozen=True, slots=True)
class AccountState:
    """What the entries add up to.

    ``spend_minor``, ``visits``, ``months``, ``tier_since`` (``programme.tiers.Record``) and ``counters``
    (``programme.periods``) are counted from sales, not from entries; ``clubs``, ``segments``, ``opted_out`` are told.
    """

    account_id: str
    lots: tuple[Lot, ...] = ()
    debt: int = 0
    spend_minor: int = 0
    visits: int = 0
    holds: tuple[Hold, ...] = ()
    months: tuple[tuple[int, int, int], ...] = ()
    tier_since: date | None = None
    counters: tuple[tuple[str, int], ...] = ()
    clubs: tuple[ClubMembership, ...] = ()
    segments: frozenset[str] = frozenset()
    opted_out: bool = False

    @property
    def balance(self) -> int:
        """Return all points there are, active or not, less the debt."""
        return sum(lot.remaining for lot in self.lots) - self.debt


def account_of(member: Member) -> AccountState:
    """Return the account of a member as its till knows it, to be carried on; holds are the centre's business."""
    return AccountState(
        account_id=member.account_id,
        lots=member.lots,
        debt=member.debt,
        spend_minor=member.spend_minor,
        visits=member.visits,
        months=member.months,
        tier_since=member.tier_since,
        counters=member.counters,
        clubs=member.clubs,
        segments=member.segments,
        opted_out=member.opted_out,
    )


def member_after(member: Member, state: AccountState) -> Member:
    """Return the member with what happened to the account."""
    return replace(
        member,
        lots=state.lots,
        debt=state.debt,
        spend_minor=state.spend_minor,
        visits=state.visits,
        months=state.months,
        tier_since=state.tier_since,
        counters=state.counters,
        clubs=state.clubs,
        segments=state.segments,
        opted_out=state.opted_out,
    )


@dataclass(frozen=True, slots=True)
class Posting:
    """The event being posted: its id (a UUID text), when it happened, and in whose store ("" = the operator's own).

    ``learned``: when the book hears of it, where that was later; what was kept for it may have begun meanwhile.
    """

    event_id: str
    at: datetime
    partner: str = ""
    learned: datetime | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """The account afterwards and the entries to store, in order; no entries = nothing changed in points."""

    state: AccountState
    entries: tuple[Entry, ...] = ()


def entry_id(event_id: str, number: int) -> str:
    """Return the id of an event's ``number``-th entry (decisions 14): ``uuid5(event id, number)``.

    Raises ValueError for an event id that is no UUID.
    """
    space = _bytes_of(event_id)
    named = bytearray(
        hashlib.sha1(space + str(number).encode(), usedforsecurity=False).digest()[:_UUID_BYTES]
    )
    named[6] = (
        named[6] & 0x0F | 0x50
    )  # what RFC 9562 says of version 5; three times as fast as making UUID objects
    named[8] = named[8] & 0x3F | 0x80
    text = named.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@lru_cache(maxsize=16)
def _bytes_of(event_id: str) -> bytes:
    """Return the bytes of a UUID; an event's id is asked for once an entry."""
    return uuid.UUID(event_id).bytes


class Book:
    """An account being posted to: collects the entries of one event and the state they lead to."""

    def __init__(
        self, state: AccountState, posting: Posting, *, sale_id: str = "", operation: str = ""
    ) -> None:
        self.state = state
        self.posting = posting
        self._sale_id = sale_id
        self._operation = operation
        self._entries: list[Entry] = []

    @property
    def next_id(self) -> str:
        """The id that the next entry will have."""
        return entry_id(self.posting.event_id, len(self._entries))

    def write(  # noqa: PLR0913  # the parts of an entry, all named by the caller
        self,
        kind: EntryKind,
        amount: int,
        *,
        moves: Sequence[LotMove] = (),
        opened: Sequence[Lot] = (),
        debt: int = 0,
        until: datetime | None = None,
        operation: str = "",
        sale_id: str = "",
    ) -> None:
        """Add one entry and change the state by it; ``operation``, ``sale_id``: others than the book's."""
        entry = Entry(
            id=self.next_id,
            kind=kind,
            account_id=self.state.account_id,
            amount=amount,
            occurred_at=self.posting.at,
            event_id=self.posting.event_id,
            sale_id=sale_id or self._sale_id,
            operation=operation or self._operation,
            moves=tuple(moves),
            opened=tuple(opened),
            debt=debt,
            until=until,
        )
        self._entries.append(entry)
        self.state = after(self.state, entry)

    def applied(self) -> Applied:
        """Return what was posted."""
        return Applied(self.state, tuple(self._entries))


def after(state: AccountState, entry: Entry) -> AccountState:
    """Return the account after one entry; nothing but the entry decides."""
    lots = points.moved(state.lots, entry.moves)
    if entry.kind is EntryKind.ACTIVATION:
        lots = _living(lots, entry, activate_at=entry.occurred_at, expire_at=entry.until)
    elif entry.kind is EntryKind.PROLONGED:
        lots = _living(lots, entry, expire_at=entry.until)
    lots += entry.opened
    debt = state.debt + entry.debt
    assert debt >= 0, entry
    holds = state.holds
    if entry.kind is EntryKind.HOLD:
        assert entry.until is not None
        holds = (*holds, Hold(entry.operation, entry.moves, entry.until))
    elif entry.kind is EntryKind.HOLD_RELEASE:
        holds = tuple(hold for hold in holds if hold.operation != entry.operation)
    return replace(state, lots=lots, debt=debt, holds=holds)


def _living(lots: tuple[Lot, ...], entry: Entry, **life: datetime | None) -> tuple[Lot, ...]:
    """Return the lots, those that the entry names with another life."""
    named = {move.lot_id for move in entry.moves}
    return tuple(replace(lot, **life) if lot.id in named else lot for lot in lots)  # type: ignore[arg-type]  # times of a lot


def replay(account_id: str, entries: Iterable[Entry]) -> AccountState:
    """Rebuild lots, debt and holds from all entries of an account, in order."""
    state = AccountState(account_id)
    for entry in entries:
        state = after(state, entry)
    return state


def booked(entries: Iterable[Entry]) -> int:
    """Return the sum of entries without memos: always the balance (decisions 12)."""
    return sum(entry.amount for entry in entries if entry.kind not in MEMOS)
