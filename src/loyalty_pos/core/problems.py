"""Refusals for people: a code and facts, never a sentence (sentences: ``till/wording.py``).

A ``Problem`` is raised, or carried as a value inside an answer. Everything else that goes wrong is a bug.
"""

from dataclasses import dataclass, fields
from typing import ClassVar


class Problem(Exception):
    """A refusal with a reason; subclasses are dataclasses whose fields are the facts of the sentence."""

    code: ClassVar[str] = "problem"

    def facts(self) -> dict[str, object]:
        """Return the facts by name, as the wording catalogue needs them."""
        return {f.name: getattr(self, f.name) for f in fields(self)}  # type: ignore[arg-type]  # every subclass is a dataclass

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts().items())
        return f"{self.code}({facts})"


# --- scanning and goods -------------------------------------------------------------------------------


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


# --- cards, members -----------------------------------------------------------------------------------


@dataclass(eq=False)
class UnknownCard(Problem):
    code: ClassVar[str] = "unknown_card"
    last4: str


@dataclass(eq=False)
class CardBlocked(Problem):
    """Neutral on purpose: the cashier does not see why (domain.md 7.12)."""

    code: ClassVar[str] = "card_blocked"
    last4: str


@dataclass(eq=False)
class UnknownPhone(Problem):
    code: ClassVar[str] = "unknown_phone"
    masked: str


@dataclass(eq=False)
class BadPhone(Problem):
    code: ClassVar[str] = "bad_phone"
    digits: int


@dataclass(eq=False)
class BadBirthday(Problem):
    """The typed birthday is no date; it is personal, so it is not repeated."""

    code: ClassVar[str] = "bad_birthday"


@dataclass(eq=False)
class CardAlreadyIssued(Problem):
    code: ClassVar[str] = "card_already_issued"
    last4: str


@dataclass(eq=False)
class CardNumbersUsedUp(Problem):
    """The till's own range for virtual cards is empty."""

    code: ClassVar[str] = "card_numbers_used_up"


@dataclass(eq=False)
class PhoneAlreadyMember(Problem):
    code: ClassVar[str] = "phone_already_member"
    last4: str


@dataclass(eq=False)
class ConsentMissing(Problem):
    """Personal data may not be kept without its own consent (156-FZ)."""

    code: ClassVar[str] = "consent_missing"


@dataclass(eq=False)
class OwnCardRefused(Problem):
    """A cashier may not put an own (staff) card on a customer's receipt."""

    code: ClassVar[str] = "own_card_refused"


# --- points, certificates, coupons --------------------------------------------------------------------


@dataclass(eq=False)
class NoMember(Problem):
    code: ClassVar[str] = "no_member"


@dataclass(eq=False)
class NotEnoughPoints(Problem):
    """``asked`` and ``available`` are minor point units of the programme."""

    code: ClassVar[str] = "not_enough_points"
    asked: int
    available: int


@dataclass(eq=False)
class NothingToRedeem(Problem):
    """Nothing on this receipt can be paid with points (caps, floors, excluded goods)."""

    code: ClassVar[str] = "nothing_to_redeem"


@dataclass(eq=False)
class RedemptionOffline(Problem):
    """No connection: the right to redeem offline is ``right`` points (0 until leases exist)."""

    code: ClassVar[str] = "redemption_offline"
    right: int


@dataclass(eq=False)
class HoldRefused(Problem):
    """The centre did not grant the hold; ``reason`` is the centre's code."""

    code: ClassVar[str] = "hold_refused"
    reason: str
    available: int


@dataclass(eq=False)
class RedeemByPhoneRefused(Problem):
    """Phone alone identifies but does not redeem beyond ``limit`` points (decisions 10)."""

    code: ClassVar[str] = "redeem_by_phone_refused"
    limit: int


@dataclass(eq=False)
class CertificateNotAccepted(Problem):
    code: ClassVar[str] = "certificate_not_accepted"


@dataclass(eq=False)
class CouponNotAccepted(Problem):
    code: ClassVar[str] = "coupon_not_accepted"


# --- payment, returns ---------------------------------------------------------------------------------


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


# --- shift, staff -------------------------------------------------------------------------------------


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


# --- programme and files ------------------------------------------------------------------------------


@dataclass(eq=False)
class BadProgramme(Problem):
    """``key`` is the key path (``accrual.rate_bp``), ``line`` counts from 1, ``reason`` is a short code with facts."""

    code: ClassVar[str] = "bad_programme"
    key: str
    line: int
    reason: str
    column: int = 0


@dataclass(eq=False)
class BadBasketFile(Problem):
    code: ClassVar[str] = "bad_basket_file"
    key: str
    reason: str


@dataclass(eq=False)
class BadImportFile(Problem):
    code: ClassVar[str] = "bad_import_file"
    path: str
    reason: str


# --- storage, sync ------------------------------------------------------------------------------------


@dataclass(eq=False)
class StorageFull(Problem):
    code: ClassVar[str] = "storage_full"
    path: str


@dataclass(eq=False)
class StorageCorrupt(Problem):
    """The file was set aside as ``kept_as``; nothing was deleted."""

    code: ClassVar[str] = "storage_corrupt"
    path: str
    kept_as: str


@dataclass(eq=False)
class StorageForeign(Problem):
    """Not our file, or not readable with this till's key."""

    code: ClassVar[str] = "storage_foreign"
    path: str


@dataclass(eq=False)
class StorageNewer(Problem):
    """Written by a newer version of the program: ``found`` is its schema, ``known`` is ours."""

    code: ClassVar[str] = "storage_newer"
    path: str
    found: int
    known: int


@dataclass(eq=False)
class StorageBusy(Problem):
    """Another program holds the file (second instance, antivirus)."""

    code: ClassVar[str] = "storage_busy"
    path: str


@dataclass(eq=False)
class StorageFailing(Problem):
    """The disk or the folder refuses to read or write; ``reason`` is the database's own name for it."""

    code: ClassVar[str] = "storage_failing"
    path: str
    reason: str


@dataclass(eq=False)
class BadMessage(Problem):
    """Bytes that are not one of our messages; ``reason`` never quotes them."""

    code: ClassVar[str] = "bad_message"
    reason: str


@dataclass(eq=False)
class CentreUnreachable(Problem):
    code: ClassVar[str] = "centre_unreachable"
    reason: str


@dataclass(eq=False)
class CentreRefused(Problem):
    """The centre answered with an error ``status`` and its own problem code."""

    code: ClassVar[str] = "centre_refused"
    status: int
    reason: str


@dataclass(eq=False)
class NotEnrolled(Problem):
    code: ClassVar[str] = "not_enrolled"


@dataclass(eq=False)
class EnrolmentRefused(Problem):
    code: ClassVar[str] = "enrolment_refused"
    reason: str


@dataclass(eq=False)
class InsecureCentre(Problem):
    """Plain http is accepted on loopback only."""

    code: ClassVar[str] = "insecure_centre"
    url: str


# --- devices ------------------------------------------------------------------------------------------


@dataclass(eq=False)
class PrinterOffline(Problem):
    code: ClassVar[str] = "printer_offline"


@dataclass(eq=False)
class PaperOut(Problem):
    """The printer holds the job and prints it when paper is put in: do not print again."""

    code: ClassVar[str] = "paper_out"


@dataclass(eq=False)
class ScannerLost(Problem):
    code: ClassVar[str] = "scanner_lost"
    port: str
