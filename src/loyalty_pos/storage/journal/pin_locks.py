"""Failed PIN tries, so that a restart does not forgive them (R52)."""

from datetime import datetime

from loyalty_pos.core.dates import micros, moment
from loyalty_pos.storage.database import Database


class PinFailures:
    """``ports.PinLocks`` in the journal."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reader = database.reader()

    def failures(self, staff_id: str) -> tuple[int, datetime | None]:
        """Return (failed tries in a row, time of the last one)."""
        row = self._reader.row("SELECT failures, last_us FROM pin_failure WHERE staff_id = ?", (staff_id,))
        return (row[0], moment(row[1])) if row else (0, None)

    def add_failure(self, staff_id: str, at: datetime) -> None:
        """Count one more, durably before it is answered."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO pin_failure VALUES (?, 1, ?) ON CONFLICT (staff_id) "
                "DO UPDATE SET failures = failures + 1, last_us = excluded.last_us",
                (staff_id, micros(at)),
            )

    def clear(self, staff_id: str) -> None:
        """Forget the tries after a right PIN."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM pin_failure WHERE staff_id = ?", (staff_id,))
