"""Letters of both languages, signs and digits to touch, all in one place; they never take the keyboard from a line."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import column, row
from loyalty_pos.ui.widgets.touch import ALPHABETS, SHOWN, touch_key

_GAP, _PAD, _ICON = 6, 8, 28
_PAGES: Final = {**ALPHABETS, "signs": ("@#№%&*+=$-", "()[]{}/\\|_", ":;!?\"'<>")}
_LEADS: Final = {**SHOWN, "signs": "#+="}
_ORDER: Final = tuple(_PAGES)
_DIGITS: Final = ("789", "456", "123", ".0,")
_WIDEST: Final = max(len(letters) for letters in ALPHABETS["ru"])


class LetterBoard(QWidget):
    """``typed``: a character; ``erased``: the last one; ``accepted``: as Enter; ``closed``: nobody wants it any more."""

    typed = Signal(str)
    erased = Signal()
    accepted = Signal()
    closed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look, self._capital = look, False
        self._letters: list[tuple[QPushButton, str]] = []
        self._pictures: list[tuple[QPushButton, str]] = []
        self._shifts: list[QPushButton] = []
        self._blanks: list[QPushButton] = []
        self._pages = QStackedWidget()
        for page in _ORDER:
            self._pages.addWidget(self._page(page))
        whole = row(gap=_GAP, pad=_PAD)
        whole.addWidget(self._pages, _WIDEST)
        whole.addSpacing(_GAP)
        whole.addWidget(self._digits(), len(_DIGITS[0]))
        self.setLayout(whole)
        self.retranslate()

    def tall(self) -> int:
        """Return how many pixels its rows need for fingers."""
        rows = len(_DIGITS)
        return rows * self._look.sizes.button + (rows - 1) * _GAP + 2 * _PAD

    def begin(self) -> None:
        """Show the letters of the language in use."""
        self._turn(self._look.language)

    def capital(self, *, on: bool) -> None:
        """Make the next letter a capital, and show it on the keys."""
        if on is self._capital:
            return
        self._capital = on
        for button, letter in self._letters:
            button.setText(letter.upper() if on else letter)
        for shift in self._shifts:
            shift.setChecked(on)

    def retranslate(self) -> None:
        """Name what has no letter of its own, and draw it in the colours in use."""
        names = {"erase": self.tr("Erase"), "close": self.tr("Close"), "enter": self.tr("OK")}
        for button, picture in self._pictures:
            button.setAccessibleName(names[picture])
            button.setIcon(self._look.icon(picture, "on_fill" if picture == "enter" else "text", _ICON))
            button.setIconSize(button.icon().actualSize(button.size()))
        for blank in self._blanks:
            blank.setText(self.tr("Space"))
            blank.setAccessibleName(blank.text())
        for shift in self._shifts:
            shift.setAccessibleName(self.tr("Capital letter"))

    # --- pieces ---------------------------------------------------------------------------------------

    def _turn(self, page: str) -> None:
        self._pages.setCurrentIndex(_ORDER.index(page))

    def _page(self, page: str) -> QWidget:
        rows = column(gap=_GAP)
        *upper, lowest = _PAGES[page]
        for letters in upper:
            rows.addLayout(self._keys(letters), 1)
        line = self._keys(lowest)
        if page in ALPHABETS:
            line.insertWidget(0, self._shift(), 1)
        line.addWidget(self._picture("erase", self.erased.emit), 1)
        rows.addLayout(line, 1)
        rows.addLayout(self._last_row(page), 1)
        made = QWidget()
        made.setLayout(rows)
        return made

    def _last_row(self, page: str) -> QHBoxLayout:
        last = row(gap=_GAP)
        for other in _ORDER:
            if other != page:
                lead = touch_key(_LEADS[other], "letter")
                lead.clicked.connect(partial(self._turn, other))
                last.addWidget(lead, 2)
        blank = self._letter(" ")
        self._blanks.append(blank)
        last.addWidget(blank, 4)
        last.addWidget(self._picture("close", self.closed.emit), 2)
        accept = self._picture("enter", self.accepted.emit)
        accept.setProperty("tone", "loyalty")
        last.addWidget(accept, 2)
        return last

    def _digits(self) -> QWidget:
        grid = QGridLayout()
        grid.setSpacing(_GAP)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, digits in enumerate(_DIGITS):
            for place, digit in enumerate(digits):
                grid.addWidget(self._letter(digit), number, place)
        made = QWidget()
        made.setLayout(grid)
        return made

    def _keys(self, letters: str) -> QHBoxLayout:
        line = row(gap=_GAP)
        for letter in letters:
            line.addWidget(self._letter(letter), 1)
        return line

    def _letter(self, letter: str) -> QPushButton:
        button = touch_key(letter.replace("&", "&&"), "letter")
        button.setAccessibleName(letter)
        button.clicked.connect(partial(self._type, letter))
        if letter.isalpha():
            self._letters.append((button, letter))
        return button

    def _shift(self) -> QPushButton:
        shift = touch_key("⇧", "letter")
        shift.setCheckable(True)
        shift.clicked.connect(lambda on: self.capital(on=on))
        self._shifts.append(shift)
        return shift

    def _picture(self, picture: str, do: Callable[[], object]) -> QPushButton:
        button = touch_key("", "letter")
        button.clicked.connect(do)
        self._pictures.append((button, picture))
        return button

    def _type(self, letter: str) -> None:
        self.typed.emit(letter.upper() if self._capital else letter)
