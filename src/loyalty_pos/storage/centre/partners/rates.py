"""What thousands of partners give back, and the phones of those who are only a partner's customers."""

from collections.abc import Collection, Sequence
from typing import Final

from loyalty_pos.centre.people import folded
from loyalty_pos.core.partners.rates import Rate
from loyalty_pos.storage.centre.database import Sql, first

_COLUMNS: Final = (
    "partner_id, name, rate_bp, domain, conditions, first_rate_bp, ceiling_bp, month_cap FROM partner_rate "
)


class SqlRates:
    """Implements ``centre.ports.Rates``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def put(self, rates: Sequence[Rate]) -> None:
        """Add rates, or replace those of the same partners."""
        self._sql.many(
            "INSERT INTO partner_rate (partner_id, name, folded, domain, conditions, rate_bp, first_rate_bp, "
            "ceiling_bp, month_cap) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (partner_id) DO UPDATE SET "
            "name = excluded.name, folded = excluded.folded, domain = excluded.domain, "
            "conditions = excluded.conditions, rate_bp = excluded.rate_bp, first_rate_bp = excluded.first_rate_bp, "
            "ceiling_bp = excluded.ceiling_bp, month_cap = excluded.month_cap",
            [
                (
                    rate.partner_id,
                    rate.name,
                    folded(rate.name),
                    rate.domain,
                    rate.conditions,
                    rate.rate_bp,
                    rate.first_rate_bp,
                    rate.ceiling_bp,
                    rate.month_cap,
                )
                for rate in rates
            ],
        )

    def known(self, partner_ids: Collection[str]) -> dict[str, Rate]:
        """Return those of these partners that there are."""
        rows = self._sql.rows(f"SELECT {_COLUMNS} WHERE partner_id = ANY($1)", list(partner_ids))  # own names
        return {row[0]: Rate(*row) for row in rows}

    def of_domain(self, domain: str) -> Rate | None:
        """Return the partner of this domain."""
        row = first(
            self._sql.rows(
                f"SELECT {_COLUMNS} WHERE domain = $1 ORDER BY partner_id LIMIT 1", domain
            )  # own names
        )
        return Rate(*row) if row else None

    def search(self, text: str, limit: int) -> list[Rate]:
        """Return those with this text in their name or domain, by name."""
        wanted = f"%{_plain(folded(text))}%"
        rows = self._sql.rows(
            f"SELECT {_COLUMNS} WHERE folded LIKE $1 ESCAPE '!' OR domain LIKE $1 ESCAPE '!' "  # own names
            "ORDER BY folded, partner_id LIMIT $2",
            wanted,
            limit,
        )
        return [Rate(*row) for row in rows]

    def count(self) -> int:
        """Return how many there are."""
        return int(self._sql.rows("SELECT COUNT(*) FROM partner_rate")[0][0])


def _plain(text: str) -> str:
    """Return the text so that none of its signs stands for others."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
