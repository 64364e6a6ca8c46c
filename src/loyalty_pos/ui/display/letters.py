"""Digits and letters to touch; letters are Russian and Latin, one press between them. They never take the till's keyboard."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QWidget

from loyalty_pos.ui.display.speech import DisplayLook
from loyalty_pos.ui.widgets.bits import column, label, row
from loyalty_pos.ui.widgets.touch import ALPHABETS, SHOWN, touch_key

_NEXT = {"ru": "en", "en": "ru"}


class Digits(QWidget):
    """``pressed``: a digit, ``back`` for the last one; in the order of telephones."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setSpacing(10)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, digit in enumerate("123456789"):
            grid.addWidget(self._key(digit, digit), *divmod(place, 3))
        grid.addWidget(self._key("0", "0"), 3, 1)
        grid.addWidget(self._key("⌫", "back"), 3, 2)
        self.setLayout(grid)

    def _key(self, shown: str, means: str) -> QPushButton:
        button = touch_key(shown, "digit")
        button.clicked.connect(lambda: self.pressed.emit(means))
        return button


class Letters(QWidget):
    """``pressed``: a small letter, a blank, ``back`` for the last character."""

    pressed = Signal(str)

    def __init__(self, look: DisplayLook) -> None:
        super().__init__()
        self._look = look
        self._places = QStackedWidget()
        self._order = list(ALPHABETS)
        for alphabet in self._order:
            self._places.addWidget(self._keys(alphabet))
        whole = column()
        whole.addWidget(self._places)
        self.setLayout(whole)

    def begin(self) -> None:
        """Show the letters of the language in use."""
        self._places.setCurrentIndex(self._order.index(self._look.language))

    def _keys(self, alphabet: str) -> QWidget:
        rows = column(gap=6)
        for letters in ALPHABETS[alphabet]:
            line = row(gap=6)
            for letter in letters:
                line.addWidget(self._key(letter.upper(), letter))
            rows.addLayout(line, 1)
        last = row(gap=6)
        other = touch_key(SHOWN[_NEXT[alphabet]], "letter")
        other.clicked.connect(partial(self._places.setCurrentIndex, self._order.index(_NEXT[alphabet])))
        last.addWidget(other, 2)
        last.addWidget(self._key("␣", " "), 6)
        last.addWidget(self._key("⌫", "back"), 2)
        rows.addLayout(last, 1)
        made = QWidget()
        made.setLayout(rows)
        return made

    def _key(self, shown: str, means: str) -> QPushButton:
        button = touch_key(shown, "letter")
        button.clicked.connect(lambda: self.pressed.emit(means))
        return button


class ConsentKey(QPushButton):
    """A button with a tick and a text of several lines; takes no keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "consent")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tick, self.words = QLabel(), label(wrap=True)
        inside = row(gap=16)
        inside.setContentsMargins(14, 2, 14, 2)
        inside.addWidget(self._tick)
        inside.addWidget(self.words, 1)
        for one in (self._tick, self.words):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(inside)

    def say(self, words: str, tick: QPixmap, given: str) -> None:
        """Show what is agreed to, with a tick or without."""
        self.words.setText(words)
        self._tick.setPixmap(tick)
        self.setAccessibleName(words)
        self.setAccessibleDescription(given)
