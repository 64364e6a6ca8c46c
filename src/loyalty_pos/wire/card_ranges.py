"""The setting ``card_ranges``: which blocks of old numbers are loyalty cards; said by the centre, obeyed by the till.

A till that cannot read an entry leaves it out and goes on: its own cards work without any setting.
"""

import json
from collections.abc import Iterable
from typing import Final

from loyalty_pos.core.cards import CardRange, CheckDigit, is_digits

SETTING: Final = "card_ranges"


def ranges_text(ranges: Iterable[CardRange]) -> str:
    """Return the setting's value: a JSON list, the same for the same set of ranges."""
    rows = sorted([r.series, r.first, r.last, r.min_length, r.max_length, r.check.value] for r in ranges)
    return json.dumps(rows, ensure_ascii=True)


def read_ranges(text: str) -> tuple[CardRange, ...]:
    """Return the ranges of the setting; whatever is no range is left out."""
    try:
        rows = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return ()
    found = (_range(row) for row in rows) if isinstance(rows, list) else ()
    return tuple(one for one in found if one)


def _range(row: object) -> CardRange | None:
    match row:
        case [str(series), str(first), str(last), int(shortest), int(longest), str(check)]:
            sound = is_digits(first) and is_digits(last) and len(first) == len(last) and first <= last
            if sound and len(first) <= shortest <= longest and check in list(CheckDigit):
                return CardRange(series, "", first, last, shortest, longest, CheckDigit(check))
        case _:
            pass
    return None
