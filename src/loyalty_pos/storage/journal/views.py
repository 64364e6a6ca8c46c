"""Questions to the journal; each is one or two prepared statements on a reading connection."""

from datetime import datetime

from loyalty_pos.core.dates import moment
from loyalty_pos.core.sale import TOTALS, CardAttached, Fact, Return, Sale, ShiftOpened, ShiftTotals
from loyalty_pos.storage.database import Reader
from loyalty_pos.storage.journal.events import BY_FACT, COLUMNS, known_fact
from loyalty_pos.till.ports import QueueState
from loyalty_pos.wire.events import GENESIS, Event

_BY_SEQ = f"SELECT {COLUMNS} FROM event WHERE seq = ?"  # noqa: S608  # our own columns
_SINCE = f"SELECT {COLUMNS} FROM event WHERE seq >= ? ORDER BY seq"  # noqa: S608  # our own columns
_LAST_SALES = f"SELECT {COLUMNS} FROM event WHERE kind = 'sale' ORDER BY seq DESC LIMIT ?"  # noqa: S608  # as above
_SHIFT_TOTALS = f"SELECT {', '.join(TOTALS)} FROM shift WHERE shift_id = ?"  # noqa: S608  # as above


class JournalViews:
    """The reading half of ``ports.Journal``."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def sale_by_code(self, code: str) -> Sale | None:
        """Return the sale of this till whose receipt has this code."""
        row = self._reader.row("SELECT seq FROM sale WHERE code = ?", (code,))
        return self._sale(self._fact(_BY_SEQ, row[0])) if row else None

    def sale_by_id(self, sale_id: str) -> Sale | None:
        """Return the sale of this till with this id."""
        return self._sale(self._fact(BY_FACT, f"sale:{sale_id}"))

    def last_sales(self, limit: int) -> list[Sale]:
        """Return the newest sales, newest first."""
        facts = [known_fact(Event(*row)) for row in self._reader.rows(_LAST_SALES, (limit,))]
        return [fact for fact in facts if isinstance(fact, Sale)]

    def returns_of(self, sale_id: str) -> list[Return]:
        """Return all returns of the sale at this till, in order."""
        rows = self._reader.rows(
            "SELECT seq FROM undone WHERE sale_id = ? AND kind = 'return' ORDER BY seq", (sale_id,)
        )
        facts = [self._fact(_BY_SEQ, seq) for (seq,) in rows]
        return [fact for fact in facts if isinstance(fact, Return)]

    def is_voided(self, sale_id: str) -> bool:
        """Tell whether the whole sale was undone."""
        return bool(self._reader.row("SELECT 1 FROM undone WHERE sale_id = ? AND kind = 'void'", (sale_id,)))

    def attached(self, sale_id: str) -> CardAttached | None:
        """Return the card that was put to the receipt after it was paid."""
        fact = self._fact(BY_FACT, f"card_attached:{sale_id}")
        assert fact is None or isinstance(fact, CardAttached)
        return fact

    def open_shift(self) -> ShiftOpened | None:
        """Return the shift that is open."""
        row = self._reader.row("SELECT first_seq FROM shift WHERE is_open = 1")
        fact = self._fact(_BY_SEQ, row[0]) if row else None
        assert fact is None or isinstance(fact, ShiftOpened)
        return fact

    def shift_totals(self, shift_id: str) -> ShiftTotals:
        """Return the sums of the shift so far; all 0 for a shift that is not known."""
        row = self._reader.row(_SHIFT_TOTALS, (shift_id,))
        return ShiftTotals(*row) if row else ShiftTotals()

    def shift_first_seq(self, shift_id: str) -> int:
        """Return the seq of the shift's opening; 0 for a shift that is not known."""
        row = self._reader.row("SELECT first_seq FROM shift WHERE shift_id = ?", (shift_id,))
        return row[0] if row else 0

    def shift_facts(self, shift_id: str) -> list[Fact]:
        """Return everything written down since this open shift began, in order."""
        first = self.shift_first_seq(shift_id)
        rows = self._reader.rows(_SINCE, (first,)) if first else []
        return [known_fact(Event(*row)) for row in rows]

    def next_number(self) -> int:
        """Return the next receipt number of the open shift, from 1."""
        row = self._reader.row("SELECT last_number FROM shift WHERE is_open = 1")
        return row[0] + 1 if row else 1

    def next_shift_number(self) -> int:
        """Return the next shift number, from 1."""
        row = self._reader.row("SELECT coalesce(max(number), 0) + 1 FROM shift")
        return row[0] if row else 1

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

    def _fact(self, sql: str, key: str | int) -> Fact | None:
        row = self._reader.row(sql, (key,))
        return known_fact(Event(*row)) if row else None

    @staticmethod
    def _sale(fact: Fact | None) -> Sale | None:
        assert fact is None or isinstance(fact, Sale)
        return fact
