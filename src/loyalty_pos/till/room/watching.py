"""From measured amounts to what a person should hear, before it hurts (offline.md 2.1, the queue's bound).

It must never stop a sale: what is said here is said beside the selling.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from loyalty_pos.core.problems import DiskFullMode, DiskLow, Problem, QueueGrows, SecondMediumTrouble
from loyalty_pos.till.room.glance import Glance

MANY: Final = 500
"""Events that wait."""
OLD: Final = timedelta(hours=24)
LARGE_BYTES: Final = 1024**3
"""Of the journal on the disk."""
SCARCE: Final = 10
"""One part in so many of the disk is free."""
BEHIND: Final = timedelta(minutes=10)
"""So long the copy on another medium may be behind, or away, before somebody is told."""
_MEGABYTE: Final = 1_000_000
_TENTH_GB: Final = 100 * _MEGABYTE
_GIGABYTE: Final = 1_000 * _MEGABYTE
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy on another medium. ``seq``: newest event in it; ``oldest``: when the first was committed that is not.

    ``trouble``: away | full | read_only | failing, "" = it is written; ``since``: when that began.
    """

    folder: str
    seq: int = 0
    oldest: datetime | None = None
    trouble: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """``is_full``: the reserved space is given up. ``whole`` 0 = the disk could not be asked. Sizes in bytes."""

    is_full: bool = False
    waiting: int = 0
    oldest: datetime | None = None
    journal: int = 0
    free: int = 0
    whole: int = 0
    copy: Copy | None = None


def at_a_glance(room: Room, said: Sequence[Problem]) -> Glance:
    """Return the same so coarsely that it changes seldom; ``said``: what is worth saying now."""
    stands = any(isinstance(one, SecondMediumTrouble) for one in said)
    if room.is_full or any(isinstance(one, DiskFullMode) for one in said):
        return Glance("full", 0, stands)
    if not room.whole:
        return Glance("", 0, stands)
    if room.free * SCARCE < room.whole:
        return Glance("low", room.free // _TENTH_GB, stands)
    return Glance("ok", room.free // _GIGABYTE, stands)


def worth_saying(room: Room, now: datetime) -> tuple[Problem, ...]:
    """Return what should be told, the most urgent first; nothing of it needs an answer."""
    said: list[Problem] = []
    if room.is_full:
        said.append(DiskFullMode())
    elif room.free * SCARCE < room.whole:
        said.append(DiskLow(left_mb=room.free // _MEGABYTE))
    if room.waiting >= MANY:
        said.append(QueueGrows(why="many", number=room.waiting))
    elif room.oldest is not None and now - room.oldest >= OLD:
        said.append(QueueGrows(why="old", number=(now - room.oldest) // _HOUR))
    elif room.journal >= LARGE_BYTES:
        said.append(QueueGrows(why="large", number=room.journal // _MEGABYTE))
    if room.copy is not None and (why := _trouble(room.copy, now)):
        said.append(SecondMediumTrouble(why=why))
    return tuple(said)


def _trouble(copy: Copy, now: datetime) -> str:
    if copy.trouble:
        return copy.trouble if copy.since is not None and now - copy.since >= BEHIND else ""
    return "behind" if copy.oldest is not None and now - copy.oldest >= BEHIND else ""
