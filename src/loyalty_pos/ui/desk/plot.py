"""Bars of a month, drawn by hand: sold money a day, and how much of it members bought; told to screen readers in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from loyalty_pos.ui.look.appearance import Appearance

_GAP: Final = 0.25


@dataclass(frozen=True, slots=True)
class Bar:
    """``value`` and the ``part`` of it that stands out, in any one unit; ``name``: below the bar."""

    name: str
    value: int
    part: int


class BarPlot(QWidget):
    """``show_bars``: bars from left to right; ``top``: words for the highest value."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._bars: Sequence[Bar] = ()
        self._top = ""
        self._every = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)

    def show_bars(self, bars: Sequence[Bar], top: str, words: str, *, every: int = 1) -> None:
        """Show these; ``words``: the same for somebody who cannot see them. ``every``: so many bars share a name."""
        self._every = every
        self._bars, self._top = bars, top
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bars, a line for the highest and the names of some days."""
        painter = QPainter(self)
        colours, sizes = self._look.colours, self._look.sizes
        painter.setFont(self._look.font(max(11, sizes.text - 3)))
        line = painter.fontMetrics().height()
        most = max((bar.value for bar in self._bars), default=0)
        room = QRectF(0, line + 4, self.width(), max(1, self.height() - 2 * line - 10))
        painter.setPen(QColor(colours.muted))
        painter.drawText(QRectF(0, 0, self.width(), line), Qt.AlignmentFlag.AlignLeft, self._top)
        painter.setPen(QColor(colours.line))
        painter.drawLine(room.topLeft(), room.topRight())
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        width = room.width() / max(1, len(self._bars))
        for number, bar in enumerate(self._bars):
            left = room.left() + number * width
            self._bar(
                painter,
                QRectF(left + width * _GAP / 2, room.top(), width * (1 - _GAP), room.height()),
                bar,
                most,
            )
            if number % self._every == 0:
                painter.setPen(QColor(colours.muted))
                place = QRectF(left, room.bottom() + 4, width * self._every, line)
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft, bar.name)
        painter.end()

    def _bar(self, painter: QPainter, room: QRectF, bar: Bar, most: int) -> None:
        colours = self._look.colours
        if most <= 0 or bar.value <= 0:
            return
        high = room.height() * bar.value / most
        part = room.height() * max(0, min(bar.part, bar.value)) / most
        painter.fillRect(
            QRectF(room.left(), room.bottom() - high, room.width(), high), QColor(colours.disabled)
        )
        painter.fillRect(
            QRectF(room.left(), room.bottom() - part, room.width(), part), QColor(colours.loyalty)
        )
