"""A place for rows that may be more than it holds: whole rows only, and a line below says how many come after them."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from loyalty_pos.ui.widgets.bits import label

_LINE: Final = 22
"""Height of the line that counts what is below."""


class WholeRows(QScrollArea):
    """It never takes the keyboard away from the line above it."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[QWidget] = ()
        self._marked = 0
        self._is_fitting = False
        self._below = label("muted")
        self._below.setParent(self)
        self._below.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._below.hide()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def hold(self, inside: QWidget, rows: Sequence[QWidget], marked: int = 0) -> None:
        """Show these buttons of ``inside``, one or more beside each other, with the marked one in sight; -1 = none is."""
        self._rows, self._marked = rows, max(0, marked)
        self._is_fitting = True
        self.setWidget(inside)
        self._is_fitting = False
        self._fit(self._first_that_shows(self._marked))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Begin again with the marked row in sight."""
        super().resizeEvent(event)
        if not self._is_fitting:
            self._fit(self._first_that_shows(self._marked))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Count in the language in use."""
        if event.type() is QEvent.Type.LanguageChange:
            self._fit(self._first_that_shows(self._marked))
        super().changeEvent(event)

    def _scrolled(self, value: int) -> None:
        if not self._is_fitting and self._rows:
            self._fit(max(0, bisect_right([one.y() for one in self._rows], value + _LINE) - 1))

    def _room(self) -> int:
        return self.viewport().height() + self.viewportMargins().bottom()

    def _last_from(self, first: int) -> int:
        """Return the last row that is whole when this one is the first."""
        top, ends = self._rows[first].y(), [one.geometry().bottom() + 1 for one in self._rows]
        room = self._room()
        if ends[-1] - top <= room:
            return len(ends) - 1
        return max(first, bisect_right(ends, top + room - _LINE) - 1)

    def _first_that_shows(self, marked: int) -> int:
        return next((one for one in range(marked) if self._last_from(one) >= marked), marked)

    def _fit(self, first: int) -> None:
        """Let this row be the first, an earlier one where the rest would not fill the place."""
        if not self._rows:
            self._below.hide()
            self.setViewportMargins(0, 0, 0, 0)
            return
        self._is_fitting = True
        inside = self.widget()
        if inside is not None and (layout := inside.layout()) is not None:
            layout.activate()
        ends_at = len(self._rows) - 1
        while first and self._last_from(first - 1) == ends_at:
            first -= 1
        last = self._last_from(first)
        rest = ends_at - last
        shown = self._rows[last].geometry().bottom() + 1 - self._rows[first].y()
        self.setViewportMargins(0, 0, 0, max(0, self._room() - shown) if rest or first else 0)
        self.verticalScrollBar().setValue(self._rows[first].y())
        self._below.setVisible(bool(rest))
        self._below.setText(self.tr("%1 more below").replace("%1", str(rest)))
        self._below.setGeometry(0, shown, self.width(), _LINE)
        self._is_fitting = False
