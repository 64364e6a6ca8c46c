"""A receipt on a page of any printer, or in a PDF: painted in millimetres, codes as filled squares, fonts embedded.

What stands on it is what stands on the roll: the same 48 characters a line, the same breaks. Never on the Qt thread: a
printer's driver may take its time.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from loyalty_pos.core.receipt import Align, Barcode, Block, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.ui.look.fonts import MONO
from loyalty_pos.ui.paper.wrapping import pair_rows, wrapped
from loyalty_pos.ui.parts import Codes

WIDTH_MM: Final = 72.0
"""What a roll of 80 mm prints on."""
MARGIN_MM: Final = 4.0
_COLUMNS: Final = 48
_CELL_MM: Final = WIDTH_MM / _COLUMNS
_LINE_MM: Final = 3.4
_LETTER_MM: Final = _CELL_MM / 0.6  # JetBrains Mono: a cell is six tenths of the letter's height
_QR_MM: Final = 32.0
_BARS_MM: Final = 12.0
_FINE: Final = 100  # letters are drawn large and scaled down: fonts have whole pixel sizes


def height_mm(receipt: Receipt, copy_words: str) -> float:
    """Return how long the paper is, margins and all."""
    return 2 * MARGIN_MM + sum(_height(block) for block in _blocks(receipt, copy_words))


def pages(receipt: Receipt, copy_words: str, room_mm: float) -> list[list[Block]]:
    """Return the blocks of each page; one that is longer than a page begins a page of its own."""
    made: list[list[Block]] = [[]]
    left = room_mm - 2 * MARGIN_MM
    for block in _blocks(receipt, copy_words):
        needed = _height(block)
        if needed > left and made[-1]:
            made.append([])
            left = room_mm - 2 * MARGIN_MM
        made[-1].append(block)
        left -= needed
    return made


def paint(painter: QPainter, blocks: Sequence[Block], codes: Codes) -> None:
    """Paint the blocks from the corner at 0, 0 on, one unit a millimetre."""
    top = MARGIN_MM
    for block in blocks:
        match block:
            case Text() | Pair():
                _rows(painter, block, top)
            case Ruler():
                painter.fillRect(QRectF(MARGIN_MM, top + _LINE_MM / 2, WIDTH_MM, 0.2), Qt.GlobalColor.black)
            case Qr(data):
                _squares(painter, codes.qr(data), top)
            case Barcode(data):
                _bars(painter, codes.bars(data), data, top)
        top += _height(block)


def _blocks(receipt: Receipt, copy_words: str) -> Sequence[Block]:
    head = (Text(copy_words, Align.CENTRE, bold=True),) if receipt.copy else ()
    return (*head, *receipt.blocks)


def _texts(block: Text | Pair) -> list[str]:
    match block:
        case Text(text, align, _, size):
            width = _COLUMNS // size
            return [_placed(row, align, width) for row in wrapped(text, width)]
        case Pair(left, right, _, size):
            return pair_rows(left, right, _COLUMNS // size)


def _placed(row: str, align: Align, width: int) -> str:
    return {Align.LEFT: row, Align.CENTRE: row.center(width).rstrip(), Align.RIGHT: row.rjust(width)}[align]


def _height(block: Block) -> float:
    match block:
        case Text() | Pair():
            return len(_texts(block)) * _LINE_MM * block.size
        case Ruler():
            return _LINE_MM
        case Qr():
            return _QR_MM + 2 * _LINE_MM
        case Barcode():
            return _BARS_MM + 2 * _LINE_MM


def _rows(painter: QPainter, block: Text | Pair, top: float) -> None:
    for number, text in enumerate(_texts(block)):
        _write(painter, (MARGIN_MM, top + number * _LINE_MM * block.size), text, block.size, bold=block.bold)


def _write(painter: QPainter, at: tuple[float, float], text: str, size: int, *, bold: bool) -> None:
    """Write one line, each character in its cell: columns stay straight whatever a printer's driver does to fonts."""
    font = QFont(MONO)
    font.setPixelSize(round(_LETTER_MM * _FINE))
    font.setBold(bold)
    painter.save()
    painter.setFont(font)
    painter.translate(*at)
    painter.scale(size / _FINE, size / _FINE)
    cell = _CELL_MM * _FINE
    for column, character in enumerate(text):
        if character != " ":
            place = QRectF(column * cell, 0, cell * 2, _LINE_MM * _FINE)
            painter.drawText(
                place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), character
            )
    painter.restore()


def _squares(painter: QPainter, rows: Sequence[Sequence[bool]], top: float) -> None:
    side = _QR_MM / max(1, len(rows))
    left = MARGIN_MM + (WIDTH_MM - _QR_MM) / 2
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                place = QRectF(left + x * side, top + _LINE_MM + y * side, side, side)
                painter.fillRect(place, Qt.GlobalColor.black)


def _bars(painter: QPainter, bars: str, data: str, top: float) -> None:
    module = min(0.4, WIDTH_MM / (len(bars) + 20))
    left = MARGIN_MM + (WIDTH_MM - module * len(bars)) / 2
    for x, bar in enumerate(bars):
        if bar == "1":
            painter.fillRect(QRectF(left + x * module, top + 1, module, _BARS_MM), Qt.GlobalColor.black)
    _write(painter, (MARGIN_MM, top + _BARS_MM + 1.5), data.center(_COLUMNS).rstrip(), 1, bold=False)
