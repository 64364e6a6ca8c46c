"""Accounts that were joined, and whose documents are whose.

It must never decide what may be joined; every statement runs below the lock of both accounts.
"""

from collections.abc import Collection, Sequence
from typing import Final

from loyalty_pos.centre.together.records import Joined
from loyalty_pos.storage.centre.database import Sql, first
from loyalty_pos.storage.centre.joining.packing import joined_of, row_of

_SELECT: Final = (
    "SELECT join_id, stays_id, other_id, kind, at_us, done_by, store_id, until_us, brought, undone_us, undone_by "
    "FROM joined "
)


class SqlJoinings:
    """Implements ``centre.ports.Joinings``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def about(self, account_ids: Collection[str]) -> list[Joined]:
        """Return every joining that names one of these accounts."""
        rows = self._sql.rows(
            _SELECT + "WHERE stays_id = ANY($1) OR other_id = ANY($1) ORDER BY at_us, join_id",
            list(account_ids),
        )
        return [joined_of(row) for row in rows]

    def get(self, join_id: str) -> Joined | None:
        """Return one."""
        row = first(self._sql.rows(_SELECT + "WHERE join_id = $1", join_id))
        return joined_of(row) if row else None

    def put(self, joined: Joined) -> None:
        """Add it, or keep that it was undone."""
        self._sql.run(
            "INSERT INTO joined (join_id, stays_id, other_id, kind, at_us, done_by, store_id, until_us, brought, "
            "undone_us, undone_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
            "ON CONFLICT (join_id) DO UPDATE SET undone_us = excluded.undone_us, undone_by = excluded.undone_by",
            *row_of(joined),
        )

    # --- whose documents ------------------------------------------------------------------------------

    def mark_papers(self, papers: Sequence[tuple[str, str]]) -> None:
        """Keep whose documents these are."""
        self._sql.many(
            "INSERT INTO paper_of_joined (document_id, member_id) VALUES ($1, $2) "
            "ON CONFLICT (document_id) DO NOTHING",
            list(papers),
        )

    def mark_all_papers(self, account_id: str) -> tuple[int, int]:
        """Keep that all documents of an account are its own."""
        self._sql.run(
            "INSERT INTO paper_of_joined (document_id, member_id) "
            "SELECT document_id, owner_id FROM document WHERE owner_id = $1 ON CONFLICT (document_id) DO NOTHING",
            account_id,
        )
        rows = self._sql.rows(
            "SELECT CAST(COALESCE(SUM(spend_minor), 0) AS BIGINT), CAST(COALESCE(SUM(visits), 0) AS BIGINT) "
            "FROM document WHERE owner_id = $1",
            account_id,
        )
        return rows[0][0], rows[0][1]

    def members_of(self, document_ids: Collection[str]) -> dict[str, str]:
        """Return by document whose it is."""
        rows = self._sql.rows(
            "SELECT document_id, member_id FROM paper_of_joined WHERE document_id = ANY($1)",
            list(document_ids),
        )
        return {row[0]: row[1] for row in rows}

    def papers_of(self, members: Collection[str]) -> list[str]:
        """Return the documents that these members made."""
        rows = self._sql.rows(
            "SELECT document_id FROM paper_of_joined WHERE member_id = ANY($1) ORDER BY document_id",
            list(members),
        )
        return [row[0] for row in rows]

    def bought(self, owner_id: str, members: Collection[str]) -> tuple[int, int]:
        """Return spend and visits of these members' documents on this shelf."""
        rows = self._sql.rows(
            "SELECT CAST(COALESCE(SUM(d.spend_minor), 0) AS BIGINT), CAST(COALESCE(SUM(d.visits), 0) AS BIGINT) "
            "FROM document d JOIN paper_of_joined p ON p.document_id = d.document_id "
            "WHERE d.owner_id = $1 AND p.member_id = ANY($2)",
            owner_id,
            list(members),
        )
        return rows[0][0], rows[0][1]

    def owners(self, candidates: Collection[str], sale_id: str) -> list[str]:
        """Return on whose of these shelves a sale stands."""
        rows = self._sql.rows(
            "SELECT owner_id FROM document WHERE owner_id = ANY($1) AND document_id = $2",
            list(candidates),
            sale_id,
        )
        return [row[0] for row in rows]
