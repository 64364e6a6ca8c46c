"""What the counter needs from the world, as small Protocols; adapters live in storage, devices, sync.

Reads answer at once from local files (microseconds). ``Journal.record`` is the one durable write: when it
returns, the facts survive a power cut. Nothing here may wait for the network except ``Holds``, which is
only called from a background thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from loyalty_pos.core.basket import Article
from loyalty_pos.core.leases.lease import Wait
from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.member import Member
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import CardAttached, Fact, Return, Sale
from loyalty_pos.core.vouchers.voucher import Voucher
from loyalty_pos.till.shifts.port import Shifts
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.roles import Role as Role  # noqa: PLC0414 - a part of what the counter needs

# --- time and names -----------------------------------------------------------------------------------


class Clock(Protocol):
    """Time and randomness come in as arguments of the world, so that tests can hold them still."""

    def now(self) -> datetime:
        """Return the till's wall clock, aware UTC."""
        ...

    def new_id(self) -> str:
        """Return a UUIDv7."""
        ...

    def random_digits(self, count: int) -> str:
        """Return ``count`` cryptographically random decimal digits."""
        ...


# --- reads from the cache -----------------------------------------------------------------------------


class Goods(Protocol):
    """Articles of this shop."""

    def by_barcode(self, barcode: str) -> Article | None: ...

    def by_id(self, article_id: str) -> Article | None: ...

    def search(self, text: str, limit: int) -> list[Article]:
        """Return articles whose name contains every word of ``text``, any case, best first."""
        ...

    def quick_pages(self) -> list[tuple[str, list[Article]]]:
        """Return pages of quick keys: (page name, articles in order)."""
        ...


class Members(Protocol):
    """Accounts, cards and phones known to this till; balances include what this till did since (``ports.Journal``)."""

    def by_card(self, number: str) -> Member | None: ...

    def by_phone(self, e164: str) -> Member | None: ...

    def by_account(self, account_id: str) -> Member | None: ...

    def partners_of(self, e164: str) -> tuple[str, ...]:
        """Return the partners whose customer has this phone, who need not be a member."""
        ...

    def card_known(self, number: str) -> bool:
        """Return whether the number is given out already (also here, not yet synced)."""
        ...


class Vouchers(Protocol):
    """Gift certificates, serial coupons, invitations as this till knows them, with what it did to them since."""

    def by_code(self, code: str) -> Voucher | None:
        """Return the voucher of a typed or scanned code, in whatever state it is; None = unknown here."""
        ...

    def by_key(self, key: int) -> Voucher | None: ...

    def of_member(self, account_id: str) -> Sequence[Voucher]:
        """Return the vouchers that only this member may use, in whatever state they are."""
        ...


@dataclass(frozen=True, slots=True)
class NoVouchers:
    """A till that knows of none."""

    def by_code(self, code: str) -> Voucher | None:  # noqa: ARG002 - the port's shape
        """Return None."""
        return None

    def by_key(self, key: int) -> Voucher | None:  # noqa: ARG002 - the port's shape
        """Return None."""
        return None

    def of_member(self, account_id: str) -> Sequence[Voucher]:  # noqa: ARG002 - the port's shape
        """Return none."""
        return ()


@dataclass(frozen=True, slots=True)
class StaffMember:
    """``pin_hash``: argon2id; checked by ``PinCheck``. ``badge_key``: keyed hash of the badge's number, 0 = none."""

    staff_id: str
    name: str
    role: Role
    pin_hash: str
    badge_key: int = 0


class StaffBook(Protocol):
    def active(self) -> list[StaffMember]: ...

    def by_id(self, staff_id: str) -> StaffMember | None: ...


class PinCheck(Protocol):
    """Slow on purpose (about 0.1 s): call it off the GUI thread."""

    def matches(self, pin: str, pin_hash: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class ActiveProgramme:
    """The programme that prices now, with the hash of its bundle (64 hex digits).

    ``out_of_date``: the bundle's life is over and the centre was not heard; offers and points as payment wait.
    """

    programme: Programme
    bundle: str
    out_of_date: bool = False


class Programmes(Protocol):
    def current(self) -> ActiveProgramme: ...

    def of_bundle(self, bundle: str) -> Programme | None:
        """Return what an earlier bundle priced by, None where it is not kept (any more)."""
        ...


class Settings(Protocol):
    """Texts of the shop from the centre (name, address, footer...)."""

    def get(self, name: str, default: str = "") -> str: ...


# --- the journal --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Personal:
    """The personal part of a fact; it is sealed with the person's key before it is stored."""

    person_id: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact about to be committed. ``epoch``: of the lease under which it takes points, None = it takes none by that."""

    fact: Fact
    cashier_id: str
    bundle: str = ""
    personal: Personal | None = None
    epoch: int | None = None


@dataclass(frozen=True, slots=True)
class QueueState:
    """What waits for the centre: unsynced = seq > acknowledged watermark (R20). ``head_hash``: of the newest event."""

    waiting: int
    oldest: datetime | None
    head_seq: int
    stored: int
    head_hash: str = ""


class SoldHere(Protocol):
    """What this till has sold and taken back."""

    def sale_by_code(self, code: str) -> Sale | None: ...

    def sale_by_id(self, sale_id: str) -> Sale | None: ...

    def last_sales(self, limit: int, skip: int = 0) -> list[Sale]:
        """Return the newest sales, newest first; ``skip``: without so many of the very newest."""
        ...

    def returns_of(self, sale_id: str) -> list[Return]:
        """Return all returns of the sale at this till, in order."""
        ...

    def is_voided(self, sale_id: str) -> bool: ...

    def event_of_sale(self, sale_id: str) -> Event | None:
        """Return the event of a sale of this till."""
        ...

    def attached(self, sale_id: str) -> CardAttached | None:
        """Return the card that was put to the receipt of this sale after it was paid."""
        ...


class Journal(SoldHere, Shifts, Protocol):
    """The till's own book: append-only facts, chained, and the views that are derived from them."""

    def record(self, drafts: Sequence[Draft]) -> list[Event]:
        """Commit all drafts in ONE durable transaction, with every view they change (R15).

        Raises ``StorageFull``, ``StorageBusy``, ``LeaseRenewed`` (``Draft.epoch`` is over); then nothing was recorded.
        Repeating a draft whose fact has the same id (sale_id, return_id...) records nothing and returns the events
        of the first time (R43).
        """
        ...

    def queue(self) -> QueueState: ...

    def save_draft(self, text: str) -> None:
        """Keep the open receipt (JSON text, "" = none) so that a crash does not lose it."""
        ...

    def load_draft(self) -> str: ...


class PinLocks(Protocol):
    """Failed PIN tries survive a restart (T12, R52)."""

    def failures(self, staff_id: str) -> tuple[int, datetime | None]:
        """Return (failed tries in a row, time of the last one)."""
        ...

    def add_failure(self, staff_id: str, at: datetime) -> None: ...

    def clear(self, staff_id: str) -> None: ...


# --- the centre, asked in the background --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HoldResult:
    """``granted`` points are reserved under the operation; 0 with ``reason`` otherwise. ``reached``: the centre answered.

    ``until``: when the reservation ends by this machine's clock, None = the centre did not say.
    ``held``: points that till number ``held_till`` holds under ``held_op``, where that is why there are too few.
    """

    granted: int
    available: int
    reason: str = ""
    reached: bool = True
    until: datetime | None = None
    held: int = 0
    held_op: str = ""
    held_till: int = 0


@dataclass(frozen=True, slots=True)
class LeaseView:
    """What this till may decide alone now; points in minor units. ``epoch`` 0 = nothing: no lease, or its rows are not in.

    ``issued``: by the centre's clock; ``risk_left`` of ``risk``: points without a guarantee, all members together.
    """

    epoch: int = 0
    issued: datetime | None = None
    risk: int = 0
    risk_left: int = 0
    wait: Wait = Wait.NEVER
    per_sale: int = 0


class LocalRights(Protocol):
    """What may be paid with points without the centre: microseconds, from this till's own files."""

    def right(self, account_id: str, *, shown: bool = False) -> Right:
        """Return what may be taken of this account now; ``Right()`` without a lease.

        ``shown``: the member showed the code of the own phone, and this till knows that phone.
        """
        ...

    def lease(self) -> LeaseView: ...


class NoRights:
    """A till that decides nothing alone."""

    def right(self, account_id: str, *, shown: bool = False) -> Right:  # noqa: ARG002 - the port's shape
        """Return nothing."""
        return Right()

    def lease(self) -> LeaseView:
        """Return no lease."""
        return LeaseView()


class Holds(Protocol):
    """Reservations at the centre; each call may take up to its time limit, so never on the GUI thread."""

    def ask(self, op: str, account_id: str, points: int, shown: str = "", card_last4: str = "") -> HoldResult:
        """Ask for points; ``shown``: how the member was recognised (``core.member.Identified``), "" = not told.

        ``card_last4``: by which card, as the sale will say; "" = not told.
        """
        ...

    def release(self, op: str) -> None: ...

    def take_over(self, op: str, account_id: str, approved_by: str) -> None:
        """Free what another till holds, because a manager (staff id) said so; in vain when nobody can be reached."""
        ...


# --- devices ------------------------------------------------------------------------------------------


class PrintState(StrEnum):
    PRINTED = "printed"
    """Handed to the device completely."""
    HELD = "held"
    """The device or the queue keeps it and prints it later: do not print again."""
    UNCERTAIN = "uncertain"
    """Broken off in the middle: the cashier looks at the paper and may print a COPY."""
    FAILED = "failed"
    """Nothing reached the device."""


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper that is not out yet. ``number``: of the job; ``kind`` and ``paper_number``: what stands on it.

    ``state``: HELD, UNCERTAIN, or PRINTED for one that is on its way to the paper just now.
    """

    number: int
    key: str
    kind: str
    paper_number: int
    state: PrintState
    copy: bool = False


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """``state``: ok | paper_near_end | paper_out | cover_open | offline | unknown."""

    name: str
    state: str


class ReceiptPrinter(Protocol):
    """Takes a receipt at once (queued); the outcome comes later through the queue's own listener."""

    def print(self, receipt: Receipt) -> None: ...

    def status(self) -> DeviceStatus: ...


class CashDrawer(Protocol):
    def open(self) -> None: ...


class FiscalPort(Protocol):
    """The fiscal device; ``NullFiscal`` (nothing fiscal here) is the default."""

    def register(self, sale: Sale) -> str:
        """Return the fiscal sign to print, or "" when another program prints the fiscal receipt."""
        ...

    def register_return(self, returned: Return, sale: Sale) -> str: ...


class NullFiscal:
    """No fiscal device: another till program prints the fiscal receipt."""

    def register(self, sale: Sale) -> str:  # noqa: ARG002 - the port's shape
        """Return "": nothing to print."""
        return ""

    def register_return(self, returned: Return, sale: Sale) -> str:  # noqa: ARG002 - the port's shape
        """Return "": nothing to print."""
        return ""
