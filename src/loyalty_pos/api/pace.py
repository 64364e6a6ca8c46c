"""How much one caller, or one till, may ask for: so many a minute, whatever was not used yet is there for a burst.

It must never make anybody wait: what is too much is refused, with the time after which it may come again.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from loyalty_pos.core.problems import Problem

A_MINUTE: Final = 3_000
"""Events, or questions, that one caller may bring in a minute."""
LOOKS_A_MINUTE: Final = 120
"""Looks for a member, or for a receipt of another till, that one till may send in a minute: no cashier comes near it, and whoever has a
till's key reads no list of all members number by number."""
MISSES_AN_HOUR: Final = 30
"""Numbers of cards that nobody has, asked for by one till in an hour (R57), and as many codes that nobody made, each counted by
itself; a till stops its own cashiers before that."""
_MINUTE_S: Final = 60.0
HOUR_S: Final = 3_600.0
_MOST_NAMES: Final = 1_000


class TooFast(Problem):
    """A caller brings more than it may; ``seconds``: after so long it may go on."""

    code: ClassVar[str] = "too_fast"
    seconds: int


@dataclass(slots=True)
class _Bucket:
    left: float
    at_s: float


class Pace:
    """Counts by name. ``a_minute``: how much may come in a minute (or in ``within_s``), and at once."""

    def __init__(
        self,
        a_minute: int = A_MINUTE,
        now_s: Callable[[], float] = time.monotonic,
        within_s: float = _MINUTE_S,
    ) -> None:
        self._most, self._within_s = float(a_minute), within_s
        self._now_s = now_s
        self._lock = threading.Lock()
        self._buckets: dict[str, _Bucket] = {}

    def take(self, name: str, amount: int) -> None:
        """Count ``amount`` against a name. Raises TooFast, and then counts nothing."""
        now_s = self._now_s()
        with self._lock:
            if len(self._buckets) > _MOST_NAMES:
                self._buckets.clear()
            bucket = self._buckets.setdefault(name, _Bucket(self._most, now_s))
            bucket.left = min(self._most, bucket.left + (now_s - bucket.at_s) * self._most / self._within_s)
            bucket.at_s = now_s
            wanted = min(float(amount), self._most)
            if bucket.left < wanted:
                raise TooFast(seconds=int((wanted - bucket.left) * self._within_s / self._most) + 1)
            bucket.left -= wanted

    def give_back(self, name: str, amount: int) -> None:
        """Let what was taken last be none."""
        with self._lock:
            if (bucket := self._buckets.get(name)) is not None:
                bucket.left = min(self._most, bucket.left + amount)
