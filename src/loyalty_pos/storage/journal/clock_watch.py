"""What is known of this machine's clock, in the till's own book: a restart must not clear a doubt."""

import json

from loyalty_pos.core.clock.watching import Doubt, Kept
from loyalty_pos.storage.database import Database
from loyalty_pos.till.timekeeping.port import Memory, Unsaid


class ClockBook:
    """``till.timekeeping.port.Store`` in the journal."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reader = database.reader()

    def load(self) -> Memory:
        """Return what was kept, of a new till what everybody knows."""
        row = self._reader.row("SELECT high_us, offset_us, doubt, since_us, unsaid FROM clock_watch")
        if row is None:
            return Memory()
        high_us, offset_us, doubt, since_us, unsaid = row
        return Memory(
            Kept(high_us, offset_us, Doubt(doubt), since_us),
            tuple(Unsaid(*one) for one in json.loads(unsaid)),
        )

    def save(self, memory: Memory) -> None:
        """Keep it, durably."""
        kept = memory.kept
        unsaid = json.dumps([(one.what, one.at_us, one.why) for one in memory.unsaid])
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO clock_watch VALUES (1, ?, ?, ?, ?, ?)",
                (kept.high_us, kept.offset_us, str(kept.doubt), kept.since_us, unsaid),
            )
