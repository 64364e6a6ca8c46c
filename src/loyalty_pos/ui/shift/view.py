"""The page of the shift: what was sold so far, what must lie in the drawer, a field for amounts."""

from PySide6.QtCore import Signal

from loyalty_pos.core.sale import ShiftTotals
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.shift.presenter import ShiftState, Step
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, rule, show_pairs
from loyalty_pos.ui.widgets.entry import EntryField
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.keypad import Keypad

_ROWS = 10


class ShiftView(KeyPage):
    """``answered``: the typed amount; ``key``: an action by its key's name."""

    answered = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._state = ShiftState(Step.CLOSED, 0, None, 0)
        self._title, self._asked = label("title", wrap=True), label("head", wrap=True)
        self._rows = [AmountRow() for _ in range(_ROWS)]
        self._drawer = AmountRow(look="head", value_look="big")
        self.field = EntryField(look, amount=True)
        self.listens = self.field
        self.field.entered.connect(self._answer)
        self._pad = Keypad(look)
        self.field.follow(self._pad)
        self._accept = KeyButton(look, "enter", "Enter", tone="pay")
        self._accept.clicked.connect(lambda: self._answer(self.field.text()))
        self._x = self.action("F2", "report")
        self._in = self.action("F3", "cash")
        self._out = self.action("F4", "drawer")
        self._z = self.action("F12", "shift", tone="loyalty")
        self._back = self.action("Esc", "back")
        self._arrange()
        self.retranslate()

    def show_shift(self, state: ShiftState) -> None:
        """Show the shift and what is asked for."""
        if state.step is not self._state.step:
            self.field.clear()
        self._state = state
        is_open = state.step is not Step.CLOSED
        number = str(state.number)
        self._title.setText(self.tr("Shift %1").replace("%1", number) if is_open else self.tr("Open a shift"))
        asked = state.step in {Step.CLOSED, Step.CASH_IN, Step.CASH_OUT, Step.COUNT}
        self._asked.setText(self._question(state.step))
        for one in (self.field, self._pad, self._accept):
            one.setEnabled(asked)
        for button in (self._x, self._in, self._out, self._z):
            button.setEnabled(is_open)
        self._accept.say(self.tr("Open the shift") if not is_open else self.tr("OK"))
        self._show_totals(state.totals)
        if asked:
            self.field.setFocus()

    def retranslate(self) -> None:
        """Show every word anew."""
        self._x.say(self.tr("X report"))
        self._in.say(self.tr("Cash in"))
        self._out.say(self.tr("Cash out"))
        self._z.say(self.tr("Close the shift (Z)"))
        self._back.say(self.tr("Back"))
        self.space()
        self.show_shift(self._state)
        self.field.setAccessibleName(self._asked.text())

    def _question(self, step: Step) -> str:
        match step:
            case Step.CLOSED:
                return self.tr("How much change lies in the drawer? Nothing typed means none.")
            case Step.CASH_IN:
                return self.tr("How much is put in?")
            case Step.CASH_OUT:
                return self.tr("How much is taken out?")
            case Step.COUNT:
                return self.tr("Count the drawer and type the sum: the shift closes with it.")
            case Step.OPEN:
                return self.tr("Choose on the left what to do.")

    def _show_totals(self, totals: ShiftTotals | None) -> None:
        shown = self._totals(totals) if totals is not None else []
        show_pairs(self._rows, shown)
        self._drawer.setVisible(totals is not None)
        if totals is not None:
            self._drawer.show_pair(
                self.tr("In the drawer"), self.look.words.money(totals.cash_in_drawer_minor)
            )

    def _totals(self, totals: ShiftTotals) -> list[tuple[str, str]]:
        words, exponent = self.look.words, self._state.exponent
        counted = [
            (self.tr("Sales, %1").replace("%1", str(totals.sales)), words.money(totals.sold_minor)),
            (self.tr("Returns, %1").replace("%1", str(totals.returns)), words.money(totals.returned_minor)),
            (self.tr("Undone, %1").replace("%1", str(totals.voids)), words.money(totals.voided_minor)),
            (self.tr("Cash"), words.money(totals.cash_minor)),
            (self.tr("Bank card"), words.money(totals.card_minor)),
            (self.tr("Discounts given"), words.money(totals.discount_minor)),
            (self.tr("Points earned"), words.number(totals.accrued, exponent)),
            (self.tr("Points used"), words.number(totals.redeemed, exponent)),
            (self.tr("Change at the start"), words.money(totals.float_minor)),
        ]
        moved = totals.cash_in_minor - totals.cash_out_minor
        return [*counted, (self.tr("Put in and taken out"), words.money(moved))]

    def _answer(self, text: str) -> None:
        self.field.clear()
        self.answered.emit(text.strip())

    def _arrange(self) -> None:
        sums = column(gap=3, pad=18)
        sums.addWidget(self._title)
        for one in (*self._rows, rule(), self._drawer):
            sums.addWidget(one)
        keys = buttons((self._x, self._z), (self._in, self._out), (self._back,))
        left = stacked(self.banner, card(sums), 1, keys, gap=10)
        right = stacked(self._asked, self.field, gap=10)
        right.addWidget(self._pad, 1)
        right.addWidget(self._accept)
        self.two_columns(left, right)
