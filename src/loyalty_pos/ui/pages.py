"""All pages and presenters of one till, joined by plain calls; the ways from page to page."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from loyalty_pos.core.member import Member
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.background import Background
from loyalty_pos.ui.login.presenter import PinPresenter
from loyalty_pos.ui.login.view import PinView
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.menu.view import MenuView
from loyalty_pos.ui.paper.presenter import DonePresenter
from loyalty_pos.ui.paper.view import DoneView
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.payment.presenter import PaymentPresenter
from loyalty_pos.ui.payment.view import PaymentView
from loyalty_pos.ui.sale.presenter import SalePresenter
from loyalty_pos.ui.sale.view import SaleView
from loyalty_pos.ui.shell.port import Note, NoteKind
from loyalty_pos.ui.shell.presenter import ShellPresenter
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shell.window import TillWindow
from loyalty_pos.ui.shift.presenter import ShiftPresenter
from loyalty_pos.ui.shift.view import ShiftView

_TICK_MS = 1000
_OTHER_LANGUAGE = {"ru": "en", "en": "ru"}
_OTHER_THEME = {"dark": "light", "light": "dark"}


class Till:
    """The window and everything behind it. Lives on the Qt thread."""

    def __init__(self, look: Appearance, parts: UiParts, commits: Background, centre: Background) -> None:
        self.look, self._parts = look, parts
        self.sale_view, self.payment_view = SaleView(look), PaymentView(look)
        self.done_view, self.pin_view = DoneView(look, parts.codes), PinView(look)
        self.shift_view, self.menu_view = ShiftView(look), MenuView(look)
        pages = {
            PageName.LOGIN: self.pin_view,
            PageName.SHIFT: self.shift_view,
            PageName.SALE: self.sale_view,
            PageName.PAYMENT: self.payment_view,
            PageName.RECEIPT: self.done_view,
            PageName.MENU: self.menu_view,
        }
        self.window = TillWindow(look, pages, parts.world.zone)
        self.shell = ShellPresenter(self.window, parts, commits, centre)
        self.sale = SalePresenter(self.sale_view, parts, self.shell, self)
        self.payment = PaymentPresenter(self.payment_view, parts, self.shell, self)
        self.done = DonePresenter(self.done_view, parts, self.shell, self)
        self.pin = PinPresenter(self.pin_view, parts, self.shell, self)
        self.shift = ShiftPresenter(self.shift_view, parts, self.shell, self)
        self._connect()
        self._timer = QTimer(self.window)
        self._timer.timeout.connect(self.shell.tick)

    def show(self) -> None:
        """Show the window."""
        if self._parts.full_screen:
            self.window.showFullScreen()
        else:
            self.window.resize(1366, 768)
            self.window.show()

    def start(self) -> None:
        """Bring back an interrupted receipt and ask who works here; the clock begins to tick."""
        self._timer.start(_TICK_MS)
        self.shell.tick()
        self.pin.begin()
        self.shell.go(PageName.LOGIN)
        self.shell.restore()

    def scanned(self, text: str) -> None:
        """Take a scanned text, whatever page shows."""
        if self.window.frozen or self._parts.staff.current is None:
            return
        if self.shell.page is not PageName.SALE:
            self.sell()
        self.sale.scanned(text)

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
        """Go to the return screen."""

    def issue(self, phone: str = "") -> None:
        """Go to the screen that gives out cards."""

    def ask_balance(self, member: Member | None) -> None:
        """Go to the balance screen."""

    # --- inside ---------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.window.resized.connect(self.look.fit)
        view = self.sale_view
        view.entered_text.connect(self.sale.entered)
        view.typing.connect(self.sale.typing)
        view.moved.connect(self.sale.moved)
        view.line_chosen.connect(self.sale.line_chosen)
        view.goods_picked.connect(self.sale.goods_picked)
        view.answered.connect(self.sale.answered)
        view.ask_cancelled.connect(self.sale.cancelled)
        view.key.connect(self._sale_key)
        self.payment_view.key.connect(self.payment.key)
        self.payment_view.typing.connect(self.payment.typing)
        self.payment_view.note_taken.connect(self.payment.note_taken)
        self.done_view.key.connect(self.done.key)
        self.done_view.begun.connect(self._begin_with)
        self.pin_view.answered.connect(self.pin.answered)
        self.pin_view.cancelled.connect(self.pin.cancelled)
        self.pin_view.key.connect(self.window.press)
        self.shift_view.answered.connect(self.shift.answered)
        self.shift_view.key.connect(self.shift.key)
        self.menu_view.chosen.connect(self._menu)
        self.shell.ask_pin = self._ask_pin
        self.window.keys.update(self._everywhere())

    def _everywhere(self) -> dict[str, Callable[[], object]]:
        return {
            "Ctrl+Shift+L": self._switch_language,
            "Ctrl+Shift+T": self._switch_theme,
            "Ctrl+L": self._lock,
            "Ctrl+R": lambda: self._if_working(lambda: self.take_back(None)),
            "Ctrl+P": lambda: self._if_working(self.done.print_copy),
            "F11": self._full_screen,
        }

    def _if_working(self, action: Callable[[], object]) -> None:
        if self._parts.staff.current is not None:
            action()

    def _sale_key(self, key: str) -> None:
        if key == "F10":
            self.shell.go(PageName.MENU)
        else:
            self.sale.key(key)

    def _menu(self, name: str) -> None:
        actions: dict[str, Callable[[], object]] = {
            "return": lambda: self.take_back(None),
            "shift": self._show_shift,
            "copy": self.done.print_copy,
            "clear": self._clear,
            "drawer": self._parts.drawer.open,
            "language": self._switch_language,
            "theme": self._switch_theme,
            "lock": self._lock,
            "full": self._full_screen,
            "exit": self.window.close,
            "back": self.sell,
        }
        actions[name]()

    def _show_shift(self) -> None:
        self.shell.go(PageName.SHIFT)
        self.shift.begin()

    def _clear(self) -> None:
        register = self._parts.register
        self.shell.commit(lambda: register.clear("cashier"), lambda _: self._cleared())

    def _cleared(self) -> None:
        self.sell()
        self.shell.note(Note(NoteKind.RECEIPT_CLEARED))

    def _lock(self) -> None:
        if self._parts.staff.current is not None:
            self.shell.commit(self._parts.staff.log_out, lambda _: self._locked())

    def _locked(self) -> None:
        self.pin.begin()
        self.shell.go(PageName.LOGIN)

    def _ask_pin(self, permission: Permission, done: Callable[[Approval], object]) -> None:
        page = self.shell.page
        self.pin.ask(permission, done, lambda: self.shell.go(page))
        self.shell.go(PageName.LOGIN)

    def _begin_with(self, text: str) -> None:
        self.sell()
        self.sale_view.typed(text)

    def _switch_language(self) -> None:
        self.look.speak(_OTHER_LANGUAGE[self.look.language])
        self._parts.preferences.set("language", self.look.language)

    def _switch_theme(self) -> None:
        self.look.wear(_OTHER_THEME[self.look.theme])
        self._parts.preferences.set("theme", self.look.theme)

    def _full_screen(self) -> None:
        if self.window.isFullScreen():
            self.window.showNormal()
        else:
            self.window.showFullScreen()
