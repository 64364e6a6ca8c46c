"""What offers have cost, and what members bought; see ``centre.ports``."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from loyalty_pos.centre.records import OfferCost, OfferUse, Stream
from loyalty_pos.storage.centre.database import Sql, first

_PUT_USE: Final = (
    "INSERT INTO offer_use (sale_id, line_id, offer, amount_minor, qty_milli, back_milli) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sale_id, line_id, offer) DO UPDATE SET "
    "amount_minor = excluded.amount_minor, back_milli = excluded.back_milli"
)
_ADD_COST: Final = (
    "INSERT INTO offer_cost (offer, cost_minor, receipts) VALUES ($1, $2, $3) ON CONFLICT (offer) DO UPDATE SET "
    "cost_minor = offer_cost.cost_minor + excluded.cost_minor, receipts = offer_cost.receipts + excluded.receipts"
)
_NOTE: Final = (
    "INSERT INTO bought (account_id, category, last_us) VALUES ($1, $2, $3) ON CONFLICT (account_id, category) "
    "DO UPDATE SET last_us = excluded.last_us WHERE bought.last_us < excluded.last_us"
)
_WITHIN: Final = (
    "SELECT owner_id, CAST(SUM(spend_minor) AS BIGINT), CAST(SUM(visits) AS BIGINT) FROM document "
    "WHERE owner_id = ANY($1) AND at_us >= $2 GROUP BY owner_id"
)


class SqlOfferBook:
    """Implements ``centre.ports.OfferBook``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def uses_of(self, sale_ids: Collection[str]) -> list[OfferUse]:
        """Return what offers took off the lines of these sales."""
        if not sale_ids:
            return []
        rows = self._sql.rows(
            "SELECT sale_id, line_id, offer, amount_minor, qty_milli, back_milli FROM offer_use "
            "WHERE sale_id = ANY($1) ORDER BY sale_id, line_id, offer",
            list(sale_ids),
        )
        return [OfferUse(*row) for row in rows]

    def put_uses(self, uses: Sequence[OfferUse]) -> None:
        """Add uses, or replace those that are there."""
        rows = [(u.sale_id, u.line_id, u.offer, u.amount_minor, u.qty_milli, u.back_milli) for u in uses]
        self._sql.many(_PUT_USE, rows)

    def add_costs(self, costs: Sequence[OfferCost]) -> None:
        """Add to what each offer has cost; who ended an offer last must know of all that were ended before."""
        self._sql.lock(["offer_cost"])
        self._sql.many(_ADD_COST, [(cost.offer, cost.cost_minor, cost.receipts) for cost in costs])

    def costs(self, names: Collection[str]) -> dict[str, OfferCost]:
        """Return what these offers have cost."""
        if not names:
            return {}
        rows = self._sql.rows(
            "SELECT offer, cost_minor, receipts FROM offer_cost WHERE offer = ANY($1)", list(names)
        )
        return {row[0]: OfferCost(*row) for row in rows}


class SqlPurchases:
    """Implements ``centre.ports.Purchases``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def within(self, account_ids: Collection[str], since_us: int) -> dict[str, tuple[int, int]]:
        """Return (minor units, purchases) from a moment on, by account."""
        rows = self._sql.rows(_WITHIN, list(account_ids), since_us)
        return {owner: (spend, visits) for owner, spend, visits in rows}

    def last(self, account_ids: Collection[str]) -> dict[str, int]:
        """Return when each of these accounts bought last."""
        rows = self._sql.rows(
            "SELECT owner_id, MAX(at_us) FROM document WHERE owner_id = ANY($1) AND kind = 'sale' GROUP BY owner_id",
            list(account_ids),
        )
        return dict(rows)

    def categories(self, account_ids: Collection[str]) -> dict[str, dict[str, int]]:
        """Return when each of these accounts bought something of a category last."""
        rows = self._sql.rows(
            "SELECT account_id, category, last_us FROM bought WHERE account_id = ANY($1)", list(account_ids)
        )
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for account_id, category, last_us in rows:
            found[account_id][category] = last_us
        return found

    def note(self, bought: Collection[tuple[str, str, int]]) -> None:
        """Keep what was bought; a later moment stays."""
        self._sql.many(_NOTE, sorted(bought))

    def mark(self, stream: Stream) -> int:
        """Return up to which event of a stream purchases were noted."""
        row = first(
            self._sql.rows(
                "SELECT seq FROM bought_mark WHERE agent_id = $1 AND incarnation = $2",
                stream.agent_id,
                stream.incarnation,
            )
        )
        return row[0] if row else 0

    def put_mark(self, stream: Stream, seq: int) -> None:
        """Keep up to which event purchases were noted."""
        self._sql.run(
            "INSERT INTO bought_mark (agent_id, incarnation, seq) VALUES ($1, $2, $3) "
            "ON CONFLICT (agent_id, incarnation) DO UPDATE SET seq = excluded.seq",
            stream.agent_id,
            stream.incarnation,
            seq,
        )
