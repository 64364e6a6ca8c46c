"""What the screen shows of the open receipt: plain facts, ready to be drawn; no rules, no words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.coupons.taking import coupons_used
from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.conditions import subscription
from loyalty_pos.core.quote import Hint, Quote, QuotedLine
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import Sale
from loyalty_pos.core.vouchers.certificates import Share, Why
from loyalty_pos.core.vouchers.coupons import Serial, serial_name
from loyalty_pos.till.balance import Balance
from loyalty_pos.till.ports import StaffMember

NO_RIGHT: Final = Right()


@dataclass(frozen=True, slots=True)
class LineView:
    """One row. Money in minor units; ``points_hint``: minor point units earned by this line.

    ``coupon``: the promo code that the row is about, "" = goods. ``voucher_last4``: of the certificate that it sells.
    ``certificate``: keyed hash of the certificate that pays here, 0 = the row is none;
    ``left_minor`` stays on it, ``lost_minor`` is gone (single use). ``reward``: a reward or a gift; ``points``: what the
    line takes, minor units. ``why``: why only ``most_minor`` of a certificate may pay now.
    """

    id: int
    name: str
    qty_milli: int
    unit: Unit
    price_minor: int
    gross_minor: int
    discount_minor: int
    points_money_minor: int
    net_minor: int
    points_hint: int
    coupon: str = ""
    voucher_last4: str = ""
    certificate: int = 0
    left_minor: int = 0
    lost_minor: int = 0
    reward: bool = False
    points: int = 0
    why: Why = Why.NOTHING
    most_minor: int = 0


def line_view(quoted: QuotedLine) -> LineView:
    """Return the row of a priced line."""
    article = quoted.line.article
    return LineView(
        id=quoted.line.id,
        name=article.name,
        qty_milli=quoted.line.qty_milli,
        unit=article.unit,
        price_minor=quoted.line.price_minor,
        gross_minor=quoted.gross_minor,
        discount_minor=quoted.discount_minor,
        points_money_minor=quoted.points_money_minor,
        net_minor=quoted.net_minor,
        points_hint=quoted.accrued,
        reward=bool(quoted.line.reward),
        points=quoted.points,
        voucher_last4=quoted.line.voucher_last4,
    )


class RedemptionState(StrEnum):
    NONE = "none"
    """Nobody asked to pay with points."""
    ASKING = "asking"
    """The centre is being asked for a hold; until it answers the receipt takes what this till may take by itself."""
    GRANTED = "granted"
    REFUSED = "refused"
    OFFLINE = "offline"
    """No connection: what this till may take by itself, often nothing; the sale goes on."""


@dataclass(frozen=True, slots=True)
class RedemptionView:
    """``wanted``/``granted``: minor point units; ``op``: the operation's id, "" = none yet.

    ``until``: when the hold ends by itself, None = nobody said. ``local``: what this till takes by itself of the wish,
    while the centre has not answered. ``held_op``: the operation under which another till holds them.
    """

    state: RedemptionState = RedemptionState.NONE
    wanted: int = 0
    granted: int = 0
    problem: Problem | None = None
    op: str = ""
    until: datetime | None = None
    local: Right = NO_RIGHT
    held_op: str = ""

    @property
    def is_local(self) -> bool:
        """Tell whether the points on the receipt are taken without the centre."""
        return self.state in {RedemptionState.ASKING, RedemptionState.OFFLINE}

    @property
    def points(self) -> int:
        """Minor point units that may pay on the receipt now: the hold, else this till's own right."""
        if self.state is RedemptionState.GRANTED:
            return self.granted
        return self.local.points if self.is_local else 0


@dataclass(frozen=True, slots=True)
class CouponView:
    """A promo code on the receipt and what it takes off now; ``amount_minor`` 0 = nothing, or it is about points.

    ``name``: what people call a serial, or the partner whose customer it is; "" = a promo code, its own name.
    """

    coupon: str
    amount_minor: int
    name: str = ""


def coupon_views(
    quote: Quote, programme: Programme, coupons: Sequence[str], serials: Sequence[Serial] = ()
) -> tuple[CouponView, ...]:
    """Return the promo codes on the receipt with what their offers take off; a serial by its name."""
    names = {subscription(partner.id): partner.name for partner in programme.partners}
    names |= {serial.series: serial_name(programme, serial) for serial in serials}
    by_rule = {rule_id: coupon for coupon, rule_id in coupons_used(quote, programme, coupons)}
    sums = dict.fromkeys(coupons, 0)
    for line in quote.lines:
        for discount in line.discounts:
            if discount.rule_id in by_rule:
                sums[by_rule[discount.rule_id]] += discount.amount_minor
    return tuple(CouponView(coupon, amount, names.get(coupon, "")) for coupon, amount in sums.items())


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """The open receipt; ``banner``: the latest refusal, until the next action that succeeds.

    ``channel``: how the goods go to the customer, "" = over the counter; ``channels``: what the programme knows.
    """

    quote: Quote
    lines: tuple[LineView, ...]
    member: Member | None
    balance: Balance | None
    redemption: RedemptionView
    banner: Problem | None
    hints: tuple[Hint, ...]
    coupons: tuple[CouponView, ...] = ()
    certificates: tuple[Share, ...] = ()
    channel: str = ""
    channels: tuple[str, ...] = ()


# --- answers to one scan ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LineAdded:
    line_id: int


@dataclass(frozen=True, slots=True)
class MemberAttached:
    member: Member


@dataclass(frozen=True, slots=True)
class CouponTaken:
    """A promo code came onto the receipt; ``coupon``: as the programme writes it."""

    coupon: str


@dataclass(frozen=True, slots=True)
class CertificateLaid:
    """A certificate lies on the receipt to pay; ``key``: its keyed hash."""

    key: int


@dataclass(frozen=True, slots=True)
class CertificateAsks:
    """A printed certificate is to be sold: for how much? ``values_minor``: the sums it may have, () = any."""

    last4: str
    name: str
    values_minor: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReceiptFound:
    """A receipt: offer a return or a copy. ``sale`` None = another till's, ``text`` as it was scanned then."""

    sale: Sale | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class StaffBadge:
    """A badge names who wants to log in or approve; the PIN is still asked."""

    staff: StaffMember


@dataclass(frozen=True, slots=True)
class Refused:
    problem: Problem


ScanOutcome = (
    LineAdded
    | MemberAttached
    | CouponTaken
    | CertificateLaid
    | CertificateAsks
    | ReceiptFound
    | StaffBadge
    | Refused
)


@dataclass(frozen=True, slots=True)
class HoldQuestion:
    """What the background worker asks the centre; ``points`` in minor point units; ``shown``: how the member was recognised, by which card."""

    op: str
    account_id: str
    points: int
    shown: str = ""
    card_last4: str = ""


@dataclass(frozen=True, slots=True)
class SaleDone:
    """A committed sale: durable before this value exists. ``receipt`` may be printed any number of times.

    ``trouble``: what went wrong after the commit; the sale stands, the cashier is told.
    """

    sale: Sale
    receipt: Receipt
    change_minor: int
    balance_after: Balance | None
    trouble: Problem | None = None
