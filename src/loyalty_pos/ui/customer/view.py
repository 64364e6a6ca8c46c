"""The page of one customer: who and how sure on the left; points by date, cards, consents, what happened on the right."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from loyalty_pos.ui.customer.state import HISTORY, LOTS, CustomerState
from loyalty_pos.ui.customer.words import CustomerWords
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.customer_panel import CustomerPanel
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, rule, show_pairs
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.row_list import RowList
from loyalty_pos.ui.widgets.scan_line import ScanLine

_SURE = 5
_TIGHT_LOTS, _TIGHT_HISTORY, _TIGHT_SURE = 4, 4, 3


class CustomerView(KeyPage):
    """``searched``: what was typed at Enter; ``moved``/``row_touched``: those to choose from; ``key``: an action by its key's name."""

    searched = Signal(str)
    moved = Signal(int)
    row_touched = Signal(int)

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._said = CustomerWords(look, zone)
        self._state = CustomerState()
        self.line = ScanLine(look, "search")
        self.listens = self.line
        self.line.entered.connect(self.searched)
        self.line.moved.connect(self.moved)
        self.customer = CustomerPanel(look)
        self._choices = RowList(look)
        self._choices.touched.connect(self.row_touched)
        self._fresh = label("muted", wrap=True)
        self._sure = [AmountRow(value_look="loyalty" if not n else "strong") for n in range(_SURE)]
        self._lots_words, self._history_words = label("head", wrap=True), label("head", wrap=True)
        self._lots = [AmountRow(value_look="loyalty") for _ in range(LOTS)]
        self._history = [AmountRow() for _ in range(HISTORY)]
        self._no_lots, self._no_history = label("muted", wrap=True), label("muted", wrap=True)
        self._cards_text, self._consents = label("muted", wrap=True), label("muted", wrap=True)
        self._attach = self.action("F12", "customer", tone="loyalty")
        self._redeem = self.action("F5", "points")
        self._print = self.action("Ctrl+P", "printer")
        self._went = self.action("F9", "search")
        self._save = self.action("Ctrl+Shift+P", "bank-card")
        self._cards = self.action("F6", "bank-card")
        self._back = self.action("Esc", "back")
        self._arrange()
        self.retranslate()

    def show_customer(self, state: CustomerState) -> None:
        """Show a customer, those to choose from, or nobody."""
        self._state = state
        there, is_roomy = state.customer is not None, not self.look.sizes.is_low
        self.customer.show_customer(state.customer, state.exponent)
        for one in (self._redeem, self._went, self._print, self._save):
            one.setEnabled(there)
        self._attach.setEnabled(there or bool(state.choices))
        self._attach.say(self.tr("Choose") if state.choices else self.tr("Put on the receipt"))
        self._choices.setVisible(bool(state.choices))
        for panel in (self.customer, *self._panels):
            panel.setVisible(not state.choices)
        if state.choices:
            self._choices.show_rows(self._said.people(state.choices), state.marked, "")
        self._sure_panel.setVisible(there or state.asking)
        show_pairs(self._sure, self._said.sure(state)[: _SURE if is_roomy else _TIGHT_SURE])
        self._fresh.setText(self._said.fresh(state))
        self._fresh.setVisible(bool(self._fresh.text()))
        show_pairs(self._lots, self._said.lots(state, LOTS if is_roomy else _TIGHT_LOTS))
        history = self._said.history(state)[: HISTORY if is_roomy else _TIGHT_HISTORY]
        show_pairs(self._history, history)
        self._no_lots.setVisible(not state.lots)
        self._no_history.setVisible(not history)
        self._show_papers(state)
        self.customer.fit_into(self._left)

    def retranslate(self) -> None:
        """Show every word anew."""
        self.line.setPlaceholderText(self.tr("Card, full phone, name or last 4 digits"))
        self.line.setAccessibleName(self.tr("Search line"))
        self._lots_words.setText(self.tr("Points by date, what ends next first"))
        self._no_lots.setText(self.tr("No points yet"))
        self._no_history.setText(self.tr("None"))
        self._redeem.say(self.tr("Pay with points"))
        self._print.say(self.tr("Print"))
        self._went.say(self.tr("Where the points went"))
        self._save.say(self.tr("Card as PDF"))
        self._cards.say(self.tr("Card, account"))
        self._back.say(self.tr("Back"))
        self.space()
        self.show_customer(self._state)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say of the customer as much as there is room for above the keys."""
        super().resizeEvent(event)
        self.customer.fit_into(self._left)

    def _show_papers(self, state: CustomerState) -> None:
        there = state.customer is not None
        everywhere = self.tr("Latest changes, all shops")
        self._history_words.setText(
            everywhere if state.beside is not None else self.tr("Latest purchases at this till")
        )
        cards = self._said.cards(state.cards)
        self._cards_text.setText(self.tr("Cards: %1").replace("%1", cards))
        self._cards_text.setVisible(bool(cards))
        self._consents.setText(self.tr("Agreed to: %1").replace("%1", self._said.consents(state)))
        for one in (self._rule, self._consents):
            one.setVisible(there)

    def _arrange(self) -> None:
        sure, lots, history = column(gap=3, pad=10), column(gap=4, pad=12), column(gap=4, pad=12)
        for place in (*self._sure, self._fresh):
            sure.addWidget(place)
        lots.addWidget(self._lots_words)
        for place in self._lots:
            lots.addWidget(place)
        lots.addWidget(self._no_lots)
        self._rule = rule()
        for one in (self._rule, self._cards_text, self._consents):
            lots.addWidget(one)
        history.addWidget(self._history_words)
        for place in self._history:
            history.addWidget(place)
        history.addWidget(self._no_history)
        keys = buttons(
            (self._went, self._cards),
            (self._print, self._save),
            (self._back, self._redeem, self._attach),
            gap=8,
        )
        self._sure_panel = card(sure, tall=True)
        self._panels = card(lots, tall=True), card(history, tall=True)
        left = self._left = stacked(self.line, self.banner, self.customer, self._sure_panel, 1, keys, gap=8)
        right = column(gap=8)
        right.addWidget(self._choices, 100)
        for panel in self._panels:
            right.addWidget(panel)
        right.addStretch(1)
        self.two_columns(left, right, (1, 1))
