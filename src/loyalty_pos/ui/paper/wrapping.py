"""Text into rows of a fixed number of characters, broken between words; no Qt here."""

import textwrap


def wrapped(text: str, width: int) -> list[str]:
    """Return rows of at most ``width`` characters; an empty text is one empty row."""
    rows: list[str] = []
    for paragraph in text.split("\n"):
        rows += textwrap.wrap(paragraph, width, break_on_hyphens=False) or [""]
    return rows


def pair_rows(left: str, right: str, width: int) -> list[str]:
    """Return the left text over as many rows as it needs, the right one at the end of the last; never cut."""
    room = width - len(right) - 1
    if room < width // 4:
        return [*wrapped(left, width), right.rjust(width)]
    rows = wrapped(left, room)
    return [*rows[:-1], rows[-1].ljust(room) + " " + right]
