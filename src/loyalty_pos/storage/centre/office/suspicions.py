"""What looked odd at the counters last time; replaced as a whole, and never a proof of anything."""

import json
from collections.abc import Collection, Sequence

from loyalty_pos.centre.written.suspicions import Suspicion
from loyalty_pos.storage.centre.database import Row, Sql
from loyalty_pos.storage.centre.streams import unpacked
from loyalty_pos.wire.events import Event


class SqlSuspicions:
    """Implements ``centre.ports.Suspicions``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def all(self) -> list[Suspicion]:
        """Return them, the oddest first."""
        rows = self._sql.rows(
            "SELECT kind, cashier_id, account_id, agent_id, store_id, place, score, facts, receipts, from_us, until_us, "
            "made_us FROM suspicion ORDER BY place, kind, cashier_id, account_id, agent_id"
        )
        return [_suspicion(row) for row in rows]

    def replace(self, suspicions: Sequence[Suspicion]) -> None:
        """Keep these alone."""
        self._sql.run("DELETE FROM suspicion WHERE place >= $1", 0)
        self._sql.many(
            "INSERT INTO suspicion (kind, cashier_id, account_id, agent_id, store_id, place, score, facts, receipts, "
            "from_us, until_us, made_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            [_row(one) for one in suspicions],
        )

    def happened(
        self, agent_id: str, ids: tuple[str, str], kinds: Collection[str], limit: int
    ) -> list[Event]:
        """Return a till's events of some kinds between two ids, which grow with time."""
        rows = self._sql.rows(
            "SELECT raw FROM event WHERE agent_id = $1 AND id > $2 AND id < $3 AND kind = ANY($4) ORDER BY id LIMIT $5",
            agent_id,
            *ids,
            list(kinds),
            limit,
        )
        return [unpacked(row[0]) for row in rows]

    def staff_accounts(self) -> dict[str, str]:
        """Return whose account belongs to whom of the staff."""
        rows = self._sql.rows("SELECT account_id, staff_id FROM account WHERE staff_id <> $1", "")
        return {row[0]: row[1] for row in rows}


def _suspicion(row: Row) -> Suspicion:
    kind, cashier_id, account_id, agent_id, store_id, place, score, facts, receipts, *times = row
    told = tuple((name, number) for name, number in json.loads(facts))
    return Suspicion(
        kind,
        cashier_id,
        account_id,
        agent_id,
        store_id,
        place,
        score,
        told,
        tuple(json.loads(receipts)),
        *times,
    )


def _row(one: Suspicion) -> Row:
    named = (one.kind, one.cashier_id, one.account_id, one.agent_id, one.store_id, one.place, one.score)
    return (*named, json.dumps(one.facts), json.dumps(one.receipts), one.from_us, one.until_us, one.made_us)
