"""What two accounts count beside points: purchases, limits, clubs; put together and taken apart again. Pure.

A limit stays a limit: what was used up of it by either counts for both together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from loyalty_pos.core.ledger import AccountState
from loyalty_pos.core.member import ClubMembership
from loyalty_pos.core.programme.periods import counted_up

Months = tuple[tuple[int, int, int], ...]


class TierRule(StrEnum):
    """How purchases of two accounts count for one tier."""

    SUM = "sum"
    LARGER = "larger"


@dataclass(frozen=True, slots=True)
class Purchases:
    """Sums of purchases in minor units and their number; what was bought since a moment, or in all."""

    spend_minor: int = 0
    visits: int = 0


def joined(stays: AccountState, other: AccountState, rule: TierRule) -> AccountState:
    """Return ``stays`` with what ``other`` counted; points are not looked at."""
    if rule is TierRule.SUM:
        spend, visits = stays.spend_minor + other.spend_minor, stays.visits + other.visits
        months = _added(stays.months, other.months)
    else:
        larger = max((stays, other), key=lambda one: (one.spend_minor, one.visits, one is stays))
        spend, visits, months = larger.spend_minor, larger.visits, larger.months
    return replace(
        stays,
        spend_minor=spend,
        visits=visits,
        months=months,
        tier_since=max((one for one in (stays.tier_since, other.tier_since) if one), default=None),
        counters=counted_up(stays.counters, other.counters),
        clubs=_clubs((*stays.clubs, *other.clubs)),
        segments=stays.segments | other.segments,
        opted_out=stays.opted_out or other.opted_out,
    )


def emptied(other: AccountState) -> AccountState:
    """Return the account that is no longer used: it counts nothing."""
    return replace(
        other,
        spend_minor=0,
        visits=0,
        months=(),
        tier_since=None,
        counters=(),
        clubs=(),
        segments=frozenset(),
        opted_out=False,
    )


@dataclass(frozen=True, slots=True)
class Before:
    """Both accounts as they were before they were joined; only what ``joined`` looks at counts."""

    stays: AccountState
    other: AccountState
    rule: TierRule


def parted(now: AccountState, before: Before, leavers: Purchases) -> tuple[AccountState, AccountState]:
    """Return what stays and what the leaver counts: what each brought, and what each bought since (``leavers``)."""
    was = joined(before.stays, before.other, before.rule)
    spend = now.spend_minor - was.spend_minor - leavers.spend_minor
    visits = now.visits - was.visits - leavers.visits
    first, second = before.stays, before.other
    stays = replace(
        now,
        spend_minor=max(0, first.spend_minor + spend),
        visits=max(0, first.visits + visits),
        months=_added(first.months, _less(now.months, was.months)),
        tier_since=first.tier_since if now.tier_since == was.tier_since else now.tier_since,
        counters=counted_up(first.counters, _new(now.counters, was.counters)),
        clubs=_clubs_of_one(first.clubs, was.clubs, now.clubs),
        segments=first.segments | (now.segments - was.segments),
        opted_out=first.opted_out if now.opted_out == was.opted_out else now.opted_out,
    )
    leaver = replace(
        second,
        spend_minor=max(0, second.spend_minor + leavers.spend_minor),
        visits=max(0, second.visits + leavers.visits),
    )
    return stays, leaver


def _added(months: Months, others: Months) -> Months:
    sums: dict[int, tuple[int, int]] = {}
    for month, spend, visits in (*months, *others):
        before = sums.get(month, (0, 0))
        sums[month] = (before[0] + spend, before[1] + visits)
    return tuple((month, *sums[month]) for month in sorted(sums) if any(sums[month]))


def _less(months: Months, others: Months) -> Months:
    return _added(months, tuple((month, -spend, -visits) for month, spend, visits in others))


def _new(now: Iterable[tuple[str, int]], was: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    before = dict(was)
    return tuple((key, amount - before.get(key, 0)) for key, amount in now if amount != before.get(key, 0))


def _clubs(clubs: Iterable[ClubMembership]) -> tuple[ClubMembership, ...]:
    """Return each club once, the membership that lasts longer."""
    longest: dict[str, ClubMembership] = {}
    for club in clubs:
        known = longest.get(club.club_id)
        if known is None or (known.until is not None and (club.until is None or club.until > known.until)):
            longest[club.club_id] = club
    return tuple(longest.values())


def _clubs_of_one(
    own: tuple[ClubMembership, ...], was: tuple[ClubMembership, ...], now: tuple[ClubMembership, ...]
) -> tuple[ClubMembership, ...]:
    """Return the clubs that somebody had, as they were changed, joined and left since."""
    changed = [club for club in now if club not in was]
    over = {club.club_id for club in was} - {club.club_id for club in now}
    kept = [club for club in own if club.club_id not in over | {club.club_id for club in changed}]
    return (*kept, *changed)
