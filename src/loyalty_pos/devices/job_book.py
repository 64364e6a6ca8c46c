"""The print jobs at hand, in order, each change kept in a store. Callers hold the queue's lock."""

from collections import deque
from dataclasses import replace

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.devices.job_store import Job, JobState, JobStore

_REMEMBERED = 500


class JobBook:
    """Which receipts are waiting, being sent or uncertain."""

    def __init__(self, store: JobStore) -> None:
        self._store = store
        self._jobs = {job.number: job for job in store.load()}
        self._last_number = max(self._jobs, default=0)
        self._recent: deque[str] = deque((job.receipt.key for job in self._jobs.values()), _REMEMBERED)

    def add(self, receipt: Receipt) -> bool:
        """Add a receipt; False: its key was here before and it is no copy, so it is not printed again."""
        if not receipt.copy and receipt.key in self._recent:
            return False
        self._recent.append(receipt.key)
        self._last_number += 1
        self.keep(Job(self._last_number, receipt))
        return True

    def next_waiting(self) -> Job | None:
        """Return the oldest job that may be sent."""
        return next(iter(self._in(JobState.WAITING)), None)

    def uncertain(self) -> list[Receipt]:
        """Return receipts whose end is unknown, oldest first."""
        return [job.receipt for job in self._in(JobState.UNCERTAIN)]

    def jobs(self) -> list[Job]:
        """Return all that is not on paper, in order."""
        return [self._jobs[number] for number in sorted(self._jobs)]

    def drop(self, number: int) -> bool:
        """Forget a job that is not being sent; return whether there was one."""
        job = self._jobs.get(number)
        if job is None or job.state is JobState.SENDING:
            return False
        self.forget(job)
        return True

    def unfinished(self) -> int:
        """Return how many are waiting or being sent."""
        return len(self._jobs) - len(self._in(JobState.UNCERTAIN))

    def settle(self, key: str, *, again: bool) -> None:
        """End the uncertain jobs of a key; ``again`` adds a marked copy that leaves the drawer shut."""
        for job in self._in(JobState.UNCERTAIN):
            if job.receipt.key == key:
                self.forget(job)
                if again:
                    self.add(replace(job.receipt, copy=True, open_drawer=False))

    def keep(self, job: Job) -> None:
        """Note a new or changed job."""
        self._jobs[job.number] = job
        self._store.save(job)

    def forget(self, job: Job) -> None:
        """The job is on paper or settled."""
        self._jobs.pop(job.number, None)
        self._store.remove(job.number)

    def _in(self, state: JobState) -> list[Job]:
        return [self._jobs[number] for number in sorted(self._jobs) if self._jobs[number].state is state]
