"""What goes with an account from one name to another, and what was done with its cards.

It must never move what is booked: entries stay where they were written.
"""

from collections.abc import Collection
from typing import Final

from loyalty_pos.centre.ports import Rows
from loyalty_pos.centre.together.records import CardDeed
from loyalty_pos.storage.centre.database import Row, Sql

_MOVED: Final = {
    "claim": "sale_id",
    "cashback_order": "partner_id || ' ' || order_id",
    "cashback_request": "request_id",
    "award": "award_id",
    "pool_code": "CAST(key AS TEXT)",
}
"""What belongs to an account beside its ledger, and by what a row of it is known."""


class SqlBelongings:
    """Implements ``centre.ports.Belongings``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def move(self, from_id: str, to_id: str) -> Rows:
        """Let holds, documents and everything else of one account be the other's."""
        self._move_holds(from_id, to_id)
        self._sql.run(
            "UPDATE document SET owner_id = $2, account_id = $2 WHERE owner_id = $1", from_id, to_id
        )
        moved: list[tuple[str, tuple[str, ...]]] = []
        for table, key in _MOVED.items():
            rows = self._sql.rows(
                f"UPDATE {table} SET account_id = $2 WHERE account_id = $1 RETURNING {key}",  # noqa: S608  # our own tables
                from_id,
                to_id,
            )
            if rows:
                moved.append((table, tuple(sorted(str(row[0]) for row in rows))))
        return tuple(moved)

    def _move_holds(self, from_id: str, to_id: str) -> None:
        """Of an operation that is known on both, keep the hold that is open (its lots are held), else that it was used."""
        self._sql.run(
            "DELETE FROM hold WHERE account_id = $2 AND state <> 'open' AND op IN "
            "(SELECT op FROM hold WHERE account_id = $1 AND state IN ('open', 'captured'))",
            from_id,
            to_id,
        )
        self._sql.run(
            "DELETE FROM hold WHERE account_id = $1 AND op IN (SELECT op FROM hold WHERE account_id = $2)",
            from_id,
            to_id,
        )
        self._sql.run("UPDATE hold SET account_id = $2 WHERE account_id = $1", from_id, to_id)

    def move_back(self, from_id: str, to_id: str, members: Collection[str], rows: Rows) -> None:
        """Give documents of these members, and these rows, back."""
        self._sql.run(
            "UPDATE document SET owner_id = $2, account_id = $2 WHERE owner_id = $1 AND document_id IN "
            "(SELECT document_id FROM paper_of_joined WHERE member_id = ANY($3))",
            from_id,
            to_id,
            list(members),
        )
        for table, keys in rows:
            self._sql.run(
                f"UPDATE {table} SET account_id = $2 WHERE account_id = $1 AND {_MOVED[table]} = ANY($3)",  # noqa: S608  # our own tables
                from_id,
                to_id,
                list(keys),
            )

    def move_debts(self, entry_ids: Collection[str], to_id: str) -> None:
        """Let these debts be another account's."""
        self._sql.run("UPDATE debt SET account_id = $2 WHERE entry_id = ANY($1)", list(entry_ids), to_id)

    def rename(self, kind: str, keys: Collection[int], to_id: str) -> None:
        """Let cards or phones be names of another account."""
        self._sql.run(
            "UPDATE known_as SET account_id = $3 WHERE kind = $1 AND name_key = ANY($2)",
            kind,
            list(keys),
            to_id,
        )
        if kind == "card":
            self._sql.run("UPDATE card SET account_id = $2 WHERE number_key = ANY($1)", list(keys), to_id)

    def note_card(self, deed: CardDeed) -> None:
        """Keep what was done with a card."""
        self._sql.run(
            "INSERT INTO card_deed (deed_id, account_id, last4, what, reason, at_us, done_by, store_id) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (deed_id) DO NOTHING",
            *(
                deed.deed_id,
                deed.account_id,
                deed.last4,
                deed.what,
                deed.reason,
                deed.at_us,
                deed.by,
                deed.store_id,
            ),
        )

    def card_deeds(self, account_id: str) -> list[CardDeed]:
        """Return what was done with cards of an account, newest first."""
        rows: list[Row] = self._sql.rows(
            "SELECT deed_id, account_id, last4, what, reason, at_us, done_by, store_id FROM card_deed "
            "WHERE account_id = $1 ORDER BY at_us DESC, deed_id",
            account_id,
        )
        return [CardDeed(*row) for row in rows]
