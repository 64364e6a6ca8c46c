"""Refusals at the counter: scanning, goods, payment, returns, shift, staff."""

from dataclasses import dataclass
from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


@dataclass(eq=False)
class UnreadableCode(Problem):
    """The scanned text is none of our codes (too long, control characters, wrong grammar)."""

    code: ClassVar[str] = "unreadable_code"
    length: int


@dataclass(eq=False)
class PaymentCardRefused(Problem):
    """A payment card number was scanned; it is neither used, stored nor logged (R69)."""

    code: ClassVar[str] = "payment_card_refused"


@dataclass(eq=False)
class UnknownBarcode(Problem):
    """No article has this barcode; the cashier may sell it by price with approval."""

    code: ClassVar[str] = "unknown_barcode"
    barcode: str


@dataclass(eq=False)
class UnknownArticle(Problem):
    code: ClassVar[str] = "unknown_article"
    article_id: str


@dataclass(eq=False)
class BadQuantity(Problem):
    code: ClassVar[str] = "bad_quantity"
    text: str


@dataclass(eq=False)
class BadAmount(Problem):
    code: ClassVar[str] = "bad_amount"
    text: str


@dataclass(eq=False)
class NoSuchLine(Problem):
    code: ClassVar[str] = "no_such_line"
    line_id: int


@dataclass(eq=False)
class ReceiptTooLong(Problem):
    """Receipts are limited to ``limit`` lines so that every later step has a bound."""

    code: ClassVar[str] = "receipt_too_long"
    limit: int


@dataclass(eq=False)
class EmptyReceipt(Problem):
    code: ClassVar[str] = "empty_receipt"


@dataclass(eq=False)
class NotPaidInFull(Problem):
    code: ClassVar[str] = "not_paid_in_full"
    missing_minor: int


@dataclass(eq=False)
class PaidTooMuch(Problem):
    """Only cash may exceed what is due; ``excess_minor`` was offered by another tender."""

    code: ClassVar[str] = "paid_too_much"
    excess_minor: int


@dataclass(eq=False)
class ReceiptNotFound(Problem):
    code: ClassVar[str] = "receipt_not_found"
    receipt: str


@dataclass(eq=False)
class AlreadyReturned(Problem):
    """Of the asked quantity only ``left_milli`` thousandths are still returnable on the line."""

    code: ClassVar[str] = "already_returned"
    line_id: int
    left_milli: int


@dataclass(eq=False)
class AlreadyVoided(Problem):
    code: ClassVar[str] = "already_voided"
    receipt: str


@dataclass(eq=False)
class VoidTooLate(Problem):
    """A sale is voided in its own shift at its own till; later it is returned."""

    code: ClassVar[str] = "void_too_late"
    receipt: str


@dataclass(eq=False)
class ShiftNotOpen(Problem):
    code: ClassVar[str] = "shift_not_open"


@dataclass(eq=False)
class ShiftAlreadyOpen(Problem):
    code: ClassVar[str] = "shift_already_open"
    number: int


@dataclass(eq=False)
class ReceiptUnfinished(Problem):
    """The shift cannot close while a receipt is open."""

    code: ClassVar[str] = "receipt_unfinished"
    lines: int


@dataclass(eq=False)
class NotLoggedIn(Problem):
    code: ClassVar[str] = "not_logged_in"


@dataclass(eq=False)
class WrongPin(Problem):
    code: ClassVar[str] = "wrong_pin"
    tries_left: int


@dataclass(eq=False)
class PinLocked(Problem):
    code: ClassVar[str] = "pin_locked"
    wait_s: int


@dataclass(eq=False)
class NotAllowed(Problem):
    """The role lacks ``permission``; somebody with it can approve with a PIN."""

    code: ClassVar[str] = "not_allowed"
    permission: str
