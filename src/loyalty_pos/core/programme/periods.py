"""Periods that limits and gifts are counted by, as data, and the name under which a member's use is counted.

A use is counted under ``subject@period``: ``earned.points/day@2026-11-22``. Periods are those of the programme's
zone. The text of a period grows with time within one subject, so the newer of two is the greater one.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Per(StrEnum):
    """A period of the calendar; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    EVER = "ever"


class Spell(StrEnum):
    """Periods that a limit may have."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many ``receipts`` and ``points`` (minor point units) a period; None = no such limit."""

    per: Spell
    receipts: int | None = None
    points: int | None = None


Counters = tuple[tuple[str, int], ...]
"""What a member has used: (subject@period, how much)."""

CONFIRMED_ORDERS: Final = "orders@"
"""Counter told by the centre: confirmed orders within the window of the programme's active members (A20)."""


def counter_key(subject: str, per: Per | Spell, today: date) -> str:
    """Return the name under which a use on this day is counted."""
    return f"{subject}/{per.value}@{_period(Per(per.value), today)}"


def _period(per: Per, today: date) -> str:
    match per:
        case Per.DAY:
            return today.isoformat()
        case Per.WEEK:
            year, week, _ = today.isocalendar()
            return f"{year:04}-W{week:02}"
        case Per.MONTH:
            return f"{today:%Y-%m}"
        case Per.YEAR:
            return f"{today:%Y}"
        case Per.EVER:
            return ""


def used(counters: Counters, key: str) -> int:
    """Return how much is counted under this name."""
    return next((amount for name, amount in counters if name == key), 0)


def counted_up(counters: Counters, more: Counters) -> Counters:
    """Return the counters with ``more`` in them: a newer period takes the place of an older one of its subject.

    What is counted late for a period that is over changes nothing; below zero nothing is counted.
    """
    if not more:
        return counters
    known = {key.partition("@")[0]: (key, amount) for key, amount in counters}
    for key, amount in more:
        subject = key.partition("@")[0]
        there, before = known.get(subject, (key, 0))
        if key >= there:
            known[subject] = (key, max(0, amount + (before if key == there else 0)))
    return tuple(sorted(known.values()))
