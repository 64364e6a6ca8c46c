"""A receipt as it comes out of the printer, drawn from its blocks: 48 characters of one width on warm paper."""

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from loyalty_pos.core.receipt import Align, Barcode, Block, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.look.fonts import mono
from loyalty_pos.ui.paper.wrapping import pair_rows, wrapped
from loyalty_pos.ui.parts import Codes

COLUMNS = 48
_MARGIN = 22
_QR_SIDE = 132
_BARS_HEIGHT = 56
_AT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_STRAIGHT = 0.5
"""By how many pixels a row may end beside its last cell."""


class Paper(QWidget):
    """Draws one receipt; as high as it needs, as wide as 48 characters of its type size (``pixels``)."""

    def __init__(self, look: Appearance, codes: Codes, *, pixels: int = 14) -> None:
        super().__init__()
        self._look, self._codes = look, codes
        self.pixels = pixels
        self._shown: list[tuple[Block, list[str]]] = []
        self._height = 0.0

    def show_receipt(self, receipt: Receipt | None, copy_words: str = "") -> None:
        """Show these blocks."""
        self._shown = [(block, _rows(block)) for block in _blocks(receipt, copy_words)]
        self._height = 2 * _MARGIN + sum(self._block_height(*one) for one in self._shown)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName("\n".join(_plain(block) for block, _ in self._shown))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the whole paper."""
        return QSize(round(self._cell() * COLUMNS) + 2 * _MARGIN, max(80, round(self._height)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw paper and blocks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), QColor(self._look.colours.paper))
        painter.setPen(QColor(self._look.colours.ink))
        top = float(_MARGIN)
        for block, rows in self._shown:
            self._draw(painter, block, rows, top)
            top += self._block_height(block, rows)
        painter.end()

    def _draw(self, painter: QPainter, block: Block, rows: list[str], top: float) -> None:
        match block:
            case Text() | Pair():
                self._draw_rows(painter, block, rows, top)
            case Ruler():
                middle = round(top + self._line() / 2)
                pen = painter.pen()
                painter.setPen(Qt.PenStyle.DashLine)
                painter.drawLine(_MARGIN, middle, self.width() - _MARGIN, middle)
                painter.setPen(pen)
            case Qr(data):
                self._draw_qr(painter, self._codes.qr(data), top)
            case Barcode(data):
                self._draw_bars(painter, data, top)
            case _:
                assert_never(block)

    def _draw_rows(self, painter: QPainter, block: Text | Pair, rows: list[str], top: float) -> None:
        """Draw rows whole where every letter takes its cell, else cell by cell: columns stay straight in any font."""
        font = mono(self.pixels * block.size, bold=block.bold)
        painter.setFont(font)
        cell, line, metrics = self._cell() * block.size, self._line() * block.size, QFontMetricsF(font)
        for number, text in enumerate(rows):
            place = QRectF(_MARGIN, top + number * line, cell * (len(text) + 0.5), line)
            if abs(metrics.horizontalAdvance(text) - cell * len(text)) < _STRAIGHT:
                painter.drawText(place, _AT, text)
                continue
            place.setWidth(cell * 1.5)
            for column, character in enumerate(text):
                if character != " ":
                    painter.drawText(place.translated(column * cell, 0), _AT, character)

    def _draw_qr(self, painter: QPainter, rows: Sequence[Sequence[bool]], top: float) -> None:
        side = len(rows)
        step = max(2, _QR_SIDE // max(1, side))
        dots = QImage(b"".join(map(bytes, rows)), side, side, side, QImage.Format.Format_Indexed8)
        dots.setColorTable([0, QColor(self._look.colours.ink).rgba()])
        left = (self.width() - step * side) // 2
        painter.drawImage(QRectF(left, round(top) + 8, step * side, step * side), dots)

    def _draw_bars(self, painter: QPainter, data: str, top: float) -> None:
        bars = self._codes.bars(data)
        step = 2 if len(bars) * 2 <= self.width() - 2 * _MARGIN else 1
        left = (self.width() - step * len(bars)) // 2
        ink = QColor(self._look.colours.ink)
        for x, bar in enumerate(bars):
            if bar == "1":
                painter.fillRect(left + x * step, round(top) + 8, step, _BARS_HEIGHT, ink)
        painter.setFont(mono(self.pixels))
        below = QRectF(0, top + 8 + _BARS_HEIGHT, self.width(), self._line())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, data)

    def _block_height(self, block: Block, rows: list[str]) -> float:
        match block:
            case Text() | Pair():
                return len(rows) * self._line() * block.size
            case Ruler():
                return self._line()
            case Qr(data):
                side = len(self._codes.qr(data))
                return max(2, _QR_SIDE // max(1, side)) * side + 16
            case Barcode():
                return _BARS_HEIGHT + self._line() + 16

    def _cell(self) -> float:
        return QFontMetricsF(mono(self.pixels)).horizontalAdvance("0")

    def _line(self) -> float:
        return round(self.pixels * 1.4)


def _blocks(receipt: Receipt | None, copy_words: str) -> Sequence[Block]:
    if receipt is None:
        return ()
    head = (Text(copy_words, Align.CENTRE, bold=True),) if receipt.copy and copy_words else ()
    return (*head, *receipt.blocks)


def _rows(block: Block) -> list[str]:
    match block:
        case Text(text, align, _, size):
            width = COLUMNS // size
            return [_placed(row, align, width) for row in wrapped(text, width)]
        case Pair(left, right, _, size):
            return pair_rows(left, right, COLUMNS // size)
        case _:
            return []


def _placed(row: str, align: Align, width: int) -> str:
    match align:
        case Align.LEFT:
            return row
        case Align.CENTRE:
            return row.center(width).rstrip()
        case Align.RIGHT:
            return row.rjust(width)


def _plain(block: Block) -> str:
    match block:
        case Text(text):
            return text
        case Pair(left, right):
            return f"{left} {right}"
        case _:
            return ""
