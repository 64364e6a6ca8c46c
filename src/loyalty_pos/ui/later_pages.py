"""Pages that are built when they are first needed, and the ways to them that ask nothing of the others."""

from functools import cached_property

from PySide6.QtCore import QTimer

from loyalty_pos.core.member import Member
from loyalty_pos.till.register import Register
from loyalty_pos.ui.benefits.opening import open_benefits
from loyalty_pos.ui.benefits.presenter import BenefitsPresenter
from loyalty_pos.ui.beside.opening import open_beside
from loyalty_pos.ui.beside.presenter import BesidePresenter
from loyalty_pos.ui.cards.opening import open_cards
from loyalty_pos.ui.cards.presenter import CardsPresenter
from loyalty_pos.ui.customer.presenter import CustomerPresenter
from loyalty_pos.ui.desk.opening import open_desk
from loyalty_pos.ui.desk.presenter import DeskPresenter
from loyalty_pos.ui.exposure.opening import open_exposure
from loyalty_pos.ui.exposure.presenter import ExposurePresenter
from loyalty_pos.ui.exposure.state import ExposureState
from loyalty_pos.ui.issuing.presenter import IssuePresenter
from loyalty_pos.ui.late_card.opening import open_late_card
from loyalty_pos.ui.late_card.presenter import LateCardPresenter
from loyalty_pos.ui.login.presenter import PinPresenter
from loyalty_pos.ui.opening import Opening
from loyalty_pos.ui.packs.opening import open_packs
from loyalty_pos.ui.packs.presenter import PacksPresenter
from loyalty_pos.ui.payment.presenter import PaymentPresenter
from loyalty_pos.ui.printers.opening import open_printers
from loyalty_pos.ui.printers.presenter import PrintersPresenter
from loyalty_pos.ui.returns.presenter import ReturnPresenter
from loyalty_pos.ui.sale.presenter import SalePresenter
from loyalty_pos.ui.scanners.opening import open_scanners
from loyalty_pos.ui.scanners.presenter import ScannersPresenter
from loyalty_pos.ui.scans.router import ScanRouter, Takers
from loyalty_pos.ui.shell.presenter import ShellPresenter
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shift.presenter import ShiftPresenter
from loyalty_pos.ui.statement.opening import open_statement
from loyalty_pos.ui.statement.presenter import StatementPresenter
from loyalty_pos.ui.statement.state import StatementState
from loyalty_pos.ui.upkeep.opening import open_upkeep
from loyalty_pos.ui.upkeep.presenter import UpkeepPresenter


class LaterPages:
    """Pages that are built when they are first needed and ask nothing of the others."""

    _open: Opening
    _scans: ScanRouter
    sale: SalePresenter
    shell: ShellPresenter
    pin: PinPresenter

    @cached_property
    def _shift(self) -> ShiftPresenter:
        return self._open.shift()

    @cached_property
    def _payment(self) -> PaymentPresenter:
        return self._open.payment()

    @cached_property
    def _issuing(self) -> IssuePresenter:
        made = self._open.issuing()
        made.receipt = self._receipt_here
        return made

    @cached_property
    def _balance(self) -> CustomerPresenter:
        made = self._open.balance()
        made.receipt = self._receipt_here
        return made

    @cached_property
    def _returns(self) -> ReturnPresenter:
        return self._open.returns()

    @cached_property
    def _benefits(self) -> BenefitsPresenter:
        return open_benefits(self._open.frame, self._open.routes, self._receipt_here)

    @cached_property
    def _late_card(self) -> LateCardPresenter:
        return open_late_card(self._open.frame, self._open.routes)

    @cached_property
    def _cards(self) -> CardsPresenter:
        return open_cards(self._open.frame, self._open.routes)

    @cached_property
    def _packs(self) -> PacksPresenter:
        return open_packs(self._open.frame, self._open.routes)

    @cached_property
    def _beside(self) -> BesidePresenter:
        return open_beside(self._open.frame, self._open.routes)

    @cached_property
    def _statement(self) -> StatementPresenter:
        return open_statement(self._open.frame, self._open.routes)

    @cached_property
    def _scanners(self) -> ScannersPresenter | None:
        """Only a till with devices has a bench for scanners."""
        bench = self._open.frame.parts.bench
        return open_scanners(self._open.frame, self._open.routes, bench) if bench else None

    @cached_property
    def _printers(self) -> PrintersPresenter:
        return open_printers(self._open.frame, self._open.routes)

    @cached_property
    def _exposure(self) -> ExposurePresenter:
        return open_exposure(self._open.frame, self._open.routes)

    @cached_property
    def _desk(self) -> DeskPresenter:
        return open_desk(self._open.frame, self._open.routes)

    @cached_property
    def _upkeep(self) -> UpkeepPresenter | None:
        """Only a till with files has something to be looked after."""
        upkeep = self._open.frame.parts.upkeep
        if upkeep is None:
            return None
        made = open_upkeep(self._open.frame, upkeep)
        made.ways.update(F7=self._show_scanners, F8=self._show_printers, Esc=self._open.routes.sell)
        return made

    def beside(self, scanned: str = "") -> None:
        """Go to the screen beside another till, with a scanned text if there is one."""
        beside = self._beside
        self.shell.go(PageName.BESIDE)
        beside.begin()
        if scanned:
            beside.scanned(scanned)

    def statement(self, member: Member | None, *, present: bool) -> None:
        """Go to where a member's points are and went."""
        statement = self._statement
        self.shell.go(PageName.STATEMENT)
        statement.begin(member, present=present)

    def points_went(self) -> None:
        """Go to where the points of the customer at the till went, or let somebody be looked up."""
        self.statement(self._receipt_here().view().member, present=True)

    def show_exposure(self) -> None:
        """Go to what tills may cost, if whoever works here may know."""
        self._exposure.begin()

    def show_desk(self) -> None:
        """Go to the manager's desk, if whoever works here may."""
        self._desk.begin()

    def exposure_state(self) -> ExposureState:
        """Return what the manager's screen of the risk shows."""
        return self._exposure.state

    def statement_state(self) -> StatementState:
        """Return what the page of a member's points shows."""
        return self._statement.state

    def benefits(self, code: str = "") -> None:
        """Go to what the customer can use now, with the code of an invitation if one was scanned."""
        benefits = self._benefits
        self.shell.go(PageName.BENEFITS)
        benefits.begin()
        if code:
            benefits.scanned(code)

    def issue(self, phone: str = "", family_of: Member | None = None) -> None:
        """Go to the screen that gives out cards; ``family_of``: whose wallet the new one shares."""
        issuing = self._issuing
        self.shell.go(PageName.ISSUE)
        issuing.begin(phone, family_of)

    def packs(self) -> None:
        """Go to the packs of blank cards."""
        packs = self._packs
        self.shell.go(PageName.PACKS)
        packs.begin()

    def cards(self, member: Member | None) -> None:
        """Go to what can be done with a customer's card and account."""
        cards = self._cards
        self.shell.go(PageName.CARDS)
        cards.begin(member)

    def ask_balance(self, member: Member | None) -> None:
        """Go to the balance screen, with a member if one is at the till."""
        balance = self._balance
        self.shell.go(PageName.BALANCE)
        balance.begin(member)

    def _receipt_here(self) -> Register:
        """Return the open receipt, of this till or of the other one that prints it."""
        parts = self._open.frame.parts
        return self._beside.receipt if parts.mode().is_beside else parts.register

    def _takers(self) -> Takers:
        return {
            PageName.LOGIN: lambda: self.pin,
            PageName.SALE: lambda: self.sale,
            PageName.BESIDE: lambda: self._beside,
            PageName.ISSUE: lambda: self._issuing,
            PageName.PACKS: lambda: self._packs,
            PageName.BALANCE: lambda: self._balance,
            PageName.RETURN: lambda: self._returns,
            PageName.LATE_CARD: lambda: self._late_card,
            PageName.BENEFITS: lambda: self._benefits,
            PageName.PAYMENT: lambda: self._payment,
            PageName.STATEMENT: lambda: self._statement,
            PageName.CARDS: lambda: self._cards,
            PageName.DESK: lambda: self._desk,
            PageName.SCANNERS: lambda: self._scanners or self.sale,
        }

    def _take_waiting_scan(self) -> None:
        if not self._open.frame.window.frozen and self._scans.next_waiting():
            QTimer.singleShot(0, self._take_waiting_scan)

    def _show_printers(self) -> None:
        printers = self._printers
        self.shell.go(PageName.PRINTERS)
        printers.begin()

    def _open_drawer(self) -> None:
        self._show_printers()
        self._printers.ask_drawer()

    def _show_upkeep(self) -> None:
        if self._upkeep is not None:
            self._upkeep.begin()

    def _show_scanners(self) -> None:
        if self._scanners is not None:
            self.shell.go(PageName.SCANNERS)
            self._scanners.begin()
