"""The two codes that a strange scanner reads from the screen, black on white in whatever theme, in whole pixels."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from loyalty_pos.till.scanning.bench import BAR_TEST, SQUARE_TEST
from loyalty_pos.ui.parts import Codes

_QUIET_BARS, _QUIET_SQUARE = 10, 4
_BARS_HEIGHT, _SQUARE_SIDE = 76, 198
_WHITE, _BLACK = QColor("#ffffff"), QColor("#000000")


class BarCode(QWidget):
    """A Code 128 as wide as its place allows."""

    def __init__(self, codes: Codes) -> None:
        super().__init__()
        self._bars = codes.bars(BAR_TEST)
        self.setMinimumSize(QSize(len(self._bars) + 2 * _QUIET_BARS, _BARS_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw each module as whole pixels."""
        step = max(self.width() // (len(self._bars) + 2 * _QUIET_BARS), 1)
        left = (self.width() - step * len(self._bars)) // 2
        painter = QPainter(self)
        painter.fillRect(self.rect(), _WHITE)
        for place, module in enumerate(self._bars):
            if module == "1":
                painter.fillRect(left + place * step, 8, step, self.height() - 16, _BLACK)
        painter.end()


class SquareCode(QWidget):
    """A QR code."""

    def __init__(self, codes: Codes) -> None:
        super().__init__()
        self._rows = codes.qr(SQUARE_TEST)
        self.setFixedSize(QSize(_SQUARE_SIDE, _SQUARE_SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the modules as whole squares."""
        step = _SQUARE_SIDE // (len(self._rows) + 2 * _QUIET_SQUARE)
        start = (_SQUARE_SIDE - step * len(self._rows)) // 2
        painter = QPainter(self)
        painter.fillRect(self.rect(), _WHITE)
        for y, modules in enumerate(self._rows):
            for x, dark in enumerate(modules):
                if dark:
                    painter.fillRect(start + x * step, start + y * step, step, step, _BLACK)
        painter.end()
