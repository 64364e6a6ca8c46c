"""Print jobs are kept by a thread of their own, in order: a cashier's thread never waits for the disk.

Who is about to send the first byte waits with ``flush``: a job must be known as begun before it can be on paper.
"""

import logging
import queue
import threading
from collections.abc import Callable

from loyalty_pos.core.problems import Problem
from loyalty_pos.devices.job_store import Job, JobStore

log = logging.getLogger(__name__)

_PATIENCE_S = 10.0


class LateJobs:
    """A store in front of a slow one. A disk that refuses does not stop the printing: the job lives in memory then."""

    def __init__(self, store: JobStore) -> None:
        self._store = store
        self._orders: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="print jobs", daemon=True)
        self._thread.start()

    def load(self) -> list[Job]:
        """Return all jobs in order; asked once, at the start."""
        return self._store.load()

    def save(self, job: Job) -> None:
        """Keep the job soon."""
        self._orders.put(lambda: self._store.save(job))

    def remove(self, number: int) -> None:
        """Forget the job soon."""
        self._orders.put(lambda: self._store.remove(number))

    def flush(self) -> None:
        """Wait until everything said so far is kept; ten seconds at most, then the paper is more important."""
        kept = threading.Event()
        self._orders.put(kept.set)
        if not kept.wait(_PATIENCE_S):
            log.error("printer.jobs_not_kept_in_time")

    def stop(self, wait_s: float = 5.0) -> None:
        """Keep what was said and end; nothing is kept afterwards."""
        self._orders.put(None)
        self._thread.join(wait_s)

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            try:
                order()
            except (OSError, Problem):
                log.exception("printer.job_not_kept")
