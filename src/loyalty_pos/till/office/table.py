"""A list that somebody takes away as a file: plain columns, numbers as numbers, times in UTC."""

from dataclasses import dataclass
from decimal import Decimal

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Table:
    """``name``: what the file is called; ``header``: codes of the columns."""

    name: str
    header: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
