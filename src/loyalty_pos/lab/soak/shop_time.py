"""The time of a laboratory's town: begins at any moment and goes faster than the machine's; one for tills and centre.

It must never be set while somebody looks at it: who needs another time makes another one.
"""

import os
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from loyalty_pos.core.dates import moment
from loyalty_pos.core.ids import RANDOM_BYTES, uuid7
from loyalty_pos.wiring.clock import SystemClock

_US: Final = 1_000_000
_US_PER_MS: Final = 1_000


@dataclass(frozen=True, slots=True)
class ShopTime:
    """At ``began_us`` of the machine's wall clock it is ``then_us`` in the town, and ``speed`` seconds pass in one."""

    began_us: int
    then_us: int
    speed: int = 1

    @classmethod
    def from_now(cls, later_s: int = 0, speed: int = 1) -> Self:
        """Return a time that begins so much later than the machine's (below zero: earlier)."""
        now_us = time.time_ns() // 1_000
        return cls(now_us, now_us + later_s * _US, speed)

    @classmethod
    def read(cls, text: str) -> Self:
        """Return what ``str`` has written."""
        return cls(*(int(part) for part in text.split("/")))

    def __str__(self) -> str:
        """Write it for another process."""
        return f"{self.began_us}/{self.then_us}/{self.speed}"

    def now_us(self) -> int:
        """Return the town's time, UTC microseconds since 1970 (``centre.ports.Clock``)."""
        return self.then_us + (time.time_ns() // 1_000 - self.began_us) * self.speed


class TillTime(SystemClock):
    """``till.ports.Clock`` by the town's time; ids carry it too, as receipts are found by it."""

    def __init__(self, town: ShopTime) -> None:
        self.town = town

    def now(self) -> datetime:
        """Return the town's time."""
        return moment(self.now_us())

    def now_us(self) -> int:
        """Return the same in microseconds."""
        return self.town.now_us()

    def new_id(self) -> str:
        """Return a UUIDv7 of the town's time."""
        return uuid7(self.now_us() // _US_PER_MS, os.urandom(RANDOM_BYTES))


class TimeByHand(TillTime):
    """Stands still until it is moved; on its way back to the town's time it is set free."""

    def __init__(self, town: ShopTime) -> None:
        super().__init__(town)
        self.at_us = town.now_us()
        self.is_free = False

    def now_us(self) -> int:
        """Return the moment it was moved to, or the town's time once it is free."""
        return self.town.now_us() if self.is_free else self.at_us
