"""Joins views, presenters, workers and the outside world to the window that shows already, until it is closed."""

import logging
import sys
from collections.abc import Callable, Sequence
from functools import partial
from types import TracebackType

from loyalty_pos.ui.background import Background, Bridge
from loyalty_pos.ui.calls import busy_with
from loyalty_pos.ui.first import Early, FirstLook, ended_by_ctrl_c, program
from loyalty_pos.ui.pages import Till
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.slices import Steps, at_once

log = logging.getLogger(__name__)


def run(parts: UiParts, argv: Sequence[str] = ()) -> int:
    """Show the window of a till that is open; return the exit code of the program when it is closed."""
    app = program(argv)
    first = FirstLook(
        app, Early(parts.preferences, parts.world.identity.language, training=parts.practice.on)
    )
    end = at_once(joining(first, parts))
    try:
        first.window.appear(full=parts.full_screen)
        with ended_by_ctrl_c(app):
            return app.exec()
    finally:
        end()


def joining(first: FirstLook, parts: UiParts) -> Steps[Callable[[], None]]:
    """Open everything behind the first page, step by step; return how to end it.

    Steps that are not taken to the end put away the workers.
    """
    commits, centre = Background("till-book"), Background("till-centre")
    try:
        till = Till(first, parts, commits, centre)
        yield
        yield from till.build()
    except BaseException:
        commits.stop()
        centre.stop(wait_s=1.0)
        raise
    old_hook, sys.excepthook = sys.excepthook, _report
    stops = listen(till, parts)
    kept = [parts.install_scan_filter(first.app, till.scanned)] if parts.install_scan_filter else []
    first.busy = partial(busy_with, first.window, parts)
    half_typed = first.pin_view.field.text()
    till.start()
    first.pin_view.field.setText(half_typed)
    till.pin.answered(first.typed_pin())

    def end() -> None:
        sys.excepthook = old_hook
        till.stop()
        for stop in stops:
            stop()
        kept.clear()
        commits.stop()
        centre.stop(wait_s=1.0)

    return end


def listen(till: Till, parts: UiParts) -> list[Callable[[], None]]:
    """Let the outside world speak to the till from its own threads; return how to stop it."""
    sync, scans, printer = Bridge(), Bridge(), Bridge()
    sync.heard.connect(till.heard_centre)
    scans.heard.connect(till.scanned)
    printer.heard.connect(till.shell.printer_changed)
    printer.heard.connect(lambda _status: till.standing.look())
    return [
        parts.listeners.sync(sync.tell),
        parts.listeners.scans(scans.tell),
        parts.listeners.printer(printer.tell),
    ]


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log a bug; the window goes on, so that the cashier can finish the receipt."""
    log.critical("ui.bug", exc_info=(kind, error, trace))
