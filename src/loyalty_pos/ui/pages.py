"""All pages and presenters of one till, joined by plain calls; the ways from page to page."""

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from loyalty_pos.till.staff import Approval, Wanted
from loyalty_pos.ui.background import Background
from loyalty_pos.ui.demo.presenter import CABLE_KEY
from loyalty_pos.ui.display.opening import CustomerDisplay
from loyalty_pos.ui.first import FirstLook
from loyalty_pos.ui.lesson.opening import open_lesson
from loyalty_pos.ui.login.hands import watch_hands
from loyalty_pos.ui.menu.presenter import MenuPresenter
from loyalty_pos.ui.opening import Opening
from loyalty_pos.ui.parts import DemoParts, UiParts
from loyalty_pos.ui.scans.router import ScanRouter
from loyalty_pos.ui.shell.port import SOUNDS, TOUCH_LETTERS
from loyalty_pos.ui.shell.presenter import ShellPresenter
from loyalty_pos.ui.shell.sounds import Happening, Voice
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shell.talk import BannerTalk
from loyalty_pos.ui.slices import Slices, Steps, styled
from loyalty_pos.ui.tour.opening import open_tour
from loyalty_pos.ui.tour.runner import TourRunner
from loyalty_pos.ui.training.presenter import TrainingPresenter
from loyalty_pos.ui.ways import Ways

_TICK_MS = 1000
_AT_REST_MS = 2000


class Till(Ways):
    """The window and everything behind it. Lives on the Qt thread."""

    def __init__(self, first: FirstLook, parts: UiParts, commits: Background, centre: Background) -> None:
        self.look, self.window, self.pin_view, self.parts = first.look, first.window, first.pin_view, parts
        wanted = partial(parts.preferences.get, SOUNDS, "on")
        self.voice = Voice(parts.play, QApplication.beep, lambda: wanted() != "off")
        talk = BannerTalk(first.look, self.voice)
        first.window.speak_by(talk)
        first.window.letters_for_all = parts.preferences.get(TOUCH_LETTERS, "finger") == "always"
        first.window.head.zone = ZoneInfo(parts.world.identity.zone)
        self.shell = ShellPresenter(first.window, talk, parts, commits, centre)
        self._open = Opening(self, self)
        self.menu = MenuPresenter(self.window, parts, self.shell, self, self.look)
        self._timer = QTimer(self.window)
        self._at_rest = QTimer(self.window, singleShot=True, interval=_AT_REST_MS)
        self._at_rest.timeout.connect(self._make_ready)
        self._slices: Slices | None = None
        self._scans = ScanRouter(parts, self.shell, self, lambda: self.shell.page, self._takers())
        self.tour: TourRunner | None = None
        self.display = CustomerDisplay(first.look, parts, first.window)

    def build(self) -> Steps[None]:
        """Build what every shift needs, step by step; only the last step takes keys and PINs."""
        self.sale, self._sale_view = yield from self._open.sale()
        self.standing = self._open.standing()
        self.pin = self._open.pin()
        self._connect()

    def start(self) -> None:
        """Ask who works here and bring back an interrupted receipt; the clock begins to tick."""
        self._timer.start(_TICK_MS)
        self._at_rest.start()
        self.shell.tick()
        self.standing.look()
        self.lock_page()
        self.shell.restore()
        self.display.begin()
        if self.parts.demo is not None:
            self._begin_demo(self.parts.demo)

    def stop(self) -> None:
        """Let the clock stand still: nothing is asked of the workers any more."""
        self._timer.stop()
        self._at_rest.stop()
        if self._slices is not None:
            self._slices.stop()
        self.display.close()
        if self.tour is not None:
            self.tour.stop()

    def scanned(self, text: str) -> None:
        """Take a scanned text, whatever page shows."""
        self._stillness.touched()
        if self.window.frozen:
            self._scans.scanned(text, frozen=True)
        else:
            self.voice.taken(partial(self._scans.scanned, text, frozen=False))

    def lock_page(self) -> None:
        """Ask for a PIN."""
        self.pin.begin()
        self.shell.go(PageName.LOGIN)

    def before_the_first_sale(self) -> Steps[None]:
        """Make, step by step in moments in which nobody waits, what the first sale would wait for."""
        self.shell.ask_centre(partial(self.parts.codes.qr, "0"), lambda _: None)
        yield
        for ready in (lambda: self._done, lambda: self._payment):
            ready()
            yield
        for name in (PageName.RECEIPT, PageName.PAYMENT):
            yield from styled(self.window.pages[name])

    # --- inside ---------------------------------------------------------------------------------------

    def _make_ready(self) -> None:
        self._slices = Slices(self.before_the_first_sale(), lambda _: None)

    def _connect(self) -> None:
        self.window.thawed.connect(self._take_waiting_scan, Qt.ConnectionType.QueuedConnection)
        self._timer.timeout.connect(self.shell.tick)
        self._timer.timeout.connect(self.standing.look)
        self._timer.timeout.connect(self.display.presenter.tick)
        self._sale_view.shown.connect(self.display.presenter.sale)
        self._stillness = watch_hands(self.window, self.parts, partial(self._lock, "idle"), self._timer)
        self._sale_view.key.connect(self._sale_key)
        self.shell.ask_pin = self._ask_pin
        self.menu.ways.update(
            benefits=self.benefits,
            statement=self.points_went,
            exposure=self.show_exposure,
            desk=self.show_desk,
            shift=self.open_shift,
            status=self._show_status,
            lock=self._lock,
            copy=self._copy,
            drawer=self._open_drawer,
            training=TrainingPresenter(self.parts, self.shell).turn,
        )
        self.window.keys.update(
            {
                "Ctrl+Shift+L": self.menu.switch_language,
                "Ctrl+Shift+T": self.menu.switch_theme,
                "Ctrl+Shift+S": self.menu.switch_sounds,
                "Ctrl+L": self._lock,
                "Ctrl+E": lambda: self._if_working(self.show_exposure),
                "Ctrl+M": lambda: self._if_working(self.show_desk),
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
        made.lesson_asked(open_lesson(self, demo).press)
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

    def _copy(self) -> None:
        self._done.print_copy()

    def _show_status(self) -> None:
        status = self._status
        self.shell.go(PageName.STATUS)
        status.begin()

    def _lock(self, why: str = "hand") -> None:
        if self.parts.staff.current is not None:
            self.shell.commit(lambda: self.parts.staff.lock(why), lambda _: self.lock_page())

    def _ask_pin(self, wanted: Wanted, done: Callable[[Approval], object]) -> None:
        page = self.shell.page
        self.voice.tell(Happening.PIN_WANTED)
        self.pin.ask(wanted, done, lambda: self.shell.go(page))
        self.shell.go(PageName.LOGIN)
