"""Whether a run of events is what was written: every hash, every link, every number; used at start and by ``doctor``."""

from collections.abc import Iterable
from typing import Final

from loyalty_pos.storage.database import Reader
from loyalty_pos.storage.journal.events import COLUMNS
from loyalty_pos.wire.events import GENESIS, Event

TAIL: Final = 1000
_TAIL_SQL = f"SELECT {COLUMNS} FROM event WHERE seq > ? ORDER BY seq"  # noqa: S608  # our own columns


def first_break(events: Iterable[Event], seq: int = 0, prev: str = GENESIS, hlc: int = 0) -> int:
    """Return the seq at which the run does not follow from what was before it, 0 = it is whole."""
    for event in events:
        seq += 1
        if event.seq != seq or event.prev != prev or event.hlc <= hlc or event.computed_hash() != event.hash:
            return seq
        prev, hlc = event.hash, event.hlc
    return 0


def tail_break(reader: Reader, length: int = TAIL) -> int:
    """Check the newest events of a journal; see ``first_break``."""
    row = reader.row("SELECT coalesce(max(seq), 0) FROM event")
    before = max(0, (row[0] if row else 0) - length)
    start = (
        reader.row("SELECT seq, hash, hlc FROM event WHERE seq = ?", (before,)) if before else (0, GENESIS, 0)
    )
    if start is None:
        return before
    events = (Event(*row) for row in reader.rows(_TAIL_SQL, (before,)))
    return first_break(events, *start)
