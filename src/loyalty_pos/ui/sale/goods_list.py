"""Goods found by name, below the scan line in place of the basket; quick keys on pages for the same place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.state import GoodsFacts
from loyalty_pos.ui.widgets.bits import column, label, row, set_tone
from loyalty_pos.ui.widgets.whole_rows import WholeRows

_COLUMNS = 4
_TABS = 4


class GoodsButton(QPushButton):
    """One article: its name over two lines and its price."""

    def __init__(self, look: Appearance, goods: GoodsFacts, *, wide: bool) -> None:
        super().__init__()
        self.goods = goods
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCheckable(wide)
        self._name = label("strong", goods.name, wrap=True)
        self._cost = label("muted", self._price(look), right=wide)
        for one in (self._name, self._cost):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = row(gap=12) if wide else column(gap=2)
        inside.setContentsMargins(14, 7, 14, 7)
        inside.addWidget(self._name, 1)
        inside.addWidget(self._cost)
        self.setLayout(inside)
        self.setAccessibleName(goods.name)
        self.setMinimumHeight(look.sizes.button if wide else look.sizes.button + 28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def mark(self, *, marked: bool) -> None:
        """Show that Enter takes this one."""
        self.setChecked(marked)
        for one in (self._name, self._cost):
            set_tone(one, "fill" if marked else "")

    def _price(self, look: Appearance) -> str:
        price = look.words.money(self.goods.price_minor)
        return price if self.goods.unit == "piece" else f"{price} / {look.words.unit(self.goods.unit)}"


class FoundList(WholeRows):
    """``picked``: the article id of the touched row. The marked row is what Enter takes."""

    picked = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look

    def show_found(self, found: Sequence[GoodsFacts], marked: int) -> None:
        """Show the articles with one of them marked."""
        inside = QWidget()
        rows = column(gap=6)
        buttons: list[QWidget] = []
        for number, goods in enumerate(found):
            button = GoodsButton(self._look, goods, wide=True)
            button.mark(marked=number == marked)
            button.clicked.connect(lambda _=False, one=goods.article_id: self.picked.emit(one))
            rows.addWidget(button)
            buttons.append(button)
        if not found:
            rows.addWidget(
                label(
                    "muted",
                    self.tr(
                        "Nothing found. Type fewer letters, or the digits under the barcode; Esc goes back."
                    ),
                    wrap=True,
                )
            )
        rows.addStretch()
        inside.setLayout(rows)
        self.hold(inside, buttons, marked)


class QuickKeys(QWidget):
    """``picked``: the article id of the touched key."""

    picked = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._pages: Sequence[tuple[str, Sequence[GoodsFacts]]] = ()
        self._tabs = QGridLayout()
        self._tabs.setSpacing(8)
        self._group = QButtonGroup(self)
        self._area = WholeRows()
        inside = column(gap=10)
        inside.addLayout(self._tabs)
        inside.addWidget(self._area, 1)
        self.setLayout(inside)

    def show_pages(self, pages: Sequence[tuple[str, Sequence[GoodsFacts]]], current: int) -> None:
        """Show the tabs and the keys of the current page."""
        self._pages = pages
        while (item := self._tabs.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for number, (name, _goods) in enumerate(pages if len(pages) > 1 else ()):
            tab = QPushButton(name)
            tab.setCheckable(True)
            tab.setChecked(number == current)
            tab.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tab.setMinimumHeight(self._look.sizes.button)
            tab.clicked.connect(lambda _=False, one=number: self.show_pages(self._pages, one))
            self._tabs.addWidget(tab, number // _TABS, number % _TABS)
        self._show_keys(pages[current][1] if pages else ())

    def _show_keys(self, goods: Sequence[GoodsFacts]) -> None:
        keys = QWidget()
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setContentsMargins(0, 0, 0, 0)
        made: list[QWidget] = []
        for number, one in enumerate(goods):
            button = GoodsButton(self._look, one, wide=False)
            button.clicked.connect(lambda _=False, article=one.article_id: self.picked.emit(article))
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
            made.append(button)
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        keys.setLayout(grid)
        self._area.hold(keys, made)
