"""Decides when a till that nobody touches is locked: a cashier who walked away sells nothing under that name. No Qt."""

import time
from collections.abc import Callable
from typing import Final

LOCK_AFTER: Final = "lock_after_min"
USUAL_MIN: Final = 10
_MINUTE_S: Final = 60


class IdleLock:
    """``minutes``: after how many without a touch, 0 = never; ``lock``: called once, then again only after a touch.

    ``seconds``: a clock that nobody can set.
    """

    def __init__(
        self,
        minutes: Callable[[], int],
        lock: Callable[[], object],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._minutes, self._lock, self._seconds = minutes, lock, seconds
        self._last = seconds()

    def touched(self) -> None:
        """Begin to count anew: a key, a finger, a scan."""
        self._last = self._seconds()

    def look(self) -> None:
        """Lock if it is time; cheap enough for every second."""
        minutes = self._minutes()
        if minutes > 0 and self._seconds() - self._last >= minutes * _MINUTE_S:
            self.touched()
            self._lock()
