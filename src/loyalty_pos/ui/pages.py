"""All pages and presenters of one till, joined by plain calls; the ways from page to page."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer

from loyalty_pos.core.member import Member
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.background import Background
from loyalty_pos.ui.balance.presenter import BalancePresenter
from loyalty_pos.ui.issuing.presenter import IssuePresenter
from loyalty_pos.ui.login.presenter import PinPresenter
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.menu.presenter import MenuPresenter
from loyalty_pos.ui.paper.presenter import DonePresenter
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.payment.presenter import PaymentPresenter
from loyalty_pos.ui.returns.presenter import ReturnPresenter
from loyalty_pos.ui.sale.presenter import SalePresenter
from loyalty_pos.ui.shell.presenter import ShellPresenter
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shell.window import TillWindow
from loyalty_pos.ui.shift.presenter import ShiftPresenter
from loyalty_pos.ui.status.presenter import StatusPresenter
from loyalty_pos.ui.views import Views, connect

_TICK_MS = 1000
_WIDTH, _HEIGHT = 1366, 768


class Till:
    """The window and everything behind it. Lives on the Qt thread."""

    def __init__(self, look: Appearance, parts: UiParts, commits: Background, centre: Background) -> None:
        self.look, self._parts = look, parts
        views = self.views = Views(look, parts)
        self.window = TillWindow(look, views.pages(), ZoneInfo(parts.world.identity.zone))
        shell = self.shell = ShellPresenter(self.window, parts, commits, centre)
        self.sale = SalePresenter(views.sale, parts, shell, self)
        self.payment = PaymentPresenter(views.payment, parts, shell, self)
        self.done = DonePresenter(views.done, parts, shell, self)
        self.pin = PinPresenter(views.pin, parts, shell, self)
        self.shift = ShiftPresenter(views.shift, parts, shell, self)
        self.issuing = IssuePresenter(views.issue, parts, shell, self)
        self.balance = BalancePresenter(views.balance, parts, shell, self)
        self.returns = ReturnPresenter(views.back, parts, shell, self)
        self.status = StatusPresenter(views.status, parts, shell, self, shell.link)
        self.menu = MenuPresenter(self.window, parts, shell, self, look)
        self._scans: dict[PageName, Callable[[str], None]] = {
            PageName.SALE: self.sale.scanned,
            PageName.ISSUE: self.issuing.scanned,
            PageName.BALANCE: self.balance.scanned,
            PageName.RETURN: self.returns.scanned,
        }
        self._connect()
        self._timer = QTimer(self.window)
        self._timer.timeout.connect(shell.tick)

    def show(self) -> None:
        """Show the window."""
        if self._parts.full_screen:
            self.window.showFullScreen()
        else:
            self.window.resize(_WIDTH, _HEIGHT)
            self.window.show()

    def start(self) -> None:
        """Ask who works here and bring back an interrupted receipt; the clock begins to tick."""
        self._timer.start(_TICK_MS)
        self.shell.tick()
        self.lock_page()
        self.shell.restore()

    def stop(self) -> None:
        """Let the clock stand still: nothing is asked of the workers any more."""
        self._timer.stop()

    def scanned(self, text: str) -> None:
        """Take a scanned text, whatever page shows; nobody scans before logging in."""
        if self.window.frozen or self._parts.staff.current is None:
            return
        take = self._scans.get(self.shell.page)
        if take is None:
            self.sell(text)
        else:
            take(text)

    def lock_page(self) -> None:
        """Ask for a PIN."""
        self.pin.begin()
        self.shell.go(PageName.LOGIN)

    # --- the ways from page to page (``shell/port.py``: Routes) ---------------------------------------

    def sell(self, scanned: str = "") -> None:
        """Go to the sale screen, or to where work must begin first."""
        if self._parts.staff.current is None:
            self.shell.go(PageName.LOGIN)
            return
        self.sale.begin()
        self.shell.go(PageName.SALE)
        if scanned:
            self.sale.scanned(scanned)

    def take_money(self) -> None:
        """Go to the payment screen."""
        self.payment.begin()
        self.shell.go(PageName.PAYMENT)

    def sold(self, done: SaleDone) -> None:
        """Print the receipt and show it."""
        self.done.sold(done)
        self.shell.go(PageName.RECEIPT)

    def take_back(self, sale: Sale | None) -> None:
        """Go to the return screen, with the sale if it is known."""
        self.shell.go(PageName.RETURN)
        self.returns.begin(sale)

    def issue(self, phone: str = "") -> None:
        """Go to the screen that gives out cards."""
        self.shell.go(PageName.ISSUE)
        self.issuing.begin(phone)

    def ask_balance(self, member: Member | None) -> None:
        """Go to the balance screen, with a member if one is at the till."""
        self.shell.go(PageName.BALANCE)
        self.balance.begin(member)

    # --- inside ---------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.window.resized.connect(self.look.fit)
        connect(self)
        self.views.done.begun.connect(self._begin_with)
        self.views.sale.key.connect(self._sale_key)
        self.views.pin.key.connect(self.window.press)
        self.views.status.key.connect(self._status_key)
        self.shell.ask_pin = self._ask_pin
        self.menu.ways.update(
            shift=self._show_shift, status=self._show_status, lock=self._lock, copy=self.done.print_copy
        )
        self.window.keys.update(
            {
                "Ctrl+Shift+L": self.menu.switch_language,
                "Ctrl+Shift+T": self.menu.switch_theme,
                "Ctrl+L": self._lock,
                "Ctrl+R": lambda: self._if_working(lambda: self.take_back(None)),
                "Ctrl+P": lambda: self._if_working(self.done.print_copy),
                "F11": self.window.toggle_full_screen,
            }
        )

    def _if_working(self, action: Callable[[], object]) -> None:
        if self._parts.staff.current is not None:
            action()

    def _sale_key(self, key: str) -> None:
        if key == "F10":
            self.shell.go(PageName.MENU)
        else:
            self.sale.key(key)

    def _status_key(self, key: str) -> None:
        if key.startswith("Ctrl"):
            self.window.press(key)
        else:
            self.status.key(key)

    def _show_shift(self) -> None:
        self.shell.go(PageName.SHIFT)
        self.shift.begin()

    def _show_status(self) -> None:
        self.shell.go(PageName.STATUS)
        self.status.begin()

    def _lock(self) -> None:
        if self._parts.staff.current is not None:
            self.shell.commit(self._parts.staff.log_out, lambda _: self.lock_page())

    def _ask_pin(self, permission: Permission, done: Callable[[Approval], object]) -> None:
        page = self.shell.page
        self.pin.ask(permission, done, lambda: self.shell.go(page))
        self.shell.go(PageName.LOGIN)

    def _begin_with(self, text: str) -> None:
        self.sell()
        self.views.sale.typed(text)
