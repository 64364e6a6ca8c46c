"""The band over every page and over the customer's display: this is training. It cannot be put away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import label, row

_ICON = 28


class TrainingBand(QFrame):
    """An icon and words on both sides: told by more than a colour."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("look", "training")
        self._words = label("practice")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._signs = QLabel(), QLabel()
        inside = row(gap=16)
        inside.setContentsMargins(16, 4, 16, 4)
        inside.addWidget(self._signs[0])
        inside.addWidget(self._words, 1)
        inside.addWidget(self._signs[1])
        self.setLayout(inside)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._words.setText(self.tr("TRAINING: nothing here is real"))
        self.setAccessibleName(self._words.text())
        for sign in self._signs:
            sign.setPixmap(self._look.icon("warning", "warn_text", _ICON))
