"""The face that customers type on: phone, name, consents. Every button is for a finger; none takes the till's keyboard."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from loyalty_pos.ui.display.faces import FaceWidget
from loyalty_pos.ui.display.letters import ConsentKey, Digits, Letters
from loyalty_pos.ui.display.speech import DisplayLook
from loyalty_pos.ui.display.state import (
    ADVERTISING,
    CONSENTS,
    PARTNERS,
    PERSONAL_DATA,
    PROFILING,
    DisplayState,
    PersonStep,
)
from loyalty_pos.ui.widgets.bits import column, label, row
from loyalty_pos.ui.widgets.touch import touch_key

_TICK = 40


class PersonFace(FaceWidget):
    """``pressed``: a digit, a letter, ``back``, the name of a consent; ``went_on`` and ``went_back``: the two ways."""

    pressed = Signal(str)
    went_on = Signal()
    went_back = Signal()

    def __init__(self, look: DisplayLook) -> None:
        super().__init__(look)
        self._step: PersonStep | None = None
        self._title, self._typed = label("head", wrap=True), label("typed")
        self._typed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sent = label("huge", wrap=True)
        self._sent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._digits, self._letters = Digits(), Letters(look)
        for pad in (self._digits, self._letters):
            pad.pressed.connect(self.pressed)
        self._consents = {kind: ConsentKey() for kind in CONSENTS}
        for kind, button in self._consents.items():
            button.clicked.connect(partial(self.pressed.emit, kind))
        self._tongue = self.tongue()
        self._back, self._next = touch_key("", "way"), touch_key("", "way")
        self._next.setProperty("tone", "pay")
        self._back.clicked.connect(self.went_back)
        self._next.clicked.connect(self.went_on)
        self._arrange()

    def show_face(self, state: DisplayState) -> None:
        """Show the step and what is typed so far."""
        person = state.person
        if person.step is not self._step and person.step is PersonStep.NAME:
            self._letters.begin()
        self._step = person.step
        self._pads.setCurrentIndex(list(PersonStep).index(person.step))
        self._title.setText(self._asked(person.step))
        self._title.setVisible(person.step is not PersonStep.SENT)
        self._sent.setText(self.tr("Thank you! The cashier goes on."))
        typed = {PersonStep.PHONE: person.phone, PersonStep.NAME: person.name}.get(person.step)
        self._typed.setVisible(typed is not None)
        self._typed.setText(f"{typed or ''}│")
        self._show_consents(person.given)
        self.rename_tongue(self._tongue)
        self._back.setText(self.tr("Back"))
        self._back.setVisible(person.step in {PersonStep.NAME, PersonStep.CONSENTS})
        self._next.setText(self.tr("Done") if person.step is PersonStep.CONSENTS else self.tr("Next"))
        self._next.setVisible(person.step is not PersonStep.SENT)

    def _show_consents(self, given: frozenset[str]) -> None:
        """Show in full what is agreed to: nobody reads it aloud here."""
        words = {
            PERSONAL_DATA: self.tr(
                "I agree that the shop keeps my name, phone and purchases for its loyalty programme (required)"
            ),
            ADVERTISING: self.tr("I want to get advertising and offers in messages"),
            PROFILING: self.tr("I want offers that are chosen by what I buy"),
            PARTNERS: self.tr("The shop may pass my data on to its partners"),
        }
        for kind, button in self._consents.items():
            yes = kind in given
            tick = self.look.icon("checked" if yes else "unchecked", "text", _TICK)
            button.say(words[kind], tick, self.tr("given") if yes else self.tr("not given"))

    def _asked(self, step: PersonStep) -> str:
        return {
            PersonStep.PHONE: self.tr("Your phone number"),
            PersonStep.NAME: self.tr("Your name"),
            PersonStep.CONSENTS: self.tr("Please read and touch what you agree to"),
            PersonStep.SENT: "",
        }[step]

    def _arrange(self) -> None:
        consents = column(gap=8)
        for kind, one in self._consents.items():
            consents.addWidget(one, 3 if kind == PERSONAL_DATA else 2)
        ticks = QWidget()
        ticks.setLayout(consents)
        self._pads = QStackedWidget()
        for pad in (self._digits, self._letters, ticks, self._sent):
            self._pads.addWidget(pad)
        ways = row(gap=12)
        ways.addWidget(self._tongue, 1)
        ways.addWidget(self._back, 1)
        ways.addWidget(self._next, 2)
        whole = column(gap=12, pad=20)
        whole.addWidget(self._title)
        whole.addWidget(self._typed)
        whole.addWidget(self._pads, 6)
        whole.addLayout(ways, 1)
        self.setLayout(whole)
