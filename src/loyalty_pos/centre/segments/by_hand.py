"""Lists of members made by hand: brought from a file of cards and phones, counted, shown.

The same list twice changes nothing; a member that nobody knows is told by its line, never by its number.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import ClassVar, Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.imports import cells
from loyalty_pos.centre.imports.cells import BadCell
from loyalty_pos.centre.imports.source import RefusedRow, SourceRow
from loyalty_pos.centre.offers.in_force import programmes_in_force
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.records import Head
from loyalty_pos.centre.segments.by_rule import ruled_segments
from loyalty_pos.core.ledger import Applied
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.problems import Problem

_CHUNK: Final = 500
_PAGE: Final = 500


class SegmentByRule(Problem):
    """Who belongs to this segment is worked out by the programme's rule; a list cannot change it."""

    code: ClassVar[str] = "segment_by_rule"
    segment: str


class UnknownSegment(Problem):
    """Nobody is in this segment and no programme in force describes it; ``known``: those there are."""

    code: ClassVar[str] = "unknown_segment"
    segment: str
    known: str


@dataclass(slots=True)
class Brought:
    """``read`` = ``added`` + ``same`` + refused rows; ``added`` counts those that left when a list is taken out."""

    read: int = 0
    added: int = 0
    same: int = 0
    refused: list[RefusedRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """``name`` "" where no programme in force describes the segment."""

    id: str
    name: str
    by_rule: bool
    members: int


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    kind: str
    key: int


class SegmentDesk:
    """What a marketer does with segments."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._key = secrets.lookup_key

    def bring(
        self,
        segment: str,
        rows: Iterable[SourceRow],
        *,
        take_out: bool = False,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Brought:
        """Put the members of these rows into a segment, or take them out. Raises SegmentByRule."""
        now_us = self._clock.now_us()
        ruled = self._books.read(lambda desk: ruled_segments(desk, now_us))
        if segment in {one.id for one in ruled}:
            raise SegmentByRule(segment=segment)
        brought = Brought()
        left = iter(rows)
        while some := list(islice(left, _CHUNK)):
            good = [read for row in some if (read := self._read(row, brought)) is not None]
            work = partial(_put, segment, good, now_us, take_out=take_out)
            added, unknown = self._books.write(work)
            brought.read += len(some)
            brought.added += added
            brought.same += len(good) - added - len(unknown)
            brought.refused += unknown
            progress(brought.read)
        brought.refused.sort(key=lambda row: row.line)
        return brought

    def refuse_unknown(self, segment: str) -> None:
        """Raise UnknownSegment where neither a programme in force nor any member knows the segment."""
        now_us = self._clock.now_us()
        programmes = self._books.read(lambda desk: programmes_in_force(desk, now_us))
        described = any(one.id == segment for programme in programmes for one in programme.segments)
        if not described and not any(segment in segments for _, segments in self._members()):
            raise UnknownSegment(segment=segment, known=", ".join(one.id for one in self.lines()))

    def lines(self) -> list[SegmentLine]:
        """Return every segment that somebody is in or that a programme in force describes."""
        now_us = self._clock.now_us()
        described = {
            segment.id: segment
            for programme in self._books.read(lambda desk: programmes_in_force(desk, now_us))
            for segment in programme.segments
        }
        counts = Counter(one for head_segments in self._members() for one in head_segments[1])
        return [
            SegmentLine(
                one,
                described[one].name if one in described else "",
                one in described and described[one].by_rule,
                counts[one],
            )
            for one in sorted(counts.keys() | described.keys())
        ]

    def members(self, segment: str) -> list[Head]:
        """Return who is in a segment, in the order of accounts."""
        return [head for head, segments in self._members() if segment in segments]

    def _members(self) -> Iterable[tuple[Head, frozenset[str]]]:
        after = ""
        while page := self._books.read(partial(_heads, after)):
            yield from page
            after = page[-1][0].account_id

    def _read(self, row: SourceRow, brought: Brought) -> _Row | None:
        try:
            if row.get("card"):
                return _Row(row.line, "card", self._hash("card", cells.card_number(row.get("card"), "card")))
            number = cells.phone(row.get("phone"), "phone")
        except BadCell as bad:
            brought.refused.append(RefusedRow(row.line, bad.column, bad.reason, bad.text))
            return None
        if not number:
            brought.refused.append(RefusedRow(row.line, "card", "empty"))
            return None
        return _Row(row.line, "phone", self._hash("phone", number))

    def _hash(self, kind: str, number: str) -> int:
        return lookup_key(kind, number, self._key)


def _heads(after: str, desk: Desk) -> list[tuple[Head, frozenset[str]]]:
    accounts = desk.accounts.load(desk.accounts.page(after, _PAGE))
    return [(account.head, account.state.segments) for _, account in sorted(accounts.items())]


def _put(
    segment: str, rows: Sequence[_Row], now_us: int, desk: Desk, *, take_out: bool
) -> tuple[int, list[RefusedRow]]:
    """Change the members of a few rows in one transaction; return how many changed, and whom nobody knows."""
    known = {
        (kind, key): account_id
        for kind in ("card", "phone")
        for key, account_id in desk.members.accounts_of(
            kind, {row.key for row in rows if row.kind == kind}
        ).items()
    }
    accounts = OpenAccounts(desk, now_us)
    accounts.load(set(known.values()))
    changed = 0
    for account_id in sorted(set(known.values())):
        state = accounts.get(account_id).state
        segments = state.segments - {segment} if take_out else state.segments | {segment}
        if segments != state.segments:
            accounts.post(account_id, Applied(replace(state, segments=segments)))
            changed += 1
    desk.feed.publish(accounts.save())
    unknown = [row for row in rows if (row.kind, row.key) not in known]
    return changed, [RefusedRow(row.line, row.kind, "unknown_member") for row in unknown]
