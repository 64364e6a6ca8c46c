"""Draws the quick card as one page of A4, large enough to be read beside a keyboard."""

import re
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from loyalty_pos.ui.look.fonts import FAMILY
from loyalty_pos.ui.quick_card.card import Card

_WIDE: Final = 794
_HIGH: Final = 1123
"""A4 at 96 dots per inch, the unit of a document that no printer has seen yet."""
_OF_A_DOCUMENT: Final = 96
_DOTS_PER_INCH: Final = 600
_MARGIN: Final = 48
_TEXT: Final = 17
_KEY: Final = "background-color:#1f2937; color:#ffffff; font-weight:600"
_STYLE: Final = f"""
    body {{ font-family: '{FAMILY}'; font-size: {_TEXT}px; color: #111827; }}
    h1 {{ font-size: 38px; margin: 0; }}
    h2 {{ font-size: 21px; color: #1f4e8c; margin-top: 16px; margin-bottom: 5px; }}
    td {{ padding: 3px 6px 3px 0; }}
"""


def page(card: Card) -> QTextDocument:
    """Return the card as a document of one page."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(_font())  # else it depends on the window beside it
    document.setDefaultStyleSheet(_STYLE)
    document.setPageSize(QSizeF(_WIDE - 2 * _MARGIN, _HIGH - 2 * _MARGIN))
    document.setHtml(f"<body>{_written(card)}</body>")
    return document


def _font() -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(_TEXT)
    return made


def write_card(card: Card, path: Path) -> None:
    """Write the page as PDF."""
    writer = QPdfWriter(str(path))
    writer.setTitle(f"{card.title}: {card.under}")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setResolution(_DOTS_PER_INCH)
    painter = QPainter(writer)
    painter.scale(_DOTS_PER_INCH / _OF_A_DOCUMENT, _DOTS_PER_INCH / _OF_A_DOCUMENT)
    painter.translate(_MARGIN, _MARGIN)
    page(card).drawContents(painter)
    painter.end()


def _written(card: Card) -> str:
    steps = "".join(
        f"<tr><td width='28'><b>{number}</b></td><td>{_keyed(step)}</td></tr>"
        for number, step in enumerate(card.steps, 1)
    )
    troubles = "".join(
        f"<tr><td width='190'><b>{escape(what)}</b></td><td>{_keyed(do)}</td></tr>"
        for what, do in card.troubles
    )
    return (
        f"<h1>{escape(card.title)}</h1><p style='margin-top:0'>{escape(card.under)}</p>"
        f"<h2>{escape(card.first)}</h2><table width='100%'>{steps}</table>"
        f"<h2>{escape(card.sale)}</h2>{_two_columns(card.keys)}"
        f"<h2>{escape(card.pages)}</h2>{_two_columns(card.ways)}"
        f"<h2>{escape(card.wrong)}</h2><table width='100%'>{troubles}</table>"
        f"<p style='margin-top:18px'><b>{escape(card.help)}</b> _______________________________________</p>"
    )


def _two_columns(keys: tuple[tuple[str, str], ...]) -> str:
    half = (len(keys) + 1) // 2
    rows = []
    for number in range(half):
        pair = (*keys[number : number + 1], *keys[number + half : number + half + 1])
        rows.append("<tr>" + "".join(_cells(key, text) for key, text in pair) + "</tr>")
    return f"<table width='100%'>{''.join(rows)}</table>"


def _cells(key: str, text: str) -> str:
    return f"<td width='86'>{_cap(key)}</td><td width='258'>{escape(text)}</td>"


def _keyed(text: str) -> str:
    return re.sub(r"<k>(.*?)</k>", lambda found: _cap(found[1]), text)


def _cap(key: str) -> str:
    return f"<span style='{_KEY}'>&nbsp;{escape(key).replace('+', '+&#8288;')}&nbsp;</span>"
