"""What may be looked at and set of a till's printer, as a port. Every call answers at once; nothing here waits for paper."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Trait(StrEnum):
    """What a printer may have or not, and can be told on the page."""

    WIDTH = "width"
    CUTTER = "cutter"
    QR = "qr"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class PrinterTraits:
    """What the printer is taken for. ``width_mm``: 58 or 80; ``pin``: 2 or 5, of the drawer; ``draws_qr``: by itself.

    ``line``: its table's line on the probe slip, 0 = one that is not on it; ``lines``: how many the slip has.
    """

    name: str
    width_mm: int
    cuts: bool
    draws_qr: bool
    pin: int
    line: int
    lines: int


class PrinterBench(Protocol):
    """Where a printer is looked at and set up."""

    def traits(self) -> PrinterTraits:
        """Return what it is taken for now."""
        ...

    def turn(self, trait: Trait) -> None:
        """Take it for the other kind in this, now and at the next start."""
        ...

    def probe(self) -> None:
        """Print the slip of tables."""
        ...

    def choose(self, line: int) -> bool:
        """Take it for one with this line's table; False: the slip has no such line."""
        ...
