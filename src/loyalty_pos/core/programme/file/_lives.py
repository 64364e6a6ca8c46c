"""When points begin and end, and by which periods they are limited, as a programme file says it."""

from loyalty_pos.core.programme.accrual import (
    Activation,
    AfterDays,
    AfterMonths,
    AtMonthEnd,
    AtOnce,
    AtYearEnd,
    Expiry,
    InDays,
    InMinutes,
    NeverExpires,
    OnMonthDay,
    WhenInactive,
)
from loyalty_pos.core.programme.file._bounds import MOST_DAYS, MOST_MONTHS
from loyalty_pos.core.programme.file._toml_table import Table
from loyalty_pos.core.programme.periods import Limit, Spell

_MOST_MINUTES = 60 * 24 * 366
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DELAYS = ("delay_days", "delay_minutes", "delay_month_day")
_LIVES = ("life_days", "life_months", "life_month_end", "life_year_end", "life_inactive_days")


def read_activation(table: Table, missing: Activation | None = None) -> Activation:
    """Return when points may be used; without a word of it ``missing``, or at once."""
    match _only_one(table, _DELAYS, "either_days_or_minutes_or_month_day"):
        case "delay_days":
            days = table.whole("delay_days", high=MOST_DAYS)
            return InDays(days) if days else AtOnce()
        case "delay_minutes":
            minutes = table.whole("delay_minutes", high=_MOST_MINUTES)
            return InMinutes(minutes) if minutes else AtOnce()
        case "delay_month_day":
            return OnMonthDay(table.whole("delay_month_day", low=1, high=31))
        case _:
            return missing or AtOnce()


def read_expiry(table: Table) -> Expiry:
    """Return when points end; without a word of it never."""
    match _only_one(table, _LIVES, "either_days_or_months"):
        case "life_days":
            return AfterDays(table.whole("life_days", low=1, high=MOST_DAYS))
        case "life_months":
            return AfterMonths(table.whole("life_months", low=1, high=MOST_MONTHS))
        case "life_month_end":
            return AtMonthEnd(table.whole("life_month_end", high=MOST_MONTHS))
        case "life_inactive_days":
            return WhenInactive(table.whole("life_inactive_days", low=1, high=MOST_DAYS))
        case "life_year_end":
            return _year_end(table)
        case _:
            if table.has("save_month_day"):
                table.refuse("save_month_day", "needs_life_year_end")
            return NeverExpires()


def has_life(table: Table) -> bool:
    """Tell whether the table says when points end."""
    return any(table.has(key) for key in _LIVES)


def has_delay(table: Table) -> bool:
    """Tell whether the table says when points begin."""
    return any(table.has(key) for key in _DELAYS)


def _year_end(table: Table) -> Expiry:
    saved = month_day(table, "save_month_day") if table.has("save_month_day") else None
    if not table.flag("life_year_end", default=True):
        return NeverExpires()
    return AtYearEnd(saved)


def month_day(table: Table, key: str) -> tuple[int, int]:
    """Return a day of any year, written "10-01"."""
    text = table.text(key)
    month, dash, day = text.partition("-")
    if not (dash and month.isascii() and day.isascii() and month.isdigit() and day.isdigit()):
        table.refuse(key, "expected_month_and_day")
    if len(text) > len("12-31") or not 1 <= int(month) <= len(_MONTH_DAYS):
        table.refuse(key, "expected_month_and_day")
    if not 1 <= int(day) <= _MONTH_DAYS[int(month) - 1]:
        table.refuse(key, "expected_month_and_day")
    return int(month), int(day)


def _only_one(table: Table, keys: tuple[str, ...], reason: str) -> str:
    said = [key for key in keys if table.has(key)]
    if len(said) > 1:
        table.refuse(said[1], reason)
    return said[0] if said else ""


def read_limits_per(table: Table) -> tuple[Limit, ...]:
    """Return the limits by period; each says receipts or points or both."""
    limits = [_limit(one) for one in table.tables("limit")]
    for number, limit in enumerate(limits, 1):
        if limit.per in [other.per for other in limits[: number - 1]]:
            table.refuse(f"limit[{number}].per", "doubled")
    return tuple(limits)


def _limit(table: Table) -> Limit:
    limit = Limit(
        per=table.choice("per", Spell),
        receipts=table.whole("receipts") if table.has("receipts") else None,
        points=table.whole("points") if table.has("points") else None,
    )
    table.done()
    if limit.receipts is None and limit.points is None:
        table.refuse("points", "missing")
    return limit
