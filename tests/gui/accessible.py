"""What a screen reader is told of a window, and what of it somebody with weak eyes could not read."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from loyalty_pos.ui.look.tokens import contrast

CONTROLS = (QAbstractButton, QLineEdit, QAbstractItemView, QTextEdit)
ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.Table,
    QAccessible.Role.List,
    QAccessible.Role.ListItem,
    QAccessible.Role.Tree,
}


def told(widget: QWidget) -> QAccessibleInterface:
    """Return what a screen reader is told of this widget."""
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    return interface


def controls(window: QWidget) -> list[QWidget]:
    """Return everything that can be worked; the head of a table belongs to its table."""
    found = [one for kind in CONTROLS for one in window.findChildren(kind) if one.isVisible()]
    return [one for one in found if not isinstance(one, QHeaderView)]


def nameless(window: QWidget) -> list[str]:
    """Return the controls that a screen reader could only call by their kind, or not even that."""
    found = []
    for one in controls(window):
        interface = told(one)
        if not interface.text(QAccessible.Text.Name).strip() or interface.role() not in ROLES:
            found.append(f"{type(one).__name__} {one.objectName()} {interface.role()}")
    return found


def names(window: QWidget) -> list[str]:
    """Return what everything that shows is called, controls and all else that was given a name."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisible() and one.accessibleName()]
    return [one.accessibleName() for one in shown]


def focus_places(page: QWidget) -> list[tuple[int, int]]:
    """Return where Tab leads within the page, in its order: the upper left corner of each widget."""
    places: list[tuple[int, int]] = []
    one = page.nextInFocusChain()
    while one is not None and one is not page:
        by_tab = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if by_tab and one.isVisible() and one.isEnabled() and page.isAncestorOf(one):
            corner = one.mapTo(page, QPoint(0, 0))
            places.append((corner.y(), corner.x()))
        one = one.nextInFocusChain()
    return places


Style = tuple[object, ...]


def faint(window: QWidget, least: float, measured: set[Style]) -> list[str]:
    """Return every text that is paler against its ground than ``least``, as it is painted; what is disabled may be.

    ``measured``: what was looked at before: the same style on the same ground is painted alike everywhere.
    """
    picture = window.grab().toImage()
    found = []
    for widget, text, place in _texts(window):
        style = _style(widget)
        whole = QRect(widget.mapTo(window, place.topLeft()), place.size())
        if style in measured or not window.rect().contains(whole):
            continue
        measured.add(style)
        had = _contrast(picture, whole)
        if had < least:
            found.append(f"{text!r} {style} {had:.2f}")
    return found


def _texts(window: QWidget) -> Iterator[tuple[QWidget, str, QRect]]:
    """Return every text with where it stands in its widget; those that are scrolled away do not show."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    for one in shown:
        if one.visibleRegion().boundingRect() != one.rect():
            continue
        if isinstance(one, QLabel | QAbstractButton) and one.text().strip():
            yield one, one.text(), one.rect()
        elif isinstance(one, QLineEdit) and (one.text() or one.placeholderText()):
            yield one, one.text() or one.placeholderText(), one.rect()
    for one in shown:
        table = one.parentWidget()
        if isinstance(table, QTableView) and one is table.viewport() and table.model().rowCount():
            places = [table.visualRect(table.model().index(0, n)) for n in range(table.model().columnCount())]
            yield one, "cells", places[-1]


def _style(widget: QWidget) -> Style:
    """Return what decides how its text is painted: its own look and those of all that it stands on."""
    style: list[object] = [type(widget).__name__]
    if isinstance(widget, QLineEdit):
        style.append(bool(widget.text()))
    one: QWidget | None = widget
    while one is not None:
        style += [one.property(name) for name in ("look", "tone", "rank")]
        style.append(isinstance(one, QAbstractButton) and one.isChecked())
        one = one.parentWidget()
    return tuple(style)


def _contrast(picture: QImage, place: QRect) -> float:
    """Return the ratio between the ground, the colour that most pixels have, and the one furthest from it."""
    ratio = picture.devicePixelRatio()
    sides = (place.x(), place.y(), place.width(), place.height())
    cut = picture.copy(*(round(side * ratio) for side in sides)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(cut.constBits()).cast("I"))
    ground = QColor.fromRgb(pixels.most_common(1)[0][0]).name()
    return max(contrast(QColor.fromRgb(pixel).name(), ground) for pixel in pixels)
