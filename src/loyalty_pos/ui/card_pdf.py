"""Cards as PDF in bank card size (CR80, 85.6 x 53.98 mm), one a page or ten on a sheet: name, QR and bars of the number.

Codes are drawn as filled rectangles, never as pictures, so that any printer keeps their edges sharp. The shipped
fonts are embedded. Only the number stands on it: no name, no phone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QIODevice, QLineF, QMarginsF, QRectF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from loyalty_pos.ui.look.fonts import FAMILY, MONO, load_fonts
from loyalty_pos.ui.parts import Codes

WIDTH_MM, HEIGHT_MM = 85.6, 53.98
_DOTS_PER_INCH = 600
_MARGIN_MM = 5.0
_QR_MM = 21.0
_BARS_MM = 11.0
_QUIET_MM = 1.5
_BAND_MM = 2.2
_ACROSS, _DOWN = 2, 5
_SHEET_LEFT_MM = (210 - 2 * WIDTH_MM) / 2
_SHEET_TOP_MM = (297 - 5 * HEIGHT_MM) / 2
_MARK_MM = 1.5


@dataclass(frozen=True, slots=True)
class CardFace:
    """What stands on a card. ``number``: the whole card number; ``colour``: of the band on top, ``#rrggbb``."""

    shop: str
    programme: str
    number: str
    colour: str = "#1f4e8c"


def write_card_pdf(path: Path, faces: Sequence[CardFace], codes: Codes) -> None:
    """Write one page for each card. Raises ``OSError`` when the file cannot be written."""

    def draw(painter: QPainter, writer: QPdfWriter) -> None:
        for i, face in enumerate(faces):
            if i:
                writer.newPage()
            draw_card(painter, face, codes)

    size = QPageSize(QSizeF(WIDTH_MM, HEIGHT_MM), QPageSize.Unit.Millimeter, "CR80")
    _write_pdf(path, size, draw)


def write_sheets_pdf(path: Path, faces: Sequence[CardFace], codes: Codes) -> None:
    """Write ten cards on a sheet of A4, with marks where to cut. Raises ``OSError`` when the file cannot be written."""

    def draw(painter: QPainter, writer: QPdfWriter) -> None:
        for i, face in enumerate(faces):
            place = i % (_ACROSS * _DOWN)
            if i and not place:
                writer.newPage()
            painter.save()
            painter.translate(
                _SHEET_LEFT_MM + place % _ACROSS * WIDTH_MM, _SHEET_TOP_MM + place // _ACROSS * HEIGHT_MM
            )
            draw_card(painter, face, codes)
            _draw_marks(painter)
            painter.restore()

    _write_pdf(path, QPageSize(QPageSize.PageSizeId.A4), draw)


def write_sheets_alone(path: Path, faces: Sequence[CardFace], codes: Codes) -> None:
    """Do the same in a program without a window. Raises ``OSError`` when the file cannot be written."""
    app = QGuiApplication.instance() or QGuiApplication(["", "-platform", "offscreen"])
    load_fonts()
    write_sheets_pdf(path, faces, codes)
    del app  # it has to live until the fonts are not needed any more


def _write_pdf(path: Path, size: QPageSize, draw: Callable[[QPainter, QPdfWriter], None]) -> None:
    """Write pages of this size, drawn in millimetres."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString(), str(path))
    writer = QPdfWriter(file)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(size)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    writer.setTitle("Card")
    painter = QPainter(writer)
    try:
        painter.scale(_DOTS_PER_INCH / 25.4, _DOTS_PER_INCH / 25.4)  # from here on in millimetres
        draw(painter, writer)
    finally:
        painter.end()
    if not file.commit():
        raise OSError(file.errorString(), str(path))


def _draw_marks(painter: QPainter) -> None:
    """Draw short hair lines outside the four corners: neighbours share them, and no card keeps one."""
    painter.setPen(QPen(QColor("#808080"), 0.1))
    for x, away in ((0.0, -1), (WIDTH_MM, 1)):
        for y, up in ((0.0, -1), (HEIGHT_MM, 1)):
            painter.drawLine(QLineF(x, y, x + away * _MARK_MM, y))
            painter.drawLine(QLineF(x, y, x, y + up * _MARK_MM))


def draw_card(painter: QPainter, face: CardFace, codes: Codes) -> None:
    """Draw one card, its corner at 0, 0, one unit a millimetre."""
    painter.fillRect(QRectF(0, 0, WIDTH_MM, _BAND_MM), QColor(face.colour))
    ink = QColor("black")
    painter.setPen(ink)
    left, top = _MARGIN_MM, _BAND_MM + 3
    text_width = WIDTH_MM - 3 * _MARGIN_MM - _QR_MM
    _write(painter, QRectF(left, top, text_width, 6), face.shop, (FAMILY, 4.2, True))
    _write(painter, QRectF(left, top + 6.5, text_width, 5), face.programme, (FAMILY, 3.2, False))
    _draw_qr(painter, codes.qr(face.number), QRectF(WIDTH_MM - _MARGIN_MM - _QR_MM, top, _QR_MM, _QR_MM))
    bars_top = HEIGHT_MM - _MARGIN_MM - _BARS_MM - 4.5
    _draw_bars(painter, codes.bars(face.number), QRectF(left, bars_top, WIDTH_MM - 2 * left, _BARS_MM))
    grouped = " ".join(face.number[i : i + 4] for i in range(0, len(face.number), 4))
    below = QRectF(left, bars_top + _BARS_MM + 0.5, WIDTH_MM - 2 * left, 4)
    _write(painter, below, grouped, (MONO, 3.2, False), Qt.AlignmentFlag.AlignHCenter)


def _write(
    painter: QPainter,
    place: QRectF,
    text: str,
    style: tuple[str, float, bool],
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write one line; a text too long for its place is made smaller. ``style``: family, height in mm, bold.

    Fonts have whole pixel sizes, a millimetre is too coarse for that: letters are drawn large and scaled down.
    """
    family, height_mm, bold = style
    fine = 100
    font = QFont(family)
    font.setPixelSize(round(height_mm * fine))
    font.setBold(bold)
    painter.save()
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(text) / fine
    shrink = min(1.0, place.width() / width) if width else 1.0
    painter.translate(place.topLeft())
    painter.scale(shrink / fine, shrink / fine)
    room = QRectF(0, 0, place.width() * fine / shrink, place.height() * fine / shrink)
    painter.drawText(room, int(align | Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()


def _draw_qr(painter: QPainter, rows: Sequence[Sequence[bool]], place: QRectF) -> None:
    side = place.width() / max(1, len(rows))
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect(
                    QRectF(place.left() + x * side, place.top() + y * side, side, side), Qt.GlobalColor.black
                )


def _draw_bars(painter: QPainter, bars: str, place: QRectF) -> None:
    """Neighbouring dark modules are one bar, so that no hair line shows between them."""
    module = (place.width() - 2 * _QUIET_MM) / max(1, len(bars))
    start: int | None = None
    for x, bar in enumerate(bars + "0"):
        if bar == "1" and start is None:
            start = x
        elif bar == "0" and start is not None:
            left = place.left() + _QUIET_MM + start * module
            painter.fillRect(
                QRectF(left, place.top(), (x - start) * module, place.height()), Qt.GlobalColor.black
            )
            start = None
