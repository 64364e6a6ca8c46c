"""The till's clocks and its source of randomness, as the counter's port wants them."""

import os
import secrets
import time
from datetime import UTC, datetime

from loyalty_pos.core.dates import micros
from loyalty_pos.core.ids import RANDOM_BYTES, uuid7
from loyalty_pos.sync.timekeeping.keeper import Clocks
from loyalty_pos.till.ports import Clock

_NS_PER_US = 1_000


class SystemClock:
    """Time of this machine; ids from the system's random source."""

    def now(self) -> datetime:
        """Return the wall clock, aware UTC."""
        return datetime.now(UTC)

    def new_id(self) -> str:
        """Return a UUIDv7."""
        return uuid7(time.time_ns() // 1_000_000, os.urandom(RANDOM_BYTES))

    def random_digits(self, count: int) -> str:
        """Return decimal digits that nobody can guess."""
        return f"{secrets.randbelow(10**count):0{count}d}"


def clocks_of(clock: Clock) -> Clocks:
    """Return the wall clock with the steady one of this machine; a clock that is not the machine's is steady by itself."""

    if type(clock) is SystemClock:
        return Clocks(_wall_us, _steady_us)

    def by_hand_us() -> int:
        return micros(clock.now())

    return Clocks(by_hand_us, by_hand_us)


def _wall_us() -> int:
    return time.time_ns() // _NS_PER_US


def _steady_us() -> int:
    """Return microseconds since the machine started, with the time it slept: waking up is no jump."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // _NS_PER_US
    return time.monotonic_ns() // _NS_PER_US  # Windows counts sleep in it
