"""What the sale screen shows, as plain facts; words and numbers are written by the view in its language."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.quote import Cause, Hint
from loyalty_pos.till.counter.ends import ParkedView
from loyalty_pos.till.receipt_state import LineView, RedemptionState


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """The customer on the receipt. Points in minor point units; ``toward_bp``: progress to the next tier.

    ``challenge``: what is left of the challenge that is nearest, None = none was begun.
    """

    name: str
    tier: str
    discount_bp: int
    card_last4: str
    phone_masked: str
    available: int
    pending: int
    pending_until: datetime | None
    debt: int
    expiring: int
    expires_at: datetime | None
    next_tier: str
    next_missing_minor: int
    toward_bp: int
    birthday: bool
    as_of: datetime | None
    rights: tuple["RightFacts", ...] = ()
    challenge: Hint | None = None


@dataclass(frozen=True, slots=True)
class RightFacts:
    """A club with its end, if that is near, or a stamp card with ``there`` of ``needed``. ``priority``: served first."""

    name: str
    until: datetime | None = None
    priority: bool = False
    there: int = 0
    needed: int = 0


@dataclass(frozen=True, slots=True)
class NamedAmount:
    """One discount of the receipt; without a ``name`` the view names it after its ``cause`` and ``bp``."""

    name: str
    cause: Cause
    bp: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class TotalFacts:
    """The right-hand sums. ``redeemable``: points this receipt could take now, beside those of its ``rewards``."""

    gross_minor: int = 0
    discounts: tuple[NamedAmount, ...] = ()
    points_money_minor: int = 0
    redeemed: int = 0
    rewards: int = 0
    redeemable: int = 0
    certificate_minor: int = 0
    accrued: int = 0
    payable_minor: int = 0
    redemption: RedemptionState = RedemptionState.NONE


@dataclass(frozen=True, slots=True)
class SaleState:
    """``selected``: line id, 0 = none; ``exponent``: decimal places of points; ``times_milli``: quantity typed ahead.

    ``channel``: how the goods go to the customer, "" = at the till, None = the programme makes no difference.
    ``parked``: receipts set aside; ``age_asked``: somebody's age is to be looked at first.
    """

    lines: tuple[LineView, ...] = ()
    selected: int = 0
    customer: CustomerFacts | None = None
    totals: TotalFacts = TotalFacts()
    exponent: int = 0
    earns_points: bool = True
    times_milli: int = 0
    channel: str | None = None
    parked: int = 0
    age_asked: bool = False


@dataclass(frozen=True, slots=True)
class GoodsFacts:
    """One article of a list or a quick key."""

    article_id: str
    name: str
    price_minor: int
    unit: Unit


class AskKind(StrEnum):
    """What the pad on the right asks for."""

    QUANTITY = "quantity"
    WEIGHT = "weight"
    COUPON = "coupon"
    CUSTOMER = "customer"
    PRICE = "price"
    CERTIFICATE = "certificate"
    CONFIRM = "confirm"
    PHONE_CODE = "phone_code"
    DELETE = "delete"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Choice:
    """One row to choose; ``answer``: what choosing it answers. ``reason``: why a line goes; ``parked``: a receipt set aside."""

    answer: str
    reason: str = ""
    parked: ParkedView | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question on the pad. ``subject``: goods or barcode it is about. ``sums_minor``: those that may be answered, () = any.

    ``choices``: rows to choose from, in place of a number.
    """

    kind: AskKind
    subject: str = ""
    initial: str = ""
    unit: Unit = Unit.PIECE
    sums_minor: tuple[int, ...] = ()
    choices: tuple[Choice, ...] = ()
