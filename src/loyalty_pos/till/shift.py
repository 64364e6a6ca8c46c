"""The working day of a till: opened with a float, read by X, closed by Z; money in and out of the drawer."""

from dataclasses import dataclass

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import CashMoved, ShiftClosed, ShiftOpened, ShiftTotals
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class XReport:
    """A reading that changes nothing."""

    totals: ShiftTotals
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class ShiftClosedDone:
    fact: ShiftClosed
    receipt: Receipt


class Shift:
    """The shift of one till."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world

    def current(self) -> ShiftOpened | None:
        """Return the open shift."""
        return self._world.journal.open_shift()

    def open(self, float_minor: int = 0) -> ShiftOpened:
        """Open a shift with this much change in the drawer. Raises ``ShiftAlreadyOpen``, ``NotAllowed``."""
        raise NotImplementedError

    def x_report(self) -> XReport:
        """Return the totals so far; nothing changes."""
        raise NotImplementedError

    def close(self, counted_minor: int) -> ShiftClosedDone:
        """Close the shift; ``counted_minor`` is what lies in the drawer. Raises ``ReceiptUnfinished``."""
        raise NotImplementedError

    def move_cash(self, amount_minor: int, reason: str) -> CashMoved:
        """Put money in (positive) or take it out (negative)."""
        raise NotImplementedError
