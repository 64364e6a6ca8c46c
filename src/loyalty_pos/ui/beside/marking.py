"""Which line of the basket beside another till is marked, and how it is taken off again. No Qt, no words."""

from collections.abc import Callable
from typing import Final

from loyalty_pos.till.beside.counter import BesideCounter
from loyalty_pos.till.staff import Permission
from loyalty_pos.ui.sale.rows import delete_row, rows_of
from loyalty_pos.ui.shell.port import Shell

_UNWANTED: Final = "unwanted"
"""The reason under which a line leaves the basket here; what becomes of it is the other till's to say."""


class MarkedLine:
    """``changed``: shows the basket anew; ``guarded``: does something and tells a refusal."""

    def __init__(
        self,
        counter: BesideCounter,
        shell: Shell,
        changed: Callable[[], object],
        guarded: Callable[[Callable[[], object]], object],
    ) -> None:
        self._counter, self._shell = counter, shell
        self._changed, self._guarded = changed, guarded
        self._marked = 0

    def now(self) -> int:
        """Return the id of the marked line, the newest where the marked one is gone, 0 = there is none."""
        lines = self._lines()
        if self._marked not in lines:
            self._marked = lines[-1] if lines else 0
        return self._marked

    def mark(self, line_id: int) -> None:
        """Mark this line, as soon as the basket shows again."""
        self._marked = line_id

    def moved(self, step: int) -> None:
        """Mark the line above or below."""
        lines = self._lines()
        if lines:
            place = lines.index(self.now()) + step
            self.chosen(lines[min(max(0, place), len(lines) - 1)])

    def chosen(self, line_id: int) -> None:
        """Mark the line that a finger touched."""
        self._marked = line_id
        self._changed()

    def delete(self) -> None:
        """Take the marked row off: a code or certificate at once; goods are written down, whoever may not asks somebody."""
        marked, receipt = self.now(), self._counter.receipt
        row = next((one for one in rows_of(receipt.view()) if one.id == marked), None)
        if row is None:
            return
        if row.coupon or row.certificate:
            self._guarded(lambda: delete_row(receipt, row, _UNWANTED))
            return
        self._shell.approve(
            Permission.DELETE_LINE,
            lambda approval: self._guarded(lambda: delete_row(receipt, row, _UNWANTED, approval)),
        )

    def _lines(self) -> list[int]:
        return [row.id for row in rows_of(self._counter.receipt.view())]
