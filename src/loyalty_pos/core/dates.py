"""Days of a shop: start of day in a zone, whole months, windows around a birthday; never asks what time it is."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """Return UTC microseconds since 1970 of an aware moment, exactly."""
    return (moment - EPOCH) // _MICROSECOND


def moment(us: int) -> datetime:
    """Return the aware UTC moment of microseconds since 1970."""
    return EPOCH + timedelta(microseconds=us)


def local_day(at: datetime, zone: str) -> date:
    """Return the day it is in ``zone`` at an aware moment."""
    return at.astimezone(ZoneInfo(zone)).date()


def start_of_day(day: date, zone: str) -> datetime:
    """Return when the day starts in ``zone``, as UTC (W10)."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def add_months(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, clipped to the month's end (31.08 + 6 m = 28.02)."""
    index = day.year * 12 + day.month - 1 + months
    year, month0 = divmod(index, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


def birthday_in(birthday: date, year: int) -> date:
    """Return the birthday kept in ``year``; 29 February is kept on 28 February of a short year (W31)."""
    if (birthday.month, birthday.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28)
    return birthday.replace(year=year)


def birthday_window(birthday: date, year: int, days_before: int, days_after: int) -> tuple[date, date]:
    """Return first and last day of the window around the birthday kept in ``year``; may cross New Year."""
    kept = birthday_in(birthday, year)
    return kept - timedelta(days=days_before), kept + timedelta(days=days_after)


def in_birthday_window(birthday: date, day: date, days_before: int, days_after: int) -> bool:
    """Tell whether ``day`` lies in the window of this, the last or the next year's birthday."""
    windows = (
        birthday_window(birthday, year, days_before, days_after)
        for year in (day.year - 1, day.year, day.year + 1)
    )
    return any(first <= day <= last for first, last in windows)
