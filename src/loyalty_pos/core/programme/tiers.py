"""Which tier a member has reached, which one is kept for a while, and what the next one needs; pure.

Days are those of the programme's zone. Windows are counted by whole months: what a till and the centre keep of
a member is a sum for each month.
"""

from datetime import date, timedelta
from typing import NamedTuple, Protocol

from loyalty_pos.core.dates import add_months
from loyalty_pos.core.programme.cards import Downgrade, Tier, TierBy, Tiers, Window

_NEVER = date.min
_KEPT_MONTHS = 36


class MonthSum(NamedTuple):
    """What was bought in one month: ``month`` = year x 12 + month - 1, minor units, purchases; less returns."""

    month: int
    spend_minor: int
    visits: int


Months = tuple[tuple[int, int, int], ...]
"""A ``MonthSum`` for each month with purchases, in order."""


class Record(NamedTuple):
    """What tiers look at. ``tier_id`` and ``tier_since``: the tier held and the last day on which it was earned."""

    spend_minor: int = 0
    visits: int = 0
    months: Months = ()
    tier_id: str = ""
    tier_since: date | None = None


class Recorded(Protocol):
    """Whoever carries what tiers look at: an account, a member, a member as pricing sees it."""

    @property
    def spend_minor(self) -> int: ...  # as in ``Record``
    @property
    def visits(self) -> int: ...  # as in ``Record``
    @property
    def months(self) -> Months: ...  # as in ``Record``
    @property
    def tier_since(self) -> date | None: ...  # as in ``Record``


def record_of(who: Recorded, tier_id: str) -> Record:
    """Return what tiers look at; ``tier_id``: the tier that is held."""
    return Record(who.spend_minor, who.visits, who.months, tier_id, who.tier_since)


def tier_for(tiers: Tiers | None, spend_minor: int, granted_id: str = "", visits: int = 0) -> Tier | None:
    """Return the tier reached by this spend (or by these visits), or None below the first one.

    ``granted_id``: a tier given by hand, which counts where the programme says so and it is the higher one.
    """
    if tiers is None:
        return None
    kept = granted_id if tiers.granted or tiers.downgrade is Downgrade.NEVER else ""
    return _reached(tiers, visits if tiers.by is TierBy.VISITS else spend_minor, kept)


def tier_of(
    tiers: Tiers | None, record: Record, today: date, this_purchase: tuple[int, int] = (0, 0)
) -> Tier | None:
    """Return the member's tier on this day; ``this_purchase`` = (minor units, visits) counted beside the record."""
    if tiers is None:
        return None
    spend_minor, visits = counted(tiers, record, today)
    count = visits + this_purchase[1] if tiers.by is TierBy.VISITS else spend_minor + this_purchase[0]
    return _reached(tiers, count, record.tier_id if _is_kept(tiers, record, today) else "")


def _reached(tiers: Tiers, count: int, kept_id: str) -> Tier | None:
    by_visits = tiers.by is TierBy.VISITS
    reached: Tier | None = None
    for tier in tiers.steps:
        least = tier.from_visits if by_visits else tier.from_minor
        if least <= count or (kept_id and tier.id == kept_id):
            reached = tier
    return reached


def needed(tiers: Tiers, tier: Tier) -> int:
    """Return what the tier needs: minor units, or visits where tiers count those."""
    return tier.from_visits if tiers.by is TierBy.VISITS else tier.from_minor


def counted(tiers: Tiers, record: Record, today: date) -> tuple[int, int]:
    """Return spend and visits of the window that this day stands in."""
    if tiers.window is Window.ALL:
        return record.spend_minor, record.visits
    this_month = month_number(today)
    first = today.year * 12 if tiers.window is Window.YEAR else this_month - tiers.window_months + 1
    within = [one for one in record.months if first <= one[0] <= this_month]
    return sum([spend_minor for _, spend_minor, _ in within]), sum([visits for _, _, visits in within])


def _is_kept(tiers: Tiers, record: Record, today: date) -> bool:
    """Tell whether the tier held counts although the count alone may give less."""
    if tiers.granted or tiers.downgrade is Downgrade.NEVER:
        return True
    return tiers.downgrade is Downgrade.PERIOD_END and today < kept_until(tiers, record.tier_since)


def kept_until(tiers: Tiers, since: date | None) -> date:
    """Return the first day on which a tier last earned on ``since`` is no longer kept: its period's end, plus grace."""
    if since is None:
        return _NEVER
    by_year = tiers.window is not Window.MONTHS
    ends = date(since.year + 1, 1, 1) if by_year else add_months(since, tiers.window_months)
    return ends + timedelta(days=tiers.grace_days)


def held_after(tiers: Tiers, record: Record, today: date) -> tuple[str, date | None]:
    """Return the tier held once something happened today, and the last day on which the count itself gave it."""
    tier = tier_of(tiers, record, today)
    if tier is None:
        return "", None
    spend_minor, visits = counted(tiers, record, today)
    count = visits if tiers.by is TierBy.VISITS else spend_minor
    earned = needed(tiers, tier) <= count
    return tier.id, today if earned else record.tier_since


def next_tier(tiers: Tiers | None, current: Tier | None) -> Tier | None:
    """Return the tier after ``current`` (None = none reached yet), or None at the top."""
    if tiers is None:
        return None
    if current is None:
        return tiers.steps[0] if tiers.steps else None
    position = tiers.steps.index(current) + 1
    return tiers.steps[position] if position < len(tiers.steps) else None


# --- months -------------------------------------------------------------------------------------------


def month_number(day: date) -> int:
    """Return the number under which the day's month is counted."""
    return day.year * 12 + day.month - 1


def month_added(months: Months, month: int, spend_minor: int, visits: int) -> Months:
    """Return the months with this added to one of them, the oldest ones dropped, empty ones too."""
    sums = {one[0]: MonthSum(*one) for one in months}
    before = sums.get(month, MonthSum(month, 0, 0))
    sums[month] = MonthSum(month, before.spend_minor + spend_minor, before.visits + visits)
    kept = [one for _, one in sorted(sums.items()) if one.spend_minor or one.visits]
    return tuple(kept[-_KEPT_MONTHS:])
