"""What pages ask of the frame around them: turning pages, banners, workers, approvals. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.shell.state import PageName

T = TypeVar("T")
SOUNDS: Final = "sounds"
TOUCH_LETTERS: Final = "touch_letters"
"""Preference: ``off`` = refusals are seen only."""


class NoteKind(StrEnum):
    """Good news and hints; their words are in ``shell/notes.py``."""

    BADGE_PIN = "badge_pin"
    BADGE_READ = "badge_read"
    BESIDE_CANCELLED = "beside_cancelled"
    BESIDE_SOLD = "beside_sold"
    CARD_DECLINED = "card_declined"
    CARD_ISSUED = "card_issued"
    CARD_SAVED = "card_saved"
    CARD_UNDONE = "card_undone"
    CARD_UNDO_ASKED = "card_undo_asked"
    CASH_MOVED = "cash_moved"
    CLUB_JOINED = "club_joined"
    CLUB_LEAVE_ASKED = "club_leave_asked"
    CLUB_LEFT = "club_left"
    CLUB_PAUSED = "club_paused"
    CLUB_RESUMED = "club_resumed"
    COPY_PRINTED = "copy_printed"
    DESK_SAVED = "desk_saved"
    DRAWER_OPENED = "drawer_opened"
    DIAGNOSTICS_WRITTEN = "diagnostics_written"
    LATE_CARD_ADDED = "late_card_added"
    LINE_DELETED = "line_deleted"
    MODE_IS_THE_SHOPS = "mode_is_the_shops"
    NOTHING_PARKED = "nothing_parked"
    NO_RECEIPT_YET = "no_receipt_yet"
    OFFERS_REFUSED = "offers_refused"
    OFFERS_WANTED = "offers_wanted"
    PACK_RECEIVED = "pack_received"
    PACKS_AGREE = "packs_agree"
    PACKS_DIFFER = "packs_differ"
    PHONE_CONFIRMED = "phone_confirmed"
    PLASTIC_LOW = "plastic_low"
    PLASTIC_SPOILED = "plastic_spoiled"
    PAPER_DROPPED = "paper_dropped"
    PAPER_GONE = "paper_gone"
    PARKED = "parked"
    PRICE_CHECK = "price_check"
    PRICE_TOLD = "price_told"
    RECALLED = "recalled"
    RECEIPT_CLEARED = "receipt_cleared"
    RECEIPT_RESTORED = "receipt_restored"
    RETURNED = "returned"
    SCANNERS_FORGOTTEN = "scanners_forgotten"
    SCANNER_KEPT = "scanner_kept"
    SCANNER_UNKNOWN = "scanner_unknown"
    SALE_VOIDED = "sale_voided"
    SOUNDS_OFF = "sounds_off"
    SOUNDS_ON = "sounds_on"
    SHIFT_CLOSED = "shift_closed"
    SHIFT_OPENED = "shift_opened"
    SHIFT_OVER = "shift_over"
    SHIFT_SHORT = "shift_short"
    STATEMENT_SAVED = "statement_saved"
    SYNC_STARTED = "sync_started"
    TOO_YOUNG = "too_young"
    TABLE_CHOSEN = "table_chosen"
    TRIAL_PRINTED = "trial_printed"
    TYPE_PRICE = "type_price"
    X_PRINTED = "x_printed"


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say. ``facts``: numbers by name with their unit at the end (``_minor``; ``_points`` with ``exponent`` beside), or texts."""

    kind: NoteKind
    facts: dict[str, int | str] = field(default_factory=dict)


class Shell(Protocol):
    """The frame, as every presenter sees it."""

    def go(self, page: PageName) -> None:
        """Turn to a page."""
        ...

    def refuse(self, problem: Problem) -> None:
        """Show a refusal with its next step."""
        ...

    def note(self, note: Note) -> None:
        """Show good news."""
        ...

    def hush(self) -> None:
        """Take the banner away."""
        ...

    def commit(self, job: Callable[[], T], done: Callable[[T], object], *, hear_s: float = 0.0) -> None:
        """Do something durable or slow on the till's worker; input waits until it is done or refused.

        ``hear_s``: before it wait visibly until the centre has answered what it was asked, at most so many seconds.
        """
        ...

    def ask_centre(self, job: Callable[[], T], done: Callable[[T], object]) -> None:
        """Ask over the network on the other worker; the cashier goes on meanwhile."""
        ...

    def approve(
        self, permission: Permission, done: Callable[[Approval], object], amount_minor: int = 0
    ) -> None:
        """Call ``done`` with an approval: at once if the cashier may for such a sum, else after somebody's PIN."""
        ...


class Routes(Protocol):
    """Ways from one page to another that carry something along."""

    def sell(self, scanned: str = "") -> None:
        """Go to the sale screen, with a scanned text if there is one."""
        ...

    def open_shift(self) -> None:
        """Go to the page of the shift."""
        ...

    def take_money(self) -> None:
        """Go to the payment screen."""
        ...

    def sold(self, done: SaleDone) -> None:
        """Print the receipt and show it."""
        ...

    def take_back(self, sale: Sale | None, scanned: str = "") -> None:
        """Go to the return screen, with the sale if it is known, or with the scanned receipt of another till."""
        ...

    def late_card(self, sale: Sale) -> None:
        """Go to where a card is put to a receipt that is paid."""
        ...

    def issue(self, phone: str = "", family_of: Member | None = None) -> None:
        """Go to the screen that gives out cards; ``family_of``: whose wallet the new one shares."""
        ...

    def packs(self) -> None:
        """Go to the packs of blank cards."""
        ...

    def cards(self, member: Member | None) -> None:
        """Go to what can be done with a customer's card and account."""
        ...

    def ask_balance(self, member: Member | None) -> None:
        """Go to the balance screen, with a member if one is at the till."""
        ...

    def statement(self, member: Member | None, *, present: bool) -> None:
        """Go to where a member's points are and went; ``present``: the member showed a card or phone here."""
        ...

    def benefits(self, code: str = "") -> None:
        """Go to what the customer can use now, with the code of an invitation if one was scanned."""
        ...
