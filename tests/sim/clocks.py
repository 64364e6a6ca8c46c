"""Time in a world: one true time that the story moves, and each till's own idea of it, skewed and jumping."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.ids import RANDOM_BYTES, uuid7
from loyalty_pos.sync.timekeeping.keeper import Clocks

MINUTE_US: Final = 60 * 1_000_000
HOUR_US: Final = 60 * MINUTE_US
DAY_US: Final = 24 * HOUR_US
BEGIN: Final = micros(datetime(2026, 11, 2, 6, tzinfo=UTC))


class Wall:
    """The wall clock of the machine that is asking something: ``asks`` is set by its line."""

    def __init__(self) -> None:
        self.asks: Callable[[], int] = int

    def now_us(self) -> int:
        """Return UTC microseconds since 1970."""
        return self.asks()


WALL: Final = Wall()


@dataclass
class TrueTime:
    """What time it is; also the clock of the centre."""

    us: int = BEGIN

    def now_us(self) -> int:
        """Return UTC microseconds since 1970."""
        return self.us


@dataclass
class TillClock:
    """One machine's clocks. ``skew_us``: its wall clock less the true time; the steady one begins at each start."""

    time: TrueTime
    skew_us: int = 0
    started_us: int = field(default=0)

    def now(self) -> datetime:
        """Return the wall clock."""
        return moment(self.time.us + self.skew_us)

    def new_id(self) -> str:
        """Return a UUIDv7 by the machine's own clock."""
        return uuid7((self.time.us + self.skew_us) // 1000, os.urandom(RANDOM_BYTES))

    def random_digits(self, count: int) -> str:
        """Return digits."""
        return f"{int.from_bytes(os.urandom(8), 'big') % 10**count:0{count}d}"

    def clocks(self) -> Clocks:
        """Return both clocks for the timekeeper."""
        return Clocks(lambda: self.time.us + self.skew_us, lambda: self.time.us - self.started_us)
