"""A finger: touches what can be seen, where it is seen, and nothing else; it has no keys."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from loyalty_pos.ui.pages import Till
from loyalty_pos.ui.shell.touch_letters import TouchLetters
from loyalty_pos.ui.studio import Studio
from loyalty_pos.ui.widgets.touch import TouchLine

_DEVICE: list[QPointingDevice] = []


class KeyCount(QObject):
    """Counts the keys that reach the program."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's name and shape
        self.count += event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
        return False


class Finger:
    """One finger at this window."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        if not _DEVICE:
            _DEVICE.append(QTest.createTouchDevice())

    @property
    def till(self) -> Till:
        return self._studio.till

    def touch(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Touch a widget in its middle; what lies above it is touched instead."""
        window = self.till.window
        assert widget.isVisible() and widget.isEnabled(), widget.accessibleName()
        place = widget.mapTo(window, at or widget.rect().center())
        assert window.rect().contains(place), f"{widget.accessibleName()} is outside"
        QTest.touchEvent(window, _DEVICE[0]).press(0, place, window).commit()
        QTest.touchEvent(window, _DEVICE[0]).release(0, place, window).commit()
        self._studio.settle()

    def drag(self, widget: QWidget, start: QPoint, by: int) -> None:
        """Push what is seen up (less than 0) or down."""
        window = self.till.window
        place = widget.mapTo(window, start)
        QTest.touchEvent(window, _DEVICE[0]).press(0, place, window).commit()
        for step in range(1, 11):
            QTest.qWait(10)
            there = place + QPoint(0, by * step // 10)
            QTest.touchEvent(window, _DEVICE[0]).move(0, there, window).commit()
        QTest.touchEvent(window, _DEVICE[0]).release(0, place + QPoint(0, by), window).commit()
        QTest.qWait(100)
        self._studio.settle()

    def tap(self, *words: str) -> None:
        """Touch buttons that begin with these words, one after another."""
        for one in words:
            self.touch(self.button(one))

    def button(self, words: str) -> QAbstractButton:
        """Return the button that can be seen and begins with these words."""
        shown = [one for one in self.till.window.findChildren(QAbstractButton) if one.isVisible()]
        for button in shown:
            inside = [label.text() for label in button.findChildren(QLabel)]
            if any(text.startswith(words) for text in (button.accessibleName(), button.text(), *inside)):
                return button
        raise AssertionError((words, [one.accessibleName() or one.text() for one in shown]))

    def line(self, words: str = "") -> TouchLine:
        """Return the line of text that can be seen and is called so."""
        shown = [one for one in self.till.window.page.findChildren(TouchLine) if one.isVisible()]
        return next(one for one in shown if one.accessibleName().startswith(words))

    def digits(self, text: str) -> None:
        """Type on the pad of the page."""
        for digit in text:
            self.touch(self.key(self.till.window, digit))

    def write(self, line: TouchLine, text: str) -> None:
        """Touch a line and write into it on the letters that come; they stay until somebody puts them away."""
        self.touch(line)
        board = self.board
        for letter in text:
            if letter != " " and not self._keys(board, letter):
                alphabet = ("ABC" if letter.isascii() else "АБВ") if letter.isalpha() else "#+="
                self.touch(self._keys(board, alphabet)[0])
            self.touch(self.key(board, "Space" if letter == " " else letter))
        assert line.text().casefold() == text.casefold()

    def accept(self) -> None:
        """Touch the key of the letters that does what Enter does."""
        self.touch(self.key(self.board, "OK"))

    def away(self) -> None:
        """Put the letters away."""
        self.touch(self.key(self.board, "Close"))

    @property
    def board(self) -> TouchLetters:
        """The letters that can be seen."""
        shown = [one for one in self.till.window.findChildren(TouchLetters) if one.isVisible()]
        assert shown, "no letters to touch"
        return shown[0]

    def key(self, where: QWidget, letter: str) -> QAbstractButton:
        found = self._keys(where, letter)
        assert found, letter
        return found[0]

    def _keys(self, where: QWidget, letter: str) -> list[QAbstractButton]:
        shown = [one for one in where.findChildren(QAbstractButton) if one.isVisible()]
        return [
            one
            for one in shown
            if one.accessibleName() == letter or one.text().casefold() == letter.casefold()
        ]
