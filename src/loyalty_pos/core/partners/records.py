"""What is kept of partners, as plain facts: orders, clicks, withdrawals, claims. Times are UTC microseconds."""

from dataclasses import dataclass
from enum import StrEnum


class OrderState(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class CashbackOrder:
    """An order at a partner. ``points`` at first, ``taken_back`` of them since; ``lot_id``: where they lie.

    ``decided_us``: when it was confirmed or rejected; while it is pending: when it will be confirmed by itself, 0 = never.
    ``reason``: a code, of the last rejection.
    """

    partner_id: str
    order_id: str
    account_id: str
    state: OrderState
    amount_minor: int
    rate_bp: int
    points: int
    taken_back: int = 0
    click_id: str = ""
    lot_id: str = ""
    ordered_us: int = 0
    decided_us: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Click:
    """A member who went to a partner by a link: by its id the order is known as the member's (A15)."""

    click_id: str
    partner_id: str
    account_id: str
    at_us: int


@dataclass(frozen=True, slots=True)
class PaidOut:
    """A withdrawal that was granted; the money itself is paid by somebody else."""

    request_id: str
    account_id: str
    points: int
    at_us: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A past receipt that a member put a card to. ``lines``: (line, points earned, its shelf sum), as JSON text."""

    sale_id: str
    account_id: str
    receipt_code: str
    points: int
    lines: str
    at_us: int
    approved_by: str = ""
