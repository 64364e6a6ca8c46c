"""The basket as a table: name with points and discounts, quantity, price, sum; nothing is ever cut off silently."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScrollEvent,
    QScrollPrepareEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from loyalty_pos.core.vouchers.certificates import Why
from loyalty_pos.till.formats import MINUS
from loyalty_pos.till.receipt_state import LineView
from loyalty_pos.ui.look.appearance import Appearance

NAME, QUANTITY, PRICE, SUM = range(4)
_NUMBERS = (QUANTITY, PRICE, SUM)
_FIGURE = re.compile(r"\d")
_PAD = 14
_EMPTY_ICON = 72
_Index = QModelIndex | QPersistentModelIndex


class BasketModel(QAbstractTableModel):
    """The lines of the receipt in the words of the language in use."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.lines: Sequence[LineView] = ()
        self.exponent = 0
        self._heads = ("", "", "", "")

    def show(self, lines: Sequence[LineView], exponent: int) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines, self.exponent = lines, exponent
        self.endResetModel()

    def rename(self) -> None:
        """Write the heads of the columns in the language in use."""
        self._heads = (self.tr("Goods"), self.tr("Qty"), self.tr("Price"), self.tr("Sum"))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, NAME, SUM)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, _parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return 4: name, quantity, price, sum."""
        return len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802 - Qt's name
        """Return the head of a column; numbers are headed on the right."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == NAME else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        """Return the words of a cell; the name's note is under ``UserRole``, points under ``UserRole + 1``."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == NAME:
            return line.name
        if role == Qt.ItemDataRole.UserRole:
            return self._note(line, index.column())
        if role == Qt.ItemDataRole.UserRole + 1 and index.column() == NAME and line.points_hint:
            return self.points(line.points_hint)
        return None

    def points(self, points: int) -> str:
        """Return what a line earns, short."""
        return self.tr("+%1 pt").replace("%1", self._look.words.number(points, self.exponent))

    def _cell(self, line: LineView, column: int) -> str:
        words = self._look.words
        if line.coupon:
            return self.tr("Coupon %1").replace("%1", line.name) if column == NAME else ""
        if line.certificate:
            return self._certificate(line, column)
        match column:
            case 0:
                return line.name
            case 1:
                return words.quantity(line.qty_milli, line.unit)
            case 2:
                return words.money(line.price_minor, symbol=False)
            case _:
                sum_minor = line.net_minor if line.reward else line.gross_minor - line.discount_minor
                return words.money(sum_minor, symbol=False)

    def _certificate(self, line: LineView, column: int) -> str:
        """Return what pays: it stands as money taken off what is due, not as a discount."""
        if column == NAME:
            return self.tr("Certificate **** %1").replace("%1", line.name)
        return self._look.words.money(line.net_minor, symbol=False) if column == SUM else ""

    def _on_certificate(self, line: LineView) -> str:
        words = self._look.words
        match line.why:
            case Why.ASKING:
                return self.tr("the centre is being asked")
            case Why.REFUSED:
                return self.tr("the centre does not give it now")
            case Why.MANAGER:
                return self.tr("no connection: scan it again, a manager decides")
            case Why.ALONE:
                most = words.money(line.most_minor, symbol=False)
                left = words.money(line.left_minor, symbol=False)
                return self.tr("today up to %1, safe on it %2").replace("%1", most).replace("%2", left)
            case Why.NOTHING:
                return self._left_on(line)

    def _left_on(self, line: LineView) -> str:
        words = self._look.words
        if line.lost_minor:
            lost = words.money(line.lost_minor, symbol=False)
            return self.tr("single use: %1 will be lost").replace("%1", lost)
        return self.tr("left on it %1").replace("%1", words.money(line.left_minor, symbol=False))

    def _on_reward(self, line: LineView, column: int) -> str:
        words = self._look.words
        if column == SUM and not line.net_minor:
            return words.money(line.gross_minor, symbol=False)
        if column != NAME:
            return ""
        if line.points:
            return self.tr("reward for %1").replace("%1", words.points(line.points, self.exponent))
        return self.tr("not confirmed yet") if line.net_minor else self.tr("gift for stamps")

    def _note(self, line: LineView, column: int) -> str:
        words = self._look.words
        if line.certificate:
            return self._on_certificate(line) if column == NAME else ""
        if line.voucher_last4 and column == NAME:
            return self.tr("certificate **** %1, an advance").replace("%1", line.voucher_last4)
        if line.reward:
            return self._on_reward(line, column)
        if column == SUM and line.discount_minor and not line.coupon:
            return words.money(line.gross_minor, symbol=False)
        if column == NAME and line.discount_minor:
            off = words.money(line.discount_minor, symbol=False)
            return self.tr("discount %1").replace("%1", f"{MINUS}{off}")
        return self.tr("no discount now") if line.coupon and column == NAME else ""


class _BasketDelegate(QStyledItemDelegate):
    """Draws a cell: main words, a note below (discount; the old sum struck out), points beside the name."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the words and the height of a row."""
        return QSize(self.width(str(index.data()), index.column()), self._look.sizes.table_row)

    def width(self, words: str, column: int) -> int:
        """Return how many pixels these words need in this column."""
        main = QFontMetrics(self._look.font(self._look.sizes.row, 600 if column == SUM else 400))
        return main.horizontalAdvance(words) + 2 * _PAD + 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        colours = self._look.colours
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(colours.selected if chosen else colours.surface))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen and index.column() == NAME:
            painter.fillRect(rect.x(), rect.y(), 4, rect.height(), QColor(colours.focus))
        inner = rect.adjusted(_PAD, 4, -_PAD, -5)
        if index.column() == NAME:
            self._paint_name(painter, inner, index)
        else:
            self._paint_number(painter, inner, index)
        painter.restore()

    def _paint_number(self, painter: QPainter, inner: QRect, index: _Index) -> None:
        sizes, colours = self._look.sizes, self._look.colours
        right = Qt.AlignmentFlag.AlignRight
        note = index.data(Qt.ItemDataRole.UserRole)
        painter.setFont(self._look.font(sizes.row, 600 if index.column() == SUM else 400))
        painter.setPen(QColor(colours.text))
        place = inner if not note else inner.adjusted(0, 0, 0, -inner.height() * 2 // 5)
        painter.drawText(place, right | Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        if note:
            struck = self._look.font(sizes.row_note)
            struck.setStrikeOut(True)
            painter.setFont(struck)
            painter.setPen(QColor(colours.muted))
            below = inner.adjusted(0, inner.height() * 3 // 5, 0, 0)
            painter.drawText(below, right | Qt.AlignmentFlag.AlignVCenter, note)

    def _paint_name(self, painter: QPainter, inner: QRect, index: _Index) -> None:
        sizes, colours = self._look.sizes, self._look.colours
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        points = str(index.data(Qt.ItemDataRole.UserRole + 1) or "")
        chip = self._look.font(sizes.row_note + 1, 600)
        note, words = str(index.data(Qt.ItemDataRole.UserRole) or ""), str(index.data())
        beside = QFontMetrics(chip).horizontalAdvance(points) + 12 if points else 0
        if points and beside > inner.width() // 3:
            both = (
                f"{points} · {note}" if note else points
            )  # the name comes first; the old sum tells the discount
            fits = QFontMetrics(self._look.font(sizes.row_note)).horizontalAdvance(both) <= inner.width()
            points, beside, note = "", 0, both if fits else points
        room = inner.width() - beside
        name, used = self._fit_name(words, room, two_lines=not note)
        top = inner.adjusted(0, 0, 0, -inner.height() * 2 // 5 if note else 0)
        top.setWidth(room)
        painter.setFont(used)
        painter.setPen(QColor(colours.text))
        painter.drawText(top, int(left) | Qt.TextFlag.TextWordWrap, name)
        if points:
            width = min(QFontMetrics(used).horizontalAdvance(name), room)
            painter.setFont(chip)
            painter.setPen(QColor(colours.loyalty))
            painter.drawText(top.adjusted(width + 12, 0, inner.width(), 0), left, points)
        if note:
            painter.setFont(self._look.font(sizes.row_note))
            painter.setPen(QColor(colours.good))
            painter.drawText(inner.adjusted(0, inner.height() * 3 // 5, 0, 0), left, note)

    def _fit_name(self, name: str, room: int, *, two_lines: bool) -> tuple[str, Any]:
        """Return the name and a font in which it fits; the last resort is an ellipsis (the tooltip has it all)."""
        usual = self._look.font(self._look.sizes.row)
        if QFontMetrics(usual).horizontalAdvance(name) <= room:
            return name, usual
        small = self._look.font(self._look.sizes.row_note)
        metrics = QFontMetrics(small)
        if metrics.horizontalAdvance(name) <= (room if not two_lines else int(room * 1.8)):
            return name, small
        return metrics.elidedText(
            name, Qt.TextElideMode.ElideRight, room if not two_lines else int(room * 1.7)
        ), small


class BasketTable(QTableView):
    """``chosen``: the line id of the row a finger touched."""

    chosen = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._model = BasketModel(look)
        self._delegate = _BasketDelegate(look)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        for column in _NUMBERS:
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(lambda index: self.chosen.emit(self._model.lines[index.row()].id))

    def show_lines(self, lines: Sequence[LineView], selected: int, exponent: int) -> None:
        """Show the lines; the selected one is kept in sight, and a coupon that has just come is seen."""
        came = len(lines) > len(self._model.lines) and bool(lines[-1].coupon)
        self._fit_rows()
        self._model.show(lines, exponent)
        self._fit_columns()
        for number, line in enumerate(lines):
            if line.id == selected:
                self.selectRow(number)
                self.scrollTo(self._model.index(len(lines) - 1 if came else number, NAME))
                return
        self.clearSelection()

    def rename(self) -> None:
        """Follow the language."""
        self._model.rename()
        self._fit_columns()
        self.setAccessibleName(self.tr("Lines of the receipt"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the selected line in sight when a banner takes some of the room."""
        super().resizeEvent(event)
        self._fit_rows()
        self._fit_columns()
        for index in self.selectionModel().selectedRows():
            self.scrollTo(index)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow a finger by whole rows: Qt counts pixels of the content, this table's bar counts rows."""
        bar, height = self.verticalScrollBar(), self.verticalHeader().defaultSectionSize()
        if isinstance(event, QScrollPrepareEvent):
            event.setViewportSize(QSizeF(self.viewport().size()))
            event.setContentPosRange(QRectF(0, 0, 0, bar.maximum() * height))
            event.setContentPos(QPointF(0, bar.value() * height))
            event.accept()
            return True
        if isinstance(event, QScrollEvent):
            bar.setValue(round(event.contentPos().y() / height))
            return True
        return super().viewportEvent(event)

    def _fit_rows(self) -> None:
        """Share the height out among whole rows: half a row above, cut through its letters, reads as a fault."""
        room, least = self.viewport().height(), self._look.sizes.table_row * 9 // 10
        self.verticalHeader().setDefaultSectionSize(max(least, room // max(1, room // least)))

    def _fit_columns(self) -> None:
        """Make columns of numbers as wide as their widest, also of lines that are scrolled away.

        Figures have one width: of a thousand numbers only their few shapes are measured.
        """
        head = self.horizontalHeader()
        for column in _NUMBERS:
            cells = (self._model.index(row, column).data() for row in range(self._model.rowCount()))
            shapes = {_FIGURE.sub("0", str(cell)) for cell in cells}
            widest = max((self._delegate.width(shape, column) for shape in shapes), default=0)
            head.resizeSection(column, max(widest, head.sectionSizeHint(column)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Say what to do while there is nothing to show."""
        super().paintEvent(event)
        if self._model.lines:
            return
        painter = QPainter(self.viewport())
        middle = self.viewport().rect().center()
        picture = self._look.icon("scan", "muted", _EMPTY_ICON)
        painter.drawPixmap(middle.x() - _EMPTY_ICON // 2, middle.y() - _EMPTY_ICON, picture)
        painter.setPen(QColor(self._look.colours.muted))
        painter.setFont(self._look.font(self._look.sizes.row))
        below = self.viewport().rect().adjusted(_PAD, self.viewport().height() // 2 + 12, -_PAD, 0)
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(top) | Qt.TextFlag.TextWordWrap, self.tr("Scan the first goods or card"))
        painter.end()
