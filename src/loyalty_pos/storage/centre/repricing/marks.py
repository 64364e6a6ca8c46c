"""How far each stream was priced again, and what was said of its sales so far."""

from loyalty_pos.centre.ports import PriceMark
from loyalty_pos.storage.centre.database import Sql


class SqlPriceMarks:
    """Implements ``centre.ports.PriceMarks``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def all(self) -> list[PriceMark]:
        """Return the mark of every stream that has one."""
        rows = self._sql.rows(
            "SELECT agent_id, incarnation, seq, same, differing, unknown_bundle, uncheckable FROM price_mark "
            "ORDER BY agent_id, incarnation"
        )
        return [PriceMark(*row) for row in rows]

    def move(self, mark: PriceMark) -> None:
        """Move a mark on and add what was said; one that is there already, or further, stays."""
        self._sql.run(
            "INSERT INTO price_mark (agent_id, incarnation, seq, same, differing, unknown_bundle, uncheckable) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (agent_id, incarnation) DO UPDATE SET "
            "seq = excluded.seq, same = price_mark.same + excluded.same, "
            "differing = price_mark.differing + excluded.differing, "
            "unknown_bundle = price_mark.unknown_bundle + excluded.unknown_bundle, "
            "uncheckable = price_mark.uncheckable + excluded.uncheckable WHERE price_mark.seq < excluded.seq",
            mark.agent_id,
            mark.incarnation,
            mark.seq,
            mark.same,
            mark.differing,
            mark.unknown_bundle,
            mark.uncheckable,
        )
