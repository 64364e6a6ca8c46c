"""Receipts that another program prints, in the journal's file: ``till.other_programs.port.BesideBook``.

The papers' table is derived from the events (``journal.derived``); the other one is lost with the file, and then the
other program asks anew.
"""

from typing import Final

from loyalty_pos.storage.database import Database
from loyalty_pos.till.other_programs.port import Kept, KeptKind, KeptState

KEPT_US: Final = 45 * 24 * 60 * 60 * 1_000_000
"""So long a settled key is known: the same question finds the same answer."""


class BesideRows:
    """Thread-safe; writing is durable before it returns."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reader = database.reader()

    def get(self, key: str) -> Kept | None:
        """Return what stands under the key."""
        row = self._reader.row("SELECT key, kind, state, at_us, body FROM beside WHERE key = ?", (key,))
        return _kept(*row) if row else None

    def put(self, kept: Kept) -> None:
        """Keep it; what was settled long ago is forgotten in the same transaction."""
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM beside WHERE state <> 'told' AND at_us < ?", (kept.at_us - KEPT_US,)
            )
            connection.execute(
                "INSERT OR REPLACE INTO beside VALUES (?, ?, ?, ?, ?)",
                (kept.key, kept.kind.value, kept.state.value, kept.at_us, kept.body),
            )

    def told(self) -> list[Kept]:
        """Return the sales that were neither confirmed nor cancelled, oldest first."""
        rows = self._reader.rows(
            "SELECT key, kind, state, at_us, body FROM beside "
            "WHERE state = 'told' AND kind = 'sale' ORDER BY at_us"
        )
        return [_kept(*row) for row in rows]

    def sale_of(self, paper: str) -> str:
        """Return the id of the newest sale that was printed as this paper, "" = none."""
        row = self._reader.row(
            "SELECT sale_id FROM beside_paper WHERE paper = ? ORDER BY seq DESC LIMIT 1", (paper,)
        )
        return str(row[0]) if row else ""


def _kept(key: str, kind: str, state: str, at_us: int, body: str) -> Kept:
    return Kept(key, KeptKind(kind), KeptState(state), at_us, body)
