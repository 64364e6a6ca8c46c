"""The bar of an exchange under the head line: what goes back, what the new goods cost, who pays whom how much."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.returns.exchange import ExchangeState
from loyalty_pos.ui.widgets.bits import column, label, row, set_tone

_ICON = 26
_LOOK_MS = 300


class ExchangeBar(QWidget):
    """Looks for itself while an exchange goes on, and stands still otherwise."""

    def __init__(self, look: Appearance, look_again: Callable[[], object], end: Callable[[], object]) -> None:
        super().__init__()
        self._look, self._state = look, ExchangeState()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(look_again)
        self._frame, self._icon = QFrame(), QLabel()
        self._frame.setProperty("look", "banner")
        self.text, self.sums = label("head", wrap=True), label(wrap=True)
        self._close = QPushButton()
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(end)
        words = column(gap=1)
        words.addWidget(self.text)
        words.addWidget(self.sums)
        inside = row(gap=12)
        inside.setContentsMargins(14, 3, 8, 3)
        inside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(words, 1)
        inside.addWidget(self._close)
        self._frame.setLayout(inside)
        self._whole = column()
        self._whole.addWidget(self._frame)
        self.setLayout(self._whole)
        look.changed.connect(self._retranslate)
        self.hide()

    def show_exchange(self, state: ExchangeState) -> None:
        """Show the exchange, or nothing."""
        self._state = state
        if state.is_on and not self._timer.isActive():
            self._timer.start()
        elif not state.is_on:
            self._timer.stop()
        self._retranslate()
        self.setVisible(state.is_on)

    def _retranslate(self) -> None:
        state, words = self._state, self._look.words
        if not state.is_on:
            return
        amount = words.money(abs(state.difference_minor))
        if state.difference_minor > 0:
            said = self.tr("Exchange: the customer pays %1 more").replace("%1", amount)
        elif state.difference_minor < 0:
            said = self.tr("Exchange: give the customer %1").replace("%1", amount)
        else:
            said = self.tr("Exchange: nobody pays anything more")
        self.text.setText(said)
        sums = self.tr("Goods are back for %1 in cash, new goods cost %2.")
        if state.is_paid:
            sums = self.tr("Goods came back for %1 in cash, new goods for %2 are paid.")
        sums = sums.replace("%1", words.money(state.back_minor))
        self.sums.setText(sums.replace("%2", words.money(state.due_minor)))
        set_tone(self._frame, "attention")
        gap = self._look.sizes.gap
        self._whole.setContentsMargins(gap + 2, 0, gap + 2, 4)
        self._icon.setPixmap(self._look.icon("return", "warn_text", _ICON))
        self._close.setText(self.tr("Close"))
        self._close.setAccessibleName(self._close.text())
        self._close.setMinimumHeight(self._look.sizes.button)
