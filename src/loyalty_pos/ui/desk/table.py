"""A sheet of the desk as a table for a spreadsheet: plain columns, numbers as numbers. No Qt, no words of people.

Money and points are decimals of their units; the headings are the codes that the commands' exports use.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from loyalty_pos.core.dates import moment
from loyalty_pos.core.sale import CashMoved, Noted
from loyalty_pos.till.office.table import Cell, Table
from loyalty_pos.ui.desk.state import DeskState, Sheet
from loyalty_pos.wire.desk import DayLine, DeedLine, DeskTold, MonthLine

Rows = list[tuple[Cell, ...]]
_MINOR: Final = 2


def table_of(state: DeskState) -> Table | None:
    """Return what is looked at, None = nothing was told yet."""
    if state.sheet is Sheet.HERE:
        return Table(
            "here", ("at", "what", "by", "subject", "detail", "amount"), [_here(one) for one in state.here]
        )
    if state.told is None:
        return None
    header, rows = _SHEETS[state.sheet]
    return Table(str(state.sheet), header, rows(state.told))


def _days(days: list[DayLine], exponent: int) -> Rows:
    return [
        (
            one.day,
            one.receipts,
            one.with_card,
            _money(one.sold_minor),
            _points(one.issued, exponent),
            _points(one.redeemed, exponent),
        )
        for one in days
    ]


def _months(told: DeskTold) -> Rows:
    return [_month(one, told.exponent) for one in told.months]


def _month(one: MonthLine, exponent: int) -> tuple[Cell, ...]:
    def number(amount: int) -> Decimal:
        return _money(amount) if one.ledger == "certificates" else _points(amount, exponent)

    sums = (
        one.opening,
        one.issued,
        one.redeemed,
        one.expired,
        one.reversed,
        one.adjusted,
        one.closing,
        one.late,
    )
    named = (one.month, one.ledger, one.entity, one.programme)
    return (*named, *map(number, sums), " ".join(one.waiting), _when(one.made_us))


def _deeds(deeds: list[DeedLine]) -> Rows:
    return [(_when(one.at_us), one.what, one.done_by, one.subject, one.detail) for one in deeds]


def _odd(told: DeskTold) -> Rows:
    return [
        (
            one.kind.upper(),
            one.cashier,
            one.account,
            one.till,
            " ".join(f"{name}={number}" for name, number in one.facts),
            " ".join(one.receipts),
        )
        for one in told.odd
    ]


def _adjustments(told: DeskTold) -> Rows:
    return [
        (
            _when(one.proposed_us),
            one.account,
            _points(one.points, told.exponent),
            one.reason,
            one.note,
            one.receipt,
            one.proposed_by,
            one.decided_by,
            one.state,
        )
        for one in told.adjustments
    ]


def _debts(told: DeskTold) -> Rows:
    def number(value: str, amount: int) -> Decimal:
        return _money(amount) if value == "money" else _points(amount, told.exponent)

    return [
        (
            _when(one.at_us),
            one.who,
            one.value,
            number(one.value, one.points),
            number(one.value, one.rest),
            one.cause,
            one.state,
            one.till,
        )
        for one in told.debts
    ]


def _here(one: Noted | CashMoved) -> tuple[Cell, ...]:
    if isinstance(one, Noted):
        by = one.approved_by or one.cashier_id
        return _when(one.noted_at_us), one.what, by, one.subject, one.reason, _money(one.amount_minor)
    return _when(one.moved_at_us), "cash_moved", "", "", one.reason, _money(one.amount_minor)


def _money(minor: int) -> Decimal:
    return Decimal(minor).scaleb(-_MINOR)


def _points(points: int, exponent: int) -> Decimal:
    return Decimal(points).scaleb(-exponent)


def _when(us: int) -> str:
    return f"{moment(us):%Y-%m-%d %H:%M:%S}" if us else ""


_SOLD: Final = ("receipts", "with_card", "sold", "issued", "redeemed")
_DEED: Final = ("at", "what", "by", "subject", "detail")
_SHEETS: Final[dict[Sheet, tuple[tuple[str, ...], Callable[[DeskTold], Rows]]]] = {
    Sheet.DAYS: (("day", *_SOLD), lambda told: _days(told.days, told.exponent)),
    Sheet.SOLD: (("month", *_SOLD), lambda told: _days(told.sold, told.exponent)),
    Sheet.CLOSINGS: (
        (
            "month",
            "ledger",
            "entity",
            "programme",
            "opening",
            "issued",
            "redeemed",
            "expired",
            "reversed",
            "adjusted",
            "closing",
            "late",
            "waiting",
            "made",
        ),
        _months,
    ),
    Sheet.TILLS: (
        ("till", "seen", "waits", "complete"),
        lambda told: [(one.till, _when(one.seen_us), one.waits, int(one.complete)) for one in told.tills],
    ),
    Sheet.CERTIFICATES: (
        ("series", "state", "count", "value", "rest"),
        lambda told: [
            (one.series, one.state, one.count, _money(one.value_minor), _money(one.rest_minor))
            for one in told.certificates
        ],
    ),
    Sheet.ODD: (("kind", "cashier", "account", "till", "facts", "receipts"), _odd),
    Sheet.ADJUSTMENTS: (
        ("at", "account", "points", "reason", "note", "receipt", "by", "decided_by", "state"),
        _adjustments,
    ),
    Sheet.DEBTS: (("at", "who", "value", "taken", "rest", "cause", "state", "till"), _debts),
    Sheet.BLOCKED: (
        ("at", "account", "card", "reason", "by"),
        lambda told: [
            (_when(one.at_us), one.account, f"**** {one.last4}", one.reason, one.done_by)
            for one in told.blocked
        ],
    ),
    Sheet.PEOPLE: (
        ("id", "name", "role", "active"),
        lambda told: [(one.staff_id, one.name, one.role, int(one.active)) for one in told.staff],
    ),
    Sheet.REMARKS: (_DEED, lambda told: _deeds(told.remarks)),
    Sheet.TRAIL: (_DEED, lambda told: _deeds(told.deeds)),
}
