"""Values of a programme as people of each language read them: money, shares, points, days, goods; pure.

A fact knows its number, so that a sentence can ask for the right word form (``{days:day|days}``) or for a factor
(``{bp:x}``: 15 000 basis points are 1.5).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from loyalty_pos.core.money import BASIS
from loyalty_pos.till.formats import (
    EN,
    NBSP,
    format_money,
    format_quantity,
    format_share,
    plural,
    points_in_words,
)
from loyalty_pos.till.words.programme_en import MONTHS as MONTHS_EN
from loyalty_pos.till.words.programme_en import WEEKDAYS as WEEKDAYS_EN
from loyalty_pos.till.words.programme_ru import MONTHS as MONTHS_RU
from loyalty_pos.till.words.programme_ru import WEEKDAYS as WEEKDAYS_RU

_POINTS: Final = frozenset(
    {
        "app",
        "block",
        "by_phone",
        "confirm_from",
        "guest",
        "home",
        "max_receipt",
        "minimum",
        "month_cap",
        "per_sale",
        "points",
        "points_each",
        "referrer_points",
        "risk",
        "visited",
        "withdraw_minimum",
    }
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What numbers of a programme mean: its currency, and its points."""

    currency: str
    exponent: int


class Fact:
    """A value inside a sentence: its text; with ``a|b|c`` the word form for its number, with ``x`` a factor."""

    def __init__(self, text: str, number: int, lang: str) -> None:
        self._text = text
        self._number = number
        self._lang = lang

    def __format__(self, spec: str) -> str:
        if spec == "x":
            return _factor(self._number, self._lang)
        return plural(self._number, tuple(spec.split("|")), self._lang) if spec else self._text


def whole(name: str, value: int, unit: Unit, lang: str) -> Fact:
    """Return a number written by its unit, which its name tells (``*_minor``, ``*_bp``, ``*_milli``, points)."""
    text = str(value)
    if name.endswith("_minor"):
        text = format_money(value, lang, unit.currency)
    elif name == "bp" or name.endswith("_bp"):
        text = format_share(value, lang)
    elif name.endswith("_milli"):
        text = format_quantity(value, lang)
    elif name in _POINTS:
        text = points_in_words(value, unit.exponent, lang)
    return Fact(text, value, lang)


def moment(value: date | time, lang: str) -> str:
    """Return a day, a moment of the shop's wall clock, or a time of day."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime) and value.time() != time():
        return f"{_day(value, lang)} {value:%H:%M}"
    return _day(value, lang)


def names(value: Iterable[str], called: Mapping[str, str]) -> str:
    """Return names of the shop in quotes; ``called``: what people call them."""
    return ", ".join(sorted(f"«{called.get(name, name)}»" for name in value))


def _spans(value: list[Any], lang: str) -> str:
    return ", ".join(_span(first, last, lang) for first, last in value)


def _weekdays(value: list[Any], lang: str) -> str:
    return ", ".join((WEEKDAYS_EN if lang == EN else WEEKDAYS_RU)[day - 1] for day in sorted(value))


def _shares(value: list[Any], lang: str) -> str:
    return ", ".join(f"«{name}» {format_share(bp, lang)}" for name, bp in value)


def _sums(value: list[Any], lang: str) -> str:
    return ", ".join(format_money(one, lang) for one in sorted(value))


def _called(value: list[Any], _lang: str) -> str:
    return ", ".join(f"{language}: {name}" for language, name in value)


def _day_of_year(value: list[Any], lang: str) -> str:
    month, day = value
    return f"{day}{NBSP}{(MONTHS_EN if lang == EN else MONTHS_RU)[month - 1]}"


def _span(first: int, last: int, lang: str) -> str:
    ends = [_day_of_year([day // 100, day % 100], lang) for day in (first, last)]
    return ends[0] if first == last else " – ".join(ends)


def _day(value: date, lang: str) -> str:
    return f"{_day_of_year([value.month, value.day], lang)}{NBSP}{value.year}"


def _factor(bp: int, lang: str) -> str:
    whole_part, rest = divmod(bp, BASIS)
    decimals = f"{rest:04}".rstrip("0")
    return f"{whole_part}{'.' if lang == EN else ','}{decimals}" if decimals else str(whole_part)


LISTS: Final[dict[str, Callable[[list[Any], str], str]]] = {
    "days": _weekdays,
    "funders": _shares,
    "names": _called,
    "saved_from": _day_of_year,
    "spans": _spans,
    "values_minor": _sums,
}
"""How lists of numbers and pairs are written, by the name of their field."""
