"""What the sync thread sleeps on: a time, a call from another thread, the line that comes back, or too long without progress."""

import math
import threading
import time
from typing import Final

from loyalty_pos.sync import session as talk
from loyalty_pos.sync.line import Line

LOOK_S: Final = 2.0
"""So often a till that is cut off looks whether its line is back."""
FOR_EVER: Final = math.inf


class Pause:
    """Of one worker. ``call`` and ``end`` from any thread, the rest from the worker's own."""

    def __init__(self, watchdog_s: float, line: Line, look_s: float = LOOK_S) -> None:
        self._watchdog_s, self._line, self._look_s = watchdog_s, line, look_s
        self._calls: set[talk.Fact] = set()
        self._called = threading.Condition()
        self._moved_at, self._until_s = time.monotonic(), 0.0
        self.ended = False

    def call(self, fact: talk.Fact) -> None:
        """Wake whoever sleeps with this."""
        with self._called:
            self._calls.add(fact)
            self._called.notify()

    def end(self) -> None:
        """Let nobody sleep any more."""
        with self._called:
            self.ended = True
            self._called.notify()

    def moved(self) -> None:
        """Hear that something went to the centre, or that nothing waits."""
        self._moved_at = time.monotonic()

    def sleep(self, seconds: float, *, watched: bool = False, cut_off: bool = False) -> talk.Fact:
        """Return what ends the sleep: the time, or a call.

        ``watched``: too long without progress ends it, too; ``cut_off``: so does the line when it comes back.
        """
        self._until_s = time.monotonic() + seconds
        return self.sleep_on(watched=watched, cut_off=cut_off)

    def sleep_on(self, *, watched: bool = False, cut_off: bool = False) -> talk.Fact:
        """Go on with the last sleep."""
        while True:
            if cut_off and self._line.came_back():
                return talk.NetworkUp()
            ends = [self._until_s]
            ends += [self._moved_at + self._watchdog_s] if watched else []
            ends += [time.monotonic() + self._look_s] if cut_off else []
            called = self._waited(min(ends))
            if called is not None:
                return called
            now = time.monotonic()
            if watched and now - self._moved_at >= self._watchdog_s:
                self._moved_at = now
                return talk.NoProgress()
            if self.ended or now >= self._until_s:
                return talk.WaitOver()

    def _waited(self, until_s: float) -> talk.Fact | None:
        """Wait for a call until then."""
        with self._called:
            if not self._calls and not self.ended:
                left_s = max(0.0, until_s - time.monotonic())
                self._called.wait(None if left_s == math.inf else left_s)
            return self._calls.pop() if self._calls else None
