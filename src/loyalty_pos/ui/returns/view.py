"""The page of returns: the latest sales or the lines of one on the left, what goes back on the right."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QSizePolicy, QWidget

from loyalty_pos.till.returns import CameBack
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.returns.presenter import ReturnState
from loyalty_pos.ui.returns.preview import PreviewPanel
from loyalty_pos.ui.returns.words import ReturnWords
from loyalty_pos.ui.widgets.bits import card, column, label, row, set_tone
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
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
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._preview = PreviewPanel(look)
        self._go = self.action("F12", "return", tone="pay")
        self._go.enlarge()
        self._none, self._all = (
            self.action("F6", "unchecked", stacked=True),
            self.action("F7", "checked", stacked=True),
        )
        self._void, self._back = self.action("F8", "delete", stacked=True), self.action("Esc", "back")
        self._card = self.action("F9", "customer")
        self._arrange()
        self.retranslate()

    def show_return(self, state: ReturnState) -> None:
        """Show the latest sales, or one sale and what would go back."""
        self._state = state
        choosing, over = state.sold_at is None, state.back in {CameBack.ALL, CameBack.VOIDED}
        for button in (self._none, self._all):
            button.setEnabled(not choosing and not over)
        self._card.setEnabled(bool(state.rows or state.sales) and state.other is None)
        self._void.setEnabled(not choosing and state.back is CameBack.NOTHING and state.other is None)
        self._go.setEnabled(bool(state.preview) or choosing)
        self._show_words(state)
        self._show_rows(self._said.sale_rows(state.sales) if choosing else self._said.line_rows(state.rows))
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
        self._back.say(self.tr("Back"))
        self.space()
        self.show_return(self._state)

    def _show_words(self, state: ReturnState) -> None:
        if state.sold_at is None:
            self._title.setText(self.tr("Goods come back"))
            self._why.setText(self.tr("Scan the code on the receipt, or choose the sale: arrows and Enter."))
            self.line.setPlaceholderText(self.tr("Scan or type the receipt's code"))
            self._go.say(self.tr("Choose"))
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

    def _show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        inside = QWidget()
        list_ = column(gap=6)
        marked: QPushButton | None = None
        for number, (name, note, value) in enumerate(rows):
            button = self._row(number, name, note, value)
            list_.addWidget(button)
            if number == self._state.marked:
                marked = button
        if not rows:
            list_.addWidget(label("muted", self.tr("Nothing was sold at this till yet."), wrap=True))
        list_.addStretch()
        inside.setLayout(list_)
        self._area.setWidget(inside)
        if marked is not None:
            inside.adjustSize()
            self._area.ensureWidgetVisible(marked)

    def _row(self, number: int, name: str, note: str, value: str) -> QPushButton:
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCheckable(True)
        button.setChecked(number == self._state.marked)
        words = column(gap=1)
        top, below, right = (
            label("strong", name, wrap=True),
            label("muted", note, wrap=True),
            label("head", value),
        )
        words.addWidget(top)
        words.addWidget(below)
        inside = row(gap=12)
        inside.setContentsMargins(14, 7, 14, 7)
        inside.addLayout(words, 1)
        inside.addWidget(right)
        button.setLayout(inside)
        for one in (top, below, right):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            set_tone(one, "fill" if button.isChecked() else "")
        button.setAccessibleName(f"{name}, {note}, {value}")
        button.setMinimumHeight(self.look.sizes.button)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        button.clicked.connect(lambda: self.row_touched.emit(number))
        return button

    def _arrange(self) -> None:
        self.keys["F4"] = lambda: self.key.emit("F4")
        head = column(gap=2, pad=12)
        head.addWidget(self._title)
        head.addWidget(self._why)
        left = stacked(card(head), self.line, self.banner, gap=10)
        left.addWidget(self._area, 1)
        keys = buttons((self._none, self._all, self._void), (self._card, self._back), (self._go,))
        self.two_columns(left, stacked(self._preview, 1, keys, gap=10), (13, 9))
