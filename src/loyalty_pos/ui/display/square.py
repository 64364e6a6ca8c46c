"""A QR code on white with its quiet zone, as large as its place allows, in whole pixels."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from loyalty_pos.ui.parts import Codes

_QUIET = 4
_LEAST = 180


class Square(QWidget):
    """The code of one text; nothing at all for an empty one."""

    def __init__(self, codes: Codes) -> None:
        super().__init__()
        self._codes = codes
        self.text = ""
        self.setMinimumSize(QSize(_LEAST, _LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_code(self, text: str) -> None:
        """Show the code of this text."""
        self.text = text
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the modules as whole squares in the middle of the place."""
        if not self.text:
            return
        rows = self._codes.qr(self.text)
        step = max(1, min(self.width(), self.height()) // (len(rows) + 2 * _QUIET))
        side = step * (len(rows) + 2 * _QUIET)
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter = QPainter(self)
        painter.fillRect(left, top, side, side, QColor("#ffffff"))
        for y, row in enumerate(rows, _QUIET):
            for x, dark in enumerate(row, _QUIET):
                if dark:
                    painter.fillRect(left + x * step, top + y * step, step, step, QColor("#000000"))
        painter.end()
