"""The page of a late card: the receipt, the line for the card and the customer on the left, what it brings on the right."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from loyalty_pos.ui.late_card.state import LateCardState, WillBring
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.customer_panel import CustomerPanel
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, rule
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.scan_line import ScanLine

_LONGEST_GOODS = 90


class LateCardView(KeyPage):
    """``entered_text``: typed at Enter; ``key``: an action by its key's name."""

    entered_text = Signal(str)

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._zone = zone
        self._state = LateCardState()
        self.line = ScanLine(look, "customer")
        self.listens = self.line
        self.line.entered.connect(self.entered_text)
        self.customer = CustomerPanel(look)
        self._title, self._goods = label("title", wrap=True), label("muted", wrap=True)
        self._total = AmountRow(look="", value_look="head")
        self._brings, self._points = label("muted"), label("huge")
        self._after = AmountRow(value_look="loyalty")
        self._active = AmountRow()
        self._tier = AmountRow(value_look="loyalty")
        self._why, self._manager = label("muted", wrap=True), label("warn", wrap=True)
        self._go = self.action("F12", "customer", tone="loyalty")
        self._go.enlarge()
        self._back = self.action("Esc", "back")
        self._arrange()
        self.retranslate()

    def show_late_card(self, state: LateCardState) -> None:
        """Show the receipt, and what a customer's card would bring."""
        self._state = state
        words = self.look.words
        title = self.tr("Card to receipt %1").replace("%1", str(state.number))
        if state.sold_at is not None:
            title = f"{title} · {words.moment(state.sold_at, self._zone)}"
        self._title.setText(title)
        goods = state.goods
        self._goods.setText(goods if len(goods) <= _LONGEST_GOODS else f"{goods[:_LONGEST_GOODS]}…")
        self._total.show_pair(
            self.tr("Paid; nothing becomes cheaper afterwards"), words.money(state.total_minor)
        )
        self.customer.show_customer(state.customer, state.exponent)
        self._show_brings(state.brings)
        self._manager.setVisible(state.needs_manager or state.is_own)
        self._manager.setText(
            self.tr("The receipt is of another day: a manager approves it with a PIN.")
            if state.needs_manager
            else self.tr("This is your own card: a senior allows it with a PIN.")
        )
        self._go.setEnabled(state.brings is not None)

    def typed_so_far(self) -> str:
        """Return what stands in the line and empty it."""
        return self.line.take()

    def retranslate(self) -> None:
        """Show every word anew."""
        self.line.setPlaceholderText(self.tr("Scan the card or type the full phone"))
        self.line.setAccessibleName(self.line.placeholderText())
        self._brings.setText(self.tr("Points that will be added"))
        self._go.say(self.tr("Add the points"))
        self._back.say(self.tr("Back"))
        self.space()
        self.show_late_card(self._state)

    def _show_brings(self, brings: WillBring | None) -> None:
        words, exponent = self.look.words, self._state.exponent
        self._points.setText(words.points(brings.points, exponent, signed=True) if brings else "—")
        self._after.setVisible(brings is not None)
        self._active.setVisible(brings is not None and brings.active_from is not None)
        self._tier.setVisible(brings is not None and bool(brings.tier))
        if brings is None:
            self._why.setText(self.tr("Scan the customer's card: what it brings is shown here first."))
            return
        self._why.setText(self.tr("F12 adds them. A receipt takes one card, once."))
        self._after.show_pair(self.tr("Can be spent afterwards"), words.points(brings.after, exponent))
        if brings.active_from is not None:
            day = words.full_day(brings.active_from.astimezone(self._zone))
            self._active.show_pair(self.tr("Active from"), day)
        self._tier.show_pair(self.tr("New tier"), brings.tier)

    def _arrange(self) -> None:
        head, panel = column(gap=6, pad=12), column(gap=8, pad=18)
        for one in (self._title, self._goods, self._total):
            head.addWidget(one)
        for two in (
            self._brings,
            self._points,
            rule(),
            self._after,
            self._active,
            self._tier,
            self._why,
            self._manager,
        ):
            panel.addWidget(two)
        left = stacked(card(head), self.line, self.banner, self.customer, 1, gap=10)
        right = stacked(card(panel), 1, buttons((self._back,), (self._go,)), gap=10)
        self.two_columns(left, right, (13, 9))
