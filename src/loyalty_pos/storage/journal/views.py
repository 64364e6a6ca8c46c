"""Questions to the journal; each is one or two prepared statements on a reading connection."""

from datetime import datetime

from loyalty_pos.core.dates import moment
from loyalty_pos.core.sale import CardAttached, Fact, Return, Sale
from loyalty_pos.storage.journal.events import BY_FACT, COLUMNS, known_fact
from loyalty_pos.storage.journal.shift_views import BY_SEQ, ShiftViews
from loyalty_pos.till.ports import QueueState
from loyalty_pos.wire.events import GENESIS, Event

_LAST_SALES = f"SELECT {COLUMNS} FROM event WHERE kind = 'sale' ORDER BY seq DESC LIMIT ? OFFSET ?"  # noqa: S608  # as above


class JournalViews(ShiftViews):
    """The reading half of ``ports.Journal``."""

    def sale_by_code(self, code: str) -> Sale | None:
        """Return the sale of this till whose receipt has this code."""
        row = self._reader.row("SELECT seq FROM sale WHERE code = ?", (code,))
        return self._sale(self._fact(BY_SEQ, row[0])) if row else None

    def sale_by_id(self, sale_id: str) -> Sale | None:
        """Return the sale of this till with this id."""
        return self._sale(self._fact(BY_FACT, f"sale:{sale_id}"))

    def last_sales(self, limit: int, skip: int = 0) -> list[Sale]:
        """Return the newest sales, newest first, without so many of the very newest."""
        facts = [known_fact(Event(*row)) for row in self._reader.rows(_LAST_SALES, (limit, skip))]
        return [fact for fact in facts if isinstance(fact, Sale)]

    def returns_of(self, sale_id: str) -> list[Return]:
        """Return all returns of the sale at this till, in order."""
        rows = self._reader.rows(
            "SELECT seq FROM undone WHERE sale_id = ? AND kind = 'return' ORDER BY seq", (sale_id,)
        )
        facts = [self._fact(BY_SEQ, seq) for (seq,) in rows]
        return [fact for fact in facts if isinstance(fact, Return)]

    def is_voided(self, sale_id: str) -> bool:
        """Tell whether the whole sale was undone."""
        return bool(self._reader.row("SELECT 1 FROM undone WHERE sale_id = ? AND kind = 'void'", (sale_id,)))

    def attached(self, sale_id: str) -> CardAttached | None:
        """Return the card that was put to the receipt after it was paid."""
        fact = self._fact(BY_FACT, f"card_attached:{sale_id}")
        assert fact is None or isinstance(fact, CardAttached)
        return fact

    def queue(self) -> QueueState:
        """Return what the centre does not have yet, read at one moment."""
        row = self._reader.row(
            "SELECT stored, coalesce(seq, 0), coalesce(hash, ?), "
            "(SELECT wall_us FROM event WHERE seq = stored + 1) "
            "FROM watermark LEFT JOIN event ON seq = (SELECT max(seq) FROM event)",
            (GENESIS,),
        )
        assert row is not None
        stored, head, head_hash, oldest_us = row
        oldest: datetime | None = moment(oldest_us) if oldest_us is not None else None
        return QueueState(head - stored, oldest, head, stored, head_hash)

    @staticmethod
    def _sale(fact: Fact | None) -> Sale | None:
        assert fact is None or isinstance(fact, Sale)
        return fact
