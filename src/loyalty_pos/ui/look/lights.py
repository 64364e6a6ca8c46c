"""Lights: how a device or the line is, by a shape and a colour together; the word beside it says the same. No Qt here.

A full circle works, a triangle wants a look, a square does not work, a ring is not there or says nothing.
"""

from enum import StrEnum
from typing import Final

_COLOURS: Final = {"good": "good", "look": "warn", "bad": "danger", "none": "muted"}
_PRINTER: Final = {
    "ok": "good",
    "paper_near_end": "look",
    "paper_out": "bad",
    "cover_open": "bad",
    "offline": "bad",
}


class Light(StrEnum):
    """``look``: it works, and somebody should look at it soon."""

    GOOD = "good"
    LOOK = "look"
    BAD = "bad"
    NONE = "none"

    @property
    def picture(self) -> str:
        """Its shape."""
        return f"light-{self.value}"

    @property
    def colour(self) -> str:
        """Its colour's name in the theme."""
        return _COLOURS[self.value]


def of_printer(state: str) -> Light:
    """Return the light of a printer; ``state``: as ``till.ports.DeviceStatus`` says it."""
    return Light(_PRINTER.get(state, "none"))
