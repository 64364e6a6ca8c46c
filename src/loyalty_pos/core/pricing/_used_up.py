"""What a member has used of limited things, on the day of the receipt; days are those of the programme's zone."""

from datetime import date

from loyalty_pos.core.dates import local_day
from loyalty_pos.core.pricing._sheet import Sheet
from loyalty_pos.core.programme.periods import Limit, counter_key, used


def today_of(sheet: Sheet) -> date:
    """Return the day it is where the programme's points live."""
    return local_day(sheet.context.now, sheet.compiled.programme.zone)


def limit_counts(what: str, limit: Limit, points: int, sheet: Sheet) -> list[tuple[str, int]]:
    """Return what a receipt with so many points uses up of a limit."""
    today = today_of(sheet)
    counts = [(counter_key(f"{what}.receipts", limit.per, today), 1)] if limit.receipts is not None else []
    if limit.points is not None:
        counts.append((counter_key(f"{what}.points", limit.per, today), points))
    return counts


def receipts_used_up(what: str, limit: Limit, sheet: Sheet) -> bool:
    """Tell whether the member's receipts of this period are as many as may count already."""
    assert sheet.standing is not None
    key = counter_key(f"{what}.receipts", limit.per, today_of(sheet))
    return limit.receipts is not None and used(sheet.standing.counters, key) >= limit.receipts


def limit_left(what: str, limit: Limit, sheet: Sheet, most: int) -> int:
    """Return how many points a limit still lets through, ``most`` where it says nothing of them."""
    if receipts_used_up(what, limit, sheet):
        return 0
    assert sheet.standing is not None
    today, counters = today_of(sheet), sheet.standing.counters
    if limit.points is None:
        return most
    return max(0, limit.points - used(counters, counter_key(f"{what}.points", limit.per, today)))
