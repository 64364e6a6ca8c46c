"""Goods and conditions of a programme file: who, what, when, where."""

import re

from loyalty_pos.core.programme.conditions import (
    Between,
    BetweenHours,
    Condition,
    FirstPurchase,
    ForMembers,
    FromSum,
    Goods,
    HasCoupon,
    InChannels,
    InClubs,
    InMonths,
    InRegions,
    InSegments,
    InStores,
    InTiers,
    NotInSegments,
    OnBirthday,
    OnDays,
    OnWeekdays,
    SubscriberOf,
)
from loyalty_pos.core.programme.file._toml_table import Table

_DAYS = re.compile(r"(\d\d)-(\d\d)(?:\.\.(\d\d)-(\d\d))?")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_goods(table: Table, key: str) -> Goods:
    """Return a set of articles; a key that is not there means all goods."""
    inner = table.table(key)
    goods = Goods(
        articles=inner.texts("articles"),
        categories=inner.texts("categories"),
        brands=inner.texts("brands"),
        not_articles=inner.texts("not_articles"),
        not_categories=inner.texts("not_categories"),
    )
    inner.done()
    return goods


def read_when(table: Table) -> tuple[Condition, ...]:
    """Return the conditions of the ``when`` table: all of them must hold."""
    inner = table.table("when")
    conditions = (*_times(inner), *_people(inner), *_places(inner), *_sums(inner))
    inner.done()
    return conditions


def _times(inner: Table) -> list[Condition]:
    conditions: list[Condition] = []
    since, until = inner.wall_clock("since"), inner.wall_clock("until")
    if since is not None and until is not None and until <= since:
        inner.refuse("until", "before_since")
    if since is not None or until is not None:
        conditions.append(Between(since, until))
    if inner.has("weekdays"):
        conditions.append(OnWeekdays(inner.wholes("weekdays", 1, 7)))
    if inner.has("days"):
        conditions.append(OnDays(tuple(_span(inner, text) for text in sorted(inner.texts("days")))))
    if inner.has("months"):
        conditions.append(InMonths(_months(inner)))
    if inner.has("from_hour") or inner.has("to_hour"):
        conditions.append(BetweenHours(inner.clock("from_hour"), inner.clock("to_hour")))
    return conditions


def _months(inner: Table) -> frozenset[str]:
    months = inner.texts("months")
    if not all(_MONTH.fullmatch(month) for month in months):
        inner.refuse("months", "expected_months_of_years")
    return months


def _span(inner: Table, text: str) -> tuple[int, int]:
    """Return the first and the last day of ``12-25..01-05``, or one day twice."""
    found = _DAYS.fullmatch(text)
    if found is None:
        inner.refuse("days", "expected_days_of_the_year")
    first = _day(inner, found[1], found[2])
    return first, _day(inner, found[3], found[4]) if found[3] else first


def _day(inner: Table, month: str, day: str) -> int:
    months, days = int(month), int(day)
    if not 1 <= months <= len(_LENGTHS) or not 1 <= days <= _LENGTHS[months - 1]:
        inner.refuse("days", "expected_days_of_the_year")
    return months * 100 + days


def _people(inner: Table) -> list[Condition]:
    conditions: list[Condition] = []
    if inner.flag("members", default=False):
        conditions.append(ForMembers())
    if inner.has("tiers"):
        conditions.append(InTiers(inner.texts("tiers")))
    if inner.has("segments"):
        conditions.append(InSegments(inner.texts("segments")))
    if inner.has("not_segments"):
        conditions.append(NotInSegments(inner.texts("not_segments")))
    if inner.has("clubs"):
        conditions.append(InClubs(inner.texts("clubs")))
    if inner.flag("birthday", default=False):
        conditions.append(OnBirthday())
    if inner.flag("first_purchase", default=False):
        conditions.append(FirstPurchase())
    return conditions


def _places(inner: Table) -> list[Condition]:
    conditions: list[Condition] = []
    if inner.has("stores"):
        conditions.append(InStores(inner.texts("stores")))
    if inner.has("channels"):
        conditions.append(InChannels(inner.texts("channels")))
    if inner.has("regions"):
        conditions.append(InRegions(inner.texts("regions")))
    return conditions


def _sums(inner: Table) -> list[Condition]:
    conditions: list[Condition] = []
    if inner.has("coupon"):
        conditions.append(HasCoupon(inner.text("coupon")))
    if inner.has("subscriber_of"):
        conditions.append(SubscriberOf(inner.text("subscriber_of")))
    if inner.has("from_minor"):
        conditions.append(FromSum(inner.whole("from_minor", low=1)))
    return conditions
