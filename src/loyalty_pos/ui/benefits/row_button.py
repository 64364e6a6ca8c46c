"""One thing that the customer can use: its number, its name, what it costs or lacks, stamps as a bar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QSizePolicy

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import column, label, row, set_tone


class RowButton(QPushButton):
    """A row to be touched; grey while something is missing."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._number = label("key")
        self._name = label("", wrap=True)
        self._value = label("", right=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        for one in (self._number, self._name, self._value, self._bar):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = column(gap=6)
        words.addWidget(self._name)
        words.addWidget(self._bar)
        line = row(gap=14)
        line.setContentsMargins(14, 8, 14, 8)
        line.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        line.addWidget(self._value, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)

    def show_row(self, number: int, name: str, value: str, *, free: bool, chosen: bool) -> None:
        """Show the row; ``free``: it can be taken now."""
        self._number.setText(str(number))
        self._name.setText(name)
        self._value.setText(value)
        self.setAccessibleName(f"{number}: {name}, {value}")
        self.setEnabled(free)
        self.setChecked(chosen)
        tone = "fill" if free and chosen else "plain"
        for one in (self._number, self._name, self._value):
            set_tone(one, tone)
        self.setMinimumHeight(self._look.sizes.button)
        self.updateGeometry()

    def show_progress(self, there: int, needed: int) -> None:
        """Show how far a stamp card is, or nothing with ``needed`` 0."""
        self._bar.setVisible(bool(needed))
        if needed:
            self._bar.setRange(0, needed)
            self._bar.setValue(min(there, needed))
