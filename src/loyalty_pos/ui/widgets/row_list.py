"""A list of rows to choose from by touch or by the arrows: a name with a note below it, and a value on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import column, label, row, set_tone
from loyalty_pos.ui.widgets.whole_rows import WholeRows

RowTexts = tuple[str, str, str]


class RowList(WholeRows):
    """``touched``: the number of a row. It never takes the keyboard away from the line above it."""

    touched = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look

    def show_rows(self, rows: Sequence[RowTexts], marked: int, nothing: str) -> None:
        """Show the rows, the marked one in sight; ``nothing`` is said where there are none."""
        inside = QWidget()
        list_ = column(gap=6)
        shown = [self._row(number, texts, is_marked=number == marked) for number, texts in enumerate(rows)]
        for button in shown:
            list_.addWidget(button)
        if not rows:
            list_.addWidget(label("muted", nothing, wrap=True))
        list_.addStretch()
        inside.setLayout(list_)
        self.hold(inside, shown, marked)

    def _row(self, number: int, texts: RowTexts, *, is_marked: bool) -> QPushButton:
        name, note, value = texts
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCheckable(True)
        button.setChecked(is_marked)
        words = column(gap=1)
        top, below, right = (
            label("strong", name, wrap=True),
            label("muted", note, wrap=True),
            label("head", value),
        )
        words.addWidget(top)
        if note:
            words.addWidget(below)
        inside = row(gap=12)
        inside.setContentsMargins(14, 7, 14, 7)
        inside.addLayout(words, 1)
        inside.addWidget(right)
        button.setLayout(inside)
        for one in (top, below, right) if note else (top, right):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            set_tone(one, "fill" if is_marked else "")
        button.setAccessibleName(f"{name}, {note}, {value}")
        button.setMinimumHeight(self._look.sizes.button)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        button.clicked.connect(lambda: self.touched.emit(number))
        return button
