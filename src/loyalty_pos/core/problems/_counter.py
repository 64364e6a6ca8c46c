"""Refusals at the counter: scanning, goods, payment, returns, shift, staff."""

from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class UnreadableCode(Problem):
    """The scanned text is none of our codes (too long, control characters, wrong grammar)."""

    code: ClassVar[str] = "unreadable_code"
    length: int


class PaymentCardRefused(Problem):
    """A payment card number was scanned; it is neither used, stored nor logged (R69)."""

    code: ClassVar[str] = "payment_card_refused"


class UnknownBarcode(Problem):
    """No article has this barcode; the cashier may sell it by price with approval."""

    code: ClassVar[str] = "unknown_barcode"
    barcode: str


class UnknownArticle(Problem):
    code: ClassVar[str] = "unknown_article"
    article_id: str


class BadQuantity(Problem):
    code: ClassVar[str] = "bad_quantity"
    text: str


class BadAmount(Problem):
    code: ClassVar[str] = "bad_amount"
    text: str


class NoSuchLine(Problem):
    code: ClassVar[str] = "no_such_line"
    line_id: int


class ReceiptTooLong(Problem):
    """Receipts are limited to ``limit`` lines so that every later step has a bound."""

    code: ClassVar[str] = "receipt_too_long"
    limit: int


class UnknownChannel(Problem):
    """No rule of the programme asks for this way to the customer; ``known``: those it asks for, with commas, "" = none."""

    code: ClassVar[str] = "unknown_channel"
    channel: str
    known: str


class EmptyReceipt(Problem):
    code: ClassVar[str] = "empty_receipt"


class NotPaidInFull(Problem):
    code: ClassVar[str] = "not_paid_in_full"
    missing_minor: int


class PaidTooMuch(Problem):
    """Only cash may exceed what is due; ``excess_minor`` was offered by another tender."""

    code: ClassVar[str] = "paid_too_much"
    excess_minor: int


class FiscalFailed(Problem):
    """The sale or return is committed; the fiscal device did not sign it. ``receipt``: its number."""

    code: ClassVar[str] = "fiscal_failed"
    receipt: str


class GoodsNotFound(Problem):
    """No goods have a name like the typed letters, and they are no code of ours."""

    code: ClassVar[str] = "goods_not_found"
    text: str


class NothingMarked(Problem):
    """A return of no line."""

    code: ClassVar[str] = "nothing_marked"


class AllReturned(Problem):
    """Nothing of the receipt is left to come back."""

    code: ClassVar[str] = "all_returned"
    receipt: str


class VoidAfterReturn(Problem):
    """A sale of which goods came back cannot be voided as a whole."""

    code: ClassVar[str] = "void_after_return"
    receipt: str


class ReceiptNotFound(Problem):
    code: ClassVar[str] = "receipt_not_found"
    receipt: str


class AlreadyReturned(Problem):
    """Of the asked quantity only ``left_milli`` thousandths are still returnable on the line."""

    code: ClassVar[str] = "already_returned"
    line_id: int
    left_milli: int


class AlreadyVoided(Problem):
    code: ClassVar[str] = "already_voided"
    receipt: str


class VoidTooLate(Problem):
    """A sale is voided in its own shift at its own till; later it is returned."""

    code: ClassVar[str] = "void_too_late"
    receipt: str


class ShiftNotOpen(Problem):
    code: ClassVar[str] = "shift_not_open"


class ShiftAlreadyOpen(Problem):
    code: ClassVar[str] = "shift_already_open"
    number: int


class ReceiptUnfinished(Problem):
    """The shift cannot close while a receipt is open."""

    code: ClassVar[str] = "receipt_unfinished"
    lines: int


class NotLoggedIn(Problem):
    code: ClassVar[str] = "not_logged_in"


class WrongPin(Problem):
    code: ClassVar[str] = "wrong_pin"
    tries_left: int


class PinLocked(Problem):
    code: ClassVar[str] = "pin_locked"
    wait_s: int


class ApprovalPaused(Problem):
    """Too many wrong PINs at approvals: the next try in ``wait_min`` minutes; selling and logging in go on."""

    code: ClassVar[str] = "approval_paused"
    wait_min: int


class CannotApprove(Problem):
    """The PIN of whoever is logged in, who may not do this: a right PIN of the wrong person."""

    code: ClassVar[str] = "cannot_approve"
    permission: str


class NotAllowed(Problem):
    """The role lacks ``permission``; somebody with it can approve with a PIN."""

    code: ClassVar[str] = "not_allowed"
    permission: str


class OverRoleLimit(NotAllowed):
    """The role has the right, but only up to ``limit_minor``; ``amount_minor`` was asked for."""

    code: ClassVar[str] = "over_role_limit"
    permission: str
    limit_minor: int
    amount_minor: int
