"""Receipts that members claimed, who used an offer that is for so many members, and phones of partners' customers."""

from collections.abc import Collection, Sequence

from loyalty_pos.core.partners.records import Claim
from loyalty_pos.storage.centre.database import Sql


class SqlClaims:
    """Implements ``centre.ports.Claims``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def get(self, sale_ids: Collection[str]) -> dict[str, Claim]:
        """Return the claims of these sales."""
        if not sale_ids:
            return {}
        rows = self._sql.rows(
            "SELECT sale_id, account_id, receipt_code, points, lines, at_us, approved_by FROM claim "
            "WHERE sale_id = ANY($1)",
            list(sale_ids),
        )
        return {row[0]: Claim(*row) for row in rows}

    def put(self, claim: Claim) -> None:
        """Keep a claim, or what has come back of it since."""
        self._sql.run(
            "INSERT INTO claim (sale_id, account_id, receipt_code, points, lines, at_us, approved_by) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (sale_id) DO UPDATE SET lines = excluded.lines",
            claim.sale_id,
            claim.account_id,
            claim.receipt_code,
            claim.points,
            claim.lines,
            claim.at_us,
            claim.approved_by,
        )

    def used_by(self, rule_ids: Collection[str]) -> dict[str, int]:
        """Return how many members have used these offers."""
        rows = self._sql.rows(
            "SELECT rule_id, COUNT(*) FROM offer_member WHERE rule_id = ANY($1) GROUP BY rule_id",
            list(rule_ids),
        )
        return {row[0]: int(row[1]) for row in rows}

    def note_use(self, uses: Sequence[tuple[str, str]], at_us: int) -> None:
        """Note (offer, account); again changes nothing."""
        self._sql.many(
            "INSERT INTO offer_member (rule_id, account_id, at_us) VALUES ($1, $2, $3) "
            "ON CONFLICT (rule_id, account_id) DO NOTHING",
            [(rule_id, account_id, at_us) for rule_id, account_id in uses],
        )

    def put_subscribers(self, partner_id: str, phone_keys: Collection[int]) -> list[int]:
        """Add keyed hashes of phones; return those that were new."""
        known = {
            row[0]
            for row in self._sql.rows(
                "SELECT phone_key FROM subscriber WHERE partner_id = $1 AND phone_key = ANY($2)",
                partner_id,
                list(phone_keys),
            )
        }
        new = sorted(set(phone_keys) - known)
        self._sql.many(
            "INSERT INTO subscriber (partner_id, phone_key) VALUES ($1, $2)",
            [(partner_id, key) for key in new],
        )
        return new

    def subscribers(self, phone_keys: Collection[int]) -> list[tuple[str, int]]:
        """Return (partner, phone key) of these phones."""
        rows = self._sql.rows(
            "SELECT partner_id, phone_key FROM subscriber WHERE phone_key = ANY($1) ORDER BY partner_id, phone_key",
            list(phone_keys),
        )
        return [(row[0], row[1]) for row in rows]
