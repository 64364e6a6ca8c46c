"""Whether the newest events of a journal are what was written; looked at when it is opened."""

from typing import Final

from loyalty_pos.storage.database import Reader
from loyalty_pos.storage.journal.events import COLUMNS
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.events import GENESIS, Event

TAIL: Final = 1000
_TAIL_SQL = f"SELECT {COLUMNS} FROM event WHERE seq > ? ORDER BY seq"  # noqa: S608  # our own columns


def tail_break(reader: Reader, length: int = TAIL) -> int:
    """Check the newest events of a journal; see ``wire.chain``."""
    row = reader.row("SELECT coalesce(max(seq), 0) FROM event")
    before = max(0, (row[0] if row else 0) - length)
    start = (
        reader.row("SELECT seq, hash, hlc FROM event WHERE seq = ?", (before,)) if before else (0, GENESIS, 0)
    )
    if start is None:
        return before
    events = (Event(*row) for row in reader.rows(_TAIL_SQL, (before,)))
    return first_break(events, *start)
