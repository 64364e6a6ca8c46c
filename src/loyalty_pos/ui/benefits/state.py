"""What the page of benefits shows, as plain facts; words and numbers are written by the view in its language."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from loyalty_pos.core.problems import Problem
from loyalty_pos.ui.sale.state import CustomerFacts


class RowKind(StrEnum):
    """What Enter does with a row."""

    REWARD = "reward"
    STAMPS = "stamps"
    FEE = "fee"
    TRIAL = "trial"
    INVITATION = "invitation"
    PAUSE = "pause"
    RESUME = "resume"
    MEMBER = "member"
    """Nothing but to leave."""


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """``number``: what is typed for it, from 1. Points in minor point units; ``fee_minor`` 0 = the price of the goods list.

    ``days``: of a trial; ``renew``: the fee makes a membership longer. ``problem``: why not now, None = Enter takes it.
    """

    number: int
    kind: RowKind
    id: str
    name: str
    points: int = 0
    stamps: int = 0
    needed: int = 0
    fee_minor: int = 0
    days: int = 0
    renew: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class ClubFacts:
    """A club that the customer is in, or was paused in. ``events``: (name, on the list of guests)."""

    name: str
    until: datetime | None
    paused: bool
    remind: bool
    priority: bool
    benefits: tuple[str, ...]
    events: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """A coupon or certificate that is the customer's own; ``since`` None = it holds already, ``until`` None = for ever."""

    name: str
    last4: str
    since: datetime | None
    until: datetime | None
    rest_minor: int


@dataclass(frozen=True, slots=True)
class BenefitsState:
    """``selected``: number of a row, 0 = none; ``offers``: names of the offers made to this customer alone."""

    customer: CustomerFacts | None = None
    rows: tuple[BenefitRow, ...] = ()
    selected: int = 0
    clubs: tuple[ClubFacts, ...] = ()
    offers: tuple[str, ...] = ()
    own: tuple[OwnFacts, ...] = ()
    opted_out: bool = False
    exponent: int = 0
