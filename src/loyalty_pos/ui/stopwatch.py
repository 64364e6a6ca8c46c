"""Looks at a running window from inside for the benchmarks: when it is painted, how long its thread was ever stuck.

It must change nothing that it measures: one event filter until the first paint, one timer.
"""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from loyalty_pos.ui.shell.window import TillWindow

_BEAT_MS: Final = 1


class Stopwatch(QObject):
    """``gaps_ms``: times between two beats of the Qt thread, in milliseconds, newest last."""

    def __init__(self, app: QCoreApplication, painted: Callable[[], None]) -> None:
        super().__init__(app)
        self.gaps_ms: list[float] = []
        self._painted = painted
        self._last = 0.0
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._app = app
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wait for the first paint of a window, then for an idle moment behind it."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            self._app.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False

    def log_in(self, pin: str, typed: Callable[[], None], done: Callable[[], None]) -> None:
        """Type a PIN as fast as keys can come; tell when the page has taken it, and when another page shows."""
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, TillWindow))
        first = window.page
        for character in f"{pin}\r":
            key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character))
            target = QApplication.focusWidget() or window
            QApplication.sendEvent(
                target, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
            )
        typed()
        look = QTimer(self, interval=_BEAT_MS)
        look.timeout.connect(lambda: done() if window.page is not first else None)
        look.start()

    def beat_until_joined(self, done: Callable[[list[float], list[float]], None]) -> None:
        """Measure until the till stands behind the window: tell all gaps, and those since its first page was added."""
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, TillWindow))
        self.start_beating()
        begun: list[int] = []

        def look() -> None:
            if len(window.pages) > 1 and not begun:
                begun.append(len(self.gaps_ms))
            if window.keys:
                done(self.gaps_ms, self.gaps_ms[begun[0] :])

        self._timer.timeout.connect(look)

    def start_beating(self) -> None:
        """Measure from now on."""
        self._last = time.perf_counter()
        self._timer.start()

    def call_in(self, seconds: float, what: Callable[[], None]) -> None:
        """Call something on the Qt thread later."""
        QTimer.singleShot(int(seconds * 1000), what)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps_ms.append((now - self._last) * 1000)
        self._last = now
