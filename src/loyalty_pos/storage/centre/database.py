"""One way to speak SQL to both databases: PostgreSQL's own style, which the SQLite side rewrites once.

Statements use ``$1``..., ``= ANY($1)`` for lists, ``IN`` + ``PAIRS`` for lists of pairs, ``ON CONFLICT``, ``RETURNING`` and ``FOR UPDATE``; no other
dialect, no sequences. It must never build a statement out of values.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol, TypeVar

Row = tuple[Any, ...]
Result = TypeVar("Result")


class Sql(Protocol):
    """Statements inside one transaction."""

    def rows(self, statement: str, *values: object) -> list[Row]:
        """Run one statement and return its rows."""
        ...

    def run(self, statement: str, *values: object) -> None:
        """Run one statement that gives nothing back."""
        ...

    def many(self, statement: str, rows: Iterable[Row]) -> None:
        """Run one statement for each row of values, in order."""
        ...

    def lock(self, names: Iterable[str]) -> None:
        """Keep every other transaction that locks one of these names waiting until this one ends."""
        ...


class Database(Protocol):
    """Whole transactions. Work may be repeated after a conflict, so it must not touch the outside world."""

    def read(self, work: Callable[[Sql], Result]) -> Result:
        """Run ``work`` on one snapshot, read only."""
        ...

    def write(self, work: Callable[[Sql], Result]) -> Result:
        """Run ``work`` in one transaction, durable when this returns; rolled back when it raises."""
        ...

    def tidy(self) -> None:
        """Let nothing that was deleted lie in a log beside the file, as far as nobody reads at this moment."""
        ...

    def close(self) -> None:
        """Finish what runs and let go of the database."""
        ...


CLOSED: Final = "the books are closed"

PAIRS: Final = "(SELECT value->>0, value->>1 FROM json_array_elements($1::json))"
"""Pairs of texts given as ``$1`` by ``pairs_text``: two lists would be matched each with each."""


def pairs_text(pairs: Iterable[tuple[str, str]]) -> str:
    """Return pairs as one value."""
    return json.dumps(list(pairs))


def first(rows: list[Row]) -> Row | None:
    """Return the only row, or None."""
    return rows[0] if rows else None
