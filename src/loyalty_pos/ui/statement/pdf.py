"""Where a member's points are, as an A5 page to take home (PDF): the oldest change first, so that it can be added up.

Nothing but the name's first word with an initial, the card's last digits and a masked phone stands on it.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QIODevice, QMarginsF, QRectF, QSaveFile, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from loyalty_pos.till.papers.statement_lines import StatementWords
from loyalty_pos.ui.look.fonts import FAMILY
from loyalty_pos.wire.office import Statement

_DOTS_PER_INCH = 300
_MARGIN_MM, _FOOT_MM = 10.0, 8.0
_TEXT_PT, _SMALL_PT = 8.5, 7.5


@dataclass(frozen=True, slots=True)
class StatementFace:
    """What stands around the figures: the shop, when it was printed, who asked."""

    shop: str
    printed: str


def write_statement_pdf(
    path: Path, told: Statement, words: StatementWords, face: StatementFace, *, from_centre: bool
) -> int:
    """Write as many A5 pages as it takes and return how many. Raises ``OSError`` when the file cannot be written."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString(), str(path))
    writer = QPdfWriter(file)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    writer.setPageMargins(QMarginsF(*(_MARGIN_MM,) * 4), QPageLayout.Unit.Millimeter)
    writer.setTitle(words.word("statement"))
    pages = _draw(writer, _document(writer, _page(told, words, face, from_centre=from_centre)), words)
    if not file.commit():
        raise OSError(file.errorString(), str(path))
    return pages


def _document(writer: QPdfWriter, text: str) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    font = QFont(FAMILY)
    font.setPointSizeF(_TEXT_PT)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setHtml(text)
    document.setPageSize(QSizeF(writer.width(), writer.height() - _dots(_FOOT_MM)))
    return document


def _draw(writer: QPdfWriter, document: QTextDocument, words: StatementWords) -> int:
    """Draw page by page, each with its number at the foot."""
    pages, painter = document.pageCount(), QPainter(writer)
    room = document.pageSize()
    try:
        for page in range(pages):
            if page:
                writer.newPage()
            painter.save()
            painter.translate(0, -page * room.height())
            context = QAbstractTextDocumentLayout.PaintContext()
            context.clip = QRectF(0, page * room.height(), room.width(), room.height())
            painter.setClipRect(context.clip)
            document.documentLayout().draw(painter, context)
            painter.restore()
            font = QFont(FAMILY)
            font.setPointSizeF(_SMALL_PT)
            painter.setFont(font)
            foot = words.word("st.page", page=page + 1, pages=pages)
            painter.drawText(
                QRectF(0, room.height(), room.width(), _dots(_FOOT_MM)), 0x82, foot
            )  # right, centre
    finally:
        painter.end()
    return pages


def _dots(millimetres: float) -> int:
    return round(millimetres / 25.4 * _DOTS_PER_INCH)


def _page(told: Statement, words: StatementWords, face: StatementFace, *, from_centre: bool) -> str:
    """Return the page as the simple markup that Qt reads; every text of people is escaped."""
    who = " · ".join(part for part in (told.name, f"**** {told.card_last4}", told.phone_masked) if part)
    opening, before = words.opening(told, from_centre=from_centre)
    rows = [_row((opening, "", "", before), bold=True)]
    rows += [
        _row((line.when, f"{line.what}\n{line.where}".strip(), line.points, line.after))
        for line in reversed(words.changes(told))
    ]
    head = _row(tuple(words.word(f"st.{key}") for key in ("when", "what", "points", "balance")), bold=True)
    total, *parts = words.now(told)
    sums = [_pair(*total, bold=True), *(_pair(*one) for one in (*parts, *words.beside(told)))]
    wrong = "" if told.adds_up else f"<p><b>{_said(words.word('st.wrong'))}</b></p>"
    return (
        f"<p><b>{_said(face.shop)}</b> · {_said(face.printed)}</p>"
        f"<h2>{_said(words.word('statement'))}</h2>"
        f"<p>{_said(who)}<br>{_said(words.source(told, from_centre=from_centre))}</p>"
        f'<table width="100%" cellspacing="0" cellpadding="3" border="0">{"".join(sums)}</table>'
        f"{wrong}{_silent(told, words, from_centre=from_centre)}<hr>"
        f'<table width="100%" cellspacing="0" cellpadding="3" border="0"><thead>{head}</thead>'
        f"{''.join(rows)}</table>"
    )


def _silent(told: Statement, words: StatementWords, *, from_centre: bool) -> str:
    silent = words.silent(told)
    if not silent:
        return f"<p>{_said(words.word('st.all_heard'))}</p>" if from_centre else ""
    return f"<p><b>{_said(words.word('st.silent'))}</b><br>{'<br>'.join(map(_said, silent))}</p>"


def _row(texts: Iterable[str], *, bold: bool = False) -> str:
    when, what, points, after = (f"<b>{_said(text)}</b>" if bold else _said(text) for text in texts)
    right = 'align="right" style="white-space:nowrap"'
    return (
        f'<tr><td width="22%">{when}</td><td width="50%">{what}</td>'
        f'<td width="13%" {right}>{points}</td><td width="15%" {right}>{after}</td></tr>'
    )


def _pair(left: str, right: str, *, bold: bool = False) -> str:
    said, number = (f"<b>{_said(text)}</b>" if bold else _said(text) for text in (left, right))
    return f'<tr><td>{said}</td><td align="right" style="white-space:nowrap">{number}</td></tr>'


def _said(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
