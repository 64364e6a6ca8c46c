"""Lists of guests of closed events (A07): a member on one carries a mark that tills know, like a segment made by hand."""

from typing import Final

_MARK: Final = "guests."


def guest_mark(event: str) -> str:
    """Return the segment of the guests of an event."""
    return _MARK + event


def is_guest(segments: frozenset[str], event: str) -> bool:
    """Tell whether a member is on the list."""
    return guest_mark(event) in segments
