"""The screen beside another till: what to key in there, in figures that are read from an arm's length and more."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from loyalty_pos.till.receipt_state import RedemptionState
from loyalty_pos.ui.beside.state import BesideState, WaitingFacts
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.basket_table import BasketTable
from loyalty_pos.ui.sale.customer_panel import CustomerPanel
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, rule, set_look, show_if
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.keypad import Keypad
from loyalty_pos.ui.widgets.scan_line import ScanLine

_WAYS = (
    ("F3", "card-new"),
    ("F4", "quantity"),
    ("Ctrl+R", "return"),
    ("F8", "delete"),
    ("Esc", "close"),
    ("F9", "balance"),
)


class BesideView(KeyPage):
    """``entered_text``: a typed total or code; ``key``: an action by its key's name; ``menu``: its button."""

    entered_text = Signal(str)
    is_full = True

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._zone, self._state = zone, BesideState()
        self.line = ScanLine(look)
        self.listens = self.line
        self.line.entered.connect(self.entered_text)
        self.table = BasketTable(look)
        self.pad = Keypad(look)
        self.pad.pressed.connect(self._type)
        self._hint = label("muted", wrap=True)
        self.customer = CustomerPanel(look)
        self._head = label("head", wrap=True)
        self._gross = AmountRow()
        self._discount = AmountRow(look="head", value_look="hugegood")
        self._points = AmountRow(look="head", value_look="points")
        self._certificate = AmountRow(look="head", value_look="points")
        self._due = AmountRow(look="head", value_look="huge")
        self._earned = AmountRow(value_look="loyalty")
        self._enter = self.action("Enter", "enter")
        self._ways = {key: self.action(key, picture, stacked=True) for key, picture in _WAYS}
        self.menu = KeyButton(look, "menu", "F10", stacked=True)  # the key itself is the window's
        self._redeem = self.action("F5", "points", tone="loyalty")
        self._printed = self.action("F12", "printer", tone="pay")
        self._printed.enlarge()
        del self.keys["Enter"]  # the scan line has it; the button is for fingers
        self._enter.clicked.disconnect()
        self._enter.clicked.connect(lambda: self.entered_text.emit(self.line.take()))
        self._arrange()
        self.retranslate()

    def show_beside(self, state: BesideState) -> None:
        """Show the basket, or the question about one from before."""
        self._state = state
        waits, words = state.waiting, self.look.words
        self.table.show_lines(state.lines, state.marked, state.exponent)
        self.customer.show_customer(state.customer, state.exponent)
        self.customer.setVisible(waits is None)
        self._head.setText(self._head_words(state))
        gross_minor = state.gross_minor if waits is None else _gross_of(waits)
        self._gross.show_pair(self.tr("Goods total"), words.money(gross_minor))
        discount_minor = state.discount_minor if waits is None else waits.discount_minor
        self._discount.show_pair(self.tr("Discount there"), words.money(-discount_minor))
        self._show_points(state)
        paid_minor = state.certificate_minor if waits is None else waits.certificate_minor
        self._certificate.setVisible(bool(paid_minor))
        self._certificate.show_pair(self.tr("Certificate there, as an advance"), words.money(-paid_minor))
        to_pay_minor = state.to_pay_minor if waits is None else waits.to_pay_minor
        self._due.show_pair(self.tr("To pay there"), words.money(to_pay_minor))
        self._earned.setVisible(bool(state.earned) and waits is None)
        self._earned.show_pair(
            self.tr("Will be earned"), words.points(state.earned, state.exponent, signed=True)
        )
        self._hint.setText(self._hint_words(state))
        set_look(self._hint, "warn" if state.by_total and waits is None else "muted")
        self._show_buttons(state)
        self.customer.fit_into(self._right)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say of the customer as much as the figures leave room for: those are keyed in elsewhere."""
        super().resizeEvent(event)
        self.customer.fit_into(self._right)

    def show_digits(self, *, on: bool | None = None) -> None:
        """Show the pad of digits or the lines; None = the other one of the two."""
        show = self._middle.currentWidget() is self.table if on is None else on
        self._middle.setCurrentIndex(0 if show else 1)
        self._ways["F4"].say(self.tr("Lines") if show else self.tr("Digits"))

    def typed_so_far(self) -> str:
        """Return what is typed and empty the line."""
        return self.line.take()

    def retranslate(self) -> None:
        """Show every word anew."""
        self.line.setPlaceholderText(self.tr("Card, total there, or goods"))
        self.line.setAccessibleName(self.tr("Scan line"))
        self._enter.say(self.tr("Take"))
        self.show_digits(on=self._middle.currentWidget() is not self.table)
        self._ways["F3"].say(self.tr("New card"))
        self._ways["F9"].say(self.tr("Balance"))
        self.menu.say(self.tr("Menu"))
        self._ways["Ctrl+R"].say(self.tr("Return"))
        self._ways["F8"].say(self.tr("Delete"))
        self.table.rename()
        self.space()
        is_roomy = not self.look.sizes.is_low
        self._gross.setVisible(is_roomy)
        set_look(self._discount.value, "hugegood" if is_roomy else "biggood")
        pad = 14 if is_roomy else 8
        self._figures.setContentsMargins(pad + 4, pad, pad + 4, pad)
        self.show_beside(self._state)

    def _show_points(self, state: BesideState) -> None:
        words, waits = self.look.words, state.waiting
        points = state.points if waits is None else waits.points
        money_minor = state.points_money_minor if waits is None else waits.points_money_minor
        asking = state.redemption is RedemptionState.ASKING and waits is None
        self._points.setVisible(bool(points) or asking)
        said = self.tr("Points there: %1")
        if asking:
            said = self.tr("Points there: %1; asking the centre…")
        elif state.redemption is RedemptionState.OFFLINE and waits is None:
            said = self.tr("Points there, without the centre: %1")
        self._points.show_pair(
            said.replace("%1", words.number(points, state.exponent)), words.money(-money_minor)
        )

    def _show_buttons(self, state: BesideState) -> None:
        filled, waits = state.filled, state.waiting is not None
        self._redeem.setEnabled(filled and state.customer is not None and not waits)
        if state.redeemable and filled:
            most = self.look.words.points(state.redeemable, state.exponent)
            self._redeem.say(self.tr("Pay with %1").replace("%1", most))
        else:
            self._redeem.say(self.tr("Keep the points") if filled and state.customer else self.tr("Points"))
        codes = any(one.coupon or one.certificate for one in state.lines)
        deletes = not waits and (codes or (filled and not state.by_total))
        show_if(self._ways["F8"], deletes)  # in one place: with goods on the counter nobody begins a return
        show_if(self._ways["Ctrl+R"], not deletes)
        for one in (self._ways["F3"], self._ways["F9"]):
            one.setEnabled(not waits)  # first whether that one was printed
        self._printed.setEnabled(filled or waits)
        self._printed.say(self.tr("It was printed") if waits else self.tr("Printed there"))
        self._ways["Esc"].setEnabled(bool(state.lines) or waits or state.customer is not None)
        self._ways["Esc"].say(self.tr("Not printed") if waits else self.tr("Cancel"))

    def _hint_words(self, state: BesideState) -> str:
        if state.by_total and state.waiting is None:
            return self.tr(
                "By the total alone: offers for single goods and goods without discount are not judged."
            )
        return self.tr(
            "1. Scan the card.  2. Type the total of the other till and Enter, or scan the goods.  "
            "3. Key the figures in there and print.  4. F12; scanning the QR of that receipt does the same."
        )

    def _head_words(self, state: BesideState) -> str:
        waits = state.waiting
        if waits is None:
            return self.tr("Key in at the other till")
        at = self.look.words.moment(waits.at, self._zone)
        said = self.tr("Did the other till print this receipt of %1?").replace("%1", at)
        if waits.card_last4:
            said += " " + self.tr("Card **** %1.").replace(" %1", f"\N{NO-BREAK SPACE}{waits.card_last4}")
        if waits.others:
            said += " " + self.tr("Receipts behind it: %1.").replace("%1", str(waits.others))
        return said

    def _type(self, key: str) -> None:
        if key == "back":
            self.line.backspace()
        else:
            self.line.insert(key)

    def _arrange(self) -> None:
        self._middle = QStackedWidget()
        digits = QWidget()
        digits.setLayout(stacked(self._hint, self.pad, self._enter, gap=8))
        for one in (digits, self.table):
            self._middle.addWidget(one)
        figures = self._figures = column(gap=2)
        pieces = (
            self._head,
            self._gross,
            rule(),
            self._discount,
            self._points,
            self._certificate,
            self._due,
            rule(),
            self._earned,
        )
        for piece in pieces:
            figures.addWidget(piece)
        figures.addStretch(1)
        left = column(gap=8)
        for one in (self.line, self.banner):
            left.addWidget(one)
        left.addWidget(self._middle, 1)
        left.addLayout(buttons((*self._ways.values(), self.menu), gap=6))
        right = self._right = stacked(self.customer, card(figures, tall=True), gap=8)
        right.addStretch(1)
        right.addLayout(buttons((self._redeem,), gap=8))
        right.addWidget(self._printed)
        self.two_columns(left, right, (1, 1))


def _gross_of(waits: WaitingFacts) -> int:
    return waits.to_pay_minor + waits.certificate_minor + waits.discount_minor + waits.points_money_minor
