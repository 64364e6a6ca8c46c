"""When points begin and when they end (W09, W10, A32, A35, T40, T41 and what retailers publish)."""

from datetime import UTC, date, datetime

import pytest

from loyalty_pos.core.dates import start_of_day
from loyalty_pos.core.points import end_of_life, extra_life, lot_life, start_of_life
from loyalty_pos.core.programme import (
    Accrual,
    Activation,
    AfterDays,
    AfterMonths,
    AtMonthEnd,
    AtOnce,
    AtYearEnd,
    Expiry,
    Extra,
    InDays,
    InMinutes,
    NeverExpires,
    OnMonthDay,
    Programme,
    RateEarn,
    WhenInactive,
)

MOSCOW = "Europe/Moscow"


def moscow(text: str) -> datetime:
    """Return the start of a day, or a moment, of Moscow's clock."""
    wall = datetime.fromisoformat(text)
    return start_of_day(wall.date(), MOSCOW) + (wall - datetime.combine(wall.date(), datetime.min.time()))


@pytest.mark.parametrize(
    ("activation", "sold", "usable"),
    [
        pytest.param(AtOnce(), "2026-03-01T18:40", "2026-03-01T18:40", id="jeweller: from the next receipt"),
        pytest.param(InMinutes(300), "2026-03-01T18:40", "2026-03-01T23:40", id="300 minutes later"),
        pytest.param(InDays(14), "2026-03-01T18:40", "2026-03-15", id="W10: two weeks, at midnight"),
        pytest.param(InDays(1), "2026-03-01T23:59", "2026-03-02", id="the next day"),
        pytest.param(InDays(5), "2018-08-10T10:50", "2018-08-15", id="T41: at midnight, not at 11:00"),
        pytest.param(OnMonthDay(7), "2026-03-01T10:00", "2026-04-07", id="on the 7th of the next month"),
        pytest.param(OnMonthDay(7), "2026-03-31T10:00", "2026-04-07", id="also when bought on the last day"),
        pytest.param(OnMonthDay(31), "2026-01-15T10:00", "2026-02-28", id="a short month has no 31st"),
        pytest.param(OnMonthDay(1), "2026-12-31T23:00", "2027-01-01", id="over the year's end"),
    ],
)
def test_points_may_be_used_from(activation: Activation, sold: str, usable: str) -> None:
    assert start_of_life(activation, moscow(sold), MOSCOW) == moscow(usable)


@pytest.mark.parametrize(
    ("expiry", "active", "ends"),
    [
        pytest.param(NeverExpires(), "2026-03-15", None, id="A40: never, also after five years"),
        pytest.param(AfterDays(90), "2026-03-15", "2026-06-13", id="90 days"),
        pytest.param(AfterMonths(6), "2026-03-15", "2026-09-15", id="W10: half a year"),
        pytest.param(AfterMonths(6), "2026-08-31", "2027-02-28", id="A35: the 31st and a short month"),
        pytest.param(AtMonthEnd(), "2018-01-22", "2018-02-01", id="T40: with the month"),
        pytest.param(AtMonthEnd(2), "2026-01-31", "2026-04-01", id="with the second month after"),
        pytest.param(AtYearEnd(), "2018-01-22", "2019-01-01", id="T40: with the year"),
        pytest.param(AtYearEnd((10, 1)), "2026-09-30", "2027-01-01", id="the day before the save date"),
        pytest.param(AtYearEnd((10, 1)), "2026-10-01", "2028-01-01", id="on the save date: a year longer"),
        pytest.param(WhenInactive(180), "2026-03-01T18:40", "2026-08-28", id="180 days without a purchase"),
    ],
)
def test_points_end(expiry: Expiry, active: str, ends: str | None) -> None:
    assert end_of_life(expiry, moscow(active), MOSCOW) == (moscow(ends) if ends else None)


SPORTS = Programme(
    "sports",
    (("en", "Sports"),),
    accrual=Accrual(
        RateEarn(500),
        extras=(
            Extra("pickup", 100, expiry=AfterMonths(6)),
            Extra("visit", 5, activation=AtOnce(), expiry=AfterDays(1)),
            Extra("plain", 7),
        ),
        activation=InDays(14),
    ),
)


@pytest.mark.parametrize(
    ("extra_id", "life"),
    [
        pytest.param("pickup", ("2026-03-15", "2026-09-15"), id="extra points end after six months"),
        pytest.param("visit", ("2026-03-01T18:40", "2026-03-02"), id="its own delay and life"),
        pytest.param("plain", ("2026-03-15", None), id="nothing of its own: as all points"),
    ],
)
def test_an_award_lives_its_own_life_and_base_points_theirs(
    extra_id: str, life: tuple[str, str | None]
) -> None:
    sold = moscow("2026-03-01T18:40")
    begins, ends = life
    assert extra_life(SPORTS, extra_id, sold) == (moscow(begins), moscow(ends) if ends else None)
    assert lot_life(SPORTS, sold) == (moscow("2026-03-15"), None)


def test_without_points_nothing_has_a_life() -> None:
    sold = datetime(2026, 3, 1, tzinfo=UTC)
    assert extra_life(Programme("p", ()), "any", sold) == (sold, None)


def test_inactivity_counts_from_the_purchase_not_from_activation() -> None:
    lazy = Programme("p", (), accrual=Accrual(RateEarn(500), activation=InDays(14), expiry=WhenInactive(180)))
    assert lot_life(lazy, moscow("2026-03-01T18:40")) == (moscow("2026-03-15"), moscow("2026-08-28"))


def test_days_are_those_of_the_programmes_zone() -> None:
    late = datetime(2026, 3, 1, 21, 30, tzinfo=UTC)
    assert start_of_life(InDays(1), late, MOSCOW) == start_of_day(date(2026, 3, 3), MOSCOW)
    assert start_of_life(InDays(1), late, "Europe/London") == start_of_day(date(2026, 3, 2), "Europe/London")
