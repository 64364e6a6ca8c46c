"""A page of two columns whose buttons are keys: a button, its key and its way to the presenter are made in one place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import column, row
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.page import Page


class KeyPage(Page):
    """``key``: an action by its key's name. ``listens``: the field that takes the keyboard, None = the page itself."""

    key = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self.listens: QLineEdit | None = None
        self._spaced: QBoxLayout = row()

    def action(self, key: str, picture: str, *, tone: str = "", stacked: bool = False) -> KeyButton:
        """Return a button that does what its key does."""
        button = KeyButton(self.look, picture, key, tone=tone, stacked=stacked)
        button.clicked.connect(lambda: self.key.emit(key))
        self.keys[key] = lambda: self.key.emit(key)
        return button

    def entered(self) -> None:
        """Listen to the keyboard; a page without a field takes it away from fields that do not show."""
        listens = self.listens
        listens.setFocus() if listens is not None and listens.isEnabled() else self.setFocus()

    def typed(self, text: str) -> None:
        """Type into the field, if one listens."""
        if self.listens is not None and self.listens.isEnabled():
            self.listens.setFocus()
            self.listens.insert(text)

    def two_columns(self, left: QLayout, right: QLayout, shares: tuple[int, int] = (13, 8)) -> None:
        """Lay the page out; each column takes its share of the width."""
        whole = self._spaced = row()
        for one, share in zip((left, right), shares, strict=True):
            side = QWidget()
            side.setLayout(one)
            whole.addWidget(side, share)
        self.setLayout(whole)

    def space(self) -> None:
        """Give the columns the distances of the sizes in use."""
        gap = self.look.sizes.gap
        self._spaced.setSpacing(gap)
        self._spaced.setContentsMargins(gap + 2, 0, gap + 2, gap + 2)


def buttons(*rows: Sequence[KeyButton], gap: int = 10) -> QVBoxLayout:
    """Return rows of buttons, equally wide within a row."""
    made = column(gap=gap)
    for one in rows:
        line: QHBoxLayout = row(gap=gap)
        for button in one:
            line.addWidget(button, 1)
        made.addLayout(line)
    return made


def stacked(*pieces: QWidget | QLayout | int, gap: int) -> QVBoxLayout:
    """Return a column of widgets and layouts; a number is the stretch of an empty place."""
    made = column(gap=gap)
    for piece in pieces:
        if isinstance(piece, int):
            made.addStretch(piece)
        elif isinstance(piece, QWidget):
            made.addWidget(piece)
        else:
            made.addLayout(piece)
    return made
