"""Receipts that wait for the printer, in the encrypted journal; what a job is belongs to ``devices``."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from loyalty_pos.storage.database import Database

log = logging.getLogger(__name__)

Job = TypeVar("Job")


@dataclass(frozen=True, slots=True)
class JobText(Generic[Job]):
    """How a job becomes a text and back, and its number; ``read`` may give it another state after a restart.

    ``read`` raises ``ValueError`` for a text that it does not understand.
    """

    number: Callable[[Job], int]
    write: Callable[[Job], str]
    read: Callable[[str], Job]


class PrintJobs(Generic[Job]):
    """Jobs by number, until they are on paper."""

    def __init__(self, database: Database, text: JobText[Job]) -> None:
        self._database = database
        self._reader = database.reader()
        self._text = text

    def load(self) -> list[Job]:
        """Return all jobs in order of their numbers.

        One that this program does not understand is forgotten: its sale is in the journal and can be printed from there.
        """
        jobs: list[Job] = []
        for number, text in self._reader.rows("SELECT number, job FROM print_job ORDER BY number"):
            try:
                jobs.append(self._text.read(text))
            except ValueError:
                log.exception("print_jobs.not_understood", extra={"number": number})
                self.remove(number)
        return jobs

    def save(self, job: Job) -> None:
        """Keep the job, in place of its earlier state."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO print_job VALUES (?, ?)",
                (self._text.number(job), self._text.write(job)),
            )

    def remove(self, number: int) -> None:
        """Forget the job; it is on paper."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM print_job WHERE number = ?", (number,))
