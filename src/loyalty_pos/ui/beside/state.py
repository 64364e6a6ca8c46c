"""What the screen beside another till shows, as plain facts."""

from dataclasses import dataclass
from datetime import datetime

from loyalty_pos.till.receipt_state import LineView, RedemptionState
from loyalty_pos.ui.sale.state import CustomerFacts


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """A receipt from before the program ended: did the other till print it? ``others``: how many wait behind it."""

    to_pay_minor: int
    discount_minor: int
    points: int
    points_money_minor: int
    certificate_minor: int
    at: datetime
    card_last4: str
    others: int = 0


@dataclass(frozen=True, slots=True)
class BesideState:
    """``lines``: goods, codes and certificates; ``filled``: goods are there. Money in minor units, points in minor point units with ``exponent`` decimals.

    ``redeemable``: points that F5 would take, 0 = it takes them off again; ``unknown``: nothing could be judged by
    article. ``waiting``: asked before anything else. ``marked``: the line id that F8 takes off.
    """

    lines: tuple[LineView, ...] = ()
    filled: bool = False
    customer: CustomerFacts | None = None
    exponent: int = 0
    gross_minor: int = 0
    discount_minor: int = 0
    points: int = 0
    points_money_minor: int = 0
    certificate_minor: int = 0
    to_pay_minor: int = 0
    earned: int = 0
    redeemable: int = 0
    redemption: RedemptionState = RedemptionState.NONE
    by_total: bool = False
    marked: int = 0
    waiting: WaitingFacts | None = None
