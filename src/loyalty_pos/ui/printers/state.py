"""What the page of the printer shows, as plain facts. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.till.ports import HeldPaper
from loyalty_pos.till.printing.bench import PrinterTraits, Trait
from loyalty_pos.till.printing.deeds import DrawerWhy, DropWhy


class Asking(StrEnum):
    """What the digits answer now; without a question they turn a trait or the display."""

    NOTHING = "nothing"
    DROP = "drop"
    DRAWER = "drawer"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class PrintersState:
    """``printer``: state of ``ports.DeviceStatus``; ``marked``: place in ``held``. ``traits`` None = it prints on the screen.

    ``display``: whether the customer's display shows.
    """

    name: str = ""
    printer: str = "unknown"
    held: tuple[HeldPaper, ...] = ()
    marked: int = 0
    asking: Asking = Asking.NOTHING
    traits: PrinterTraits | None = None
    display: bool = False


TRAITS = (Trait.WIDTH, Trait.CUTTER, Trait.QR, Trait.PIN)
"""In the order of their digits; the digit after them is the display's."""
DROP_WHY = tuple(DropWhy)
DRAWER_WHY = tuple(DrawerWhy)
