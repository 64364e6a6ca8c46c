"""Questions about shifts to the till's own book, as a small Protocol; its adapter is in storage."""

from collections.abc import Sequence
from typing import Protocol

from loyalty_pos.core.sale import Fact, ShiftOpened, ShiftTotals


class Shifts(Protocol):
    """The shifts of this till."""

    def open_shift(self) -> ShiftOpened | None: ...

    def shift_totals(self, shift_id: str) -> ShiftTotals: ...

    def shift_first_seq(self, shift_id: str) -> int: ...

    def shift_facts(self, shift_id: str) -> Sequence[Fact]:
        """Return everything written down since this open shift began, in order."""
        ...

    def next_number(self) -> int:
        """Return the next human receipt number (decoration only, never a key)."""
        ...

    def next_shift_number(self) -> int: ...
