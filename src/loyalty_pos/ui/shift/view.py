"""The page of the shift: what was sold so far, what must lie in the drawer, a field for amounts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loyalty_pos.core.sale import ShiftTotals
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.shift.presenter import ShiftState, Step
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, row, rule
from loyalty_pos.ui.widgets.entry import EntryField
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.keypad import Keypad
from loyalty_pos.ui.widgets.page import Page

_ROWS = 10


class ShiftView(Page):
    """``answered``: the typed amount; ``key``: an action by its key's name."""

    answered = Signal(str)
    key = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._state = ShiftState(Step.CLOSED, 0, None, 0)
        self._title, self._asked = label("title", wrap=True), label("head", wrap=True)
        self._rows = [AmountRow() for _ in range(_ROWS)]
        self._drawer = AmountRow(look="head", value_look="big")
        self.field = EntryField(look, amount=True)
        self.field.entered.connect(self._answer)
        self._pad = Keypad(look)
        self.field.follow(self._pad)
        self._accept = KeyButton(look, "enter", "Enter", tone="pay")
        self._accept.clicked.connect(lambda: self._answer(self.field.text()))
        self._x = self._action("F2", "report")
        self._in = self._action("F3", "cash")
        self._out = self._action("F4", "drawer")
        self._z = self._action("F12", "shift", tone="loyalty")
        self._back = self._action("Esc", "back")
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

    def entered(self) -> None:
        """Listen to the keyboard."""
        self.field.setFocus() if self.field.isEnabled() else self.setFocus()

    def typed(self, text: str) -> None:
        """Type into the field if something is asked."""
        if self.field.isEnabled():
            self.field.setFocus()
            self.field.insert(text)

    def retranslate(self) -> None:
        """Show every word anew."""
        self._x.say(self.tr("X report"))
        self._in.say(self.tr("Cash in"))
        self._out.say(self.tr("Cash out"))
        self._z.say(self.tr("Close the shift (Z)"))
        self._back.say(self.tr("Back"))
        gap = self.look.sizes.gap
        self._whole.setSpacing(gap)
        self._whole.setContentsMargins(gap + 2, 0, gap + 2, gap + 2)
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
        for number, place in enumerate(self._rows):
            place.setVisible(number < len(shown))
            if number < len(shown):
                place.show_pair(*shown[number])
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

    def _action(self, key: str, picture: str, *, tone: str = "") -> KeyButton:
        button = KeyButton(self.look, picture, key, tone=tone)
        button.clicked.connect(lambda: self.key.emit(key))
        self.keys[key] = lambda: self.key.emit(key)
        return button

    def _arrange(self) -> None:
        sums = column(gap=3, pad=18)
        sums.addWidget(self._title)
        for one in (*self._rows, rule(), self._drawer):
            sums.addWidget(one)
        left = column(gap=10)
        left.addWidget(self.banner)
        left.addWidget(card(sums))
        left.addStretch(1)
        for pair in ((self._x, self._z), (self._in, self._out), (self._back,)):
            line = row(gap=10)
            for button in pair:
                line.addWidget(button, 1)
            left.addLayout(line)
        right = column(gap=10)
        for one in (self._asked, self.field):
            right.addWidget(one)
        right.addWidget(self._pad, 1)
        right.addWidget(self._accept)
        side = QWidget()
        side.setLayout(right)
        self._whole = row()
        self._whole.addLayout(left, 13)
        self._whole.addWidget(side, 8)
        self.setLayout(self._whole)
