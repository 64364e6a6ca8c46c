"""Points for what members do beside buying, and games around it, as data: actions, challenges, levels, medals, boards.

What an event gives is decided in ``core.actions``. Days are those of the programme's zone; a day ``until`` is the first
on which nothing is left of it but what was given (A52).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from loyalty_pos.core.programme.accrual import Activation, Expiry
from loyalty_pos.core.programme.conditions import ALL_GOODS, Goods
from loyalty_pos.core.programme.periods import Per

REFERRAL: Final = "referral"
"""The event of a member who brings a friend; it pays with the friend's first purchase (A11)."""


@dataclass(frozen=True, slots=True)
class Game:
    """An event with dates of its own, to which rules belong by its id; None = open."""

    id: str
    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """``points`` (minor units) to whoever did what an ``event`` of this kind tells.

    For a referral they are the friend's, ``referrer_points`` those of who brought the friend, both once, with the first
    purchase of at least ``from_minor`` (A11). ``per_day``, ``per_week``: at most so many pay, 0 = any number (A12);
    ``once``: one in a period. ``moderated``: a person looks at it first. ``activation``, ``expiry``: None = as all points.
    """

    id: str
    name: str
    event: str
    points: int = 0
    referrer_points: int = 0
    from_minor: int = 0
    per_day: int = 0
    per_week: int = 0
    once: Per | None = None
    moderated: bool = False
    medal: str = ""
    game: str = ""
    since: date | None = None
    until: date | None = None
    activation: Activation | None = None
    expiry: Expiry | None = None


class Counted(StrEnum):
    """What a challenge counts: receipts, days with a receipt, money spent, or events of a kind."""

    PURCHASES = "purchases"
    VISITS = "visits"
    SPEND = "spend"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Challenge:
    """Something to reach: ``count`` of it, or ``sum_minor`` of money, within ``days`` from the first on (A14).

    ``days`` 0 = as long as the challenge lasts. Purchases count from ``from_minor`` of ``goods`` on; events are of the
    kind ``event``. ``repeat``: it begins anew each time it was reached.
    """

    id: str
    name: str
    by: Counted
    count: int = 1
    sum_minor: int = 0
    days: int = 0
    event: str = ""
    goods: Goods = ALL_GOODS
    from_minor: int = 0
    points: int = 0
    medal: str = ""
    repeat: bool = False
    game: str = ""
    since: date | None = None
    until: date | None = None
    activation: Activation | None = None
    expiry: Expiry | None = None

    @property
    def goal(self) -> int:
        """How much is to be reached, in what is counted."""
        return self.sum_minor if self.by is Counted.SPEND else self.count


@dataclass(frozen=True, slots=True)
class Level:
    """A level of an achievement, reached with ``count`` of it, or ``sum_minor`` of money; it gives once (T55)."""

    id: str
    name: str
    count: int = 0
    sum_minor: int = 0
    points: int = 0
    medal: str = ""

    @property
    def goal(self) -> int:
        """How much is to be reached, in what is counted."""
        return self.sum_minor or self.count


@dataclass(frozen=True, slots=True)
class Achievement:
    """Levels that grow with what a member does, and may be lost again with what comes back."""

    id: str
    name: str
    by: Counted
    levels: tuple[Level, ...]
    event: str = ""
    goods: Goods = ALL_GOODS
    from_minor: int = 0
    game: str = ""
    since: date | None = None
    until: date | None = None
    activation: Activation | None = None
    expiry: Expiry | None = None


@dataclass(frozen=True, slots=True)
class Medal:
    """Something to be proud of; ``points`` come with it and go when a person takes it back."""

    id: str
    name: str
    points: int = 0
    activation: Activation | None = None
    expiry: Expiry | None = None


class Scored(StrEnum):
    """What a board counts."""

    POINTS = "points"
    PURCHASES = "purchases"
    SPEND = "spend"


@dataclass(frozen=True, slots=True)
class Board:
    """Who leads, between two days; ties go to whoever was there first, then by account. ``places``: how many are shown."""

    id: str
    name: str
    by: Scored
    places: int = 10
    game: str = ""
    since: date | None = None
    until: date | None = None


Stepped = Challenge | Achievement
Dated = Action | Challenge | Achievement | Board
Paying = Action | Challenge | Achievement | Medal
Playing = Game | Action | Challenge | Achievement | Medal | Board
_One = TypeVar("_One", bound=Playing)


def latest(first: date | None, second: date | None) -> date | None:
    """Return the later of two days, None = no bound."""
    return max((day for day in (first, second) if day is not None), default=None)


def earliest(first: date | None, second: date | None) -> date | None:
    """Return the earlier of two days, None = no bound."""
    return min((day for day in (first, second) if day is not None), default=None)


def as_guest(rule: _One, owner: str, since: date | None, until: date | None) -> _One:
    """Return a rule under its owner's name and within its owner's days, to stand beside those of another programme."""
    named: dict[str, object] = {"id": f"{owner}/{rule.id}"}
    if not isinstance(rule, Medal):
        named |= {"since": latest(rule.since, since), "until": earliest(rule.until, until)}
    if not isinstance(rule, Medal | Game) and rule.game:
        named["game"] = f"{owner}/{rule.game}"
    if isinstance(rule, Action | Challenge) and rule.medal:
        named["medal"] = f"{owner}/{rule.medal}"
    if isinstance(rule, Achievement):
        named["levels"] = tuple(_guest_level(level, owner) for level in rule.levels)
    return replace(rule, **named)  # type: ignore[arg-type]  # each value is of the field of its name


def _guest_level(level: Level, owner: str) -> Level:
    return replace(level, medal=f"{owner}/{level.medal}") if level.medal else level


def medals_named(rules: tuple[Paying, ...]) -> Iterator[tuple[Paying, str]]:
    """Yield each medal that a rule gives."""
    for rule in rules:
        if isinstance(rule, Action | Challenge) and rule.medal:
            yield rule, rule.medal
        elif isinstance(rule, Achievement):
            yield from ((rule, level.medal) for level in rule.levels if level.medal)
