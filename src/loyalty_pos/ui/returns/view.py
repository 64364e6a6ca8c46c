"""The page of returns: the latest sales or the lines of one on the left, what goes back on the right."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from loyalty_pos.till.returns import CameBack
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.returns.preview import PreviewPanel
from loyalty_pos.ui.returns.state import ReturnState
from loyalty_pos.ui.returns.words import ReturnWords
from loyalty_pos.ui.widgets.bits import card, column, label
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.row_list import RowList
from loyalty_pos.ui.widgets.scan_line import ScanLine


class ReturnView(KeyPage):
    """``entered_text``: typed at Enter; ``moved``/``row_touched``: rows; ``key``: an action by its key's name."""

    entered_text = Signal(str)
    moved = Signal(int)
    row_touched = Signal(int)

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._zone, self._said = zone, ReturnWords(look, zone)
        self._state = ReturnState()
        self.line = ScanLine(look, "receipt")
        self.listens = self.line
        self.line.entered.connect(self.entered_text)
        self.line.moved.connect(self.moved)
        self._title, self._why = label("title", wrap=True), label("muted", wrap=True)
        self._rows = RowList(look)
        self._rows.touched.connect(self.row_touched)
        self._preview = PreviewPanel(look)
        self._go = self.action("F12", "return", tone="pay")
        self._go.enlarge()
        self._none, self._all = (
            self.action("F6", "unchecked", stacked=True),
            self.action("F7", "checked", stacked=True),
        )
        self._void, self._back = (
            self.action("F8", "delete", stacked=True),
            self.action("Esc", "back", stacked=True),
        )
        self._card = self.action("F9", "customer", stacked=True)
        self._exchange = self.action("F5", "sync", stacked=True)
        self._bare = self.action("F2", "goods", stacked=True)
        self._arrange()
        self.retranslate()

    def show_return(self, state: ReturnState) -> None:
        """Show the latest sales, or one sale and what would go back."""
        self._state = state
        choosing = state.sold_at is None and not state.without
        over = state.back in {CameBack.ALL, CameBack.VOIDED}
        for button in (self._none, self._all):
            button.setEnabled(not choosing and not over)
        is_ours = state.other is None and not state.without
        self._all.setEnabled(self._all.isEnabled() and not state.without)
        self._card.setEnabled(bool(state.rows or state.sales) and is_ours)
        self._void.setEnabled(not choosing and state.back is CameBack.NOTHING and is_ours)
        self._bare.setVisible(choosing or state.without)
        self._bare.setEnabled(choosing)
        self._exchange.setVisible(not choosing and not state.without)
        self._exchange.setEnabled(bool(state.preview))
        self._go.setEnabled(bool(state.preview) or choosing)
        self._show_words(state)
        if choosing:
            rows, nothing = self._said.sale_rows(state.sales), self.tr("Nothing was sold at this till yet.")
        elif state.without:
            rows, nothing = self._said.goods_rows(state.rows), self.tr("Scan the goods that come back.")
        else:
            rows, nothing = self._said.line_rows(state.rows, state.exponent), ""
        self._rows.show_rows(rows, state.marked, nothing)
        self._preview.show_preview(state.preview, state.exponent)

    def typed_so_far(self) -> str:
        """Return what stands in the line and empty it."""
        return self.line.take()

    def retranslate(self) -> None:
        """Show every word anew."""
        self._none.say(self.tr("Nothing"))
        self._all.say(self.tr("Everything"))
        self._void.say(self.tr("Undo the sale"))
        self._card.say(self.tr("Attach card"))
        self._exchange.say(self.tr("Exchange"))
        self._bare.say(self.tr("No receipt"))
        self._back.say(self.tr("Back"))
        self.space()
        self.show_return(self._state)

    def _show_words(self, state: ReturnState) -> None:
        if state.sold_at is None:
            bare = state.without
            self._title.setText(self.tr("Without a receipt") if bare else self.tr("Goods come back"))
            self._why.setText(self._said.of_choice(state))
            self.line.setPlaceholderText(
                self.tr("Scan goods, or their quantity")
                if bare
                else self.tr("Code, number, day, sum or card")
            )
            self._go.say(self.tr("Take back") if bare else self.tr("Choose"))
        else:
            title = self.tr("Receipt %1 of %2").replace("%1", str(state.number))
            self._title.setText(title.replace("%2", self.look.words.moment(state.sold_at, self._zone)))
            self._why.setText(self._said.of_sale(state))
            by_sum = state.other is not None and not state.other.has_lines
            self.line.setPlaceholderText(
                self.tr("Sum of the goods that come back")
                if by_sum
                else self.tr("Quantity of the marked line")
            )
            self._go.say(self.tr("Take back"))
        self.line.setAccessibleName(self.line.placeholderText())

    def _arrange(self) -> None:
        self.keys["F4"] = lambda: self.key.emit("F4")
        head = column(gap=2, pad=12)
        head.addWidget(self._title)
        head.addWidget(self._why)
        left = stacked(card(head), self.line, self.banner, gap=10)
        left.addWidget(self._rows, 1)
        keys = buttons(
            (self._none, self._all, self._void),
            (self._card, self._bare, self._exchange, self._back),
            (self._go,),
        )
        self.two_columns(left, stacked(self._preview, 1, keys, gap=10), (13, 9))
