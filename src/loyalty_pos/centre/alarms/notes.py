"""What of a till's audit lines a person at the centre must look at."""

from collections.abc import Iterator
from typing import Final

from loyalty_pos.core.sale import Noted

CLOCK_SUSPECT: Final = "clock_suspect"
"""A till's clock went back or jumped; the subject says which (``core.clock.watching.Doubt``)."""


def alarms_of(note: Noted) -> Iterator[tuple[str, str]]:
    """Return (code, subject) of each alarm."""
    if note.what == CLOCK_SUSPECT:
        yield CLOCK_SUSPECT, note.subject
