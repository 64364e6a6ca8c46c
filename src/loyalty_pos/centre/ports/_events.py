"""What came from the tills: streams, events, and what is to be looked at."""

from collections.abc import Collection, Sequence
from typing import Protocol

from loyalty_pos.centre.records import (
    Alarm,
    Park,
    Stream,
)
from loyalty_pos.core.member_code.sighting import Sighting
from loyalty_pos.wire.events import Event


class Streams(Protocol):
    def get(self, agent_id: str, incarnation: str) -> Stream:
        """Return the stream, locked for this transaction; a fresh one when nothing came yet."""
        ...

    def put(self, stream: Stream) -> None: ...

    def watermark(self, agent_id: str, incarnation: str) -> int:
        """Return how far the stream is projected, without a lock."""
        ...

    def behind(self) -> list[Stream]:
        """Return the streams with events stored but not yet projected."""
        ...

    def all(self) -> list[Stream]: ...


class Events(Protocol):
    def add(self, events: Sequence[Event], received_us: int) -> None:
        """Store new events; the database's unique keys are the last word."""
        ...

    def known_ids(self, agent_id: str, ids: Collection[str]) -> set[str]: ...

    def hashes(self, stream: Stream, from_seq: int, to_seq: int) -> dict[int, str]: ...

    def after(self, stream: Stream, seq: int, limit: int) -> list[Event]: ...

    def sales_between(self, agent_id: str, from_id: str, to_id: str) -> list[Event]:
        """Return an agent's sales whose events have ids from one to before another; ids grow with time."""
        ...

    def by_id(self, agent_id: str, event_id: str) -> Event | None: ...

    def consents(self) -> int:
        """Return how many cards were given out with a consent."""
        ...

    def keep_person_keys(self, wrapped: dict[str, str]) -> None: ...

    def person_keys(self, person_ids: Collection[str]) -> dict[str, str]: ...

    def park(self, parks: Sequence[Park]) -> None: ...

    def waiting_for(self, sale_ids: Collection[str]) -> list[Event]:
        """Return parked events that need one of these sales, oldest first."""
        ...

    def unpark(self, events: Sequence[Event], now_us: int) -> None: ...


class Watch(Protocol):
    def raise_alarms(self, alarms: Sequence[Alarm]) -> None: ...

    def alarms(self) -> list[Alarm]: ...

    def subjects(self, code: str, agent_id: str) -> list[str]:
        """Return the subjects of all alarms of a code about one till, however old."""
        ...

    def parked(self, limit: int) -> list[Park]:
        """Return the events that wait, the longest first."""
        ...

    def has_parked_sales(self, stream: Stream) -> bool:
        """Tell whether a sale of this stream waits aside."""
        ...

    def parked_counts(self) -> dict[tuple[str, str], int]: ...

    def first_to_show(self, code: Sighting, agent_id: str, oldest_step: int) -> str:
        """Return the agent that told of this code first, which is this one if nobody did; forget older steps."""
        ...

    def totals(self) -> dict[str, int]:
        """Return counts and sums over everything (events, entries, points, documents by kind)."""
        ...
