"""When, who and where a rule holds: a small closed vocabulary, read from a programme and judged at a till.

It must never grow an expression language: a new need is a new case here (decisions 5).
"""

from dataclasses import dataclass
from datetime import datetime, time
from typing import NamedTuple, assert_never

from loyalty_pos.core.basket import Article


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


Condition = Between | OnWeekdays | BetweenHours | ForMembers | InTiers | InStores


class Situation(NamedTuple):
    """What conditions are judged by. ``local``: the shop's wall clock, without zone."""

    local: datetime
    member: bool
    tier_id: str
    store_id: str


def holds(condition: Condition, situation: Situation) -> bool:
    """Tell whether one condition holds now."""
    match condition:
        case Between(since, until):
            return (since is None or since <= situation.local) and (until is None or situation.local < until)
        case OnWeekdays(days):
            return situation.local.isoweekday() in days
        case BetweenHours(start, end):
            return _within(situation.local.time(), start, end)
        case ForMembers():
            return situation.member
        case InTiers(tier_ids):
            return situation.member and situation.tier_id in tier_ids
        case InStores(store_ids):
            return situation.store_id in store_ids
        case _:
            assert_never(condition)


def _within(now: time, start: time, end: time) -> bool:
    if start < end:
        return start <= now < end
    return now >= start or now < end
