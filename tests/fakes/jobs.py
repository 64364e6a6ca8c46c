"""A keeper of print jobs as written texts that outlives the queue, as the journal does."""

from loyalty_pos.devices.job_store import Job, read_job, write_job


class WrittenJobs:
    """Keeps the texts; each ``load`` reads them as a fresh program would."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}

    def load(self) -> list[Job]:
        return [read_job(self.texts[number]) for number in sorted(self.texts)]

    def save(self, job: Job) -> None:
        self.texts[job.number] = write_job(job)

    def remove(self, number: int) -> None:
        self.texts.pop(number, None)
