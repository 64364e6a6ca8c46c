"""A list that somebody takes away as a file: plain columns, numbers as numbers, times in UTC."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from loyalty_pos.core.dates import moment
from loyalty_pos.wire.desk import ParkedLine

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Table:
    """``name``: what the file is called; ``header``: codes of the columns."""

    name: str
    header: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def parked_table(parked: Sequence[ParkedLine]) -> Table:
    """Return events that wait aside at the centre; money is in units."""
    header = ("name", "till", "kind", "reason", "since", "receipt", "money")
    rows: list[tuple[Cell, ...]] = [
        (
            one.name,
            one.till,
            one.kind,
            one.reason,
            f"{moment(one.since_us):%Y-%m-%d %H:%M:%S}",
            one.receipt,
            Decimal(one.money_minor).scaleb(-2),
        )
        for one in parked
    ]
    return Table("parked", header, rows)
