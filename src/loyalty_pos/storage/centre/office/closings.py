"""Months once closed. Rows are only ever added, and sums are made by the database: a year has millions of entries."""

import json
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from loyalty_pos.centre.written.closings import ClosedLine, Closing, LateEntry, Ledger
from loyalty_pos.core.account.roll_forward import RollForward
from loyalty_pos.core.closing.movements import Moved
from loyalty_pos.storage.centre.database import Row, Sql

_CLOSING: Final = (
    "SELECT ledger, month, entity, programme, zone, opening, issued, redeemed, expired, reversed, adjusted, late, "
    "late_entries, waiting, made_us, made_by, prev, hash FROM closing WHERE ($1 = '' OR month = $1) "
    "ORDER BY month, ledger DESC, entity"
)
_ADD: Final = (
    "INSERT INTO closing (ledger, month, entity, programme, zone, opening, issued, redeemed, expired, reversed, "
    "adjusted, late, late_entries, waiting, made_us, made_by, prev, hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"
)
_LINES: Final = (
    "SELECT ledger, month, entity, store_id, day, kind, amount, entries FROM closing_line "
    "WHERE ($1 = '' OR month = $1) ORDER BY month, ledger, day, store_id, kind"
)
_ADD_LINE: Final = (
    "INSERT INTO closing_line (ledger, month, entity, store_id, day, kind, amount, entries) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
)
_QUARTER_US: Final = 900_000_000
_SUMS: Final = {
    Ledger.POINTS: "SELECT store_id, occurred_us / $2, kind, CAST(SUM(amount) AS BIGINT), COUNT(*) FROM entry "
    "WHERE occurred_us < $1 AND amount <> 0 "
    "AND kind NOT IN ('hold', 'hold_release', 'activation', 'prolonged', 'debt_repaid') "
    "GROUP BY store_id, occurred_us / $2, kind",
    Ledger.CERTIFICATES: "SELECT v.home, d.at_us / $2, d.what, CAST(SUM(d.amount_minor) AS BIGINT), COUNT(*) "
    "FROM voucher_deed d JOIN voucher v ON v.key = d.key "
    "WHERE v.kind = 'certificate' AND d.at_us < $1 AND d.amount_minor <> 0 "
    "GROUP BY v.home, d.at_us / $2, d.what",
}


class SqlClosings:
    """Implements ``centre.ports.Closings``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def lock(self) -> None:
        """Let nobody else close a month until this transaction ends."""
        self._sql.lock(["closing"])

    def all(self, month: str = "") -> list[Closing]:
        """Return what is closed, oldest month first."""
        return [_closing(row) for row in self._sql.rows(_CLOSING, month)]

    def lines(self, month: str = "") -> list[ClosedLine]:
        """Return the lines of closed months."""
        return [
            ClosedLine(
                Ledger(ledger),
                closed,
                entity,
                Moved(store_id, date.fromisoformat(day), kind, amount, entries),
            )
            for ledger, closed, entity, store_id, day, kind, amount, entries in self._sql.rows(_LINES, month)
        ]

    def add(self, closings: Sequence[Closing], lines: Collection[ClosedLine]) -> None:
        """Add a month; one that is there already fails the transaction."""
        self._sql.many(_ADD, [_row(closing) for closing in closings])
        self._sql.many(_ADD_LINE, [_line_row(line) for line in lines])

    def sums(self, ledger: Ledger, until_us: int) -> list[tuple[str, int, str, int, int]]:
        """Return sums by shop, quarter of an hour and kind: no zone of the world parts days elsewhere."""
        rows = self._sql.rows(_SUMS[ledger], until_us, _QUARTER_US)
        return [(store, int(quarter), kind, amount, count) for store, quarter, kind, amount, count in rows]

    def late_points(self, before_us: int, heard_us: int, limit: int) -> list[LateEntry]:
        """Return entries that came later than the month of their date was closed."""
        rows = self._sql.rows(
            "SELECT store_id, receipt_code, kind, amount, occurred_us, recorded_us FROM entry WHERE occurred_us < $1 "
            "AND recorded_us >= $2 AND amount <> 0 "
            "AND kind NOT IN ('hold', 'hold_release', 'activation', 'prolonged', 'debt_repaid') "
            "ORDER BY occurred_us DESC LIMIT $3",
            before_us,
            heard_us,
            limit,
        )
        return [LateEntry(*row) for row in rows]


def _closing(row: Row) -> Closing:
    ledger, month, entity, programme, zone, *sums = row
    late, late_entries, waiting, *made = sums[6:]
    rolled = RollForward(*sums[:6])
    told = (late, late_entries, tuple(json.loads(waiting)))
    return Closing(Ledger(ledger), month, entity, programme, zone, rolled, *told, *made)


def _row(one: Closing) -> Row:
    rolled = one.rolled
    sums = (rolled.opening, rolled.issued, rolled.redeemed, rolled.expired, rolled.reversed, rolled.adjusted)
    made = (json.dumps(one.waiting), one.made_us, one.made_by, one.prev, one.hash)
    named = (str(one.ledger), one.month, one.entity, one.programme, one.zone)
    return (*named, *sums, one.late, one.late_entries, *made)


def _line_row(line: ClosedLine) -> Row:
    moved = line.moved
    named = (str(line.ledger), line.month, line.entity)
    return (*named, moved.store_id, moved.day.isoformat(), moved.kind, moved.amount, moved.entries)
