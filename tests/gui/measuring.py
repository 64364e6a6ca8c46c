"""What is wrong with a window to the eye and to a finger: texts without room, controls outside, targets too small."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

FINGER = 56
"""Pixels; of a window below 1024x600 each is at least as large on its screen as 56 are elsewhere (ADR 0066)."""
LEAST_FINGER = 52


def cut_texts(window: QWidget) -> list[str]:
    """Return every visible text that has less room than it needs."""
    cut = [label.text() for label in window.findChildren(QLabel) if label.isVisible() and _is_cut(label)]
    cut += [
        button.text()
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and _width(button, button.text()) > button.width()
    ]
    for line in window.findChildren(QLineEdit):
        room = line.contentsRect().width() - line.textMargins().left() - line.textMargins().right() - 24
        if line.isVisible() and not line.text() and _width(line, line.placeholderText()) > room:
            cut.append(line.placeholderText())
    for table in window.findChildren(QTableView):
        cut += _cut_cells(table) if table.isVisible() else []
    return cut


def _is_cut(label: QLabel) -> bool:
    if not label.text():
        return False
    room = label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        # Qt breaks after hyphens, and never at a no-break space
        longest = max((_width(label, word) for word in re.findall(r"[^ \t\n-]+-?", label.text())), default=0)
        return needed > label.height() + 1 or longest > room.width() + 1
    return _width(label, label.text()) > room.width() + 1 or label.sizeHint().height() > label.height() + 1


def _width(widget: QWidget, text: str) -> int:
    return QFontMetrics(widget.font()).horizontalAdvance(text)


def _cut_cells(table: QTableView) -> list[str]:
    model, cut = table.model(), []
    for column in range(1, model.columnCount()):
        for row in range(model.rowCount()):
            index = model.index(row, column)
            if table.itemDelegate().sizeHint(_option(table), index).width() > table.columnWidth(column):
                cut.append(str(index.data()))
        head = str(model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
        if table.horizontalHeader().sectionSizeHint(column) > table.columnWidth(column):
            cut.append(head)
    return cut


def _option(table: QTableView) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    return option


def outside(window: QWidget) -> list[str]:
    """Return every visible button that sticks out of the window, unless it can be scrolled to."""
    names = []
    for button in window.findChildren(QAbstractButton):
        place = button.mapTo(window, button.rect().bottomRight())
        scrolls = any(isinstance(one, QScrollArea) for one in above(button))
        if button.isVisible() and not scrolls and not window.rect().contains(place):
            names.append(button.accessibleName() or button.text())
    return names


def above(widget: QWidget) -> list[QWidget]:
    """Return what this widget lies in, the nearest first."""
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found


def small_targets(window: QWidget) -> list[str]:
    """Return every control that can be seen and pressed and is too small for a finger, with its size."""
    least = FINGER if window.width() >= 1024 and window.height() >= 600 else LEAST_FINGER
    found = []
    for one in [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]:
        if (
            one.isVisible()
            and one.isEnabled()
            and not _is_spared(one)
            and min(one.width(), one.height()) < least
        ):
            name = one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else "")
            found.append(f"{name or type(one).__name__} {one.width()}x{one.height()}")
    return found


def _is_spared(one: QWidget) -> bool:
    """Spare what no counter has or no finger means: the bar of the demo (scans and cables for whoever looks at the
    program at a desk), and the corner of a table. Rows of a receipt only mark, and a wrong one is marked anew: they are
    no buttons, and more of them are seen.
    """
    return one.property("look") == "demo" or isinstance(one.parentWidget(), QAbstractItemView)
