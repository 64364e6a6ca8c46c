"""The page of one member: search line, card, points by lot, latest purchases at this till."""

from typing import assert_never
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from loyalty_pos.core.member import Lot, LotKind
from loyalty_pos.core.points import UNCONFIRMED
from loyalty_pos.ui.balance.presenter import HISTORY, LOTS, BalanceState, Bought
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.customer_panel import CustomerPanel
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, show_pairs
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.scan_line import ScanLine


class BalanceView(KeyPage):
    """``searched``: a typed card number or phone; ``key``: an action by its key's name."""

    searched = Signal(str)

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._zone = zone
        self._state = BalanceState()
        self.line = ScanLine(look, "search")
        self.listens = self.line
        self.line.entered.connect(self.searched)
        self.customer = CustomerPanel(look)
        self._fresh = label("muted", wrap=True)
        self._lots_words, self._history_words = label("head", wrap=True), label("head", wrap=True)
        self._lots = [AmountRow(value_look="loyalty") for _ in range(LOTS)]
        self._history = [AmountRow() for _ in range(HISTORY)]
        self._no_lots, self._no_history = label("muted", wrap=True), label("muted", wrap=True)
        self._attach = self.action("F12", "customer", tone="loyalty")
        self._print = self.action("Ctrl+P", "printer")
        self._went = self.action("F9", "search")
        self._save = self.action("Ctrl+Shift+P", "bank-card")
        self._cards = self.action("F6", "bank-card")
        self._back = self.action("Esc", "back")
        self._arrange()
        self.retranslate()

    def show_balance(self, state: BalanceState) -> None:
        """Show a member, or nobody."""
        self._state = state
        there = state.customer is not None
        self.customer.show_customer(state.customer, state.exponent)
        for one in (self._attach, self._went, self._print, self._save):
            one.setEnabled(there)
        self._show_fresh(state)
        words = self.look.words
        lots = [(self._lot_words(lot), words.points(lot.remaining, state.exponent)) for lot in state.lots]
        show_pairs(self._lots, lots)
        show_pairs(self._history, [self._bought_words(bought) for bought in state.history])
        self._no_lots.setVisible(not state.lots)
        self._no_history.setVisible(not state.history)

    def retranslate(self) -> None:
        """Show every word anew."""
        self.line.setPlaceholderText(self.tr("Scan a card, or type its number or the full phone"))
        self.line.setAccessibleName(self.tr("Search line"))
        self._lots_words.setText(self.tr("Points by date"))
        self._history_words.setText(self.tr("Latest purchases at this till"))
        self._no_lots.setText(self.tr("No points yet"))
        self._no_history.setText(self.tr("None"))
        self._attach.say(self.tr("Put on the receipt"))
        self._print.say(self.tr("Print"))
        self._went.say(self.tr("Where the points went"))
        self._save.say(self.tr("Card as PDF"))
        self._cards.say(self.tr("Card, account"))
        self._back.say(self.tr("Back"))
        self.space()
        self.show_balance(self._state)

    def _show_fresh(self, state: BalanceState) -> None:
        as_of = state.customer.as_of if state.customer else None
        self._fresh.setVisible(as_of is not None)
        if as_of is not None:
            text = self.tr("As the centre knew it on %1, with what this till did since")
            self._fresh.setText(text.replace("%1", self.look.words.moment(as_of, self._zone)))

    def _lot_words(self, lot: Lot) -> str:
        words, now = self.look.words, self._state.now
        if lot.activate_at >= UNCONFIRMED:
            waits = self.tr("not confirmed yet")
            return f"{self._kind(lot.kind)}, {waits}"
        if now is not None and lot.activate_at > now:
            active = self.tr("active from %1").replace(
                "%1", words.full_day(lot.activate_at.astimezone(self._zone))
            )
            return f"{self._kind(lot.kind)}, {active}"
        if lot.expire_at is None:
            for_ever = self.tr("never expire")
            return f"{self._kind(lot.kind)}, {for_ever}"
        until = self.tr("until %1").replace("%1", words.full_day(lot.expire_at.astimezone(self._zone)))
        return f"{self._kind(lot.kind)}, {until}"

    def _kind(self, kind: LotKind) -> str:
        match kind:
            case LotKind.BASE:
                text = self.tr("For purchases")
            case LotKind.EXTRA:
                text = self.tr("Extra")
            case LotKind.PROMO:
                text = self.tr("Gift of the shop")
            case LotKind.COMPENSATION:
                text = self.tr("Compensation")
            case LotKind.TRANSFER:
                text = self.tr("Transferred")
            case LotKind.CASHBACK:
                text = self.tr("Cashback")
            case LotKind.OPENING:
                text = self.tr("From the old programme")
            case _:
                assert_never(kind)
        return text

    def _bought_words(self, bought: Bought) -> tuple[str, str]:
        words, exponent = self.look.words, self._state.exponent
        points = []
        if bought.accrued:
            points.append(words.number(bought.accrued, exponent, signed=True))
        if bought.redeemed:
            points.append(words.number(-bought.redeemed, exponent))
        receipt = self.tr("receipt %1").replace("%1", str(bought.number))
        earned = self.tr("points %1").replace("%1", " ".join(points)) if points else ""
        left = " · ".join(part for part in (words.moment(bought.at, self._zone), receipt, earned) if part)
        return left, words.money(bought.paid_minor)

    def _arrange(self) -> None:
        lots, history = column(gap=6, pad=16), column(gap=6, pad=16)
        lots.addWidget(self._lots_words)
        for place in self._lots:
            lots.addWidget(place)
        lots.addWidget(self._no_lots)
        history.addWidget(self._history_words)
        for place in self._history:
            history.addWidget(place)
        history.addWidget(self._no_history)
        keys = buttons((self._went, self._cards), (self._print, self._save), (self._back, self._attach))
        left = stacked(self.line, self.banner, self.customer, self._fresh, 1, keys, gap=10)
        right = stacked(card(lots), card(history), 1, gap=10)
        self.two_columns(left, right, (1, 1))
