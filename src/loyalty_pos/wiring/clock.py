"""The till's wall clock and its source of randomness, as the counter's port wants them."""

import os
import secrets
import time
from datetime import UTC, datetime

from loyalty_pos.core.ids import RANDOM_BYTES, uuid7


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
