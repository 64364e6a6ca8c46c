"""The first second: the window with the page of PINs is painted and typed into while the till opens behind it.

Nothing of the till is imported here: rules, files and all other pages come on a thread of their own, so that a
cashier who sits down can type at once. A PIN that is ready before the till is, waits for it.
"""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from loyalty_pos import __version__
from loyalty_pos.till.upkeep.calls import Busy, Call
from loyalty_pos.ui.background import Background
from loyalty_pos.ui.calls import WindowCalls
from loyalty_pos.ui.login.view import PinView
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.look.fonts import load_fonts
from loyalty_pos.ui.look.scaling import program_that_fits
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shell.window import TillWindow
from loyalty_pos.ui.slices import Slices, Steps
from loyalty_pos.ui.training.band import TrainingBand

if TYPE_CHECKING:
    from loyalty_pos.ui.parts import Preferences


_AWAKE_MS = 500
"""A window that only stands there looks up so often: else nobody could end it by a signal."""


@dataclass(frozen=True, slots=True)
class Early:
    """What is known before the till is open.

    ``watch`` is called with the program before anything shows; what it returns is kept alive (the benchmarks).
    ``tells``: the sentence and the next step of what keeps the till shut, for a program that nobody reads; it stays in the
    window until somebody closes it. None = the window closes at once, and whoever began it says why.
    ``calls``: gives the window what other starts of the program ask; returns how to end that.
    """

    preferences: "Preferences"
    language: str
    full_screen: bool = False
    training: bool = False
    watch: Callable[[QApplication], object] | None = None
    calls: Callable[[Callable[[Call], None]], Callable[[], None]] | None = None
    tells: Callable[[BaseException], tuple[str, str]] | None = None


class FirstLook(QObject):
    """The window with one page. ``join``: what opens the rest of it, step by step on the Qt thread, returns how to end that.

    ``busy``: what would be left unfinished if the window closed now; whoever joins more knows more.
    """

    def __init__(self, app: QApplication, early: Early) -> None:
        super().__init__()
        self.app = app
        self.look = Appearance(
            app,
            theme=early.preferences.get("theme", "dark"),
            language=early.preferences.get("language", early.language),
        )
        self.window = TillWindow(self.look)
        self.pin_view = PinView(self.look)
        self.window.add_page(PageName.LOGIN, self.pin_view)
        if early.training:
            self.window.bars.addWidget(TrainingBand(self.look))
        self.window.resized.connect(self.look.fit)
        self.pin_view.entered()
        self.busy: Callable[[], Busy] = lambda: Busy.WRITING  # the books are being opened
        self._typed = ""
        self.pin_view.answered.connect(self._keep)

    def unfinished(self) -> Busy:
        """Tell why the window stays."""
        return self.busy()

    def typed_pin(self) -> str:
        """Return the PIN that was typed in full before anybody could check it; from now on nothing is kept."""
        self.pin_view.answered.disconnect(self._keep)
        typed, self._typed = self._typed, ""
        return typed

    def _keep(self, pin: str) -> None:
        self._typed = pin


Join = Callable[[FirstLook], Steps[Callable[[], None]]]


class Opening(QObject):
    """Waits for the first paint, loads on a thread of its own, then joins on the Qt thread in small steps."""

    def __init__(
        self,
        first: FirstLook,
        load: Callable[[], Join],
        tells: Callable[[BaseException], tuple[str, str]] | None = None,
    ) -> None:
        super().__init__()
        self._first, self._load, self._tells = first, load, tells
        self._thread = Background("till-opening")
        self._end: Callable[[], None] = lambda: None
        self._slices: Slices | None = None
        self.trouble: BaseException | None = None
        self._awake = QTimer(self)
        self._awake.timeout.connect(lambda: None)
        first.app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See the window painted once."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            self._first.app.removeEventFilter(self)
            QTimer.singleShot(0, self._begin)
        return False

    def end(self) -> None:
        """End what was joined; a till that is still opening is waited for."""
        self._thread.stop()
        if self._slices is not None:
            self._slices.stop()
        self._end()

    def _begin(self) -> None:
        self._thread.run(self._load, self._joined, self._failed)

    def _joined(self, join: Join) -> None:
        self._slices = Slices(join(self._first), self._opened)

    def _opened(self, end: Callable[[], None]) -> None:
        self._end = end

    def _failed(self, error: BaseException) -> None:
        self.trouble = error
        if self._tells is not None:
            self._first.window.head.hide()  # it would say that the till is starting
            self._first.pin_view.stay_shut(*self._tells(error))
            self._first.busy = lambda: Busy.FREE
            self._awake.start(_AWAKE_MS)
            return
        self._first.window.close()
        self._first.app.exit()


def program(argv: Sequence[str] = ()) -> QApplication:
    """Return the Qt program with our name and fonts."""
    app = QApplication.instance() or program_that_fits(lambda: QApplication([sys.argv[0], *argv]))
    assert isinstance(app, QApplication)
    app.setApplicationName("Loyalty POS")
    app.setApplicationVersion(__version__)
    load_fonts()
    return app


def leave() -> None:
    """Close the program's windows; whoever runs it decides what comes next."""
    QApplication.exit(0)


@contextmanager
def ended_by_ctrl_c(app: QApplication) -> Iterator[None]:
    """Let Ctrl+C, and whoever ends the program, close the window in order: Qt's loop would swallow it."""
    ends = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: app.quit()) for number in ends]
    try:
        yield
    finally:
        for number, handler in zip(ends, before, strict=True):
            signal.signal(number, handler)


def run(early: Early, load: Callable[[], Join], argv: Sequence[str] = ()) -> int:
    """Show the window, open the till behind it; return the program's exit code. Raises what ``load`` raised."""
    app = program(argv)
    kept = early.watch(app) if early.watch else None
    first = FirstLook(app, early)
    opening = Opening(first, load, early.tells)
    calls = WindowCalls(first.window, first.unfinished, leave)
    unheard = early.calls(calls.take) if early.calls else lambda: None
    first.window.appear(full=early.full_screen)
    try:
        with ended_by_ctrl_c(app):
            code = app.exec()
    finally:
        unheard()
        opening.end()
        first.look.undress()
        first.window.deleteLater()
        del kept
    if opening.trouble is not None:
        raise opening.trouble
    return code
