"""Segments of members as data: lists made by hand, and rules over what members bought, kept by the centre's round.

A till is only told in which segments a member is. It must never look at a clock: the moment comes in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Segment:
    """Members who fit all that is said here; nothing said = a list made by hand.

    ``spend_minor``, ``visits`` at least, and one of ``bought`` (categories), within the last ``days`` days, 0 = ever; days
    alone mean one purchase. ``not_seen_days``: bought before, but not in so many days.
    """

    id: str
    name: str
    spend_minor: int = 0
    visits: int = 0
    bought: frozenset[str] = frozenset()
    days: int = 0
    not_seen_days: int = 0

    @property
    def by_rule(self) -> bool:
        """Tell whether the centre works out who belongs to it."""
        return bool(self.spend_minor or self.visits or self.bought or self.days or self.not_seen_days)

    def begins(self, now: datetime) -> datetime | None:
        """Return since when purchases count, None = all of them."""
        return now - timedelta(days=self.days) if self.days else None


@dataclass(frozen=True, slots=True)
class Purchases:
    """What one member bought within a segment's days, returns taken off: money, number of purchases."""

    spend_minor: int = 0
    visits: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What the centre knows of a member's purchases: ``last``: the newest; ``bought``: the newest by category."""

    last: datetime | None = None
    bought: Mapping[str, datetime] = field(default_factory=dict)


def belongs(segment: Segment, within: Purchases, known: Known, now: datetime) -> bool:
    """Tell whether a member belongs to a segment that is made by a rule."""
    begins = segment.begins(now)
    if within.spend_minor < segment.spend_minor or within.visits < max(segment.visits, int(segment.days > 0)):
        return False
    if segment.bought and not any(_since(known.bought.get(one), begins) for one in segment.bought):
        return False
    if segment.not_seen_days:
        return known.last is not None and known.last <= now - timedelta(days=segment.not_seen_days)
    return True


def _since(at: datetime | None, begins: datetime | None) -> bool:
    return at is not None and (begins is None or at >= begins)
