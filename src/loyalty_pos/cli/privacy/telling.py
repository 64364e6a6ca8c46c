"""What is kept of a person, in words: sections with where and why, rows with labels, times and money as people read them."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from loyalty_pos.centre.privacy.records import Kept
from loyalty_pos.cli.privacy.value_words import value_words
from loyalty_pos.cli.privacy.words import label, privacy_line, section_words
from loyalty_pos.core.dates import moment
from loyalty_pos.till.formats import format_money, format_points, format_quantity, format_share

_NEVER: Final = 1 << 60
_BY_END: Final[dict[str, Callable[[int, str], str]]] = {
    "_us": lambda value, _: when(value),
    "_minor": format_money,
    "_milli": format_quantity,
    "_bp": format_share,
}
_PROGRESS: Final = ("months", "tier_since", "counters", "clubs", "segments", "opted_out")
"""What the parts of an account's ``progress`` are, in their order."""
_POINTS: Final = frozenset({"amount", "remaining", "held", "debt", "redeemed", "accrued", "points", "rest"})


def when(us: int, *, day: bool = False) -> str:
    """Return UTC microseconds as people read them, - for never."""
    if not 0 < us < _NEVER:
        return "-"
    return moment(us).strftime("%Y-%m-%d" if day else "%Y-%m-%d %H:%M UTC")


def kept_as_json(kept: Kept, lang: str) -> dict[str, object]:
    """Return everything as JSON: exact values under the names of the books, and where and why in words."""
    return {
        "number": kept.number,
        "account": kept.account_id,
        "at": moment(kept.at_us).isoformat(),
        "kept": [
            {
                "what": section.name,
                "title": section_words(section.name, lang)[0],
                "where": section_words(section.name, lang)[1],
                "why": section_words(section.name, lang)[2],
                "rows": [{name: _exact(name, value) for name, value in row.items()} for row in section.rows],
            }
            for section in kept.sections
        ],
    }


def kept_lines(kept: Kept, lang: str) -> Iterator[str]:
    """Return everything line by line; values that are empty are left out."""
    for section in kept.sections:
        title, where, why = section_words(section.name, lang)
        yield ""
        yield privacy_line("section", lang, title=title, count=len(section.rows))
        yield privacy_line("where_why", lang, where=where, why=why)
        for row in section.rows:
            values = (
                (name, _shown(name, value, lang, kept.exponent)) for name, value in row.items() if value
            )
            yield "  - " + "; ".join(f"{label(name, lang)}: {text}" for name, text in values)


def _exact(name: str, value: object) -> object:
    """Return a time with its zone, JSON as JSON, anything else as it is kept."""
    if name.endswith("_us") and isinstance(value, int):
        return moment(value).isoformat() if 0 < value < _NEVER else None
    if name in {"progress", "habits", "facts", "lines"} and isinstance(value, str) and value:
        return json.loads(value)
    return value


def _shown(name: str, value: object, lang: str, exponent: int) -> str:
    if name == "habits":
        return _stores(str(value))
    if name == "progress":
        return _counted(str(value), lang)
    if not isinstance(value, int):
        return value_words(name, str(value), lang)
    if name in _POINTS:
        return format_points(value, exponent, lang)
    return next((show(value, lang) for end, show in _BY_END.items() if name.endswith(end)), str(value))


def _stores(habits: str) -> str:
    """Return where the member bought last, newest first; the rest of it is about debts."""
    stores: list[tuple[str, int]] = json.loads(habits)[0]
    return ", ".join(f"{store} {when(at_us, day=True)}" for store, at_us in stores)


def _counted(progress: str, lang: str) -> str:
    """Return what was counted of the member, each part by its name; empty parts are left out."""
    parts = zip(_PROGRESS, json.loads(progress), strict=False)
    told = ((label(name, lang), _part(name, part, lang)) for name, part in parts if part)
    return ", ".join(f"{title} {text}".rstrip() for title, text in told) or "-"


def _part(name: str, part: Any, lang: str) -> str:
    """Return one part of what was counted, as people read it."""
    match name:
        case "months":
            rows = (
                f"{month // 12}-{month % 12 + 1:02} {format_money(spent, lang)}, {visits}"
                for month, spent, visits in part
            )
        case "counters":
            rows = (f"{_counter(key)} {amount}" for key, amount in part)
        case "clubs":
            rows = (
                f"{club} {when(since, day=True)} - {when(until, day=True)}" for club, since, until, *_ in part
            )
        case "segments":
            rows = iter(part)
        case _:
            return "" if part is True else str(part)
    return f"({'; '.join(rows)})"


def _counter(key: str) -> str:
    """Return what was counted and when: the name in the programme, and the day, week, month or year."""
    subject, _, period = key.partition("@")
    name = subject.partition("/")[0].removeprefix("stamps.")
    return f"{name}, {period}:" if period else f"{name}:"
