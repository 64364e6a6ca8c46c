"""Reading a TOML document strictly: each value checked, each unknown key refused, each refusal with its line.

It knows nothing of programmes. Lines come from ``_places``.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, NoReturn, TypeVar

from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme.file._places import line_at, places

E = TypeVar("E", bound=StrEnum)

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_MOST_TEXT = 1_000_000
_WIDEST = 2**53
_LIKE = 0.7
_LONGEST_WORD = 40
_DEEPEST = 8
SET_ASIDE: Final[dict[str, object]] = {}
"""Stands in a list of tables for one that was taken out, so that the numbers of the others stay."""


class Scope:
    """A table of the document and its place; every key must be asked for before ``done``."""

    def __init__(self, values: dict[str, object], path: str, lines: dict[str, int]) -> None:
        self._values = values
        self._path = path
        self._lines = lines
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        """Tell whether the key stands in this table; does not count as asked for."""
        return key in self._values

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Raise the refusal of a value of this table."""
        path = f"{self._path}.{key}".strip(".")
        raise BadProgramme(key=path, line=line_at(path, self._lines), reason=reason) from None

    def keys(self) -> Iterable[str]:
        """Return all keys in the order of the document."""
        return tuple(self._values)

    def done(self) -> None:
        """Refuse keys that nobody asked for, with the word of this table that is nearest."""
        for key in self._values:
            if key not in self._asked:
                self.refuse(key, _meant(key, frozenset(self._asked)))

    def take(self, key: str, default: object) -> object:
        """Return the value, or the default; without a default the key must be there."""
        self._asked.add(key)
        if key in self._values:
            return self._values[key]
        if default is None:
            self.refuse(key, "missing")
        return default


class Times(Scope):
    """Days and times of a table, without zones: a programme speaks of the shop's wall clock."""

    def day(self, key: str) -> date | None:
        """Return a date, None where the key is not there."""
        value = self.take(key, None) if self.has(key) else None
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            self.refuse(key, "expected_date")
        return value

    def wall_clock(self, key: str) -> datetime | None:
        """Return a moment of the shop's wall clock; a date is its start; None where the key is not there."""
        value = self.take(key, None) if self.has(key) else None
        if isinstance(value, datetime):
            if value.tzinfo is not None:
                self.refuse(key, "expected_time_without_zone")
            return value
        if isinstance(value, date):
            return datetime.combine(value, time())
        if value is not None:
            self.refuse(key, "expected_date_or_time")
        return None

    def clock(self, key: str) -> time:
        """Return a time of day."""
        value = self.take(key, None)
        if not isinstance(value, time):
            self.refuse(key, "expected_time_of_day")
        return value


class Table(Times):
    """The typed values of one table."""

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text that is not empty."""
        value = self.take(key, default)
        if not isinstance(value, str) or (not value.strip() and value != default):
            self.refuse(key, "expected_text")
        return value

    def whole(self, key: str, default: int | None = None, *, low: int = 0, high: int = _WIDEST) -> int:
        """Return a whole number from ``low`` to ``high``."""
        value = self.take(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(key, "expected_whole_number")
        if not low <= value <= high:
            self.refuse(key, f"expected_{low}_to_{high}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.take(key, default)
        if not isinstance(value, bool):
            self.refuse(key, "expected_true_or_false")
        return value

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """Return one of the words of ``kind``."""
        value = self.take(key, default)
        words = [str(word) for word in kind]
        if not isinstance(value, str) or value not in words:
            self.refuse(key, f"expected_one_of: {', '.join(words)}")
        return kind(value)

    def texts(self, key: str) -> frozenset[str]:
        """Return a list of texts, empty where the key is not there."""
        value = self.take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.refuse(key, "expected_list_of_texts")
        return frozenset(value)

    def wholes(self, key: str, low: int, high: int) -> frozenset[int]:
        """Return a list of whole numbers from ``low`` to ``high`` that is not empty."""
        value = self.take(key, [])
        if not isinstance(value, list) or not value:
            self.refuse(key, "expected_list_of_numbers")
        if not all(type(item) is int and low <= item <= high for item in value):
            self.refuse(key, f"expected_{low}_to_{high}")
        return frozenset(value)

    def table(self, key: str) -> "Table":
        """Return a table, an empty one where the key is not there."""
        value = self.take(key, {})
        if not isinstance(value, dict):
            self.refuse(key, "expected_table")
        return Table(value, f"{self._path}.{key}".strip("."), self._lines)

    def tables(self, key: str) -> list["Table"]:
        """Return a list of tables, empty where the key is not there; their paths count from 1."""
        value = self.take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.refuse(key, "expected_list_of_tables")
        path = f"{self._path}.{key}".strip(".")
        return [
            Table(item, f"{path}[{number}]", self._lines)
            for number, item in enumerate(value, 1)
            if item is not SET_ASIDE
        ]

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return a table of texts as pairs in their order; at least one."""
        inner = self.table(key)
        pairs = tuple((name, inner.text(name)) for name in inner.keys())  # noqa: SIM118  # a method, no dict
        if not pairs:
            self.refuse(key, "missing")
        return pairs


@dataclass(frozen=True, slots=True)
class Document:
    """A TOML text taken apart: its values, and the line of each key path."""

    values: dict[str, object]
    lines: dict[str, int]

    @property
    def top(self) -> Table:
        """The document's top table; nothing was asked of it yet."""
        return Table(self.values, "", self.lines)

    def refuse_unknown(self, words: frozenset[str], free: frozenset[str] = frozenset()) -> None:
        """Refuse the first key outside ``words``; inside a table named in ``free`` any key is fine."""
        for problem in self.unknown(words, free):
            raise problem

    def unknown(self, words: frozenset[str], free: frozenset[str] = frozenset()) -> list[BadProgramme]:
        """Return a refusal for each key outside ``words``, in order of their lines."""
        found = [
            BadProgramme(key=path, line=line_at(path, self.lines), reason=_meant(key, words))
            for path, key in _strange(self.values, words, free)
        ]
        return sorted(found, key=lambda problem: problem.line)


def read_toml(text: str) -> Document:
    """Return the document. Raises BadProgramme, with a column where the syntax is wrong."""
    if len(text) > _MOST_TEXT:
        raise BadProgramme(key="", line=1, reason="too_long")
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise BadProgramme(key="", line=1, reason="nested_too_deep") from None
    except ValueError as error:
        raise _syntax(text, str(error)) from None
    return Document(values, places(text))


def _meant(key: str, words: frozenset[str]) -> str:
    near = get_close_matches(key[:_LONGEST_WORD], sorted(words), n=1, cutoff=_LIKE)
    return f"unknown_key_near: {near[0]}" if near else "unknown_key"


def _strange(
    table: Mapping[str, object], words: frozenset[str], free: frozenset[str], path: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield path and name of each key outside ``words``; what stands below it is not looked at."""
    for key, value in table.items():
        here = f"{path}.{key}".strip(".")
        items = value if isinstance(value, list) else []
        inner = [(f"{here}[{n}]", item) for n, item in enumerate(items, 1) if isinstance(item, dict)]
        if key not in words or here.count(".") > _DEEPEST:
            yield (inner[0][0] if inner else here), key
        elif key in free:
            continue
        else:
            for place, item in [(here, value)] if isinstance(value, dict) else inner:
                yield from _strange(item, words, free, place)


def _syntax(text: str, message: str) -> BadProgramme:
    found = _PLACE.search(message)
    what = message.partition(" (at ")[0]
    if found is None:
        return BadProgramme(key="", line=text.count("\n") + 1, reason=f"syntax: {what}", column=1)
    line, column = int(found[1]), int(found[2])
    return BadProgramme(key="", line=line, reason=f"syntax: {what}", column=column)
