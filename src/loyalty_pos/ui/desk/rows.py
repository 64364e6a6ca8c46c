"""A row of the desk: what it says, a number, and a mark that is a shape and not a colour alone."""

from collections.abc import Callable

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from loyalty_pos.ui.widgets.bits import label, row, set_look


class DeskRow(QWidget):
    """``touched`` is told the row's number."""

    def __init__(self, number: int, touched: Callable[[int], object]) -> None:
        super().__init__()
        self._number, self._touched = number, touched
        self._mark = label("strong")
        self._mark.setFixedWidth(18)
        self._text, self._value = label(wrap=True), label("strong", right=True)
        self._value.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        line = row(gap=8)
        line.addWidget(self._mark)
        line.addWidget(self._text, 1)
        line.addWidget(self._value)
        self.setLayout(line)

    def show_line(self, text: str, value: str, *, marked: bool, tall: int) -> None:
        """Show both sides; the chosen row has a mark and a stronger text. ``tall``: what a finger needs to choose it, 0 = nobody does."""
        self.setMinimumHeight(tall)
        self._mark.setText("▸" if marked else "")
        self._text.setText(text)
        set_look(self._text, "strong" if marked else "")
        self._value.setText(value)
        self.setAccessibleName(f"{text} {value}")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose it."""
        self._touched(self._number)
        event.accept()
