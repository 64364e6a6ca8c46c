"""A till's journal read with a recovered key from a copy of its files: the original is touched by nobody.

It must never mend or skip: where the chain ends, the reading ends, and whoever asked is told.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import StorageForeign
from loyalty_pos.storage.database import Reader
from loyalty_pos.storage.folders import refusal
from loyalty_pos.storage.journal.events import COLUMNS
from loyalty_pos.storage.journal.person_keys import wrapped_keys
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.messages import MAX_BATCH_EVENTS, Push

_PARTS: Final = ("", "-wal")
_BEHIND: Final = f"SELECT {COLUMNS} FROM event WHERE agent_id = ? AND seq > ? ORDER BY seq LIMIT ?"  # noqa: S608 - our own columns


class CopiedJournal:
    """The streams of one journal file: usually one, more where a till was enrolled anew."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def streams(self) -> list[tuple[str, str, int]]:
        """Return (agent, incarnation, newest seq) in the order in which they were lived."""
        rows = self._reader.rows(
            "SELECT agent_id, incarnation, max(seq) FROM event GROUP BY agent_id, incarnation ORDER BY min(seq)"
        )
        return [(agent_id, incarnation, seq) for agent_id, incarnation, seq in rows]

    def push(self, agent_id: str, after: int) -> Push | None:
        """Return the next batch of an agent behind ``after`` as its till would send it, None = that was all."""
        events = [Event(*row) for row in self._reader.rows(_BEHIND, (agent_id, after, MAX_BATCH_EVENTS))]
        if not events:
            return None
        persons = sorted({event.person_id for event in events if event.person_id})
        first = events[0]
        return Push(first.agent_id, first.incarnation, first.seq, events, wrapped_keys(self._reader, persons))


@contextmanager
def copied_journal(folder: Path, key: str) -> Iterator[CopiedJournal]:
    """Open a copy of the journal in ``folder``. Raises StorageForeign for another key, StorageCorrupt, StorageFailing."""
    path = folder / f"{JOURNAL.name}.db"
    if not path.exists():
        raise StorageForeign(path=str(path))
    with tempfile.TemporaryDirectory(prefix="loyalty-pos-") as work:
        try:
            for part in _PARTS:
                if (source := Path(f"{path}{part}")).exists():
                    shutil.copyfile(source, Path(work) / source.name)
        except OSError as error:
            raise refusal(error, path) from error
        reader = Reader(Path(work) / path.name, key, JOURNAL.page_bytes)
        try:
            yield CopiedJournal(reader)
        finally:
            reader.close()
