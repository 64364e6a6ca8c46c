"""A QR code on the page."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from loyalty_pos.ui.parts import Codes

_QUIET = 4
_CODE_SIDE = 260


class QrPicture(QWidget):
    """A QR code on white with its quiet zone, as large as fits in whole pixels."""

    def __init__(self, codes: Codes) -> None:
        super().__init__()
        self._codes = codes
        self._text = ""
        self.setFixedSize(QSize(_CODE_SIDE, _CODE_SIDE))

    def show_code(self, text: str) -> None:
        """Show the code of this text."""
        self._text = text
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the modules as whole squares."""
        if not self._text:
            return
        rows = self._codes.qr(self._text)
        step = _CODE_SIDE // (len(rows) + 2 * _QUIET)
        start = (_CODE_SIDE - step * len(rows)) // 2
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        for y, modules in enumerate(rows):
            for x, dark in enumerate(modules):
                if dark:
                    painter.fillRect(start + x * step, start + y * step, step, step, QColor("#000000"))
        painter.end()
