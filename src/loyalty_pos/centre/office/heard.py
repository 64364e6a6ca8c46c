"""When each till last spoke, also where it had nothing to bring: kept in memory, every till speaks twice a minute.

It must never be the only source: after a restart the streams' own times count until a till speaks again.
"""

from collections.abc import Iterator
from typing import Final

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Till

SILENT_US: Final = 15 * 60 * 1_000_000
"""So long without a word, and somebody who asks is told that this till may still bring something."""


class Heard:
    """Times by agent, UTC microseconds; safe from several threads: each value is replaced at once."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def note(self, agent_id: str, now_us: int) -> None:
        """Remember that a till spoke."""
        self._times[agent_id] = now_us

    def of(self, agent_id: str) -> int:
        """Return when it spoke last, 0 = not since this centre began."""
        return self._times.get(agent_id, 0)


def still_out(desk: Desk, heard: Heard, now_us: int) -> Iterator[tuple[Till, int, int]]:
    """Return each till that may still bring something: (till, when it was heard, events that wait here)."""
    parked = desk.watch.parked_counts()
    seen: dict[str, int] = {}
    waiting: dict[str, int] = {}
    for stream in desk.streams.all():
        agent = stream.agent_id
        seen[agent] = max(seen.get(agent, 0), stream.seen_us)
        behind = stream.stored - stream.projected + parked.get((agent, stream.incarnation), 0)
        waiting[agent] = waiting.get(agent, 0) + behind
    for till in desk.tills.tills():
        if till.revoked:
            continue
        at_us = max(seen.get(till.agent_id, 0), heard.of(till.agent_id))
        wait = waiting.get(till.agent_id, 0)
        if wait or now_us - at_us > SILENT_US:
            yield till, at_us, wait
