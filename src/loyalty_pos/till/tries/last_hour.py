"""Tries of something within the last hour, counted over a restart: this hour's, and of the hour before the part that is still within sixty minutes.

Two names of a ``PinLocks`` hold it, one for even and one for odd hours, so that nothing grows.
"""

from datetime import datetime
from typing import Final

from loyalty_pos.till.ports import PinLocks

_HOUR_S: Final = 3_600
_MINUTES: Final = 2 * 60


class NoTries:
    """A till that counts nothing."""

    def failures(self, staff_id: str) -> tuple[int, datetime | None]:  # noqa: ARG002 - the port's shape
        """Return none."""
        return 0, None

    def add_failure(self, staff_id: str, at: datetime) -> None:
        """Forget it at once."""

    def clear(self, staff_id: str) -> None:
        """There is nothing to forget."""


class LastHour:
    """Tries under one name. ``now``: the till's clock; one that was set back forgives what lies ahead of it."""

    def __init__(self, tries: PinLocks, kept_as: str, now: datetime) -> None:
        self._tries, self._kept_as = tries, kept_as
        self._now_s = int(now.timestamp())
        self._now = now

    def count(self) -> None:
        """Count one more, durably."""
        hour = self._now_s // _HOUR_S
        name = self._name(hour)
        if not self._of(hour):
            self._tries.clear(name)
        self._tries.add_failure(name, self._now)

    def tried(self, later_min: int = 0) -> int:
        """Return how many there were within the hour before now, or before so many minutes later."""
        at_s = self._now_s + later_min * 60
        hour, passed_s = divmod(at_s, _HOUR_S)
        return self._of(hour) + self._of(hour - 1) * (_HOUR_S - passed_s) // _HOUR_S

    def wait_min(self, limit: int) -> int:
        """Return in how many minutes there will be fewer than ``limit``, 0 = there are."""
        return next((later for later in range(_MINUTES) if self.tried(later) < limit), _MINUTES)

    def _of(self, hour: int) -> int:
        """Return how many were counted in an hour of the calendar."""
        count, last = self._tries.failures(self._name(hour))
        return count if last is not None and int(last.timestamp()) // _HOUR_S == hour else 0

    def _name(self, hour: int) -> str:
        return f"{self._kept_as}-{hour % 2}"
