"""What the screen shows of the open receipt: plain facts, ready to be drawn; no rules, no words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.quote import Hint, Quote, QuotedLine
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.balance import Balance
from loyalty_pos.till.ports import StaffMember


@dataclass(frozen=True, slots=True)
class LineView:
    """One row. Money in minor units; ``points_hint``: minor point units earned by this line."""

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
    )


class RedemptionState(StrEnum):
    NONE = "none"
    """Nobody asked to pay with points."""
    ASKING = "asking"
    """The centre is being asked for a hold; until it answers the receipt is paid without points."""
    GRANTED = "granted"
    REFUSED = "refused"
    OFFLINE = "offline"
    """No connection: 0 points, the sale goes on."""


@dataclass(frozen=True, slots=True)
class RedemptionView:
    """``wanted``/``granted``: minor point units; ``op``: the operation's id, "" = none yet.

    ``until``: when the hold ends by itself, None = nobody said.
    """

    state: RedemptionState = RedemptionState.NONE
    wanted: int = 0
    granted: int = 0
    problem: Problem | None = None
    op: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """The open receipt; ``banner``: the latest refusal, until the next action that succeeds."""

    quote: Quote
    lines: tuple[LineView, ...]
    member: Member | None
    balance: Balance | None
    redemption: RedemptionView
    banner: Problem | None
    hints: tuple[Hint, ...]


# --- answers to one scan ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LineAdded:
    line_id: int


@dataclass(frozen=True, slots=True)
class MemberAttached:
    member: Member


@dataclass(frozen=True, slots=True)
class ReceiptFound:
    """A receipt of this till: offer a return or a copy."""

    sale: Sale


@dataclass(frozen=True, slots=True)
class StaffBadge:
    """A badge names who wants to log in or approve; the PIN is still asked."""

    staff: StaffMember


@dataclass(frozen=True, slots=True)
class Refused:
    problem: Problem


ScanOutcome = LineAdded | MemberAttached | ReceiptFound | StaffBadge | Refused


@dataclass(frozen=True, slots=True)
class HoldQuestion:
    """What the background worker asks the centre; ``points`` in minor point units."""

    op: str
    account_id: str
    points: int


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
