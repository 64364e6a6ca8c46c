"""A sheet of the desk as a table: columns that fit, numbers on the right, sorted by a touch on a heading or by the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from loyalty_pos.ui.desk.grid_words import Column, order_of
from loyalty_pos.ui.look.appearance import Appearance

_BELOW_HEADS = "QTableView::item { padding: 0 11px; }"
"""A cell begins where its heading begins."""
_ALIGN = {
    True: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    False: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
}


class DeskGrid(QTableWidget):
    """``touched``: the place of a row, from the top; ``turned``: it is sorted by another column."""

    touched = Signal(int)
    turned = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._columns: Sequence[Column] = ()
        self._numbers: list[int] = []
        self._by, self._falls = "", False
        self.order: list[int] = []
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setStyleSheet(_BELOW_HEADS)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().sectionClicked.connect(self._touched_head)
        self.cellClicked.connect(lambda row, _column: self.touched.emit(row))

    @property
    def sorted_by(self) -> str:
        """The heading it is sorted by, "" = as it was told."""
        return self._by

    def forget_order(self) -> None:
        """Show the lines as they are told."""
        self._by, self._falls = "", False

    def show_columns(self, columns: Sequence[Column], marked: int, name: str) -> None:
        """Show the columns that fit; the marked row, counted from the top, in sight."""
        self._columns = columns
        self.setAccessibleName(name)
        self._fill()
        if self.order:
            self.selectRow(min(marked, len(self.order) - 1))
            self.scrollTo(self.model().index(self.currentRow(), 0))

    def step(self, step: int) -> None:
        """Sort by the next column, or by the one before."""
        names = [one.name for one in self._shown()]
        place = names.index(self._by) + step if self._by in names else (0 if step > 0 else -1)
        self._sort_by(names[place % len(names)])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Choose anew which columns fit."""
        super().resizeEvent(event)
        if self._columns and event.size().width() != event.oldSize().width():
            marked = self.currentRow()
            self._fill()
            self.selectRow(max(0, marked))

    def _shown(self) -> list[Column]:
        return [self._columns[number] for number in self._numbers]

    def _touched_head(self, column: int) -> None:
        self._sort_by(self._shown()[column].name)

    def _sort_by(self, name: str) -> None:
        """Numbers fall first: whoever sorts by them looks for the largest."""
        column = next(one for one in self._columns if one.name == name)
        self._falls = not self._falls if name == self._by else column.is_number
        self._by = name
        self.turned.emit()

    def _fill(self) -> None:
        roomy = [number for number, one in enumerate(self._columns) if not one.is_narrow]
        tight = [number for number, one in enumerate(self._columns) if not one.is_wide]
        self._numbers = roomy
        widths = self._laid_out()
        if sum(widths) > self.viewport().width():
            self._numbers = tight
            widths = self._laid_out()
        spare = self.viewport().width() - sum(widths)
        share = max(0, spare) // len(widths)
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width + share)

    def _laid_out(self) -> list[int]:
        """Fill in the cells of the chosen columns; return how wide each must be."""
        shown = self._shown()
        rows = len(shown[0].cells)
        by = next((one for one in self._columns if one.name == self._by), None)
        self.order = order_of(by, rows, falls=self._falls)
        self.setRowCount(rows)
        self.setColumnCount(len(shown))
        self.setFont(self._look.font(self._look.sizes.small))
        self.verticalHeader().setDefaultSectionSize(self._look.sizes.table_row * 4 // 5)
        mark = " ▾" if self._falls else " ▴"
        for place, column in enumerate(shown):
            head = QTableWidgetItem(f"{column.name}{mark if column is by else ''}")
            head.setTextAlignment(_ALIGN[column.is_number])
            self.setHorizontalHeaderItem(place, head)
            for row, number in enumerate(self.order):
                item = QTableWidgetItem(column.cells[number].text)
                item.setTextAlignment(_ALIGN[column.is_number])
                self.setItem(row, place, item)
        head_line = self.horizontalHeader()
        return [
            max(self.sizeHintForColumn(place), head_line.sectionSizeHint(place))
            for place in range(len(shown))
        ]
