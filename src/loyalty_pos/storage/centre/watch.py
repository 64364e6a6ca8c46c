"""What people look at: alarms, parked events, and sums over everything."""

from collections.abc import Sequence
from typing import Final

from loyalty_pos.centre.records import Alarm, Park, Stream
from loyalty_pos.core.member_code.sighting import Sighting
from loyalty_pos.storage.centre.database import Sql

MAX_ALARMS: Final = 500
_SUMS: Final = {
    "events": "SELECT COUNT(*) FROM event",
    "accounts": "SELECT COUNT(*) FROM account",
    "entries": "SELECT COUNT(*) FROM entry",
    "points_in_lots": "SELECT CAST(COALESCE(SUM(remaining), 0) AS BIGINT) FROM lot",
    "debt": "SELECT CAST(COALESCE(SUM(debt), 0) AS BIGINT) FROM account",
    "points_booked": "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM entry "
    "WHERE kind NOT IN ('hold', 'hold_release', 'activation', 'debt_repaid')",
    "parked": "SELECT COUNT(*) FROM parked WHERE resolved_us = 0",
}
_PER_KIND: Final = (
    "SELECT kind, COUNT(*), CAST(SUM(gross_minor) AS BIGINT), CAST(SUM(paid_minor) AS BIGINT), "
    "CAST(SUM(redeemed) AS BIGINT), CAST(SUM(accrued) AS BIGINT) FROM document GROUP BY kind"
)


class SqlWatch:
    """Implements ``centre.ports.Watch``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def raise_alarms(self, alarms: Sequence[Alarm]) -> None:
        """Keep alarms; the same one again changes nothing."""
        self._sql.many(
            "INSERT INTO alarm (alarm_id, code, agent_id, subject, at_us) VALUES ($1, $2, $3, $4, $5) "
            "ON CONFLICT (alarm_id) DO NOTHING",
            [(a.alarm_id, a.code, a.agent_id, a.subject, a.at_us) for a in alarms],
        )

    def alarms(self) -> list[Alarm]:
        """Return the newest alarms."""
        rows = self._sql.rows(
            "SELECT alarm_id, code, agent_id, subject, at_us FROM alarm ORDER BY at_us DESC, alarm_id LIMIT $1",
            MAX_ALARMS,
        )
        return [Alarm(*row) for row in rows]

    def subjects(self, code: str, agent_id: str) -> list[str]:
        """Return the subjects of all alarms of a code about one till, however old."""
        rows = self._sql.rows("SELECT subject FROM alarm WHERE code = $1 AND agent_id = $2", code, agent_id)
        return [str(row[0]) for row in rows]

    def parked(self, limit: int) -> list[Park]:
        """Return the events that wait, the longest first."""
        rows = self._sql.rows(
            "SELECT agent_id, incarnation, seq, code, waits_for, since_us FROM parked WHERE resolved_us = 0 "
            "ORDER BY since_us, agent_id, incarnation, seq LIMIT $1",
            limit,
        )
        return [Park(*row) for row in rows]

    def has_parked_sales(self, stream: Stream) -> bool:
        """Tell whether a sale of this stream waits aside."""
        rows = self._sql.rows(
            "SELECT e.seq FROM parked p JOIN event e "
            "ON e.agent_id = p.agent_id AND e.incarnation = p.incarnation AND e.seq = p.seq "
            "WHERE p.agent_id = $1 AND p.incarnation = $2 AND p.resolved_us = 0 AND e.kind = $3 LIMIT 1",
            stream.agent_id,
            stream.incarnation,
            "sale",
        )
        return bool(rows)

    def parked_counts(self) -> dict[tuple[str, str], int]:
        """Return how many events of each stream wait for somebody."""
        rows = self._sql.rows(
            "SELECT agent_id, incarnation, COUNT(*) FROM parked WHERE resolved_us = 0 GROUP BY agent_id, incarnation"
        )
        return {(row[0], row[1]): row[2] for row in rows}

    def first_to_show(self, code: Sighting, agent_id: str, oldest_step: int) -> str:
        """Return who told of this code first."""
        self._sql.run("DELETE FROM shown_code WHERE step < $1", oldest_step)
        key = (code.step, code.card, code.counter)
        self._sql.run(
            "INSERT INTO shown_code (step, card, counter, agent_id) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (step, card, counter) DO NOTHING",
            *key,
            agent_id,
        )
        rows = self._sql.rows(
            "SELECT agent_id FROM shown_code WHERE step = $1 AND card = $2 AND counter = $3", *key
        )
        return str(rows[0][0]) if rows else agent_id

    def totals(self) -> dict[str, int]:
        """Return counts and sums; documents as ``sale_count``, ``sale_paid_minor``..."""
        totals = {name: int(self._sql.rows(statement)[0][0]) for name, statement in _SUMS.items()}
        for kind, count, gross, paid, redeemed, accrued in self._sql.rows(_PER_KIND):
            totals |= {f"{kind}_count": count, f"{kind}_gross_minor": gross, f"{kind}_paid_minor": paid}
            totals |= {f"{kind}_redeemed": redeemed, f"{kind}_accrued": accrued}
        return totals
