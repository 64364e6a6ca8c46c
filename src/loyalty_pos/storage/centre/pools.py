"""Partners' own codes, sealed, each given to one member; see ``centre.ports``."""

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Final

from loyalty_pos.centre.records import PoolCode
from loyalty_pos.storage.centre.database import Sql, first

_NAMES: Final = [field.name for field in fields(PoolCode)]
_COLUMNS: Final = ", ".join(_NAMES)
_PLACES: Final = ", ".join(f"${number}" for number in range(1, len(_NAMES) + 1))
_SELECT: Final = f"SELECT {_COLUMNS} FROM pool_code "  # noqa: S608  # names of our own record
_ADD: Final = f"INSERT INTO pool_code ({_COLUMNS}) VALUES ({_PLACES})"  # noqa: S608  # as above
_values: Final = attrgetter(*_NAMES)


class SqlPools:
    """Implements ``centre.ports.Pools``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def lock(self, partner: str) -> None:
        """Let nobody else take a code of this partner until this transaction ends."""
        self._sql.lock([f"pool:{partner}"])

    def add(self, codes: Sequence[PoolCode]) -> None:
        """Bring codes; a key that is there already fails the transaction."""
        self._sql.many(_ADD, [_values(code) for code in codes])

    def of_operation(self, operation: str) -> PoolCode | None:
        """Return the code that an operation gave."""
        row = first(self._sql.rows(_SELECT + "WHERE operation = $1", operation)) if operation else None
        return PoolCode(*row) if row else None

    def next_free(self, partner: str) -> PoolCode | None:
        """Return a code that nobody has yet."""
        row = first(
            self._sql.rows(
                _SELECT + "WHERE partner = $1 AND operation = '' ORDER BY key LIMIT 1 FOR UPDATE", partner
            )
        )
        return PoolCode(*row) if row else None

    def give(self, code: PoolCode) -> None:
        """Keep who has a code."""
        self._sql.run(
            "UPDATE pool_code SET account_id = $2, operation = $3, given_us = $4 WHERE key = $1",
            code.key,
            code.account_id,
            code.operation,
            code.given_us,
        )

    def free(self, partner: str) -> int:
        """Return how many codes nobody has yet."""
        rows = self._sql.rows("SELECT COUNT(*) FROM pool_code WHERE partner = $1 AND operation = ''", partner)
        count: int = rows[0][0]
        return count
