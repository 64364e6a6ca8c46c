"""The panel on the right that asks by rows: a digit, an arrow and Enter, or a touch; it takes the place of sums and buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.state import Ask, AskKind, Choice
from loyalty_pos.ui.widgets.bits import column, label, row, set_tone
from loyalty_pos.ui.widgets.key_button import KeyButton

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoiceRow(QPushButton):
    """One answer: its digit, what it is, and in small letters what else tells it from others."""

    def __init__(self, look: Appearance, digit: str, name: str, note: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCheckable(True)
        self._parts = (label("key", digit), label("strong", name, wrap=True), label("muted", note, wrap=True))
        for one in self._parts:
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        key, title, small = self._parts
        key.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        if not note:
            small.hide()  # and never shown here: without a parent it would be a window of its own
        words = column(gap=1)
        words.addWidget(title)
        words.addWidget(small)
        inside = row(gap=12)
        inside.setContentsMargins(12, 7, 12, 7)
        inside.addWidget(key)
        inside.addLayout(words, 1)
        self.setLayout(inside)
        self.setAccessibleName(f"{digit} {name} {note}".strip())
        self.setMinimumHeight(look.sizes.button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def mark(self, *, marked: bool) -> None:
        """Show that Enter takes this one."""
        self.setChecked(marked)
        for one in self._parts:
            set_tone(one, "fill" if marked else "")


class ChoicePanel(QFrame):
    """``answered``: the answer of the chosen row; ``cancelled``: Esc or the button."""

    answered = Signal(str)
    cancelled = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._ask: Ask | None = None
        self._marked = 0
        self._rows: list[ChoiceRow] = []
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._why = label("title", wrap=True), label("muted", wrap=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cancel = KeyButton(look, "close", "Esc")
        self._cancel.clicked.connect(self.cancelled)
        self._inside = column(gap=10)
        for one in (self._title, self._why, self._area, self._cancel):
            self._inside.addWidget(one, 1 if one is self._area else 0)
        self.setLayout(self._inside)

    def show_ask(self, ask: Ask) -> None:
        """Ask; the first row is marked."""
        self._ask, self._marked = ask, 0
        self.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        """Write the rows in the language in use."""
        pad = self._look.sizes.pad
        self._inside.setContentsMargins(pad, pad, pad, pad)
        self._cancel.say(self.tr("Cancel"))
        if self._ask is None:
            return
        deletes = self._ask.kind is AskKind.DELETE
        self._title.setText(
            self.tr("Why is it deleted?") if deletes else self.tr("Which receipt comes back?")
        )
        self._why.setText(self._ask.subject if deletes else self.tr("Press its number, or touch it"))
        inside, lines = QWidget(), column(gap=8)
        self._rows = [self._row(number, one) for number, one in enumerate(self._ask.choices)]
        for one in self._rows:
            lines.addWidget(one)
        lines.addStretch()
        inside.setLayout(lines)
        self._area.setWidget(inside)
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take digits, arrows and Enter; every other key is the page's."""
        key, count = Qt.Key(event.key()), len(self._rows)
        number = int(event.text()) if event.text().isdecimal() else 0
        if 0 < number <= count:
            self._choose(number - 1)
        elif key in _STEPS:
            self._marked = min(max(0, self._marked + _STEPS[key]), count - 1)
            self._mark()
        elif key in _ENTER:
            self._choose(self._marked)
        else:
            super().keyPressEvent(event)

    def _choose(self, number: int) -> None:
        if self._ask is not None and number < len(self._ask.choices):
            self.answered.emit(self._ask.choices[number].answer)

    def _mark(self) -> None:
        for number, one in enumerate(self._rows):
            one.mark(marked=number == self._marked)
        if self._rows:
            self._area.ensureWidgetVisible(self._rows[self._marked])

    def _row(self, number: int, choice: Choice) -> ChoiceRow:
        name, note = self._words(choice)
        made = ChoiceRow(self._look, str(number + 1), name, note)
        made.clicked.connect(lambda: self._choose(number))
        return made

    def _words(self, choice: Choice) -> tuple[str, str]:
        words, parked = self._look.words, choice.parked
        if parked is None:
            return self._reasons()[choice.reason], ""
        at = f"{parked.at:%H:%M}" if parked.at else ""
        what = parked.first if parked.customer else ""
        note = (at, what, words.counted("line", parked.lines), words.money(parked.due_minor))
        return parked.customer or parked.first, " · ".join(one for one in note if one)

    def _reasons(self) -> dict[str, str]:
        return {
            "unwanted": self.tr("The customer does not want it"),
            "wrong": self.tr("Scanned by mistake"),
            "price": self.tr("Another price was expected"),
            "damaged": self.tr("Damaged, or its date is over"),
        }
