"""Two sides of one book: what the tills wrote, and what the centre made of it, compared to the last unit.

Reads only. Tills agree on the hash of their newest event with the centre at every exchange.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from loyalty_pos.centre.items import BalanceLine, TillLine
from loyalty_pos.centre.reports import Reports
from loyalty_pos.core.dates import moment
from loyalty_pos.core.points import available, pending
from loyalty_pos.core.sale import Fact, Return, Sale, Void
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.wire.events import Event, fact_of

_PAGE: Final = 1000
_NO_LIMIT: Final = 2**40


@dataclass(slots=True)
class Book:
    """Sums over one side; ``points``: by account, what facts added and took."""

    events: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    sold_minor: int = 0
    returned_minor: int = 0
    voided_minor: int = 0
    redeemed: int = 0
    points: Counter[str] = field(default_factory=Counter)

    def add(self, event: Event) -> None:
        """Count one event."""
        self.events += 1
        self.kinds[event.kind] += 1
        self._add_fact(fact_of(event))

    def merge(self, other: "Book") -> None:
        """Add the sums of another one."""
        self.events += other.events
        self.kinds.update(other.kinds)
        self.sold_minor += other.sold_minor
        self.returned_minor += other.returned_minor
        self.voided_minor += other.voided_minor
        self.redeemed += other.redeemed
        self.points.update(other.points)

    def _add_fact(self, fact: Fact | None) -> None:
        match fact:
            case Sale():
                self.sold_minor += fact.paid_minor
                self.redeemed += fact.redeemed
                self._move(fact.account_id, fact.accrued - fact.redeemed)
            case Return():
                self.returned_minor += fact.paid_minor
                self._move(fact.account_id, fact.points_back - fact.accrued_back)
            case Void():
                self.voided_minor += fact.paid_minor
                self._move(fact.account_id, fact.points_back - fact.accrued_back)
            case _:
                pass

    def _move(self, account_id: str, points: int) -> None:
        if account_id:
            self.points[account_id] += points


def events_of(files: TillFiles) -> Iterator[Event]:
    """Return every event of a till's journal in order."""
    seq = 1
    while events := files.outbox.batch(_PAGE, _NO_LIMIT, from_seq=seq):
        yield from events
        seq = events[-1].seq + 1


def book_of(events: Iterable[Event]) -> Book:
    """Return the sums over events."""
    book = Book()
    for event in events:
        book.add(event)
    return book


def balances_of(reports: Reports) -> dict[str, BalanceLine]:
    """Return every account's balance at the centre, recomputed from its lots and from its entries."""
    found: dict[str, BalanceLine] = {}
    after = ""
    while page := reports.balances(after, _PAGE):
        found |= {line.account_id: line for line in page}
        after = page[-1].account_id
    return found


def differences(tills: Iterable[TillFiles], reports: Reports, opening: Mapping[str, int]) -> Iterator[str]:
    """Return a line for everything that is not equal; ``opening``: points by account before these tills began."""
    journals = Book()
    heads = {(line.agent_id, line.incarnation): line for line in reports.overview().tills}
    for files in tills:
        yield from stream_differences(files, heads)
        journals.merge(book_of(events_of(files)))
    yield from book_differences(journals, book_of(reports.events()), balances_of(reports), opening)


def book_differences(
    journals: Book, centre: Book, balances: Mapping[str, BalanceLine], opening: Mapping[str, int]
) -> Iterator[str]:
    """Return a line for every sum of the journals that is not the centre's, by its events and by its ledger."""
    for name in ("events", "kinds", "sold_minor", "returned_minor", "voided_minor", "redeemed", "points"):
        ours, theirs = getattr(journals, name), getattr(centre, name)
        if ours != theirs:
            yield f"{name}: tills {ours}, centre {theirs}"
    for account_id, line in balances.items():
        expected = opening.get(account_id, 0) + journals.points[account_id]
        if not line.points_sum == line.entries_sum == expected:
            yield f"account {account_id}: facts {expected}, lots {line.points_sum}, entries {line.entries_sum}"


def cache_differences(files: TillFiles, reports: Reports, at_us: int) -> Iterator[str]:
    """Return a line for every account that a synced till knows otherwise than the centre."""
    return account_differences(files, balances_of(reports), at_us)


def account_differences(files: TillFiles, balances: Mapping[str, BalanceLine], at_us: int) -> Iterator[str]:
    """Return a line for every account that the till knows otherwise than these balances."""
    now = moment(at_us)
    for account_id, line in balances.items():
        member = files.members.by_account(account_id)
        if member is None:
            yield f"account {account_id}: unknown at the till"
            continue
        here = (available(member.lots, now, member.debt), pending(member.lots, now), member.debt)
        if here != (line.available, line.pending, line.debt):
            yield f"account {account_id}: till {here}, centre {(line.available, line.pending, line.debt)}"


def stream_differences(files: TillFiles, streams: Mapping[tuple[str, str], TillLine]) -> Iterator[str]:
    """Return a line when the centre has not stored and projected exactly what this till wrote."""
    place = files.identity.place()
    queue = files.journal.queue()
    stream = streams.get((place.agent_id, files.identity.incarnation))
    if queue.waiting or stream is None:
        yield f"till {place.till_no}: {queue.waiting} events wait, {stream}"
    elif (stream.stored, stream.projected, stream.parked) != (queue.head_seq, queue.head_seq, 0):
        yield f"till {place.till_no}: wrote {queue.head_seq}, {stream}"
