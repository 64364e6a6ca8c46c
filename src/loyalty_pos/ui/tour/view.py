"""The caption of the tour: one sentence across the window, in its own bar; it never covers what it speaks of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.tour.steps import Caption
from loyalty_pos.ui.tour.words import TourWords
from loyalty_pos.ui.widgets.bits import column, label, row, set_tone


class TourBar(QWidget):
    """``say`` shows a caption; the keys stand beside it."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look, self._words = look, TourWords()
        self._caption, self._number = Caption.BEGIN, ""
        self.paused = False
        self.has_stopped = False
        self.said, self._keys = label("head", wrap=True), label("muted")
        frame = QFrame()
        frame.setProperty("look", "banner")
        inside = row(gap=14)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.addWidget(self.said, 1)
        inside.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignVCenter)
        frame.setLayout(inside)
        set_tone(frame, "calm")
        self._whole = column()
        self._whole.addWidget(frame)
        self.setLayout(self._whole)
        look.changed.connect(self.retranslate)
        self.hide()

    def say(self, caption: Caption, number: str = "") -> str:
        """Show a caption and return its sentence."""
        self._caption, self._number, self.has_stopped = caption, number, False
        self.retranslate()
        self.show()
        return self.said.text()

    def stop_here(self) -> str:
        """Say that something was not as it must be, behind the caption where it happened."""
        self.has_stopped = True
        self.retranslate()
        return self.said.text()

    def retranslate(self) -> None:
        """Show every word anew."""
        said = self._words.of(self._caption, self._number or "…")
        self.said.setText(f"{said} {self._words.of_stop()}" if self.has_stopped else said)
        self._keys.setText(self._words.keys(paused=self.paused))
        gap = self._look.sizes.gap
        self._whole.setContentsMargins(gap + 2, 0, gap + 2, gap - 2)
