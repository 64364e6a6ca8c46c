"""Implements ``centre.ports.Voices``."""

from typing import Final

from loyalty_pos.centre.voices.records import Order, SignedHead, Voice
from loyalty_pos.storage.centre.database import Row, Sql, first

_VOICE: Final = "SELECT agent_id, signs, next_key, older, done FROM voice "


class SqlVoices:
    """How each till speaks."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def of(self, agent_id: str) -> Voice:
        """Return how a till speaks."""
        row = first(self._sql.rows(_VOICE + "WHERE agent_id = $1", agent_id))
        return _voice(row) if row else Voice(agent_id)

    def all(self) -> dict[str, Voice]:
        """Return every till that ever signed."""
        return {row[0]: _voice(row) for row in self._sql.rows(_VOICE + "ORDER BY agent_id")}

    def put(self, voice: Voice) -> None:
        """Keep it."""
        self._sql.run(
            "INSERT INTO voice (agent_id, signs, next_key, older, done) VALUES ($1, $2, $3, $4, $5) "
            "ON CONFLICT (agent_id) DO UPDATE SET signs = excluded.signs, next_key = excluded.next_key, "
            "older = excluded.older, done = excluded.done",
            voice.agent_id,
            int(voice.signs),
            voice.next_key,
            " ".join(voice.older),
            voice.done,
        )

    def orders(self, agent_id: str, after: int) -> list[Order]:
        """Return what was ordered behind a serial."""
        rows = self._sql.rows(
            "SELECT agent_id, serial, kind, at_us FROM till_order WHERE agent_id = $1 AND serial > $2 "
            "ORDER BY serial",
            agent_id,
            after,
        )
        return [Order(*row) for row in rows]

    def last_serial(self, agent_id: str) -> int:
        """Return the newest serial, 0 = nothing was ever ordered."""
        row = first(self._sql.rows("SELECT MAX(serial) FROM till_order WHERE agent_id = $1", agent_id))
        return int(row[0]) if row and row[0] is not None else 0

    def put_order(self, order: Order) -> None:
        """Add it; the same serial twice is an error of the database."""
        self._sql.run(
            "INSERT INTO till_order (agent_id, serial, kind, at_us) VALUES ($1, $2, $3, $4)",
            order.agent_id,
            order.serial,
            order.kind,
            order.at_us,
        )

    def head(self, agent_id: str, incarnation: str) -> SignedHead | None:
        """Return what a till signed last of one of its lives."""
        row = first(
            self._sql.rows(
                "SELECT agent_id, incarnation, seq, head, signature, public_key FROM signed_head "
                "WHERE agent_id = $1 AND incarnation = $2",
                agent_id,
                incarnation,
            )
        )
        return SignedHead(*row) if row else None

    def put_head(self, head: SignedHead) -> None:
        """Keep the newest."""
        self._sql.run(
            "INSERT INTO signed_head (agent_id, incarnation, seq, head, signature, public_key) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (agent_id, incarnation) DO UPDATE SET "
            "seq = excluded.seq, head = excluded.head, signature = excluded.signature, "
            "public_key = excluded.public_key",
            head.agent_id,
            head.incarnation,
            head.seq,
            head.head,
            head.signature,
            head.public_key,
        )

    def end(self, agent_id: str, incarnation: str, seq: int) -> None:
        """Remember where it ends; the first word stays."""
        self._sql.run(
            "INSERT INTO stream_end (agent_id, incarnation, seq) VALUES ($1, $2, $3) "
            "ON CONFLICT (agent_id, incarnation) DO NOTHING",
            agent_id,
            incarnation,
            seq,
        )

    def ended_at(self, agent_id: str, incarnation: str) -> int | None:
        """Return where it ends."""
        row = first(
            self._sql.rows(
                "SELECT seq FROM stream_end WHERE agent_id = $1 AND incarnation = $2", agent_id, incarnation
            )
        )
        return int(row[0]) if row else None


def _voice(row: Row) -> Voice:
    agent_id, signs, next_key, older, done = row
    return Voice(agent_id, bool(signs), next_key, tuple(older.split()), done)
