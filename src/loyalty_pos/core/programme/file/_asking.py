"""Listens to the readers: which keys they ask for, of which kind, within which bounds; for the JSON Schema.

The readers run on a document that is not there. Wherever one looks whether a key stands in the file, or which word
it holds, both ways are gone one after the other, until every way was gone once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final, NoReturn

from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme.file._toml_table import E, Table

ANY_KEY: Final = "*"
_MOST_WALKS: Final = 5_000
Schema = dict[str, Any]
Choice = tuple[str, str]
"""Path of a table, and the key in it that decides."""
Plan = Mapping[Choice, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """A key that a reader asked for: ``schema`` of its value, ``needed`` = without a default."""

    schema: Schema
    needed: bool


@dataclass(slots=True)
class Walk:
    """One way through the readers: what was decided where, and what was asked in which table.

    ``turned``: where it leaves the walk it began from, ``origin``. ``read``: tables that were read to their end.
    """

    plan: Plan
    turned: Choice | None = None
    origin: "Walk | None" = None
    asked: dict[str, dict[str, Asked]] = field(default_factory=dict)
    ways: dict[Choice, tuple[object, ...]] = field(default_factory=dict)
    words: dict[Choice, str] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    def way(self, choice: Choice, ways: Iterable[object]) -> object:
        """Return which way to go here; the first one unless the plan says another."""
        self.ways[choice] = tuple(ways)
        return self.plan.get(choice, self.ways[choice][0])

    def branches(
        self, seen: set[tuple[object, ...]], refused: set[tuple[Choice, object]]
    ) -> Iterable["Walk"]:
        """Yield walks that turn where nobody turned yet.

        What was refused elsewhere is tried again beside each new turn in its table, and everything is beside a
        list that has just got an item.
        """
        for choice, ways in self.ways.items():
            here = self.turned is not None and self.turned[0] == choice[0] and self.turned != choice
            grown = here and self.turned is not None and self.turned[1].endswith("[]")
            for way in ways:
                context = self.turned if grown or (here and (choice, way) in refused) else None
                if (context, choice, way) not in seen and way != self.way(choice, ways):
                    yield Walk({**self.plan, choice: way}, choice, self)
                seen.add((context, choice, way))


def walks(read: Callable[[Table], object]) -> list[Walk]:
    """Return ways through the reader of a whole document, each way at each fork at least once."""
    done: list[Walk] = []
    waiting = [Walk({})]
    seen: set[tuple[object, ...]] = set()
    refused: set[tuple[Choice, object]] = set()
    while waiting and len(done) < _MOST_WALKS:
        walk = waiting.pop(0)
        try:
            read(_Listener(walk, ""))
        except BadProgramme:  # this way is forbidden; what was asked until there is known
            if walk.turned is not None:
                refused.add((walk.turned, walk.plan[walk.turned]))
        done.append(walk)
        waiting += walk.branches(seen, refused)
    return done


class _Listening(Table):
    """A table that is not there: notes each question and answers something that is allowed."""

    def __init__(self, walk: Walk, path: str) -> None:
        super().__init__({}, path, {})
        self._walk = walk

    def _note(self, key: str, schema: Schema, *, needed: bool) -> None:
        self._walk.asked.setdefault(self._path, {})[key] = Asked(schema, needed)

    def _below(self, name: str) -> Table:
        return type(self)(self._walk, f"{self._path}.{name}".strip("."))

    def has(self, key: str) -> bool:
        """Both ways are gone."""
        return bool(self._walk.way((self._path, f"{key}?"), (False, True)))

    def refuse(self, key: str, reason: str) -> NoReturn:
        """End this way."""
        raise BadProgramme(key=f"{self._path}.{key}", line=1, reason=reason)

    def keys(self) -> Iterable[str]:
        """One key that stands for any."""
        return (ANY_KEY,)

    def done(self) -> None:
        """The table was read to its end."""
        self._walk.read.add(self._path)

    def table(self, key: str) -> Table:
        """A table that listens."""
        self._note(key, {"table": f"{self._path}.{key}".strip(".")}, needed=False)
        return self._below(key)

    def tables(self, key: str) -> list[Table]:
        """None, and one that listens."""
        self._note(key, {"list": f"{self._path}.{key}[]".strip(".")}, needed=False)
        return [self._below(f"{key}[]")] if self._walk.way((self._path, f"{key}[]"), (False, True)) else []

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """One pair."""
        pairs = super().pairs(key)
        self._note(key, {"table": f"{self._path}.{key}".strip(".")}, needed=True)
        self._walk.read.add(f"{self._path}.{key}".strip("."))
        return pairs


class _Listener(_Listening):
    """Listens to questions for values too."""

    def day(self, key: str) -> date | None:
        """No date."""
        self._note(key, {"type": "string", "format": "date"}, needed=False)
        return None

    def wall_clock(self, key: str) -> datetime | None:
        """No moment."""
        formats = [{"type": "string", "format": name} for name in ("date", "date-time")]
        self._note(key, {"anyOf": formats}, needed=False)
        return None

    def clock(self, key: str) -> time:
        """Eight o'clock."""
        self._note(key, {"type": "string", "format": "time"}, needed=True)
        return time(8)

    def text(self, key: str, default: str | None = None) -> str:
        """The default, or a letter."""
        schema: Schema = {"type": "string"} if default == "" else {"type": "string", "minLength": 1}
        self._note(key, schema, needed=default is None)
        return "x" if default is None else default

    def whole(self, key: str, default: int | None = None, *, low: int = 0, high: int = 2**53) -> int:
        """The default, or the most that is allowed: another bound may hang on it."""
        schema: Schema = {"type": "integer", "minimum": low, "maximum": high}
        self._note(key, schema if default is None else {**schema, "default": default}, needed=default is None)
        return high if default is None else default

    def flag(self, key: str, *, default: bool) -> bool:
        """Both ways are gone."""
        self._note(key, {"type": "boolean", "default": default}, needed=False)
        return bool(self._walk.way((self._path, f"{key}="), (default, not default)))

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """Every word is gone through."""
        words = sorted(kind, key=lambda word: word is not default)
        schema: Schema = {"enum": [word.value for word in kind]}
        self._note(
            key, schema if default is None else {**schema, "default": default.value}, needed=default is None
        )
        word = kind(str(self._walk.way((self._path, key), words)))
        self._walk.words[self._path, key] = word.value
        return word

    def texts(self, key: str) -> frozenset[str]:
        """No texts."""
        self._note(key, {"type": "array", "items": {"type": "string", "minLength": 1}}, needed=False)
        return frozenset()

    def wholes(self, key: str, low: int, high: int) -> frozenset[int]:
        """The least number that is allowed."""
        items: Schema = {"type": "integer", "minimum": low, "maximum": high}
        self._note(key, {"type": "array", "items": items, "minItems": 1}, needed=True)
        return frozenset({low})
