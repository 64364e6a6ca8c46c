"""When, who and where a rule holds: a small closed vocabulary, read from a programme and judged at a till.

It must never grow an expression language: a new need is a new case here (decisions 5).
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import datetime, time
from typing import NamedTuple, assert_never

from loyalty_pos.core.basket import Article

_PARTNERS = "partner:"
LEAP_DAY, LAST_OF_FEBRUARY = 229, 228  # month * 100 + day


@dataclass(frozen=True, slots=True)
class Goods:
    """A set of articles: any of the named ones, without the excluded ones; nothing named = all goods."""

    articles: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    brands: frozenset[str] = frozenset()
    not_articles: frozenset[str] = frozenset()
    not_categories: frozenset[str] = frozenset()

    def has(self, article: Article) -> bool:
        """Tell whether the article belongs to this set."""
        if article.id in self.not_articles or article.category in self.not_categories:
            return False
        if not (self.articles or self.categories or self.brands):
            return True
        return (
            article.id in self.articles or article.category in self.categories or article.brand in self.brands
        )


ALL_GOODS = Goods()


@dataclass(frozen=True, slots=True)
class Between:
    """From one moment of the shop's wall clock (inclusive) to another (exclusive); None = open."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OnWeekdays:
    """On these days of the shop's week; Monday is 1, Sunday is 7."""

    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class BetweenHours:
    """From ``start`` (inclusive) to ``end`` (exclusive) of the shop's day; end <= start goes over midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class ForMembers:
    """A member is on the receipt."""


@dataclass(frozen=True, slots=True)
class InTiers:
    """The member's tier is one of these."""

    tier_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class InStores:
    """The till stands in one of these shops."""

    store_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class OnDays:
    """On these days of the year, whatever the year: (first, last) as month * 100 + day, both included.

    A last day before the first one goes over the year's end; 29 February is the 28th in common years.
    """

    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class InMonths:
    """In these calendar months of the shop, like ``2026-11``: offers that change with the month (A49)."""

    months: frozenset[str]


@dataclass(frozen=True, slots=True)
class InSegments:
    """The member is in one of these segments, and did not opt out of personal offers."""

    segment_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class NotInSegments:
    """The member is in none of these segments; everybody without a card passes."""

    segment_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class InClubs:
    """The member has joined one of these clubs."""

    club_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class OnBirthday:
    """The member's birthday is near: the flag that the centre keeps, never the date."""


@dataclass(frozen=True, slots=True)
class FirstPurchase:
    """A member who has not bought yet."""


@dataclass(frozen=True, slots=True)
class InChannels:
    """The goods go to the customer this way: over the counter, picked up, delivered."""

    channels: frozenset[str]


@dataclass(frozen=True, slots=True)
class InRegions:
    """The till stands in one of these regions."""

    regions: frozenset[str]


@dataclass(frozen=True, slots=True)
class HasCoupon:
    """This coupon lies on the counter."""

    coupon_id: str


@dataclass(frozen=True, slots=True)
class SubscriberOf:
    """The phone that was typed is of this partner's customer, member or not (A46)."""

    partner: str


def subscription(partner: str) -> str:
    """Return under which name a partner's customer is known on a receipt: like a coupon that nobody needs to show."""
    return f"{_PARTNERS}{partner}"


def is_subscription(coupon: str) -> bool:
    """Tell whether a coupon of a receipt is no code but a partner's customer."""
    return coupon.startswith(_PARTNERS)


@dataclass(frozen=True, slots=True)
class FromSum:
    """The goods of the rule cost at least so much at current prices."""

    from_minor: int


TimeCondition = Between | OnWeekdays | BetweenHours | OnDays | InMonths
MemberCondition = ForMembers | InTiers | InSegments | NotInSegments | InClubs | OnBirthday | FirstPurchase
PlaceCondition = InStores | InChannels | InRegions | HasCoupon | SubscriberOf
Condition = TimeCondition | MemberCondition | PlaceCondition | FromSum


class Situation(NamedTuple):
    """What conditions are judged by. ``local``: the shop's wall clock, without zone.

    ``segments`` are empty for a member who opted out of personal offers (A50).
    """

    local: datetime
    member: bool
    tier_id: str
    store_id: str
    segments: frozenset[str] = frozenset()
    clubs: frozenset[str] = frozenset()
    birthday: bool = False
    first_purchase: bool = False
    channel: str = ""
    region: str = ""
    coupons: tuple[str, ...] = ()


def holds(condition: Condition, situation: Situation, sum_minor: int = 0) -> bool:
    """Tell whether one condition holds now; ``sum_minor``: what the rule's goods cost at current prices."""
    match condition:
        case Between() | OnWeekdays() | BetweenHours() | OnDays() | InMonths():
            return _holds_now(condition, situation.local)
        case InStores() | InChannels() | InRegions() | HasCoupon() | SubscriberOf():
            return _holds_here(condition, situation)
        case FromSum(from_minor):
            return sum_minor >= from_minor
        case _:
            return _holds_for(condition, situation)


def _holds_now(condition: TimeCondition, local: datetime) -> bool:
    match condition:
        case Between(since, until):
            return (since is None or since <= local) and (until is None or local < until)
        case OnWeekdays(days):
            return local.isoweekday() in days
        case BetweenHours(start, end):
            return _within(local.time(), start, end)
        case OnDays(spans):
            return any(_on_day(local, first, last) for first, last in spans)
        case InMonths(months):
            return f"{local:%Y-%m}" in months
        case _:
            assert_never(condition)


def _holds_here(condition: PlaceCondition, situation: Situation) -> bool:
    match condition:
        case InStores(store_ids):
            return situation.store_id in store_ids
        case InChannels(channels):
            return situation.channel in channels
        case InRegions(regions):
            return situation.region in regions
        case HasCoupon(coupon_id):
            return coupon_id in situation.coupons
        case SubscriberOf(partner):
            return subscription(partner) in situation.coupons
        case _:
            assert_never(condition)


def _holds_for(condition: MemberCondition, situation: Situation) -> bool:
    match condition:
        case InSegments(segment_ids):
            return not segment_ids.isdisjoint(situation.segments)
        case NotInSegments(segment_ids):
            return segment_ids.isdisjoint(situation.segments)
        case InClubs(club_ids):
            return not club_ids.isdisjoint(situation.clubs)
        case InTiers(tier_ids):
            return situation.member and situation.tier_id in tier_ids
        case ForMembers():
            held = situation.member
        case OnBirthday():
            held = situation.birthday
        case FirstPurchase():
            held = situation.first_purchase
        case _:
            assert_never(condition)
    return held


def _within(now: time, start: time, end: time) -> bool:
    if start < end:
        return start <= now < end
    return now >= start or now < end


def _on_day(local: datetime, first: int, last: int) -> bool:
    today = local.month * 100 + local.day
    if not isleap(local.year):
        first, last = (LAST_OF_FEBRUARY if day == LEAP_DAY else day for day in (first, last))
    if first <= last:
        return first <= today <= last
    return today >= first or today <= last
