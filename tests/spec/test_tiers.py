"""Tiers: what lifts a member, which purchases count, what is lost when (W15, A02, A03, T55, T56)."""

from datetime import date

import pytest

from loyalty_pos.core.programme.cards import Downgrade, Tier, TierBy, Tiers, Window
from loyalty_pos.core.programme.tiers import (
    MonthSum,
    Record,
    counted,
    held_after,
    kept_until,
    month_added,
    month_number,
    needed,
    tier_for,
    tier_of,
)

STEPS = (
    Tier("5", "Five", 0, 500),
    Tier("10", "Ten", 10_000_000, 1_000),
    Tier("15", "Fifteen", 30_000_000, 1_500),
)
BY_VISITS = Tiers((Tier("new", "New", 0), Tier("friend", "Friend", 0, from_visits=5)), by=TierBy.VISITS)
NOVEMBER = date(2026, 11, 22)


def month(text: str, spend_minor: int, visits: int = 1) -> MonthSum:
    return MonthSum(month_number(date.fromisoformat(f"{text}-01")), spend_minor, visits)


def tier_id(tiers: Tiers, record: Record, today: date = NOVEMBER, **more: tuple[int, int]) -> str:
    tier = tier_of(tiers, record, today, **more)
    return tier.id if tier else ""


# --- what counts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spend_minor", "this_purchase", "reached"),
    [
        pytest.param(9_850_000, (0, 0), "5", id="W15: 98 500.00 gives 5 %"),
        pytest.param(9_850_000, (237_500, 1), "10", id="with this purchase 100 875.00: 10 %"),
        pytest.param(10_087_500, (0, 0), "10", id="the next receipt: 10 %"),
    ],
)
def test_a_tier_by_all_that_was_ever_spent(
    spend_minor: int, this_purchase: tuple[int, int], reached: str
) -> None:
    assert tier_id(Tiers(STEPS), Record(spend_minor), this_purchase=this_purchase) == reached


def test_a_tier_by_visits() -> None:
    assert tier_id(BY_VISITS, Record(visits=4)) == "new"
    assert tier_id(BY_VISITS, Record(visits=4), this_purchase=(0, 1)) == "friend"
    assert tier_id(BY_VISITS, Record(spend_minor=10**9, visits=4)) == "new"
    assert needed(BY_VISITS, BY_VISITS.steps[1]) == 5
    friend = tier_for(BY_VISITS, 0, visits=5)
    assert friend is not None
    assert friend.id == "friend"


HISTORY = Record(
    spend_minor=42_000_000,
    visits=4,
    months=(month("2025-11", 31_000_000), month("2025-12", 5_000_000), month("2026-06", 4_000_000),
            month("2026-11", 2_000_000)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("tiers", "today", "sums", "reached"),
    [
        pytest.param(Tiers(STEPS), NOVEMBER, (42_000_000, 4), "15", id="of all time"),
        pytest.param(Tiers(STEPS, window=Window.YEAR), NOVEMBER, (6_000_000, 2), "5", id="of this year"),
        pytest.param(
            Tiers(STEPS, window=Window.YEAR), date(2025, 12, 31), (36_000_000, 2), "15", id="of that year"
        ),
        pytest.param(
            Tiers(STEPS, window=Window.MONTHS), NOVEMBER, (11_000_000, 3), "10", id="twelve months to now"
        ),
        pytest.param(
            Tiers(STEPS, window=Window.MONTHS, window_months=13),
            NOVEMBER,
            (42_000_000, 4),
            "15",
            id="thirteen",
        ),
        pytest.param(
            Tiers(STEPS, window=Window.MONTHS, window_months=1),
            NOVEMBER,
            (2_000_000, 1),
            "5",
            id="this month",
        ),
    ],
)
def test_which_purchases_count(tiers: Tiers, today: date, sums: tuple[int, int], reached: str) -> None:
    assert counted(tiers, HISTORY, today) == sums
    assert tier_id(tiers, HISTORY, today) == reached


# --- what is lost -------------------------------------------------------------------------------------

GOLD_ONCE = Record(spend_minor=9_850_000, tier_id="10", tier_since=date(2026, 11, 1))
"""The purchase that gave 10 % came back (T56)."""


@pytest.mark.parametrize(
    ("downgrade", "today", "reached"),
    [
        pytest.param(Downgrade.AT_ONCE, NOVEMBER, "5", id="W15: after the return 5 % again"),
        pytest.param(Downgrade.PERIOD_END, NOVEMBER, "10", id="kept until the period ends"),
        pytest.param(Downgrade.PERIOD_END, date(2027, 1, 1), "5", id="the period has ended"),
        pytest.param(Downgrade.NEVER, date(2036, 1, 1), "10", id="never lost"),
    ],
)
def test_when_a_tier_is_lost(downgrade: Downgrade, today: date, reached: str) -> None:
    assert tier_id(Tiers(STEPS, downgrade=downgrade), GOLD_ONCE, today) == reached


@pytest.mark.parametrize(
    ("tiers", "until"),
    [
        pytest.param(Tiers(STEPS), date(2027, 1, 1), id="all time: the year in which it was earned"),
        pytest.param(Tiers(STEPS, window=Window.YEAR), date(2027, 1, 1), id="the year"),
        pytest.param(
            Tiers(STEPS, window=Window.YEAR, grace_days=90), date(2027, 4, 1), id="with 90 days of grace"
        ),
        pytest.param(Tiers(STEPS, window=Window.MONTHS, window_months=6), date(2027, 5, 1), id="six months"),
    ],
)
def test_until_when_a_tier_is_kept(tiers: Tiers, until: date) -> None:
    assert kept_until(tiers, date(2026, 11, 1)) == until


def test_a_tier_nobody_earned_is_not_kept() -> None:
    given = Record(tier_id="15")
    assert tier_id(Tiers(STEPS, downgrade=Downgrade.PERIOD_END), given) == "5"
    assert tier_id(Tiers(STEPS, granted=True), given) == "15"


def test_what_is_held_after_something_happened() -> None:
    kept = Tiers(STEPS, downgrade=Downgrade.PERIOD_END)
    lifted = held_after(kept, Record(10_000_000, tier_id="5", tier_since=date(2026, 1, 1)), NOVEMBER)
    assert lifted == ("10", NOVEMBER)
    returned = held_after(kept, Record(9_850_000, tier_id="10", tier_since=NOVEMBER), date(2026, 12, 1))
    assert returned == ("10", NOVEMBER)
    over = held_after(kept, Record(9_850_000, tier_id="10", tier_since=NOVEMBER), date(2027, 1, 1))
    assert over == ("5", date(2027, 1, 1))
    assert held_after(Tiers(STEPS[1:]), Record(), NOVEMBER) == ("", None)


# --- months -------------------------------------------------------------------------------------------


def test_purchases_are_summed_by_month_and_old_ones_go() -> None:
    first = month_added((), 100, 5_000, 1)
    assert month_added(first, 100, 2_000, 1) == (MonthSum(100, 7_000, 2),)
    assert month_added(first, 99, 1, 1) == (MonthSum(99, 1, 1), MonthSum(100, 5_000, 1))
    assert month_added(first, 100, -5_000, -1) == ()
    long: tuple[tuple[int, int, int], ...] = ()
    for number in range(60):
        long = month_added(long, number, 1, 1)
    assert (len(long), long[0][0]) == (36, 24)
