"""Questions to the journal about its shifts; each is one or two prepared statements on a reading connection."""

from loyalty_pos.core.sale import TOTALS, Fact, ShiftOpened, ShiftTotals
from loyalty_pos.storage.database import Reader
from loyalty_pos.storage.journal.events import COLUMNS, known_fact
from loyalty_pos.wire.events import Event

BY_SEQ = f"SELECT {COLUMNS} FROM event WHERE seq = ?"  # noqa: S608  # our own columns
_SINCE = f"SELECT {COLUMNS} FROM event WHERE seq >= ? ORDER BY seq"  # noqa: S608  # our own columns
_SHIFT_TOTALS = f"SELECT {', '.join(TOTALS)} FROM shift WHERE shift_id = ?"  # noqa: S608  # as above


class ShiftViews:
    """``till.shifts.port.Shifts`` in the journal."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def open_shift(self) -> ShiftOpened | None:
        """Return the shift that is open."""
        row = self._reader.row("SELECT first_seq FROM shift WHERE is_open = 1")
        fact = self._fact(BY_SEQ, row[0]) if row else None
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

    def _fact(self, sql: str, key: str | int) -> Fact | None:
        row = self._reader.row(sql, (key,))
        return known_fact(Event(*row)) if row else None
