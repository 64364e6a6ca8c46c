"""Lists of guests of closed events (A07): a member on one carries a mark that tills know, like a segment made by hand."""

from collections.abc import Iterable
from typing import Final

from loyalty_pos.core.programme import Club

_MARK: Final = "guests."


def guest_mark(event: str) -> str:
    """Return the segment of the guests of an event."""
    return _MARK + event


def events_open_to(clubs: Iterable[Club], in_force: frozenset[str]) -> tuple[str, ...]:
    """Return the events that these clubs invite a member to, in order of their names."""
    return tuple(sorted({event for club in clubs if club.id in in_force for event in club.events}))


def is_guest(segments: frozenset[str], event: str) -> bool:
    """Tell whether a member is on the list."""
    return guest_mark(event) in segments
