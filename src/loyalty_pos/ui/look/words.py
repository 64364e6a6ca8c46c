"""Numbers, money, dates and counted nouns as people of one language write them. No Qt here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from loyalty_pos.core.basket import Unit
from loyalty_pos.till.formats import (
    NBSP,
    format_moment,
    format_money,
    format_number,
    format_points,
    format_quantity,
    format_share,
    plural,
    points_in_words,
)

_MONTHS = {
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_NOUNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "ru": {
        "operation": ("операция", "операции", "операций"),
        "line": ("позиция", "позиции", "позиций"),
        "try": ("попытка", "попытки", "попыток"),
    },
    "en": {
        "operation": ("operation", "operations"),
        "line": ("line", "lines"),
        "try": ("try", "tries"),
    },
}


_VERBS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "ru": {"expire": ("сгорит", "сгорят", "сгорят"), "wait": ("ожидает", "ожидают", "ожидают")},
    "en": {"expire": ("expires", "expire"), "wait": ("is pending", "are pending")},
}


@dataclass(frozen=True, slots=True)
class Words:
    """How ``language`` (``ru``, ``en``) writes things."""

    language: str

    def money(self, minor: int, *, symbol: bool = True) -> str:
        """Return an amount with the sign of its currency, or as a plain number for columns."""
        return format_money(minor, self.language) if symbol else format_number(minor, 2, self.language)

    def quantity(self, milli: int, unit: Unit) -> str:
        """Return a quantity: ``2``, ``0,350 кг``."""
        return format_quantity(milli, self.language, None if unit is Unit.PIECE else unit)

    def unit(self, unit: Unit) -> str:
        """Return the short name of a unit."""
        return format_quantity(0, self.language, unit).removeprefix(f"0{NBSP}")

    def number(self, points: int, exponent: int = 0, *, signed: bool = False) -> str:
        """Return points as a number: minor point units with ``exponent`` decimal places."""
        sign = "+" if signed and points > 0 else ""
        return sign + format_points(points, exponent, self.language)

    def points(self, points: int, exponent: int = 0, *, signed: bool = False) -> str:
        """Return points with their noun: ``1 240 баллов``."""
        sign = "+" if signed and points > 0 else ""
        return sign + points_in_words(points, exponent, self.language)

    def counted(self, noun: str, count: int) -> str:
        """Return a count with its noun: ``3 операции``."""
        forms = _NOUNS[self.language][noun]
        return f"{format_number(count, 0, self.language)}{NBSP}{plural(count, forms, self.language)}"

    def percent(self, bp: int) -> str:
        """Return basis points as per cent: ``7 %`` in Russian, ``7%`` in English."""
        return format_share(bp, self.language)

    def day(self, day: date) -> str:
        """Return day and month: ``30 ноября``, ``30 November``."""
        return f"{day.day}{NBSP}{_MONTHS[self.language][day.month - 1]}"

    def full_day(self, day: date) -> str:
        """Return day, month and year."""
        return f"{self.day(day)} {day.year}"

    def moment(self, at: datetime, zone: ZoneInfo) -> str:
        """Return date and time of the shop: ``21.11.2026 12:48`` or ``21 Nov 2026 12:48``."""
        return format_moment(at, zone.key, self.language)

    def clock(self, at: datetime, zone: ZoneInfo) -> str:
        """Return the time of day of the shop: ``12:48``."""
        return at.astimezone(zone).strftime("%H:%M")

    def span(self, span: timedelta) -> str:
        """Return how long: ``40 с``, ``12 мин``, ``3 ч``, ``2 дн.``."""
        seconds = max(0, int(span.total_seconds()))
        russian = self.language == "ru"
        for size, ru, en in ((86400, "дн.", "d"), (3600, "ч", "h"), (60, "мин", "min")):
            if seconds >= size:
                return f"{seconds // size}{NBSP}{ru if russian else en}"
        return f"{seconds}{NBSP}{'с' if russian else 's'}"


def points_that(words: Words, verb: str, points: int, exponent: int = 0) -> str:
    """Return points with a verb that agrees: ``1 балл сгорит``, ``2 points expire``; ``verb``: expire, wait."""
    whole, rest = divmod(abs(points), int(10**exponent))
    forms = _VERBS[words.language][verb]
    return f"{words.points(points, exponent)} {forms[-1] if rest else plural(whole, forms, words.language)}"
