"""Events brought together from wherever they are: of damaged journals, of copies on another medium.

An event counts when its own hash fits, so none is wrong however it came here. It must never invent: what is nowhere is a
hole, and is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.salvage.pages import SoundPages
from loyalty_pos.storage.salvage.rows import Record, Value, is_table, records
from loyalty_pos.wire.events import Event

Life = tuple[str, str]
"""Agent and incarnation: one stream."""
Hole = tuple[int, int]
"""First and last number that is missing."""

_FIELDS: Final = (*[str] * 4, *[int] * 2, str, int, *[str] * 4, int, *[str] * 4)
"""What stands behind the number in a row of ``event``: the fact's id, then as in ``Event`` without its number."""
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person's key as a journal keeps it."""

    key: bytes
    wrapped: str


@dataclass(frozen=True, slots=True)
class Chain:
    """What there is of one stream, by number."""

    agent_id: str
    incarnation: str
    events: Mapping[int, Event]

    @property
    def last(self) -> int:
        """The newest number that is here."""
        return max(self.events)

    def holes(self, after: int = 0, last: int = 0) -> list[Hole]:
        """Return what is missing behind ``after``; ``last``: the newest event that is known to have been, 0 = not known."""
        found: list[Hole] = []
        expected = after + 1
        for seq in sorted(seq for seq in self.events if seq > after):
            if seq > expected:
                found.append((expected, seq - 1))
            expected = seq + 1
        if last >= expected:
            found.append((expected, last))
        return found

    def run(self, after: int, most: int) -> list[Event]:
        """Return the next events behind ``after`` that follow each other, beginning behind a hole if there is one."""
        first = min((seq for seq in self.events if seq > after), default=0)
        run: list[Event] = []
        while (event := self.events.get(first + len(run))) is not None and len(run) < most:
            run.append(event)
        return run


@dataclass(slots=True)
class Found:
    """``damaged``: how many pages could not be read, of all files together.

    ``stored``: what the centre had acknowledged as the file says, 0 = it is not to be read.
    """

    damaged: int = 0
    stored: int = 0
    person_keys: dict[str, PersonKey] = field(default_factory=dict)
    _lives: dict[Life, dict[int, dict[str, Event]]] = field(default_factory=dict)

    def take(self, event: Event) -> bool:
        """Take an event in if it is what was written; return whether it is."""
        life = self._lives.get((event.agent_id, event.incarnation), {})
        if life.get(event.seq, {}).get(event.hash) == event:
            return True
        if event.computed_hash() != event.hash:
            return False
        life = self._lives.setdefault((event.agent_id, event.incarnation), {})
        life.setdefault(event.seq, {})[event.hash] = event
        return True

    def take_file(self, path: Path, key: str) -> None:
        """Take everything that can be read of a journal's file and its log. Raises OSError."""
        pages = SoundPages(path, key, JOURNAL.page_bytes)
        self.damaged += pages.damaged
        for page, is_newest in pages.versions():
            if not is_newest and not is_table(page):
                continue  # of older pages only events count
            for record in records(page, pages.newest):
                self._take_record(record, is_newest=is_newest)

    def chains(self) -> list[Chain]:
        """Return the streams as they were lived; of two events under one number the one that its neighbours name."""
        chains = [
            Chain(agent_id, incarnation, _chosen(by_seq))
            for (agent_id, incarnation), by_seq in self._lives.items()
        ]
        return sorted(chains, key=lambda chain: chain.events[min(chain.events)].hlc)

    def _take_record(self, record: Record, *, is_newest: bool) -> None:
        event = _event_of(record)
        if event is not None:
            self.take(event)
            return
        match record.values:
            case (str(person_id), bytes(key), str(wrapped)) if is_newest and len(key) == _KEY_BYTES:
                self.person_keys[person_id] = PersonKey(key, wrapped)
            case (None, int(stored)) if (
                is_newest and record.rowid == 1
            ):  # the table of the watermark, and no other
                self.stored = stored
            case _:
                pass


def _chosen(by_seq: Mapping[int, Mapping[str, Event]]) -> dict[int, Event]:
    chosen: dict[int, Event] = {}
    for seq in sorted(by_seq):
        before = chosen.get(seq - 1)
        named = {event.prev for event in by_seq.get(seq + 1, {}).values()}

        def fits(event: Event, before: Event | None = before, named: set[str] = named) -> tuple[bool, bool]:
            return event.hash in named, before is not None and event.prev == before.hash

        chosen[seq] = max(by_seq[seq].values(), key=fits)
    return chosen


def _event_of(record: Record) -> Event | None:
    """Return the event of a row, None for a row of another table; its hash is still to be looked at."""
    first, *rest = record.values[: len(_FIELDS) + 1] or (0,)
    values: list[Value] = rest
    if first is not None or len(values) != len(_FIELDS):
        return None
    if not all(isinstance(value, kind) for value, kind in zip(values, _FIELDS, strict=True)):
        return None
    fields: list[object] = [*values[1:4], record.rowid, *values[4:]]
    return Event(*fields)  # type: ignore[arg-type]  # each was looked at above
