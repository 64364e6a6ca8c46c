"""What is the same for everybody and changes rarely: goods, prices, staff, settings, programmes."""

from collections.abc import Collection, Sequence

from loyalty_pos.storage.centre.database import Sql, first
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.rows import ArticleRow, StaffRow


class SqlReference:
    """Implements ``centre.ports.Reference``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def articles(self, ids: Collection[str]) -> dict[str, ArticleRow]:
        """Return articles by id."""
        rows = self._sql.rows("SELECT article_id, packed FROM article WHERE article_id = ANY($1)", list(ids))
        return {row[0]: decode(row[1], ArticleRow) for row in rows}

    def article_page(self, after: str, limit: int) -> list[ArticleRow]:
        """Return articles in the order of their ids."""
        rows = self._sql.rows(
            "SELECT packed FROM article WHERE article_id > $1 ORDER BY article_id LIMIT $2", after, limit
        )
        return [decode(row[0], ArticleRow) for row in rows]

    def put_articles(self, rows: Sequence[ArticleRow]) -> None:
        """Add or replace."""
        self._sql.many(
            "INSERT INTO article (article_id, packed) VALUES ($1, $2) "
            "ON CONFLICT (article_id) DO UPDATE SET packed = excluded.packed",
            [(row.article.id, encode(row)) for row in rows],
        )

    def prices(self, ids: Collection[str]) -> list[tuple[str, str, int]]:
        """Return prices of single stores."""
        rows = self._sql.rows(
            "SELECT article_id, store_id, price_minor FROM price WHERE article_id = ANY($1)", list(ids)
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def put_prices(self, prices: Sequence[tuple[str, str, int]]) -> None:
        """Add or replace prices of single stores."""
        self._sql.many(
            "INSERT INTO price (article_id, store_id, price_minor) VALUES ($1, $2, $3) "
            "ON CONFLICT (article_id, store_id) DO UPDATE SET price_minor = excluded.price_minor",
            prices,
        )

    def staff(self) -> dict[str, StaffRow]:
        """Return everybody by id."""
        rows = self._sql.rows("SELECT staff_id, packed FROM staff ORDER BY staff_id")
        return {row[0]: decode(row[1], StaffRow) for row in rows}

    def staff_named(self, ids: Collection[str]) -> dict[str, StaffRow]:
        """Return those of these people that are known."""
        rows = self._sql.rows("SELECT staff_id, packed FROM staff WHERE staff_id = ANY($1)", list(ids))
        return {row[0]: decode(row[1], StaffRow) for row in rows}

    def put_staff(self, rows: Sequence[StaffRow]) -> None:
        """Add or replace."""
        self._sql.many(
            "INSERT INTO staff (staff_id, packed) VALUES ($1, $2) "
            "ON CONFLICT (staff_id) DO UPDATE SET packed = excluded.packed",
            [(row.staff_id, encode(row)) for row in rows],
        )

    def setting(self, store_id: str, name: str) -> str | None:
        """Return a setting of a store; store "" = of all."""
        row = first(
            self._sql.rows("SELECT value FROM setting WHERE store_id = $1 AND name = $2", store_id, name)
        )
        return row[0] if row else None

    def settings_named(self, name: str) -> dict[str, str]:
        """Return a setting by store."""
        rows = self._sql.rows("SELECT store_id, value FROM setting WHERE name = $1 ORDER BY store_id", name)
        return {row[0]: row[1] for row in rows}

    def put_setting(self, store_id: str, name: str, value: str) -> None:
        """Add or replace."""
        self._sql.run(
            "INSERT INTO setting (store_id, name, value) VALUES ($1, $2, $3) "
            "ON CONFLICT (store_id, name) DO UPDATE SET value = excluded.value",
            store_id,
            name,
            value,
        )
