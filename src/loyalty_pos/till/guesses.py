"""Wrong PINs at approvals, counted apart from log-ins: a cashier's own right PIN must not forgive guesses at a manager's.

Never shuts a till: whoever guesses waits longer each time, whoever sells notices nothing.
"""

from datetime import timedelta
from math import ceil
from typing import Final

from loyalty_pos.core.problems import ApprovalPaused, WrongPin
from loyalty_pos.till.ports import Clock, PinLocks

FREE_TRIES: Final = 5
PAUSES_MIN: Final = (1, 2, 4, 8, 15)
"""How long approving waits after the fifth wrong PIN in a row, the sixth, ...; the last one for all that follow:
four guesses an hour, so that the ten thousand PINs of four digits last for a hundred days."""
FORGOTTEN_AFTER: Final = timedelta(hours=8)
"""So long without a wrong PIN, and yesterday's are forgotten."""
_NAME: Final = "*approval"
"""Under which the tries are kept; no id of a person begins with a star."""


class Guesses:
    """The wrong tries of one till, kept where a restart does not forgive them."""

    def __init__(self, locks: PinLocks, clock: Clock) -> None:
        self._locks, self._clock = locks, clock

    def refuse_while_paused(self) -> None:
        """Raise ``ApprovalPaused`` while the next try must wait."""
        failures, last = self._locks.failures(_NAME)
        if last is None:
            return
        passed = abs(self._clock.now() - last)  # a clock that was set back pauses nobody for hours
        if passed >= FORGOTTEN_AFTER:
            self._locks.clear(_NAME)
            return
        left = timedelta(minutes=_pause_min(failures)) - passed
        if left > timedelta():
            raise ApprovalPaused(wait_min=ceil(left / timedelta(minutes=1)))

    def count(self) -> None:
        """Count a try before it is judged: pulling the plug gives no free one."""
        self._locks.add_failure(_NAME, self._clock.now())

    def forget(self) -> None:
        """Begin anew after a right PIN of somebody who may."""
        self._locks.clear(_NAME)

    def refusal(self) -> WrongPin | ApprovalPaused:
        """Return what to say to a wrong PIN that was counted."""
        failures, _ = self._locks.failures(_NAME)
        pause_min = _pause_min(failures)
        return ApprovalPaused(wait_min=pause_min) if pause_min else WrongPin(tries_left=FREE_TRIES - failures)


def _pause_min(failures: int) -> int:
    """Return how many minutes the next try waits after so many wrong ones in a row."""
    return 0 if failures < FREE_TRIES else PAUSES_MIN[min(failures - FREE_TRIES, len(PAUSES_MIN) - 1)]
