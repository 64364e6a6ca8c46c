"""The bar under the head line: what waits for a person, and the keys that answer it. It never covers the sale."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from loyalty_pos.till.wording import sentence
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.standing.presenter import KEYS, Answer, StandingState
from loyalty_pos.ui.widgets.bits import column, label, row, set_tone
from loyalty_pos.ui.widgets.key_button import KeyButton

_ICON = 26


class StandingBar(QWidget):
    """``key``: the key of the answer that was given."""

    key = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._state = StandingState()
        self._frame = QFrame()
        self._frame.setProperty("look", "banner")
        self._icon = QLabel()
        self.text, self.next_step = label("head", wrap=True), label(wrap=True)
        self._answers = {answer: self._button(answer) for answer in Answer}
        words = column(gap=1)
        words.addWidget(self.text)
        words.addWidget(self.next_step)
        inside = row(gap=12)
        inside.setContentsMargins(14, 3, 8, 3)
        inside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(words, 1)
        for button in self._answers.values():
            inside.addWidget(button)
        self._frame.setLayout(inside)
        self._whole = column()
        self._whole.addWidget(self._frame)
        self.setLayout(self._whole)
        look.changed.connect(self._retranslate)
        self.hide()

    def show_standing(self, state: StandingState) -> None:
        """Show what waits, or nothing."""
        self._state = state
        self._retranslate()
        self.setVisible(state.problem is not None)

    def _retranslate(self) -> None:
        problem = self._state.problem
        if problem is None:
            return
        said = sentence(problem, self._look.language)
        self.text.setText(said.text)
        self.next_step.setText(said.next_step)
        self.setAccessibleName(f"{said.text} {said.next_step}".strip())
        set_tone(self._frame, "attention")
        gap = self._look.sizes.gap
        self._whole.setContentsMargins(gap + 2, 0, gap + 2, 4)
        self._icon.setPixmap(self._look.icon("warning", "warn_text", _ICON))
        self._answers[Answer.COPY].say(self.tr("Print a copy"))
        self._answers[Answer.THERE].say(self.tr("It is there"))
        self._answers[Answer.SEEN].say(self.tr("Understood"))
        for answer, button in self._answers.items():
            button.setVisible(answer in self._state.answers)

    def _button(self, answer: Answer) -> KeyButton:
        button = KeyButton(self._look, "", KEYS[answer], stacked=False)
        button.clicked.connect(lambda: self.key.emit(KEYS[answer]))
        return button
