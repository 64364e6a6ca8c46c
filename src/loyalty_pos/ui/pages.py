"""All pages and presenters of one till, joined by plain calls; the ways from page to page."""

from collections.abc import Callable
from functools import cached_property, partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer

from loyalty_pos.core.member import Member
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.background import Background
from loyalty_pos.ui.balance.presenter import BalancePresenter
from loyalty_pos.ui.benefits.opening import open_benefits
from loyalty_pos.ui.benefits.presenter import BenefitsPresenter
from loyalty_pos.ui.beside.opening import open_beside
from loyalty_pos.ui.beside.presenter import BesidePresenter
from loyalty_pos.ui.cards.opening import open_cards
from loyalty_pos.ui.cards.presenter import CardsPresenter
from loyalty_pos.ui.demo.presenter import CABLE_KEY
from loyalty_pos.ui.exposure.opening import open_exposure
from loyalty_pos.ui.exposure.presenter import ExposurePresenter
from loyalty_pos.ui.exposure.state import ExposureState
from loyalty_pos.ui.first import FirstLook
from loyalty_pos.ui.issuing.presenter import IssuePresenter
from loyalty_pos.ui.late_card.opening import open_late_card
from loyalty_pos.ui.late_card.presenter import LateCardPresenter
from loyalty_pos.ui.menu.presenter import MenuPresenter
from loyalty_pos.ui.opening import Opening
from loyalty_pos.ui.paper.presenter import DonePresenter
from loyalty_pos.ui.parts import DemoParts, UiParts
from loyalty_pos.ui.payment.presenter import PaymentPresenter
from loyalty_pos.ui.returns.presenter import ReturnPresenter
from loyalty_pos.ui.sale.presenter import SalePresenter
from loyalty_pos.ui.scanners.opening import open_scanners
from loyalty_pos.ui.scanners.presenter import ScannersPresenter
from loyalty_pos.ui.scans.router import ScanRouter, Takers
from loyalty_pos.ui.shell.presenter import ShellPresenter
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shell.talk import BannerTalk
from loyalty_pos.ui.shift.presenter import ShiftPresenter
from loyalty_pos.ui.slices import Steps
from loyalty_pos.ui.statement.opening import open_statement
from loyalty_pos.ui.statement.presenter import StatementPresenter
from loyalty_pos.ui.statement.state import StatementState
from loyalty_pos.ui.status.presenter import StatusPresenter
from loyalty_pos.ui.tour.opening import open_tour
from loyalty_pos.ui.tour.runner import TourRunner

_TICK_MS = 1000
_BEGINS = ("F2", "F3", "F6", "F7", "F9")
"""Keys of the sale screen that need no goods yet: after a sale they begin the next receipt."""


class LaterPages:
    """Pages that are built when they are first needed and ask nothing of the others."""

    _open: Opening
    _scans: ScanRouter
    sale: SalePresenter
    shell: ShellPresenter

    @cached_property
    def _shift(self) -> ShiftPresenter:
        return self._open.shift()

    @cached_property
    def _payment(self) -> PaymentPresenter:
        return self._open.payment()

    @cached_property
    def _issuing(self) -> IssuePresenter:
        return self._open.issuing()

    @cached_property
    def _balance(self) -> BalancePresenter:
        return self._open.balance()

    @cached_property
    def _returns(self) -> ReturnPresenter:
        return self._open.returns()

    @cached_property
    def _benefits(self) -> BenefitsPresenter:
        return open_benefits(self._open.frame, self._open.routes)

    @cached_property
    def _late_card(self) -> LateCardPresenter:
        return open_late_card(self._open.frame, self._open.routes)

    @cached_property
    def _cards(self) -> CardsPresenter:
        return open_cards(self._open.frame, self._open.routes)

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
    def _exposure(self) -> ExposurePresenter:
        return open_exposure(self._open.frame, self._open.routes)

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
        self.statement(self._open.frame.parts.register.view().member, present=True)

    def show_exposure(self) -> None:
        """Go to what tills may cost, if whoever works here may know."""
        self._exposure.begin()

    def exposure_state(self) -> ExposureState:
        """Return what the manager's screen of the risk shows."""
        return self._exposure.state

    def statement_state(self) -> StatementState:
        """Return what the page of a member's points shows."""
        return self._statement.state

    def late_card(self, sale: Sale) -> None:
        """Go to where a card is put to a receipt that is paid."""
        late_card = self._late_card
        self.shell.go(PageName.LATE_CARD)
        late_card.begin(sale)

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

    def _takers(self) -> Takers:
        return {
            PageName.SALE: lambda: self.sale,
            PageName.BESIDE: lambda: self._beside,
            PageName.ISSUE: lambda: self._issuing,
            PageName.BALANCE: lambda: self._balance,
            PageName.RETURN: lambda: self._returns,
            PageName.LATE_CARD: lambda: self._late_card,
            PageName.BENEFITS: lambda: self._benefits,
            PageName.PAYMENT: lambda: self._payment,
            PageName.STATEMENT: lambda: self._statement,
            PageName.CARDS: lambda: self._cards,
            PageName.SCANNERS: lambda: self._scanners or self.sale,
        }

    def _take_waiting_scan(self) -> None:
        if not self._open.frame.window.frozen and self._scans.next_waiting():
            QTimer.singleShot(0, self._take_waiting_scan)

    def _show_scanners(self) -> None:
        if self._scanners is not None:
            self.shell.go(PageName.SCANNERS)
            self._scanners.begin()


class Till(LaterPages):
    """The window and everything behind it. Lives on the Qt thread."""

    def __init__(self, first: FirstLook, parts: UiParts, commits: Background, centre: Background) -> None:
        self.look, self.window, self.pin_view, self.parts = first.look, first.window, first.pin_view, parts
        talk = BannerTalk(first.look)
        first.window.speak_by(talk)
        first.window.head.zone = ZoneInfo(parts.world.identity.zone)
        self.shell = ShellPresenter(first.window, talk, parts, commits, centre)
        self._open = Opening(self, self)
        self.menu = MenuPresenter(self.window, parts, self.shell, self, self.look)
        self._timer = QTimer(self.window)
        self._scans = ScanRouter(parts, self.shell, self, lambda: self.shell.page, self._takers())
        self.tour: TourRunner | None = None

    def build(self) -> Steps[None]:
        """Build what every shift needs, step by step; only the last step takes keys and PINs."""
        self.sale, self._sale_view = yield from self._open.sale()
        self.standing = self._open.standing()
        self.pin = self._open.pin()
        self._connect()

    # --- pages that are built when they are first needed ----------------------------------------------

    @cached_property
    def _done(self) -> DonePresenter:
        made, view = self._open.done()
        view.begun.connect(self._begin_with)
        view.keys.update({key: partial(self._begin_by, key) for key in _BEGINS})
        return made

    @cached_property
    def _status(self) -> StatusPresenter:
        made, view = self._open.status()
        view.key.connect(self._status_key)
        return made

    def start(self) -> None:
        """Ask who works here and bring back an interrupted receipt; the clock begins to tick."""
        self._timer.start(_TICK_MS)
        self.shell.tick()
        self.standing.look()
        self.lock_page()
        self.shell.restore()
        if self.parts.demo is not None:
            self._begin_demo(self.parts.demo)

    def stop(self) -> None:
        """Let the clock stand still: nothing is asked of the workers any more."""
        self._timer.stop()
        if self.tour is not None:
            self.tour.stop()

    def scanned(self, text: str) -> None:
        """Take a scanned text, whatever page shows."""
        self._scans.scanned(text, frozen=self.window.frozen)

    def lock_page(self) -> None:
        """Ask for a PIN."""
        self.pin.begin()
        self.shell.go(PageName.LOGIN)

    # --- the ways from page to page (``shell/port.py``: Routes) ---------------------------------------

    def sell(self, scanned: str = "") -> None:
        """Go to the sale screen, or to where work must begin first."""
        if self.parts.staff.current is None:
            self.shell.go(PageName.LOGIN)
            return
        if self.parts.mode().is_beside:
            self.beside(scanned)
            return
        self.sale.begin()
        self.shell.go(PageName.SALE)
        if scanned:
            self.sale.scanned(scanned)

    def open_shift(self) -> None:
        """Go to the page of the shift."""
        shift = self._shift
        self.shell.go(PageName.SHIFT)
        shift.begin()

    def take_money(self) -> None:
        """Go to the payment screen."""
        self._payment.begin()
        self.shell.go(PageName.PAYMENT)

    def sold(self, done: SaleDone) -> None:
        """Print the receipt and show it."""
        self._done.sold(done)
        self.shell.go(PageName.RECEIPT)
        if done.trouble is not None:
            self.shell.refuse(done.trouble)

    def take_back(self, sale: Sale | None, scanned: str = "") -> None:
        """Go to the return screen, with the sale if it is known, or with the scanned receipt of another till."""
        returns = self._returns
        self.shell.go(PageName.RETURN)
        returns.begin(sale)
        if scanned:
            returns.scanned(scanned)

    # --- inside ---------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.window.thawed.connect(self._take_waiting_scan, Qt.ConnectionType.QueuedConnection)
        self._timer.timeout.connect(self.shell.tick)
        self._timer.timeout.connect(self.standing.look)
        self._sale_view.key.connect(self._sale_key)
        self.shell.ask_pin = self._ask_pin
        self.menu.ways.update(
            benefits=self.benefits,
            statement=self.points_went,
            exposure=self.show_exposure,
            shift=self.open_shift,
            status=self._show_status,
            lock=self._lock,
            copy=self._copy,
        )
        self.window.keys.update(
            {
                "Ctrl+Shift+L": self.menu.switch_language,
                "Ctrl+Shift+T": self.menu.switch_theme,
                "Ctrl+L": self._lock,
                "Ctrl+E": lambda: self._if_working(self.show_exposure),
                "Ctrl+B": lambda: self._if_working(self.benefits),
                "Ctrl+R": lambda: self._if_working(lambda: self.take_back(None)),
                "Ctrl+P": lambda: self._if_working(self._copy),
                "F10": self._menu,
                "F11": self.window.toggle_full_screen,
            }
        )

    def _begin_demo(self, demo: DemoParts) -> None:
        made = self._open.demo(demo, self.scanned)
        self.window.keys[CABLE_KEY] = made.cable
        self.window.turned.connect(made.turned)
        made.turned(self.shell.page)
        if demo.tour is not None:
            self.tour = open_tour(self, demo.tour, made.tour_asked)

    def _if_working(self, action: Callable[[], object]) -> None:
        if self.parts.staff.current is not None:
            action()

    def _sale_key(self, key: str) -> None:
        if key == "F10":
            self._menu()
        else:
            self.sale.key(key)

    def _menu(self) -> None:
        """Go to the menu from any page but the one that asks for a PIN; from the menu, back to the sale."""
        if self.shell.page is PageName.LOGIN:
            return
        if PageName.MENU not in self.window.pages:
            self._open.menu(self.menu)
        if self.shell.page is PageName.MENU:
            self.sell()
        else:
            self.shell.go(PageName.MENU)

    def _status_key(self, key: str) -> None:
        if key.startswith("Ctrl"):
            self.window.press(key)
        elif key == "F7":
            self._show_scanners()
        else:
            self._status.key(key)

    def _copy(self) -> None:
        self._done.print_copy()

    def _show_status(self) -> None:
        status = self._status
        self.shell.go(PageName.STATUS)
        status.begin()

    def _lock(self) -> None:
        if self.parts.staff.current is not None:
            self.shell.commit(self.parts.staff.log_out, lambda _: self.lock_page())

    def _ask_pin(self, permission: Permission, done: Callable[[Approval], object]) -> None:
        page = self.shell.page
        self.pin.ask(permission, done, lambda: self.shell.go(page))
        self.shell.go(PageName.LOGIN)

    def _begin_by(self, key: str) -> None:
        self.sell()
        self.sale.key(key)

    def _begin_with(self, text: str) -> None:
        self.sell()
        self._sale_view.typed(text)
