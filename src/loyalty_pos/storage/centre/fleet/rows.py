"""Batches, their places, what tills say of themselves, heirs. Nothing here decides anything."""

import json
from collections.abc import Sequence

from loyalty_pos.centre.machines.records import Batch, BatchPlace, Heir, TillWord
from loyalty_pos.storage.centre.database import Row, Sql, first

_BATCH = (
    "SELECT batch_id, token_hash, most, days, made_us, made_by, approved_us, approved_by, ended_us, ended_by "
    "FROM enrol_batch "
)
_PLACE = (
    "SELECT batch_id, host, store_id, till_no, profile, devices, agent_id, taken_us FROM enrol_place "
    "WHERE batch_id = $1 "
)
_WORD = "SELECT agent_id, incarnation, heard_us, told FROM till_word "


class SqlBatches:
    """Implements ``centre.ports.Batches``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def all(self) -> list[Batch]:
        """Return every batch."""
        return [Batch(*row) for row in self._sql.rows(_BATCH + "ORDER BY made_us, batch_id")]

    def batch(self, batch_id: str) -> Batch | None:
        """Return a batch, locked."""
        row = first(self._sql.rows(_BATCH + "WHERE batch_id = $1 FOR UPDATE", batch_id))
        return Batch(*row) if row else None

    def opened_by(self, token_hash: str) -> Batch | None:
        """Return the batch of a secret, locked."""
        row = first(
            self._sql.rows(_BATCH + "WHERE token_hash = $1 AND token_hash <> '' FOR UPDATE", token_hash)
        )
        return Batch(*row) if row else None

    def put_batch(self, batch: Batch) -> None:
        """Add, approve or end."""
        self._sql.run(
            "INSERT INTO enrol_batch (batch_id, token_hash, most, days, made_us, made_by, approved_us, approved_by, "
            "ended_us, ended_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (batch_id) DO UPDATE SET "
            "token_hash = excluded.token_hash, approved_us = excluded.approved_us, approved_by = excluded.approved_by, "
            "ended_us = excluded.ended_us, ended_by = excluded.ended_by",
            *(batch.batch_id, batch.token_hash, batch.most, batch.days, batch.made_us, batch.made_by),
            *(batch.approved_us, batch.approved_by, batch.ended_us, batch.ended_by),
        )

    def places(self, batch_id: str) -> list[BatchPlace]:
        """Return the places of a batch."""
        return [_place(row) for row in self._sql.rows(_PLACE + "ORDER BY host", batch_id)]

    def place(self, batch_id: str, host: str) -> BatchPlace | None:
        """Return the place of a machine."""
        row = first(self._sql.rows(_PLACE + "AND host = $2", batch_id, host))
        return _place(row) if row else None

    def put_places(self, places: Sequence[BatchPlace]) -> None:
        """Add, or remember who came."""
        self._sql.many(
            "INSERT INTO enrol_place (batch_id, host, store_id, till_no, profile, devices, agent_id, taken_us) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (batch_id, host) DO UPDATE SET "
            "agent_id = excluded.agent_id, taken_us = excluded.taken_us, till_no = excluded.till_no",
            [
                (
                    *(one.batch_id, one.host, one.store_id, one.till_no, one.profile),
                    *(json.dumps(one.devices, sort_keys=True), one.agent_id, one.taken_us),
                )
                for one in places
            ],
        )

    def taken(self, batch_id: str) -> int:
        """Return how many came."""
        rows = self._sql.rows(
            "SELECT count(*) FROM enrol_place WHERE batch_id = $1 AND agent_id <> ''", batch_id
        )
        return int(rows[0][0])


class SqlFleet:
    """Implements ``centre.ports.Fleet``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def words(self) -> dict[str, TillWord]:
        """Return what each till said last."""
        return {row[0]: TillWord(*row) for row in self._sql.rows(_WORD + "ORDER BY agent_id")}

    def word(self, agent_id: str) -> TillWord | None:
        """Return what one said last."""
        row = first(self._sql.rows(_WORD + "WHERE agent_id = $1", agent_id))
        return TillWord(*row) if row else None

    def put_word(self, word: TillWord) -> None:
        """Keep the newest."""
        self._sql.run(
            "INSERT INTO till_word (agent_id, incarnation, heard_us, told) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (agent_id) DO UPDATE SET incarnation = excluded.incarnation, heard_us = excluded.heard_us, "
            "told = excluded.told",
            *(word.agent_id, word.incarnation, word.heard_us, word.told),
        )

    def heirs(self) -> list[Heir]:
        """Return whose place went to whom."""
        rows = self._sql.rows(
            "SELECT old_id, new_id, store_id, till_no, at_us, given_by, reason FROM till_heir ORDER BY at_us, old_id"
        )
        return [Heir(*row) for row in rows]

    def number_of(self, agent_id: str) -> int:
        """Return the number that came with the place."""
        row = first(
            self._sql.rows(
                "SELECT till_no FROM till_heir WHERE new_id = $1 ORDER BY at_us DESC LIMIT 1", agent_id
            )
        )
        return int(row[0]) if row else 0

    def put_heir(self, heir: Heir) -> None:
        """Remember it."""
        self._sql.run(
            "INSERT INTO till_heir (old_id, new_id, store_id, till_no, at_us, given_by, reason) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7)",
            *(heir.old_id, heir.new_id, heir.store_id, heir.till_no, heir.at_us, heir.given_by, heir.reason),
        )


def _place(row: Row) -> BatchPlace:
    batch_id, host, store_id, till_no, profile, devices, agent_id, taken_us = row
    return BatchPlace(batch_id, host, store_id, till_no, profile, json.loads(devices), agent_id, taken_us)
