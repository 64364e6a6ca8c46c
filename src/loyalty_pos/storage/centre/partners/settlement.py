"""Who owes whom: rows that are only ever inserted."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Final

from loyalty_pos.core.partners.settlement import RowKind, SettlementRow
from loyalty_pos.storage.centre.database import Row, Sql

_NAMES: Final = [field.name for field in fields(SettlementRow)]
_COLUMNS: Final = ", ".join(_NAMES)
_PLACES: Final = ", ".join(f"${number}" for number in range(1, len(_NAMES) + 1))
_SELECT: Final = f"SELECT {_COLUMNS} FROM settlement_row "  # noqa: S608  # names of our own record
_ADD: Final = f"INSERT INTO settlement_row ({_COLUMNS}) VALUES ({_PLACES})"  # noqa: S608  # as above
_values: Final = attrgetter(*_NAMES)


class SqlSettlement:
    """Implements ``centre.ports.Settlement``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, rows: Sequence[SettlementRow]) -> None:
        """Write rows down; one that is there already fails the transaction."""
        self._sql.many(_ADD, [_row(row) for row in rows])

    def of_sales(self, sale_ids: Collection[str]) -> list[SettlementRow]:
        """Return what was written for these sales, in order of time."""
        if not sale_ids:
            return []
        return self._found("WHERE sale_id = ANY($1) ORDER BY at_us, row_id", list(sale_ids))

    def of_period(self, period: str) -> list[SettlementRow]:
        """Return the rows of a month."""
        return self._found("WHERE period = $1 ORDER BY at_us, row_id", period)

    def _found(self, where: str, value: object) -> list[SettlementRow]:
        return [_settlement(row) for row in self._sql.rows(_SELECT + where, value)]


def _row(row: SettlementRow) -> Row:
    row_id, kind, *rest = _values(row)
    return (row_id, str(kind), *rest)


def _settlement(row: Row) -> SettlementRow:
    row_id, kind, *rest = row
    return SettlementRow(row_id, RowKind(kind), *rest)
