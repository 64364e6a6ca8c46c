"""Everything one till needs, joined once by the wiring: ports, identity, and the desk its parts share.

Must never reach out by itself: it only holds what it was given.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from loyalty_pos.core import dates
from loyalty_pos.core.cards import is_digits, own_range
from loyalty_pos.core.problems import NotLoggedIn, ShiftNotOpen
from loyalty_pos.core.sale import Noted, ShiftOpened
from loyalty_pos.core.scan import DEFAULT_CODES, Nomenclature
from loyalty_pos.till.head_office.port import (
    DeedDesk,
    MemberDesk,
    NoDeeds,
    NoMemberDesk,
    NoOffice,
    OfficeDesk,
)
from loyalty_pos.till.held_cards.port import HeldCards, NoCards
from loyalty_pos.till.managing.port import ManagersPort, NobodyManages
from loyalty_pos.till.open_receipt import OpenReceipt, draft_text
from loyalty_pos.till.other_programs.port import BesideBook, NoBook
from loyalty_pos.till.other_tills.ports import Elsewhere
from loyalty_pos.till.pack_book.port import NoPacks, PackBook
from loyalty_pos.till.phones.port import MemberPhones, NoPhones
from loyalty_pos.till.ports import (
    Clock,
    FiscalPort,
    Goods,
    Journal,
    LocalRights,
    Members,
    NoRights,
    NoVouchers,
    NullFiscal,
    PinLocks,
    Programmes,
    Settings,
    StaffBook,
    StaffMember,
    Vouchers,
)
from loyalty_pos.till.timekeeping.port import Timekeeping
from loyalty_pos.till.tries.last_hour import NoTries
from loyalty_pos.till.tries.same_again import SameAgain
from loyalty_pos.till.voucher_rights.port import NoVoucherRights, VoucherRights

OWN_NUMBERS = Nomenclature(cards=(own_range("own", ""),), codes=DEFAULT_CODES)
"""Our own cards and the usual in-store codes; a shop with older cards adds its ranges."""


@dataclass(frozen=True, slots=True)
class TillIdentity:
    """Who this till is. ``zone``: IANA name; ``language``: ``ru`` or ``en``, the one receipts are printed in."""

    agent_id: str
    till_no: int
    store_id: str
    zone: str = "Europe/Moscow"
    language: str = "ru"
    lookup_key: bytes = field(default=bytes(32), repr=False)


@dataclass(slots=True)
class Desk:
    """What the parts of one till share: who works here, how long the open receipt is, what waits to be done.

    ``locked``: whose till it is while it is locked, None = it is not. ``releases``: holds to give back, taken by the background worker (thread-safe ends of a deque).
    ``drafts``: the newest open receipt that nobody saved yet, at most one. Saving is a disk write, so
    the register leaves it here and the background worker fetches it with ``take_draft``.
    ``parked``: receipts set aside, the oldest first; they are saved with every draft.
    ``beside``: the desk of the basket that another till prints, None = nobody has opened that page.
    """

    cashier: StaffMember | None = None
    locked: StaffMember | None = None
    open_lines: int = 0
    releases: deque[str] = field(default_factory=deque)
    drafts: deque[OpenReceipt] = field(default_factory=lambda: deque(maxlen=1))
    parked: tuple[OpenReceipt, ...] = ()
    beside: "Desk | None" = None

    @property
    def lying(self) -> int:
        """How many lines lie on the counter: of the open receipt, and of the basket that another till prints."""
        return self.open_lines + (self.beside.open_lines if self.beside is not None else 0)

    @property
    def draft(self) -> OpenReceipt | None:
        """The newest open receipt that nobody saved yet, None = nothing new."""
        return self.drafts[-1] if self.drafts else None

    def take_draft(self) -> str | None:
        """Return the text to save now ("" = the receipt is gone), None when nothing changed."""
        try:
            return draft_text(self.drafts.pop(), self.parked)
        except IndexError:
            return None

    def take_releases(self) -> list[str]:
        """Return the operations whose holds are to be released, each once."""
        return [self.releases.popleft() for _ in range(len(self.releases))]


@dataclass(frozen=True, slots=True)
class TillWorld:
    """All ports of one till. ``in_touch``: the centre answered when it was last spoken to, seconds ago."""

    identity: TillIdentity
    goods: Goods
    members: Members
    staff: StaffBook
    programmes: Programmes
    settings: Settings
    journal: Journal
    clock: Clock
    fiscal: FiscalPort = field(default_factory=NullFiscal)
    desk: Desk = field(default_factory=Desk)
    vouchers: Vouchers = field(default_factory=NoVouchers)
    rights: LocalRights = field(default_factory=NoRights)
    voucher_rights: VoucherRights = field(default_factory=NoVoucherRights)
    time: Timekeeping | None = None
    phones: MemberPhones = field(default_factory=NoPhones)
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    office: OfficeDesk = field(default_factory=NoOffice)
    deeds: DeedDesk = field(default_factory=NoDeeds)
    customers: MemberDesk = field(default_factory=NoMemberDesk)
    managing: ManagersPort = field(default_factory=NobodyManages)
    held_cards: HeldCards = field(default_factory=NoCards)
    beside: BesideBook = field(default_factory=NoBook)
    packs: PackBook = field(default_factory=NoPacks)
    tries: PinLocks = field(default_factory=NoTries)
    same_again: SameAgain = field(default_factory=SameAgain)
    numbers: Callable[[], Nomenclature] = lambda: OWN_NUMBERS
    in_touch: Callable[[], bool] = lambda: True

    @property
    def nomenclature(self) -> Nomenclature:
        """How numbers are read now; the centre may change it at any time."""
        return self.numbers()

    @property
    def zone(self) -> ZoneInfo:
        """Time zone of the shop."""
        return ZoneInfo(self.identity.zone)

    def cashier(self) -> StaffMember:
        """Return who is logged in, or raise ``NotLoggedIn``."""
        if self.desk.cashier is None:
            raise NotLoggedIn
        return self.desk.cashier

    def shift(self) -> ShiftOpened:
        """Return the open shift, or raise ``ShiftNotOpen``."""
        shift = self.journal.open_shift()
        if shift is None:
            raise ShiftNotOpen
        return shift

    def setting(self, name: str, default: int) -> int:
        """Return a whole number of the shop's settings; what is no number counts as not set."""
        text = self.settings.get(name)
        return int(text) if is_digits(text) else default

    def now_us(self) -> int:
        """Return the till's clock as UTC microseconds."""
        return dates.micros(self.clock.now())

    def corrected_us(self) -> int:
        """Return what time it is as far as the centre's answers tell, UTC microseconds; for ages and codes of the moment."""
        return self.time.now_us() if self.time else self.now_us()

    def clock_suspect(self) -> bool:
        """Tell whether this machine's clock went back or jumped and the centre has not answered since; sales go on."""
        return self.time is not None and self.time.suspect()

    def noted(
        self, what: str, *, subject: str = "", amount_minor: int = 0, reason: str = "", approved_by: str = ""
    ) -> Noted:
        """Return an audit line by whoever works here now, to be committed with the fact it belongs to."""
        shift = self.journal.open_shift()
        return Noted(
            what=what,
            store_id=self.identity.store_id,
            cashier_id=self.desk.cashier.staff_id if self.desk.cashier else "",
            noted_at_us=self.now_us(),
            shift_id=shift.shift_id if shift else "",
            subject=subject,
            amount_minor=amount_minor,
            approved_by=approved_by,
            reason=reason,
        )
