"""Whether a run of events is what was written: every hash, every link, every number; the same at till and centre."""

from collections.abc import Iterable
from dataclasses import dataclass

from loyalty_pos.wire.events import GENESIS, Event


@dataclass(slots=True)
class ChainReader:
    """Follows one stream event by event. ``broken_at``: the first seq that does not follow, 0 = whole so far."""

    seq: int = 0
    head: str = GENESIS
    hlc: int = 0
    broken_at: int = 0

    def take(self, events: Iterable[Event]) -> None:
        """Look at the next events; behind a break nothing is believed any more."""
        for event in events:
            if self.broken_at:
                return
            follows = event.seq == self.seq + 1 and event.prev == self.head and event.hlc > self.hlc
            if not follows or event.computed_hash() != event.hash:
                self.broken_at = self.seq + 1
                return
            self.seq, self.head, self.hlc = event.seq, event.hash, event.hlc


def first_break(events: Iterable[Event], seq: int = 0, prev: str = GENESIS, hlc: int = 0) -> int:
    """Return the seq at which the run does not follow from what was before it, 0 = it is whole."""
    reader = ChainReader(seq, prev, hlc)
    reader.take(events)
    return reader.broken_at
