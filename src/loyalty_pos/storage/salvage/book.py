"""What was salvaged of one life of a till, as a journal file of its own beside the till's: nothing of it is lost again.

Written once, then only its watermark moves. It must never be opened as the till's journal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.database import Database, Upgrade, open_database
from loyalty_pos.storage.journal import events
from loyalty_pos.storage.journal.person_keys import wrapped_keys
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.salvage.found import Chain, Found, Hole
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.messages import MAX_BATCH_EVENTS, Push

_FROM = f"SELECT {events.COLUMNS} FROM event WHERE seq > ? ORDER BY seq LIMIT ?"  # noqa: S608  # our own columns
_HOLES = (
    "SELECT before + 1, seq - 1 FROM (SELECT seq, lag(seq, 1, 0) OVER (ORDER BY seq) AS before FROM event) "
    "WHERE seq > before + 1"
)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """``holes``: numbers that are nowhere; ``stored``: so far the centre has it."""

    agent_id: str
    incarnation: str
    events: int
    last: int
    stored: int
    holes: tuple[Hole, ...]

    @property
    def is_done(self) -> bool:
        """Tell whether the centre has all that there is."""
        return self.stored >= self.last


class SalvageBook:
    """One such file."""

    def __init__(self, path: Path, key: str, upgrade: Upgrade) -> None:
        """Open it, made if it is not there. Raises what ``open_database`` raises."""
        self.path = path
        self._database: Database = open_database(path, key, JOURNAL, upgrade)

    def write(self, chain: Chain, found: Found, known_last: int) -> None:
        """Keep a stream with its persons' keys, all at once; what is there already stays.

        ``known_last``: the newest event that is known to have been, 0 = not known; kept where a till keeps its place.
        """
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO identity VALUES (1, ?, ?)", (chain.incarnation, str(known_last))
            )
            connection.executemany(
                events.INSERT.replace("INSERT", "INSERT OR IGNORE"),
                [events.values(event, f"salvaged:{event.id}") for event in chain.events.values()],
            )
            named = {event.person_id for event in chain.events.values() if event.person_id}
            connection.executemany(
                "INSERT OR IGNORE INTO person_key VALUES (?, ?, ?)",
                [
                    (one, key.key, key.wrapped)
                    for one in sorted(named)
                    if (key := found.person_keys.get(one)) is not None
                ],
            )
        self._database.tidy()

    def state(self) -> Salvaged:
        """Return what there is, and what is missing."""
        reader = self._database.reader()
        first = reader.row("SELECT agent_id, incarnation FROM event LIMIT 1")
        counted = reader.row("SELECT count(*), max(seq), (SELECT stored FROM watermark) FROM event")
        said = reader.row("SELECT place FROM identity")
        assert first is not None and counted is not None, "written before"
        (agent_id, incarnation), (count, last, stored) = first, counted
        known_last = int(said[0]) if said and said[0].isdigit() else 0
        holes: Sequence[tuple[int, int]] = [(one, other) for one, other in reader.rows(_HOLES)]
        tail = [(last + 1, known_last)] if known_last > last else []
        return Salvaged(agent_id, incarnation, count, last, stored, (*holes, *tail))

    def agree(self, stored: int, head_hash: str) -> None:
        """Take the centre's watermark. Raises BadMessage ("fork") when its event there is another one than ours."""
        row = self._database.reader().row("SELECT hash FROM event WHERE seq = ?", (stored,))
        if row is not None and row[0] != head_hash:
            raise BadMessage(reason="fork")
        with self._database.writing() as connection:
            connection.execute("UPDATE watermark SET stored = ?", (stored,))

    def push(self, stored: int) -> Push | None:
        """Return the next batch, None = that was all. Where it begins behind a hole, it says what is lost."""
        reader = self._database.reader()
        found = [Event(*row) for row in reader.rows(_FROM, (stored, MAX_BATCH_EVENTS))]
        run = [event for place, event in enumerate(found) if event.seq == found[0].seq + place]
        return push_of(run, stored, wrapped_keys(reader, _persons(run))) if run else None

    def close(self) -> None:
        """Give the file back."""
        self._database.close()


def push_of(run: Sequence[Event], stored: int, person_keys: dict[str, str]) -> Push:
    """Return a run of events as the till would send it, behind what the centre has."""
    first = run[0]
    lost_from = stored + 1 if first.seq > stored + 1 else 0
    return Push(
        first.agent_id, first.incarnation, first.seq, list(run), person_keys=person_keys, lost_from=lost_from
    )


def _persons(run: Sequence[Event]) -> list[str]:
    return sorted({event.person_id for event in run if event.person_id})
