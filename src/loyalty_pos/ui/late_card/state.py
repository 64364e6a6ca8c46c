"""What the page of a late card shows; plain facts."""

from dataclasses import dataclass
from datetime import datetime

from loyalty_pos.ui.sale.state import CustomerFacts


@dataclass(frozen=True, slots=True)
class WillBring:
    """What the card brings, in minor point units. ``active_from`` None = at once; ``tier``: the new one, "" = the same."""

    points: int
    after: int
    active_from: datetime | None = None
    tier: str = ""


@dataclass(frozen=True, slots=True)
class LateCardState:
    """The receipt, and the customer with what will happen, None = nobody yet. ``needs_manager``: a PIN is asked for.

    ``is_own``: the card of whoever is logged in, which a senior has to allow.
    """

    number: int = 0
    sold_at: datetime | None = None
    total_minor: int = 0
    goods: str = ""
    customer: CustomerFacts | None = None
    brings: WillBring | None = None
    needs_manager: bool = False
    is_own: bool = False
    exponent: int = 0
