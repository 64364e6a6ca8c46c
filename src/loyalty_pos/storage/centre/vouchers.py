"""Vouchers and what was done with them; deeds are only ever inserted."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Final

from loyalty_pos.centre.records import VoucherDeed
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.storage.centre.database import Row, Sql

_NAMES: Final = [field.name for field in fields(Voucher)]
_COLUMNS: Final = ", ".join(_NAMES)
_PLACES: Final = ", ".join(f"${number}" for number in range(1, len(_NAMES) + 1))
_CHANGED: Final = ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name != "key")
_SELECT: Final = f"SELECT {_COLUMNS} FROM voucher "  # noqa: S608  # names of our own record
_PUT: Final = (
    f"INSERT INTO voucher ({_COLUMNS}) VALUES ({_PLACES}) ON CONFLICT (key) DO UPDATE SET {_CHANGED}"  # noqa: S608  # as above
)
_values: Final = attrgetter(*_NAMES)
_DEED_NAMES: Final = [field.name for field in fields(VoucherDeed)]
_DEED_COLUMNS: Final = ", ".join(_DEED_NAMES)
_DEED_PLACES: Final = ", ".join(f"${number}" for number in range(1, len(_DEED_NAMES) + 1))
_DEEDS: Final = f"SELECT {_DEED_COLUMNS} FROM voucher_deed "  # noqa: S608  # as above
_ADD_DEED: Final = f"INSERT INTO voucher_deed ({_DEED_COLUMNS}) VALUES ({_DEED_PLACES})"  # noqa: S608  # as above
_deed_values: Final = attrgetter(*_DEED_NAMES)


class SqlVouchers:
    """Implements ``centre.ports.Vouchers``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def load(self, keys: Collection[int]) -> dict[int, Voucher]:
        """Return those that exist; nobody else has them until this transaction ends."""
        if not keys:
            return {}
        self._sql.lock([f"voucher:{key}" for key in keys])  # also those that somebody is just making
        rows = self._sql.rows(_SELECT + "WHERE key = ANY($1) ORDER BY key FOR UPDATE", list(keys))
        return {row[0]: _voucher(row) for row in rows}

    def look(self, keys: Collection[int]) -> list[Voucher]:
        """Return those that exist; nobody waits."""
        rows = self._sql.rows(_SELECT + "WHERE key = ANY($1) ORDER BY key", list(keys))
        return [_voucher(row) for row in rows]

    def richest(self, limit: int) -> list[Voucher]:
        """Return the active certificates with most money left; reads all of them."""
        rows = self._sql.rows(
            _SELECT
            + "WHERE kind = 'certificate' AND state = 'active' ORDER BY rest_minor DESC, key LIMIT $1",
            limit,
        )
        return [_voucher(row) for row in rows]

    def ended(self, before_us: int, limit: int) -> list[int]:
        """Return keys of active certificates with money left that nothing is held of and that ended before a moment."""
        rows = self._sql.rows(
            "SELECT key FROM voucher WHERE kind = 'certificate' AND state = 'active' AND rest_minor > 0 AND held = 0 "
            "AND until_us > 0 AND until_us < $1 ORDER BY key LIMIT $2",
            before_us,
            limit,
        )
        return [row[0] for row in rows]

    def left_of(self, series: Collection[str], limit: int) -> list[int]:
        """Return keys of active codes of these series, those with most uses left first."""
        rows = self._sql.rows(
            "SELECT key FROM voucher WHERE series = ANY($1) AND state = 'active' AND uses_left > 0 "
            "ORDER BY uses_left DESC, key LIMIT $2",
            list(series),
            limit,
        )
        return [row[0] for row in rows]

    def put(self, vouchers: Sequence[Voucher]) -> None:
        """Add vouchers, or replace those that are there."""
        self._sql.many(_PUT, [_row(voucher) for voucher in vouchers])

    def add_deeds(self, deeds: Sequence[VoucherDeed]) -> None:
        """Write down what was done; an id that is there already fails the transaction."""
        self._sql.many(_ADD_DEED, [_deed_values(deed) for deed in deeds])

    def deeds_of(self, keys: Collection[int]) -> list[VoucherDeed]:
        """Return what was done with these, in order."""
        rows = self._sql.rows(_DEEDS + "WHERE key = ANY($1) ORDER BY at_us, deed_id", list(keys))
        return [VoucherDeed(*row) for row in rows]

    def deeds_of_sales(self, sale_ids: Collection[str]) -> list[VoucherDeed]:
        """Return what sales did and what undid it, in order."""
        if not sale_ids:
            return []
        rows = self._sql.rows(_DEEDS + "WHERE sale_id = ANY($1) ORDER BY at_us, deed_id", list(sale_ids))
        return [VoucherDeed(*row) for row in rows]

    def of_account(self, account_id: str) -> list[Voucher]:
        """Return the vouchers that are for this member alone."""
        return [
            _voucher(row)
            for row in self._sql.rows(_SELECT + "WHERE account_id = $1 ORDER BY key", account_id)
        ]

    def counts(self, series: str) -> dict[str, int]:
        """Return how many of a series there are in each state."""
        rows = self._sql.rows(
            "SELECT state, COUNT(*) FROM voucher WHERE series = $1 GROUP BY state ORDER BY state", series
        )
        return dict(rows)

    def page(self, series: str, after: int, limit: int) -> list[Voucher]:
        """Return vouchers of a series ("" = of all) in the order of keys."""
        rows = self._sql.rows(
            _SELECT + "WHERE key > $1 AND ($2 = '' OR series = $2) ORDER BY key LIMIT $3",
            after,
            series,
            limit,
        )
        return [_voucher(row) for row in rows]


def _voucher(row: Row) -> Voucher:
    key, kind, series, state, *rest = row
    return Voucher(key, VoucherKind(kind), series, VoucherState(state), *rest)


def _row(voucher: Voucher) -> Row:
    key, kind, series, state, *rest = _values(voucher)
    return (key, str(kind), series, str(state), *rest)
