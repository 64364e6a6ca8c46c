"""The page of the shift: what was sold so far and what must lie in the drawer; beside it a field for amounts, or the
paper of X or Z as it is printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import ShiftTotals
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.paper.paper import Paper
from loyalty_pos.ui.paper.view import paper_area
from loyalty_pos.ui.parts import Codes
from loyalty_pos.ui.shift.state import ShiftState, Step
from loyalty_pos.ui.shift.words import ShiftWords
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, rule, set_tone, show_pairs
from loyalty_pos.ui.widgets.entry import EntryField
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.keypad import Keypad

_ROWS = 12
_ASKED = frozenset({Step.CLOSED, Step.CASH_IN, Step.CASH_OUT, Step.COUNT, Step.PIECES})
_TYPE, _SMALL_TYPE = 14, 11


class ShiftView(KeyPage):
    """``answered``: the typed amount; ``key``: an action by its key's name."""

    answered = Signal(str)

    def __init__(self, look: Appearance, codes: Codes) -> None:
        super().__init__(look)
        self._state = ShiftState(Step.CLOSED, 0, None, 0)
        self._words = ShiftWords()
        self.paper = Paper(look, codes)
        self._title, self._asked = label("title", wrap=True), label("head", wrap=True)
        self._rows = [AmountRow() for _ in range(_ROWS)]
        self._drawer, self._counted, self._difference = (
            AmountRow(look="head", value_look="big") for _ in range(3)
        )
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
        self._pieces = self.action("F5", "cash")
        self._reasons = [self.action(key, "") for key in ("1", "2", "3")]
        self._loose, self._openings = label("warn", wrap=True), label("muted", wrap=True)
        self.keys["Enter"] = lambda: self.key.emit("Enter")
        self._arrange()
        self.retranslate()

    def show_shift(self, state: ShiftState) -> None:
        """Show the shift and what is asked for."""
        if state.step is not self._state.step:
            self.field.clear()
        self._state = state
        is_open = state.step not in {Step.CLOSED, Step.ENDED}
        self._title.setText(self._words.title(state))
        asked = state.step in _ASKED
        self._asked.setText(self._words.question(state, self.look.words))
        self.field.setAccessibleName(self._asked.text())
        for one in (self.field, self._pad, self._accept):
            one.setEnabled(asked)
        for button in (self._x, self._in, self._out):
            button.setEnabled(is_open)
            button.setVisible(state.step is not Step.ENDED)
        ended = state.step is Step.ENDED
        self._z.setEnabled(is_open or ended)
        self._z.say(self.tr("Open the next shift") if ended else self.tr("Close the shift (Z)"))
        self._accept.say(self.tr("Open the shift") if not is_open else self.tr("OK"))
        self._show_totals(state.totals)
        self._show_count(state)
        self._show_choices(state)
        self._show_paper(state.paper)
        if asked:
            self.field.setFocus()

    def retranslate(self) -> None:
        """Show every word anew."""
        self._x.say(self.tr("X report"))
        self._in.say(self.tr("Cash in"))
        self._out.say(self.tr("Cash out"))
        self._back.say(self.tr("Back"))
        self._pieces.say(self.tr("Count by notes and coins"))
        self.space()
        self.show_shift(self._state)

    def _show_count(self, state: ShiftState) -> None:
        """Show what was counted and by how much it differs, in words and in a colour."""
        counted, totals = state.counted_minor, state.totals
        for one in (self._counted, self._difference):
            one.setVisible(counted is not None)
        if counted is None or totals is None:
            return
        difference, money = counted - totals.cash_in_drawer_minor, self.look.words.money
        name = self.tr("No difference")
        if difference:
            name = self.tr("Missing") if difference < 0 else self.tr("Too much")
        self._counted.show_pair(self.tr("Counted"), money(counted))
        self._difference.show_pair(name, money(abs(difference)))
        set_tone(self._difference.value, "warn" if difference else "good")

    def _show_choices(self, state: ShiftState) -> None:
        """Show the reasons to choose from, how else to count, and what is not finished."""
        for number, button in enumerate(self._reasons):
            button.setVisible(bool(state.reasons))
            if state.reasons:
                button.say(self._words.reason(state.reasons[number], self.look.language))
        self._pad.setVisible(not state.reasons)
        self.field.setVisible(not state.reasons)
        self._accept.setVisible(not state.reasons)
        self._pieces.setVisible(state.step is Step.COUNT)
        loose = self._words.loose(state.loose)
        self._loose.setText(loose)
        self._loose.setVisible(bool(loose))
        opened = self._words.openings(state.openings, self.look.language)
        self._openings.setText(opened)
        self._openings.setVisible(bool(opened))
        if state.reasons:
            self.setFocus()

    def _show_paper(self, paper: Receipt | None) -> None:
        self.paper.pixels = _TYPE if not self.look.sizes.is_low else _SMALL_TYPE
        self.paper.show_receipt(paper)
        self._side.setCurrentIndex(1 if paper is not None else 0)

    def _show_totals(self, totals: ShiftTotals | None) -> None:
        words = self.look.words
        shown = self._words.totals(totals, self._state.exponent, words) if totals is not None else []
        show_pairs(self._rows, shown)
        self._drawer.setVisible(totals is not None)
        if totals is not None:
            ended = self._state.step is Step.ENDED
            name = self.tr("Must be in the drawer") if ended else self.tr("In the drawer")
            self._drawer.show_pair(name, self.look.words.money(totals.cash_in_drawer_minor))

    def _answer(self, text: str) -> None:
        self.field.clear()
        self.answered.emit(text.strip())

    def _arrange(self) -> None:
        sums = column(gap=3, pad=18)
        sums.addWidget(self._title)
        for one in (
            *self._rows,
            rule(),
            self._drawer,
            self._counted,
            self._difference,
            self._openings,
            self._loose,
        ):
            sums.addWidget(one)
        keys = buttons((self._x, self._z), (self._in, self._out), (self._back,))
        ask = stacked(self._asked, self.field, *self._reasons, self._pieces, gap=10)
        ask.addWidget(self._pad, 1)
        ask.addWidget(self._accept)
        ask.addStretch()
        asking = QWidget()
        asking.setLayout(ask)
        self._side = QStackedWidget()
        for one in (asking, paper_area(self.paper)):
            self._side.addWidget(one)
        right = stacked(self.banner, gap=10)
        right.addWidget(self._side, 1)
        self.two_columns(stacked(card(sums), 1, keys, gap=10), right)
