"""Joins views, presenters, workers and the outside world, and runs the window until it is closed."""

import logging
import sys
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from loyalty_pos.ui.background import Background, Bridge
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.look.fonts import load_fonts
from loyalty_pos.ui.pages import Till
from loyalty_pos.ui.parts import UiParts

log = logging.getLogger(__name__)


def run(parts: UiParts, argv: Sequence[str] = ()) -> int:
    """Show the window; return the exit code of the program when it is closed."""
    app = QApplication.instance() or QApplication([sys.argv[0], *argv])
    assert isinstance(app, QApplication)
    app.setApplicationName("Loyalty POS")
    app.setApplicationVersion(parts.version)
    load_fonts()
    commits, centre = Background("till-book"), Background("till-centre")
    till = build(app, parts, commits, centre)
    old_hook, sys.excepthook = sys.excepthook, _report
    stops = listen(till, parts)
    keep = install_scanner(app, till, parts)
    try:
        till.show()
        QTimer.singleShot(0, till.start)
        return app.exec()
    finally:
        sys.excepthook = old_hook
        till.stop()
        for stop in stops:
            stop()
        del keep
        commits.stop()
        centre.stop(wait_s=1.0)


def build(app: QApplication, parts: UiParts, commits: Background, centre: Background) -> Till:
    """Return the till's window with everything joined; nothing is shown yet."""
    look = Appearance(
        app,
        theme=parts.preferences.get("theme", "dark"),
        language=parts.preferences.get("language", parts.world.identity.language),
    )
    return Till(look, parts, commits, centre)


def listen(till: Till, parts: UiParts) -> list[Callable[[], None]]:
    """Let the outside world speak to the till from its own threads; return how to stop it."""
    sync, scans, printer = Bridge(), Bridge(), Bridge()
    sync.heard.connect(till.shell.sync_changed)
    scans.heard.connect(till.scanned)
    printer.heard.connect(till.shell.printer_changed)
    printer.heard.connect(lambda _status: till.standing.look())
    return [
        parts.listeners.sync(sync.tell),
        parts.listeners.scans(scans.tell),
        parts.listeners.printer(printer.tell),
    ]


def install_scanner(app: QApplication, till: Till, parts: UiParts) -> object:
    """Install the keyboard scanner's filter, if the wiring gave one; return what must be kept alive."""
    return parts.install_scan_filter(app, till.scanned) if parts.install_scan_filter else None


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log a bug; the window goes on, so that the cashier can finish the receipt."""
    log.critical("ui.bug", exc_info=(kind, error, trace))
