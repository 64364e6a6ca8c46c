"""A month as it is closed: its name, its days, and the moment at which it is over in the shop's zone; pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_MONTHS = 12
_WRITTEN = re.compile("[0-9]{4}-[0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 2000, 9998


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month; they are ordered as time is."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> "Month":
        """Return the month of ``2026-11``. Raises ValueError."""
        if _WRITTEN.fullmatch(text) is None:
            raise ValueError(text)
        made = cls(*map(int, text.split("-")))
        if not (1 <= made.number <= _MONTHS and _FIRST_YEAR <= made.year <= _LAST_YEAR):
            raise ValueError(text)
        return made

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month of a day."""
        return cls(day.year, day.month)

    @property
    def next(self) -> "Month":
        """The month behind it."""
        is_last = self.number == _MONTHS
        return Month(self.year + is_last, 1 if is_last else self.number + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    def over_at(self, zone: str) -> datetime:
        """Return when its last day has ended in this zone: the first moment of the next month there."""
        return datetime(self.next.year, self.next.number, 1, tzinfo=ZoneInfo(zone))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
