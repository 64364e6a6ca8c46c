"""After a sale: the paper on the left, the change and the new balance on the right, the next customer ahead."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.paper.paper import Paper
from loyalty_pos.ui.paper.presenter import DoneState
from loyalty_pos.ui.parts import Codes
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, show_if
from loyalty_pos.ui.widgets.key_page import KeyPage, stacked


def paper_area(paper: Paper) -> QScrollArea:
    """Return a scrolling place for a paper, the paper in its middle."""
    area = QScrollArea()
    area.setWidgetResizable(False)
    area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(paper)
    return area


class DoneView(KeyPage):
    """``key``: an action by its key's name; ``begun``: a character typed for the next receipt; ``shown``: a sale, once."""

    begun = Signal(str)
    shown = Signal(object)

    def __init__(self, look: Appearance, codes: Codes) -> None:
        super().__init__(look)
        self._state: DoneState | None = None
        self.paper = Paper(look, codes)
        self._title = label("title", wrap=True)
        self._paid = AmountRow()
        self._change_words, self._change = label("muted"), label("hugegood")
        self._earned = AmountRow(value_look="loyalty")
        self._redeemed = AmountRow(value_look="loyalty")
        self._balance = AmountRow(value_look="points")
        self._hint = label("muted", wrap=True)
        self._next = self.action("F12", "scan", tone="pay")
        self._next.enlarge()
        self._copy = self.action("Ctrl+P", "printer")
        for other in ("Enter", "Esc"):
            self.keys[other] = lambda: self.key.emit("F12")
        self._arrange()
        self.retranslate()

    def show_done(self, state: DoneState) -> None:
        """Show a finished sale."""
        if state is not self._state:
            self.shown.emit(state)
        self._state = state
        words = self.look.words
        self.paper.show_receipt(state.receipt, self.tr("COPY"))
        self._paid.show_pair(self.tr("Paid"), words.money(state.paid_minor))
        self._change.setText(words.money(state.change_minor))
        show_if(self._earned, bool(state.accrued))
        self._earned.show_pair(self.tr("Earned"), words.points(state.accrued, state.exponent, signed=True))
        show_if(self._redeemed, bool(state.redeemed))
        self._redeemed.show_pair(self.tr("Paid with points"), words.points(-state.redeemed, state.exponent))
        show_if(self._balance, state.balance is not None)
        self._balance.show_pair(self.tr("Balance now"), words.points(state.balance or 0, state.exponent))

    def typed(self, text: str) -> None:
        """Begin the next receipt with this character."""
        self.begun.emit(text)

    def retranslate(self) -> None:
        """Show every word anew."""
        self._title.setText(self.tr("Sold"))
        self._change_words.setText(self.tr("Change"))
        self._hint.setText(self.tr("Just scan the next goods or card: a new receipt begins by itself."))
        self._next.say(self.tr("Next customer"))
        self._copy.say(self.tr("Print a copy"))
        self.space()
        if self._state is not None:
            self.show_done(self._state)

    def _arrange(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        sums = column(gap=6, pad=18)
        sums.addWidget(self._title)
        sums.addWidget(self._paid)
        sums.addWidget(self._change_words)
        sums.addWidget(self._change)
        for one in (self._redeemed, self._earned, self._balance):
            sums.addWidget(one)
        right = stacked(self.banner, card(sums), 1, self._hint, self._copy, self._next, gap=12)
        left = column()
        left.addWidget(paper_area(self.paper))
        self.two_columns(left, right, (13, 10))
