"""The thread that looks at the clocks every few seconds, so that a jump is noticed when nobody asks."""

import logging
import threading
from collections.abc import Callable
from typing import Final

LOOK_S: Final = 5.0
_log = logging.getLogger(__name__)


class ClockRounds:
    """``settle``: looks, and writes what changed; whatever it raises, the till goes on selling."""

    def __init__(self, settle: Callable[[], None], look_s: float = LOOK_S) -> None:
        self._settle, self._look_s = settle, look_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clock", daemon=True)

    def start(self) -> None:
        """Begin; the first look is a while after the window was painted, a doubt at the start is told without it."""
        self._thread.start()

    def stop(self, wait_s: float = 10.0) -> None:
        """End after what is being written now."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(wait_s)

    def _run(self) -> None:
        while not self._stopping.wait(self._look_s):
            try:
                self._settle()
            except Exception:  # noqa: BLE001 - whatever it is, the till goes on selling
                _log.exception("clock.failed")
