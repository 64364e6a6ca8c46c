"""The banner: what happened and which key helps next, in the page itself, never in a box on top of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import column, label, row, set_tone

_ICON = 30
_PICTURES = {
    "refused": ("warning", "danger_text"),
    "attention": ("info", "warn_text"),
    "done": ("done", "good"),
    "calm": ("info", "loyalty"),
}


class Banner(QFrame):
    """Hidden until something is said; a tap or the next successful action hides it."""

    dismissed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("look", "banner")
        self._icon = QLabel()
        self.text = label("head", wrap=True)
        self.next_step = label(wrap=True)
        self.to_customer = label("strong", wrap=True)
        words = column(gap=2)
        for one in (self.text, self.next_step, self.to_customer):
            words.addWidget(one)
        inside = row(gap=14)
        inside.setContentsMargins(16, 9, 16, 9)
        inside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(words, 1)
        self.setLayout(inside)
        look.changed.connect(self._dress)
        self.hide()

    def say(self, text: str, next_step: str = "", tone: str = "attention", to_customer: str = "") -> None:
        """Show a sentence and the next step; ``tone``: refused, attention, calm, done. ``to_customer``: to read out."""
        self.text.setText(text)
        self.next_step.setText(next_step)
        self.next_step.setVisible(bool(next_step))
        self.to_customer.setText(self.tr("Say: “%1”").replace("%1", to_customer))
        self.to_customer.setVisible(bool(to_customer))
        self.setAccessibleName(f"{text} {next_step}".strip())
        set_tone(self, tone)
        self._dress()
        self.show()

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hide on a tap."""
        self.hide()
        self.dismissed.emit()

    def _dress(self) -> None:
        tone = self.property("tone")
        if tone:
            picture, colour = _PICTURES[tone]
            self._icon.setPixmap(self._look.icon(picture, colour, _ICON))
