"""What a till does for its files while nobody needs it: tidies them, and reads them through once a day.

A thread of its own. Begins nothing while a receipt is open or was open a minute ago, and never ends the till.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from loyalty_pos.core.problems import Problem, StorageBusy

log = logging.getLogger(__name__)


class Files(Protocol):
    """What is kept in order (``storage.till_files.TillFiles``)."""

    def self_check(self) -> Sequence[Problem]: ...

    def tidy(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Counter:
    """What the counter does. ``sign``: anything that changes when somebody works."""

    receipt_is_open: Callable[[], bool]
    sign: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds: how long it must be quiet, how often the files are tidied and checked, how often is looked."""

    quiet_s: float = 60.0
    tidy_s: float = 900.0
    check_s: float = 86_400.0
    look_s: float = 5.0


class Housekeeping:
    """``found``: takes what was wrong with the files; called on the thread of the housekeeping."""

    def __init__(
        self,
        files: Files,
        counter: Counter,
        found: Callable[[Sequence[Problem]], None],
        pace: Pace | None = None,
    ) -> None:
        self._files, self._counter, self._found = files, counter, found
        self._pace = pace or Pace()
        self._stopping = threading.Event()
        self._tidied = self._checked = float("-inf")
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin to look for quiet moments."""
        self._thread.start()

    def stop(self, wait_s: float = 10.0) -> None:
        """End after what is being done now."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(wait_s)

    def _run(self) -> None:
        sign, since = self._counter.sign(), time.monotonic()
        while not self._stopping.wait(self._pace.look_s):
            now = time.monotonic()
            seen = self._counter.sign()
            if self._counter.receipt_is_open() or seen != sign:
                sign, since = seen, now
            elif now - since >= self._pace.quiet_s:
                self._keep_order(now)

    def _keep_order(self, now: float) -> None:
        """Do one thing at most, then look again whether it is still quiet."""
        try:
            if now - self._tidied >= self._pace.tidy_s:
                self._tidied = now
                self._files.tidy()
            elif now - self._checked >= self._pace.check_s:
                self._checked = now
                self._found(self._files.self_check())
        except StorageBusy:
            log.info("housekeeping.busy")
        except Problem as problem:
            log.exception("housekeeping.refused")
            self._found([problem])
        except Exception:  # whatever it is, the till goes on selling
            log.exception("housekeeping.failed")
