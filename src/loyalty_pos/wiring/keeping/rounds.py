"""A thread that does one thing every few seconds, whatever it raises; one for each disk, so that none waits for another."""

import logging
import threading
from collections.abc import Callable
from typing import Final

LOOK_S: Final = 2.0
_log = logging.getLogger(__name__)


class Rounds:
    """``work`` is done once more when the rounds are stopped."""

    def __init__(self, name: str, work: Callable[[], object], every_s: float = LOOK_S) -> None:
        self._work, self._every_s = work, every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin, a round later."""
        self._thread.start()

    def stop(self, wait_s: float = 5.0) -> None:
        """End after a last round; a disk that does not answer is not waited for any longer."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(wait_s)

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            self._try()
        self._try()

    def _try(self) -> None:
        try:
            self._work()
        except Exception:  # noqa: BLE001 - whatever it is, the till goes on selling
            _log.exception("rounds.failed thread=%s", self._thread.name)
