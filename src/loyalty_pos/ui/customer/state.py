"""What the customer's page shows; plain facts, points in minor point units."""

from dataclasses import dataclass
from datetime import datetime

from loyalty_pos.core.member import Lot, Member
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.till.office.finding import Beside
from loyalty_pos.ui.sale.state import CustomerFacts

HISTORY = 8
LOTS = 6
CARDS = 3


@dataclass(frozen=True, slots=True)
class Bought:
    """One purchase at this till."""

    at: datetime
    number: int
    paid_minor: int
    accrued: int
    redeemed: int


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure the points are: ``set_aside`` for this till, ``at_risk``: it may take without a guarantee, ``online``: the line is there."""

    set_aside: int = 0
    at_risk: int = 0
    online: bool = True


@dataclass(frozen=True, slots=True)
class CustomerState:
    """``lots``: those that end next come first; ``now`` tells active ones from pending ones.

    ``choices``: people to choose from, ``marked`` one of them. ``beside``: what the centre adds, None = it was not heard;
    ``asking``: it is being asked.
    """

    customer: CustomerFacts | None = None
    lots: tuple[Lot, ...] = ()
    history: tuple[Bought, ...] = ()
    cards: tuple[HeldCard, ...] = ()
    sure: Sure = Sure()
    beside: Beside | None = None
    choices: tuple[Member, ...] = ()
    marked: int = 0
    asking: bool = False
    now: datetime | None = None
    exponent: int = 0
