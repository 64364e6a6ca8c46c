"""The papers that are not out yet, for whoever stands at the till: list, hurry, a marked copy, settle, drop.

Nothing is printed twice without a mark: a paper that may be out already is only ever printed again as a copy, and one
that was dropped is forgotten. Every call answers at once, from any thread.
"""

from collections.abc import Callable
from threading import Condition

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.devices.job_book import JobBook
from loyalty_pos.devices.job_store import Job, JobState
from loyalty_pos.till.ports import HeldPaper, PrintState

_STATES = {JobState.WAITING: PrintState.HELD, JobState.UNCERTAIN: PrintState.UNCERTAIN}


class HeldPapers:
    """A queue's papers. ``hurry``: lets the queue try now; called while ``lock`` is held."""

    def __init__(self, book: JobBook, lock: Condition, hurry: Callable[[], None]) -> None:
        self._book, self._lock, self._hurry = book, lock, hurry

    def uncertain(self) -> list[Receipt]:
        """Return receipts whose end is unknown, oldest first."""
        with self._lock:
            return self._book.uncertain()

    def waiting(self) -> int:
        """Return how many receipts are not on paper yet, the uncertain ones not counted."""
        with self._lock:
            return self._book.unfinished()

    def held(self) -> list[HeldPaper]:
        """Return all that is not on paper, in order."""
        with self._lock:
            return [_told(job) for job in self._book.jobs()]

    def again(self, key: str) -> None:
        """The cashier saw no whole receipt: print it again, marked as a copy, the drawer stays shut."""
        with self._lock:
            self._book.settle(key, again=True)
            self._hurry()

    def settled(self, key: str) -> None:
        """The cashier saw the receipt: forget the job."""
        with self._lock:
            self._book.settle(key, again=False)

    def drop(self, number: int) -> bool:
        """Forget one that nobody wants any more; False: it is being sent just now, or is gone."""
        with self._lock:
            return self._book.drop(number)

    def now(self) -> None:
        """Try now, whatever the pause was to be."""
        with self._lock:
            self._hurry()


def _told(job: Job) -> HeldPaper:
    receipt = job.receipt
    state = _STATES.get(job.state, PrintState.PRINTED)
    return HeldPaper(job.number, receipt.key, receipt.kind, receipt.number, state, copy=receipt.copy)
