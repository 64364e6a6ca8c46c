"""What the centre does by itself, on a thread of its own: it catches up with what is stored, and makes its daily round.

It must never end because something went wrong: the next round tries again.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

QUARTER_S: Final = 15 * 60
"""Every midnight of the world is a quarter of some hour."""
_log = logging.getLogger(__name__)


class Rounds(Protocol):
    """What is done (``wiring.centre.OpenCentre``)."""

    def catch_up(self) -> None: ...

    def run_daily(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Pace:
    """``look_s``: how often is looked whether something is stored and not projected. ``now_s``: the wall clock."""

    look_s: float = 20.0
    now_s: Callable[[], float] = time.time


class CentreRounds:
    """Begins with both rounds at once, whatever was missed; then the daily one after each quarter of an hour."""

    def __init__(self, rounds: Rounds, pace: Pace | None = None) -> None:
        self._rounds = rounds
        self._pace = pace or Pace()
        self._stopping = threading.Event()
        self._quarter = -1
        self._thread = threading.Thread(target=self._run, name="centre-rounds", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, wait_s: float = 60.0) -> None:
        """End after what is being done now."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(wait_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._try("catch_up", self._rounds.catch_up)
            quarter = int(self._pace.now_s() // QUARTER_S)
            if quarter != self._quarter and self._try("daily", self._rounds.run_daily):
                self._quarter = quarter
            self._stopping.wait(self._pace.look_s)

    def _try(self, name: str, work: Callable[[], object]) -> bool:
        try:
            work()
        except Exception:  # noqa: BLE001 - whatever it is, tills go on being served
            _log.exception("centre.round_failed round=%s", name)
            return False
        return True
