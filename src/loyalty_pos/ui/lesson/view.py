"""The bar of the first five minutes: what to do now, how much is left, two buttons; it never covers the page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from loyalty_pos.ui.demo.presenter import LESSON_KEY
from loyalty_pos.ui.lesson.tasks import Topic
from loyalty_pos.ui.lesson.words import LessonWords
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import column, label, row, set_tone

END_KEY = "Ctrl+Shift+G"
_LAST = len(Topic) - 1
_ROOM_AROUND = 20


class LessonBar(QWidget):
    """Hidden until ``say`` shows a topic."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look, self._words, self._topic = look, LessonWords(), Topic.LOGIN
        self._count, self._said = label("muted"), label("head", wrap=True)
        self.show_me, self.end = _button(), _button()
        frame = QFrame()
        frame.setProperty("look", "banner")
        inside = row(gap=14)
        inside.setContentsMargins(14, 2, 6, 2)
        inside.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(self._said, 1)
        inside.addWidget(self.show_me)
        inside.addWidget(self.end)
        frame.setLayout(inside)
        set_tone(frame, "calm")
        self._whole = column()
        self._whole.addWidget(frame)
        self.setLayout(self._whole)
        look.changed.connect(self._retranslate)
        self.hide()

    def say(self, topic: Topic) -> None:
        """Show what is to be done now."""
        self._topic = topic
        self._retranslate()
        self.show()

    def said(self) -> str:
        """Return the sentence that shows."""
        return self._said.text()

    def _retranslate(self) -> None:
        self._said.setText(self._words.of(self._topic))
        number = list(Topic).index(self._topic) + 1
        self._count.setText(f"{number} / {_LAST}")
        self._count.setVisible(self._topic is not Topic.END)
        for button, words, key in (
            (self.show_me, self._words.show(), LESSON_KEY),
            (self.end, self._words.end(), END_KEY),
        ):
            button.setText(f"{words}  {key}")
            button.setAccessibleName(f"{words} ({key})")
            button.setFixedHeight(_ROOM_AROUND + self._look.sizes.pad)
        self.show_me.setVisible(self._topic is not Topic.END)
        gap = self._look.sizes.gap
        self._whole.setContentsMargins(gap + 2, 0, gap + 2, gap - 2)


def _button() -> QPushButton:
    """Return a slim one: the page below needs the room."""
    made = QPushButton()
    made.setProperty("look", "demo")
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
