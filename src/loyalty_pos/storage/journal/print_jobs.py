"""Receipts that wait for the printer, in the encrypted journal; what a job is belongs to ``devices``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from loyalty_pos.storage.database import Database

Job = TypeVar("Job")


@dataclass(frozen=True, slots=True)
class JobText(Generic[Job]):
    """How a job becomes a text and back, and its number; ``read`` may give it another state after a restart."""

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
        """Return all jobs in order of their numbers."""
        return [
            self._text.read(job) for (job,) in self._reader.rows("SELECT job FROM print_job ORDER BY number")
        ]

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
