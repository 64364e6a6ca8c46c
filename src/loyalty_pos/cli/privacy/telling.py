"""What is kept of a person, in words: sections with where and why, rows with labels, times and money as people read them."""

import json
from collections.abc import Iterator
from typing import Final

from loyalty_pos.centre.privacy.records import Kept
from loyalty_pos.cli.privacy.words import label, privacy_line, section_words
from loyalty_pos.core.dates import moment
from loyalty_pos.till.formats import format_money, format_quantity, format_share

_NEVER: Final = 1 << 60


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
            told = [
                f"{label(name, lang)}: {_shown(name, value, lang)}" for name, value in row.items() if value
            ]
            yield "  - " + "; ".join(told)


def _exact(name: str, value: object) -> object:
    """Return a time with its zone, JSON as JSON, anything else as it is kept."""
    if name.endswith("_us") and isinstance(value, int):
        return moment(value).isoformat() if 0 < value < _NEVER else None
    if name in {"progress", "habits", "facts", "lines"} and isinstance(value, str) and value:
        return json.loads(value)
    return value


def _shown(name: str, value: object, lang: str) -> str:
    if not isinstance(value, int):
        return str(value)
    if name.endswith("_us"):
        return when(value)
    if name.endswith("_minor"):
        return format_money(value, lang)
    if name.endswith("_milli"):
        return format_quantity(value, lang)
    if name.endswith("_bp"):
        return format_share(value, lang)
    return str(value)
