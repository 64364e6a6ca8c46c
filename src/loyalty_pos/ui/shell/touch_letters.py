"""The letters on the screen: they come for the line that a finger touched, and never lie above it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import column
from loyalty_pos.ui.widgets.letter_board import LetterBoard
from loyalty_pos.ui.widgets.touch import LettersAsked, TouchLine

_BEGINS_A_NAME: Final = ("", " ", "-")
_PRESSES: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})
"""Two quick touches are a double click to Qt, wherever they are."""
_EDGE: Final = 2
"""The line around it, as the style sheet draws it."""


class TouchLetters(QFrame):
    """Lies above the lower part of its window, or above the upper one where the line is below."""

    def __init__(self, look: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._line = window, TouchLine()
        self._board = LetterBoard(look)
        self._board.typed.connect(self._type)
        self._board.erased.connect(self._erase)
        self._board.accepted.connect(self._accept)
        self._board.closed.connect(self.hide)
        inside = column()
        inside.addWidget(self._board)
        self.setLayout(inside)
        self.setProperty("look", "letters")
        self.setAttribute(
            Qt.WidgetAttribute.WA_NoMousePropagation
        )  # what falls between two keys is for nobody
        self.hide()
        look.changed.connect(self._dress)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        self._app.focusChanged.connect(self._focus_went)

    def serve(self, line: TouchLine) -> None:
        """Type into this line from now on."""
        if self.isHidden():
            self._board.begin()
        self._line = line
        self._begin_with_capital()
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Lie where the line is not: it is looked at while it is filled."""
        height, room = self._board.tall() + 2 * _EDGE, self._window.height()
        line = QRect(self._line.mapTo(self._window, self._line.rect().topLeft()), self._line.size())
        below = line.bottom() < room - height
        self.setGeometry(0, room - height if below else 0, self._window.width(), height)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to see what else is touched."""
        super().showEvent(event)
        self._app.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """See nothing any more: a filter of all events is not for nothing."""
        super().hideEvent(event)
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go away when something else of the page is touched: who picks goods has finished writing."""
        if (
            event.type() in _PRESSES
            and isinstance(watched, QWidget)
            and watched not in {self, self._line}
            and not self.isAncestorOf(watched)
        ):
            self.hide()
        return False

    def _dress(self) -> None:
        self._board.retranslate()
        if self.isVisible():
            self.place()

    def _focus_went(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Type into the next line of the form if it listens now; go away with anything else."""
        if self.isHidden() or now is self._line or now is None:
            return
        if isinstance(now, TouchLine) and now.parentWidget() is self._line.parentWidget():
            self.serve(now)
        else:
            self.hide()

    def _type(self, text: str) -> None:
        self._line.insert(text)
        self._begin_with_capital()

    def _erase(self) -> None:
        self._line.backspace()
        self._begin_with_capital()

    def _accept(self) -> None:
        """Do as Enter does; the letters stay for the next line of the form alone."""
        line = self._line
        line.returnPressed.emit()
        if self._line is line:
            self.hide()

    def _begin_with_capital(self) -> None:
        """Names begin with a capital; searches and codes do not care."""
        before = self._line.text()[: self._line.cursorPosition()][-1:]
        self._board.capital(on=before in _BEGINS_A_NAME)


class TouchWindow(QWidget):
    """A window that has letters for its lines. ``letters_for_all``: the panel plays a mouse, every press is a finger's."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._dressed, self.letters_for_all = look, False
        self._letters: TouchLetters | None = None

    def customEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Bring letters for a line that a finger touched; who has a mouse has a keyboard."""
        if isinstance(event, LettersAsked) and (event.by_finger or self.letters_for_all):
            self._letters = self._letters or TouchLetters(self._dressed, self)
            self._letters.serve(event.line)

    def place_letters(self) -> None:
        """Let them lie where they belong in a window of another size."""
        if self._letters is not None:
            self._letters.place()

    def letters_away(self) -> None:
        """Put them away: another page shows, or nothing is written now."""
        if self._letters is not None:
            self._letters.hide()
