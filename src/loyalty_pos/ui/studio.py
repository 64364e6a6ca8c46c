"""A window that nobody sees, worked by keys and scans, to take pictures of it; for documents only."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from loyalty_pos.ui.background import Background
from loyalty_pos.ui.first import Early, FirstLook
from loyalty_pos.ui.look.fonts import load_fonts
from loyalty_pos.ui.pages import Till
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.slices import at_once

_PATIENCE_S = 5.0


class Studio:
    """One window; use it as a context: its two workers end with it."""

    def __init__(self, parts: UiParts, size: tuple[int, int] = (1366, 768)) -> None:
        app = QApplication.instance() or QApplication(["studio"])
        assert isinstance(app, QApplication)
        if not app.property("fonts"):
            load_fonts()
            app.setProperty("fonts", True)  # noqa: FBT003 - Qt's property takes a value
        self._commits, self._centre = Background("studio-book"), Background("studio-centre")
        first = FirstLook(
            app, Early(parts.preferences, parts.world.identity.language, training=parts.practice.on)
        )
        self.till = Till(first, parts, self._commits, self._centre)
        at_once(self.till.build())
        first.typed_pin()
        self.till.window.resize(*size)
        self.till.window.show()
        self.till.start()
        self.settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.till.stop()
        self._commits.stop()
        self._centre.stop()
        self.till.window.close()
        self.till.look.undress()
        self.till.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def scan(self, *texts: str) -> None:
        """Scan codes one after another."""
        for text in texts:
            self.till.scanned(text)
            self.settle()

    def press(self, *keys: str) -> None:
        """Press keys by their names: ``F12``, ``Ctrl+R``, ``Return``."""
        for key in keys:
            combination = QKeyCombination.fromCombined(QKeySequence(key)[0].toCombined())  # type: ignore[index]  # missing in the stubs
            self._send(combination.key(), combination.keyboardModifiers(), "")

    def type(self, text: str) -> None:
        """Type a text."""
        for character in text:
            key = Qt.Key(ord(character.upper())) if character.isascii() else Qt.Key.Key_unknown
            self._send(key, Qt.KeyboardModifier.NoModifier, character)

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let the window draw and its workers answer."""
        end = time.monotonic() + _PATIENCE_S
        quiet = 0
        while quiet < 3 and time.monotonic() < end:  # noqa: PLR2004 - thrice quiet is quiet
            QCoreApplication.processEvents()
            quiet = quiet + 1 if until() and not self.till.window.frozen else 0
            time.sleep(0.005)
        for _ in range(3):  # an answer of the last moment is laid out too, and what stands in it
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def shoot(self, path: Path) -> None:
        """Save a picture of the window, or of the customer's if it shows, small enough to be kept with the documents."""
        self.till.window.head.setFocus()
        self.settle()
        shown = self.till.display.window or self.till.window
        shown.grab().toImage().convertToFormat(QImage.Format.Format_RGB888).save(str(path))

    def _send(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target = QApplication.focusWidget() or self.till.window
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))
        self.settle()
