"""Walks through everything the centre keeps and tells what does not follow; changes nothing.

A stream of a till must be whole from its first event to its watermark, with the head that the centre tells the till. An
account's entries must be chained without a hole, and lead to the lots, the debt and the head that stand beside them. On a
certificate must be what its deeds add up to, and what is owed by it must be what it lacks.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from loyalty_pos.centre.accounts import chain_hash
from loyalty_pos.centre.alarms.lost_events import lost_of
from loyalty_pos.centre.ports import Books, Desk
from loyalty_pos.centre.records import Account, Booked, Stream
from loyalty_pos.centre.vouchers.books import debt_of
from loyalty_pos.core.leases.reserve import reserved
from loyalty_pos.core.leases.value import voucher_subject
from loyalty_pos.core.ledger import MEMOS
from loyalty_pos.core.vouchers.voucher import VoucherKind
from loyalty_pos.wire.chain import ChainReader
from loyalty_pos.wire.events import GENESIS, Event

PAGE = 500


@dataclass(frozen=True, slots=True)
class StreamChecked:
    """``broken_at``: first event that does not follow, 0 = whole. ``head_differs``: the watermark names another end.

    ``lost``: how many numbers its till has named as lost with a disk; behind them the chain is followed anew.
    """

    agent_id: str
    incarnation: str
    events: int
    head: str
    broken_at: int = 0
    head_differs: bool = False
    lost: int = 0

    @property
    def is_whole(self) -> bool:
        """True when nothing is to be said."""
        return not self.broken_at and not self.head_differs


@dataclass(frozen=True, slots=True)
class AccountChecked:
    """``broken_at``: position of the first entry that does not follow, 0 = chained. ``differs``: points not explained.

    ``is_readable``: False when an entry contradicts itself, and then nothing more can be said.
    """

    account_id: str
    entries: int
    broken_at: int = 0
    differs: int = 0
    is_readable: bool = True

    @property
    def is_whole(self) -> bool:
        """True when nothing is to be said."""
        return self.is_readable and not self.broken_at and not self.differs


@dataclass(frozen=True, slots=True)
class CertificateChecked:
    """``differs``: money on it that no deed explains; ``owed_differs``: money owed by it that it does not lack; minor units."""

    series: str
    last4: str
    differs: int = 0
    owed_differs: int = 0

    @property
    def is_whole(self) -> bool:
        """True when nothing is to be said."""
        return not self.differs and not self.owed_differs


class Verifying:
    """Reads page by page, each page one snapshot; an account is judged within one."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def streams(self) -> Iterator[StreamChecked]:
        """Check every stream of every till."""
        for stream in self._books.read(lambda desk: desk.streams.all()):
            yield self._stream(stream)

    def accounts(self) -> Iterator[AccountChecked]:
        """Check every account."""
        after = ""
        while ids := self._books.read(partial(_ids, after)):
            after = ids[-1]
            for account_id in ids:
                yield self._books.read(partial(_account, account_id))

    def certificates(self) -> Iterator[CertificateChecked]:
        """Check every certificate."""
        after = -1
        while page := self._books.read(partial(_vouchers, after)):
            after, checked = page
            yield from checked

    def _stream(self, stream: Stream) -> StreamChecked:
        reader = ChainReader()
        lost = self._books.read(partial(_lost, stream))
        missing = 0
        while reader.seq < stream.stored and not reader.broken_at:
            if (last := lost.pop(reader.seq + 1, 0)) > reader.seq:
                missing += last - reader.seq
                reader = self._behind(stream, reader, last)
            hole = min((first for first in lost if first > reader.seq), default=stream.stored + 1)
            limit = min(PAGE, hole - 1 - reader.seq)
            events = self._books.read(partial(_events, stream, reader.seq, limit))
            if not events:
                reader.broken_at = reader.seq + 1
            reader.take(events)
        differs = not reader.broken_at and reader.head != stream.head_hash
        return StreamChecked(
            stream.agent_id, stream.incarnation, reader.seq, reader.head, reader.broken_at, differs, missing
        )

    def _behind(self, stream: Stream, reader: ChainReader, last: int) -> ChainReader:
        """Return how the chain goes on behind lost numbers: with what the first event there says of its past."""
        following = self._books.read(partial(_events, stream, last, 1))
        return ChainReader(last, following[0].prev if following else reader.head, reader.hlc)


def _lost(stream: Stream, desk: Desk) -> dict[int, int]:
    return lost_of(desk, stream)


def _events(stream: Stream, seq: int, limit: int, desk: Desk) -> list[Event]:
    return desk.events.after(stream, seq, limit)


def _ids(after: str, desk: Desk) -> list[str]:
    return desk.accounts.page(after, PAGE)


def _account(account_id: str, desk: Desk) -> AccountChecked:
    account = desk.accounts.load([account_id])[account_id]
    try:
        booked = desk.accounts.entries(account_id)
    except (AssertionError, ValueError):  # what an entry itself refuses to be
        return AccountChecked(account_id, 0, is_readable=False)
    differs = _unexplained(account, booked) + _not_lent(desk, account)
    return AccountChecked(account_id, len(booked), _first_break(account, booked), differs)


def _vouchers(after: int, desk: Desk) -> tuple[int, list[CertificateChecked]] | None:
    """Return the last key of a page of vouchers and its certificates, checked; None behind the last one."""
    page = desk.vouchers.page("", after, PAGE)
    if not page:
        return None
    found = [one for one in page if one.kind is VoucherKind.CERTIFICATE]
    sums: Counter[int] = Counter()
    for deed in desk.vouchers.deeds_of([one.key for one in found]):
        sums[deed.key] += deed.amount_minor
    owed: Counter[str] = Counter()
    for debt in desk.debts.open_of([voucher_subject(one.key) for one in found]):
        owed[debt.account_id] += debt.rest
    checked = [
        CertificateChecked(
            one.series,
            one.last4,
            one.rest_minor - sums[one.key],
            owed[voucher_subject(one.key)] - debt_of(one),
        )
        for one in found
    ]
    return page[-1].key, checked


def _not_lent(desk: Desk, account: Account) -> int:
    """Return by how much the head is wrong on what is set aside for tills, and the debt on what is still owed."""
    account_id, head = account.head.account_id, account.head
    shares = desk.set_aside.shares([account_id]).get(account_id, {})
    owed = sum(debt.rest for debt in desk.debts.open_of([account_id]))
    return abs(head.set_aside - sum(map(reserved, shares.values()))) + abs(account.state.debt - owed)


def _first_break(account: Account, booked: list[Booked]) -> int:
    head = GENESIS
    for position, one in enumerate(booked, 1):
        head = chain_hash(head, one.entry)
        if one.position != position or one.hash != head:
            return position
    return 0 if head == account.head.head_hash else len(booked) + 1


def _unexplained(account: Account, booked: list[Booked]) -> int:
    """Return the points that stand there and no entry explains."""
    return account.state.balance - sum(one.entry.amount for one in booked if one.entry.kind not in MEMOS)
