"""Short facts one behind the other, each whole on its line, amber where somebody should look; drawn without markup.

Six labels would make a small window wide, and a text with markup costs the first paint more than the whole page.
It must never read what it shows as anything but plain text.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from loyalty_pos.ui.look.appearance import Appearance

Fact = tuple[str, bool]
"""What is said, and whether somebody should look at it."""
_BETWEEN = " · "


class FootFacts(QWidget):
    """As many lines as the width asks for, each in the middle."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._facts: tuple[Fact, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show these and no others."""
        if facts != self._facts:
            self._facts = facts
            self.setAccessibleName(", ".join(text for text, _ in facts))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell Qt that fewer pixels beside need more above."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of all lines."""
        metrics = self._metrics()
        return round(metrics.height() * max(1, len(self._lines(metrics, width))))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of one line; any width will do."""
        return QSize(0, self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines."""
        del event
        metrics, painter = self._metrics(), QPainter(self)
        painter.setFont(self._font())
        colours = self._look.colours
        for number, line in enumerate(self._lines(metrics, self.width())):
            at = (self.width() - _width(metrics, line)) / 2
            below = metrics.height() * number + metrics.ascent()
            for place, (text, odd) in enumerate(line):
                parts = [(text, colours.warn if odd else colours.muted)]
                if place:
                    parts.insert(0, (_BETWEEN, colours.muted))
                for part, colour in parts:
                    painter.setPen(QColor(colour))
                    painter.drawText(QPointF(at, below), part)
                    at += metrics.horizontalAdvance(part)
        painter.end()

    def _lines(self, metrics: QFontMetricsF, width: int) -> list[tuple[Fact, ...]]:
        """Return the facts in lines that fit; one that is too long alone has a line of its own."""
        lines: list[tuple[Fact, ...]] = []
        for fact in self._facts:
            if lines and _width(metrics, (*lines[-1], fact)) <= width:
                lines[-1] = (*lines[-1], fact)
            else:
                lines.append((fact,))
        return lines

    def _font(self) -> QFont:
        """Return the small letters of the page; a style sheet may not reach a widget that draws itself."""
        font = QFont(self.font())
        font.setPixelSize(self._look.sizes.small)
        return font

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._font())


def _width(metrics: QFontMetricsF, facts: Sequence[Fact]) -> float:
    """Return how wide a line of these is."""
    return metrics.horizontalAdvance(_BETWEEN.join(text for text, _ in facts))
