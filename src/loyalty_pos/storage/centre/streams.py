"""Streams and their events: stored once by the database's own unique keys, read back in order."""

from collections.abc import Collection, Sequence
from typing import Final

from loyalty_pos.centre.records import Park, Stream
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.storage.centre.database import Row, Sql, first
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.events import Event, fact_of
from loyalty_pos.wire.messages import MAX_ANSWER_BYTES
from loyalty_pos.wire.zstd import Zstd

_zstd: Final = Zstd()
_CARD_ISSUED: Final = "card_issued"
_SALE: Final = "sale"
_STREAM: Final = (
    "SELECT agent_id, incarnation, stored, projected, head_hash, quarantined, seen_us, epoch FROM stream "
)


def _stream(row: Row) -> Stream:
    agent_id, incarnation, stored, projected, head_hash, quarantined, *later = row
    return Stream(agent_id, incarnation, stored, projected, head_hash, bool(quarantined), *later)


def _packed(event: Event) -> bytes:
    """Return the event as it is kept: a third of its size, so a third of the pages to encrypt and sync."""
    return _zstd.compress(encode(event))


def unpacked(raw: bytes) -> Event:
    """Return the event of a kept row."""
    return decode(_zstd.expand(raw, MAX_ANSWER_BYTES), Event)


class SqlStreams:
    """Implements ``centre.ports.Streams``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def get(self, agent_id: str, incarnation: str) -> Stream:
        """Return the stream under a lock; its row is made when it is missing, so that the very first batch is locked too."""
        known = self._locked(agent_id, incarnation)
        if known is not None:
            return known
        fresh = Stream(agent_id, incarnation)
        self._sql.run(
            "INSERT INTO stream (agent_id, incarnation, stored, projected, head_hash, quarantined, seen_us) "
            "VALUES ($1, $2, 0, 0, $3, 0, 0) ON CONFLICT (agent_id, incarnation) DO NOTHING",
            agent_id,
            incarnation,
            fresh.head_hash,
        )
        return self._locked(agent_id, incarnation) or fresh

    def _locked(self, agent_id: str, incarnation: str) -> Stream | None:
        row = first(
            self._sql.rows(
                _STREAM + "WHERE agent_id = $1 AND incarnation = $2 FOR UPDATE", agent_id, incarnation
            )
        )
        return _stream(row) if row else None

    def put(self, stream: Stream) -> None:
        """Move the watermarks."""
        self._sql.run(
            "UPDATE stream SET stored = $3, projected = $4, head_hash = $5, quarantined = $6, seen_us = $7, "
            "epoch = $8 WHERE agent_id = $1 AND incarnation = $2",
            stream.agent_id,
            stream.incarnation,
            stream.stored,
            stream.projected,
            stream.head_hash,
            int(stream.quarantined),
            stream.seen_us,
            stream.epoch,
        )

    def watermark(self, agent_id: str, incarnation: str) -> int:
        """Return the projected watermark, 0 for a stream that is not known."""
        row = first(
            self._sql.rows(
                "SELECT projected FROM stream WHERE agent_id = $1 AND incarnation = $2", agent_id, incarnation
            )
        )
        return int(row[0]) if row else 0

    def behind(self) -> list[Stream]:
        """Return streams that a crash left between the two watermarks."""
        return [_stream(row) for row in self._sql.rows(_STREAM + "WHERE projected < stored")]

    def all(self) -> list[Stream]:
        """Return every stream."""
        return [_stream(row) for row in self._sql.rows(_STREAM + "ORDER BY agent_id, incarnation")]


class SqlEvents:
    """Implements ``centre.ports.Events``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, events: Sequence[Event], received_us: int) -> None:
        """Insert; a key that is there already is an error of the database, never an overwrite."""
        self._sql.many(
            "INSERT INTO event (agent_id, incarnation, seq, id, kind, hash, received_us, raw) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            [
                (e.agent_id, e.incarnation, e.seq, e.id, e.kind, e.hash, received_us, _packed(e))
                for e in events
            ],
        )

    def known_ids(self, agent_id: str, ids: Collection[str]) -> set[str]:
        """Return which of these event ids the agent has sent before."""
        rows = self._sql.rows(
            "SELECT id FROM event WHERE agent_id = $1 AND id = ANY($2)", agent_id, list(ids)
        )
        return {row[0] for row in rows}

    def hashes(self, stream: Stream, from_seq: int, to_seq: int) -> dict[int, str]:
        """Return hashes of stored events by seq, both ends included."""
        if to_seq < from_seq:
            return {}
        rows = self._sql.rows(
            "SELECT seq, hash FROM event WHERE agent_id = $1 AND incarnation = $2 AND seq >= $3 AND seq <= $4",
            stream.agent_id,
            stream.incarnation,
            from_seq,
            to_seq,
        )
        return {row[0]: row[1] for row in rows}

    def after(self, stream: Stream, seq: int, limit: int) -> list[Event]:
        """Return the next events behind ``seq``."""
        rows = self._sql.rows(
            "SELECT raw FROM event WHERE agent_id = $1 AND incarnation = $2 AND seq > $3 ORDER BY seq LIMIT $4",
            stream.agent_id,
            stream.incarnation,
            seq,
            limit,
        )
        return [unpacked(row[0]) for row in rows]

    def sales_between(self, agent_id: str, from_id: str, to_id: str) -> list[Event]:
        """Return an agent's sales whose events have ids from one to before another."""
        rows = self._sql.rows(
            "SELECT raw FROM event WHERE agent_id = $1 AND id >= $2 AND id < $3 AND kind = $4 ORDER BY id",
            agent_id,
            from_id,
            to_id,
            _SALE,
        )
        return [unpacked(row[0]) for row in rows]

    def by_id(self, agent_id: str, event_id: str) -> Event | None:
        """Return one event of an agent."""
        row = first(
            self._sql.rows("SELECT raw FROM event WHERE agent_id = $1 AND id = $2", agent_id, event_id)
        )
        return unpacked(row[0]) if row else None

    def consents(self) -> int:
        """Return how many cards were given out to people who agreed to the use of their data; reads them all."""
        rows = self._sql.rows("SELECT raw FROM event WHERE kind = $1", _CARD_ISSUED)
        facts = (fact_of(unpacked(row[0])) for row in rows)
        return sum(isinstance(fact, CardIssued) and bool(fact.consents) for fact in facts)

    def keep_person_keys(self, wrapped: dict[str, str]) -> None:
        """Keep wrapped keys; the first one of a person stays, and whoever was erased gets none again."""
        self._sql.many(
            "INSERT INTO person_key (person_id, wrapped) SELECT CAST($1 AS TEXT), CAST($2 AS TEXT) "
            "WHERE NOT EXISTS (SELECT 1 FROM erased_person WHERE person_id = $1) "
            "ON CONFLICT (person_id) DO NOTHING",
            list(wrapped.items()),
        )

    def person_keys(self, person_ids: Collection[str]) -> dict[str, str]:
        """Return wrapped keys by person."""
        rows = self._sql.rows(
            "SELECT person_id, wrapped FROM person_key WHERE person_id = ANY($1)", list(person_ids)
        )
        return {row[0]: row[1] for row in rows}

    def park(self, parks: Sequence[Park]) -> None:
        """Keep events aside; one that is parked again has its newest reason."""
        self._sql.many(
            "INSERT INTO parked (agent_id, incarnation, seq, code, waits_for, since_us, resolved_us) "
            "VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (agent_id, incarnation, seq) "
            "DO UPDATE SET code = excluded.code, waits_for = excluded.waits_for, resolved_us = 0",
            [(p.agent_id, p.incarnation, p.seq, p.code, p.waits_for, p.since_us) for p in parks],
        )

    def waiting_for(self, sale_ids: Collection[str]) -> list[Event]:
        """Return parked events that need one of these sales."""
        rows = self._sql.rows(
            "SELECT e.raw FROM parked p JOIN event e "
            "ON e.agent_id = p.agent_id AND e.incarnation = p.incarnation AND e.seq = p.seq "
            "WHERE p.waits_for = ANY($1) AND p.resolved_us = 0 ORDER BY e.received_us, e.agent_id, e.seq",
            list(sale_ids),
        )
        return [unpacked(row[0]) for row in rows]

    def unpark(self, events: Sequence[Event], now_us: int) -> None:
        """Mark as taken up; whoever fails again parks it again."""
        self._sql.many(
            "UPDATE parked SET resolved_us = $4 WHERE agent_id = $1 AND incarnation = $2 AND seq = $3",
            [(e.agent_id, e.incarnation, e.seq, now_us) for e in events],
        )
