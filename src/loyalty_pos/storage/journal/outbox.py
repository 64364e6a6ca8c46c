"""What the centre does not have yet: events above the acknowledged watermark, no flags (R20).

Must never delete: an acknowledged event stays in the journal.
"""

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.database import Database
from loyalty_pos.storage.identity import Identity
from loyalty_pos.storage.journal.events import COLUMNS
from loyalty_pos.storage.journal.person_keys import wrapped_keys
from loyalty_pos.wire.events import GENESIS, Event
from loyalty_pos.wire.messages import MAX_BATCH_BYTES, MAX_BATCH_EVENTS, Push

_FROM = f"SELECT {COLUMNS} FROM event WHERE seq >= ? ORDER BY seq LIMIT ?"  # noqa: S608  # our own columns
_ENVELOPE_BYTES = 600
"""What an event weighs beside its body and its sealed part, roughly."""


class Outbox:
    """The till's stream as the sync thread sees it; has a reading connection of its own."""

    def __init__(self, database: Database, identity: Identity) -> None:
        self._database = database
        self._identity = identity
        self._reader = database.new_reader()

    def watermark(self) -> int:
        """Return the seq up to which the centre has everything."""
        row = self._reader.row("SELECT stored FROM watermark")
        return row[0] if row else 0

    def head(self) -> int:
        """Return the seq of the newest event, 0 = there is none."""
        row = self._reader.row("SELECT max(seq) FROM event")
        return (row[0] or 0) if row else 0

    def batch(
        self,
        max_events: int = MAX_BATCH_EVENTS,
        max_bytes: int = MAX_BATCH_BYTES,
        *,
        from_seq: int | None = None,
    ) -> list[Event]:
        """Return the next events in order, [] = nothing waits; at least one, however large it is."""
        first = self.watermark() + 1 if from_seq is None else from_seq
        events = [Event(*row) for row in self._reader.rows(_FROM, (first, max_events))]
        size = 0
        for count, event in enumerate(events):
            size += _ENVELOPE_BYTES + len(event.body.encode()) + len(event.sealed)
            if size > max_bytes and count:
                return events[:count]
        return events

    def push(self, max_events: int = MAX_BATCH_EVENTS, max_bytes: int = MAX_BATCH_BYTES) -> Push | None:
        """Return the next batch as a message with the person keys that it needs, None = nothing waits.

        A batch never mixes two lives of the till: after a new enrolment the older events go first.
        """
        events = self.batch(max_events, max_bytes)
        if not events:
            return None
        first = events[0]
        events = [event for event in events if event.agent_id == first.agent_id]
        persons = sorted({event.person_id for event in events if event.person_id})
        return Push(
            agent_id=first.agent_id,
            incarnation=first.incarnation,
            from_seq=first.seq,
            events=events,
            person_keys=wrapped_keys(self._reader, persons),
        )

    def hash_at(self, seq: int) -> str:
        """Return the chain's hash at ``seq``: genesis at 0, "" where there is no such event."""
        if seq == 0:
            return GENESIS
        row = self._reader.row("SELECT hash FROM event WHERE seq = ?", (seq,))
        return row[0] if row else ""

    def agree(self, stored: int, head_hash: str) -> None:
        """Take the centre's watermark, from a hello or an answer to a push; it may go back when a centre was restored.

        Raises ``BadMessage`` ("fork") when the centre's hash there is not ours: then nothing may be sent (R17).
        """
        ours = self.hash_at(stored)
        if not ours or ours != head_hash:
            raise BadMessage(reason="fork")
        if stored != self.watermark():
            with self._database.writing() as connection:
                connection.execute("UPDATE watermark SET stored = ?", (stored,))
