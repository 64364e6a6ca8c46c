"""All mistakes of a programme file at once, as far as they can be told apart; for whoever writes one.

After the first mistake of a rule the rule is laid aside and the rest is read on, so that each rule tells one. What
refers to other rules is not judged once one of them is missing: it must never name a mistake that is none.
"""

import re
from typing import Final

from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme.file import programme_of
from loyalty_pos.core.programme.file._places import line_at, places
from loyalty_pos.core.programme.file._toml_table import SET_ASIDE, Document, read_toml
from loyalty_pos.core.programme.file._vocabulary import FREE, WORDS

_MOST: Final = 50
_FILLER: Final[dict[str, object]] = {"id": "-", "names": {"en": "-"}}
_PART: Final = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")
_OF_OTHERS: Final = re.compile(r"needs_|unknown_(?!key|time)|doubled|not_ascending")
"""Reasons that may only be there because a rule was laid aside."""


def mistakes(text: str) -> list[BadProgramme]:
    """Return the mistakes in order of their lines; none when the file is a programme."""
    try:
        document = read_toml(text)
    except BadProgramme as problem:
        return [problem]
    found = document.unknown(WORDS, FREE)
    for unknown in found:
        _lay_aside(document, unknown.key)
    while len(found) < _MOST:
        try:
            programme_of(document.top)
        except BadProgramme as problem:
            if not (found and _follows(document, problem)):
                found.append(problem)
            if not _lay_aside(document, problem.key):
                break
        else:
            break
    return sorted(found, key=lambda problem: problem.line)


def line_of(text: str, key: str) -> int:
    """Return the line where a key path of the document stands, or the nearest thing around it."""
    return line_at(key, places(text))


def _follows(document: Document, problem: BadProgramme) -> bool:
    """Tell whether the refusal may be there only because a rule was laid aside."""
    emptied = problem.reason == "missing" and isinstance(_value_at(document, problem.key), list)
    return emptied or _OF_OTHERS.match(problem.reason) is not None


def _lay_aside(document: Document, key: str) -> bool:
    """Take the innermost rule around the key out of the document; False when nothing is left to take."""
    parts = _parts(key)
    depth = max((position for position, (_, number) in enumerate(parts) if number), default=0)
    table: object = document.values
    for name, number in parts[:depth]:
        table = _inner(table, name, number)
    name, number = parts[depth]
    if not isinstance(table, dict):
        return False
    if number and isinstance(table.get(name), list):
        found = table[name][number - 1] is not SET_ASIDE
        table[name][number - 1] = SET_ASIDE
        return found
    found = name in table or name in _FILLER
    table.pop(name, None)
    if depth == 0 and name in _FILLER:
        table[name] = _FILLER[name]
    return found


def _parts(key: str) -> list[tuple[str, int]]:
    return [(name, int(number or 0)) for name, number in _PART.findall(key)]


def _value_at(document: Document, key: str) -> object:
    value: object = document.values
    for name, number in _parts(key):
        value = _inner(value, name, number)
    return value


def _inner(table: object, name: str, number: int) -> object:
    value = table.get(name) if isinstance(table, dict) else None
    return value[number - 1] if number and isinstance(value, list) else value
