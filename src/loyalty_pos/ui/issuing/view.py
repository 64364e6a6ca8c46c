"""The page that gives out cards: one field for the phone, a short form, the new card with its code."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from loyalty_pos.ui.issuing.code_picture import QrPicture
from loyalty_pos.ui.issuing.state import CONSENTS, CodeState, IssueState, IssueStep
from loyalty_pos.ui.issuing.words import IssueWords
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.parts import Codes
from loyalty_pos.ui.widgets.bits import card, column, label, row
from loyalty_pos.ui.widgets.entry import EntryField
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.keypad import Keypad

_PICTURES: Final = {
    "F2": "sync",
    "F3": "unchecked",
    "F4": "bank-card",
    "F5": "unchecked",
    "F6": "unchecked",
    "F7": "unchecked",
    "F8": "delete",
    "F9": "unchecked",
}
_STEPS: Final = {IssueStep.PHONE: 0, IssueStep.FORM: 1}


class IssueView(KeyPage):
    """``phone_entered``: the typed phone; ``key``: an action by its key's name."""

    phone_entered = Signal(str)

    def __init__(self, look: Appearance, codes: Codes) -> None:
        super().__init__(look)
        self._state, self._said = IssueState(), IssueWords()
        self._title, self._why = label("title", wrap=True), label("muted", wrap=True)
        self.phone = EntryField(look, amount=True)
        self.phone.entered.connect(self.phone_entered)
        self._pad = Keypad(look, comma=False)
        self._pad.pressed.connect(self._pressed)
        self.name, self.birthday, self.code = EntryField(look), EntryField(look), EntryField(look)
        self.name.entered.connect(self._to_birthday)
        self.birthday.entered.connect(self._to_code)
        self.code.entered.connect(self._issue)
        self._name_words, self._birthday_words, self._code_words = (
            label("muted"),
            label("muted"),
            label("muted"),
        )
        self._choices = {key: self.action(key, picture) for key, picture in _PICTURES.items()}
        self._card_words, self._last = label("head", wrap=True), label("head", wrap=True)
        self._qr = QrPicture(codes)
        self._number, self._owner = label("big"), label("head", wrap=True)
        self._save = self.action("Ctrl+Shift+P", "bank-card")
        self._go = KeyButton(look, "pay", "F12", tone="pay")
        self._go.clicked.connect(self._press_next)
        self._go.enlarge()
        self._back = self.action("Esc", "back")
        self._arrange()
        self.retranslate()

    def show_issue(self, state: IssueState) -> None:
        """Show the step and what is known so far."""
        turned = state.step is not self._state.step
        next_one = state.step is IssueStep.PHONE and state.phone != self._state.phone
        self._state = state
        if (turned or next_one) and state.step in _STEPS:
            for field in (self.phone, self.name, self.birthday, self.code):
                field.clear()
        self._steps.setCurrentIndex(_STEPS.get(state.step, 2))
        for key, kind in CONSENTS.items():
            self._choices[key].tick(chosen=kind in state.consents)
        self._choices["F9"].tick(chosen=state.stay)
        self._show_words(state)
        if turned or next_one:
            self.entered()

    def fill(self, name: str) -> None:
        """Put the name that the customer typed into its field."""
        self.name.setText(name)

    def form_fields(self) -> tuple[str, str, str]:
        """Return (name, birthday, code) as typed."""
        return self.name.text(), self.birthday.text(), self.code.text()

    def entered(self) -> None:
        """Listen to the keyboard."""
        self._first_field().setFocus()

    def typed(self, text: str) -> None:
        """Type into the first field of the step."""
        if self._state.step in _STEPS:
            self.entered()
            self._first_field().insert(text)

    def retranslate(self) -> None:
        """Show every word anew."""
        self._name_words.setText(self.tr("Name"))
        self._birthday_words.setText(self.tr("Birthday: day.month.year"))
        self._code_words.setText(self.tr("Code from the phone"))
        self.name.setAccessibleName(self._name_words.text())
        self.birthday.setAccessibleName(self._birthday_words.text())
        self.birthday.setPlaceholderText(self.tr("or day.month"))
        self.code.setAccessibleName(self._code_words.text())
        self.phone.setAccessibleName(self.tr("Phone"))
        self._save.say(self.tr("Card as PDF"))
        self._back.say(self.tr("Back"))
        self.space()
        self._show_words(self._state)

    def _show_words(self, state: IssueState) -> None:
        self._title.setText(self._said.title(state))
        self._why.setText(self._said.next_step(state))
        self._go.say(self._said.go(state))
        self._choices["F8"].show_picture("qr" if state.step is IssueStep.FORM else _PICTURES["F8"])
        for key, words in self._said.keys(state).items():
            self._choices[key].setVisible(bool(words))
            self._choices[key].say(words)
        coded = state.code in {CodeState.SENDING, CodeState.SENT}
        self._coded.setVisible(coded)
        plastic = self.tr("Plastic card **** %1").replace("%1", state.card_number[-4:])
        virtual = self.tr("Scan a blank card for a plastic one. Without it the card is virtual.")
        self._card_words.setText(plastic if state.card_number else virtual)
        self._last.setText(self._said.last(state))
        self._last.setVisible(state.step is IssueStep.PHONE and bool(self._last.text()))
        self._owner.setText(" · ".join(part for part in (state.name, state.masked) if part))
        number = _in_fours(state.card_number) if state.card_number else f"**** {state.card_last4}"
        self._number.setText(number)
        for one in (self._qr, self._save):
            one.setVisible(state.step is IssueStep.DONE)
        self._qr.show_code(state.card_number if state.step is IssueStep.DONE else "")

    def _first_field(self) -> EntryField:
        return self.name if self._state.step is IssueStep.FORM else self.phone

    def _to_birthday(self) -> None:
        self.birthday.setFocus()

    def _to_code(self) -> None:
        if self.code.isVisible():
            self.code.setFocus()
        else:
            self._issue()

    def _issue(self) -> None:
        self.key.emit("F12")

    def _pressed(self, key: str) -> None:
        fields = (self.birthday, self.code)
        field = next((one for one in fields if one.hasFocus()), self._first_field())
        field.press(key)

    def _press_next(self) -> None:
        if self._state.step is IssueStep.PHONE:
            self.phone_entered.emit(self.phone.text().strip())
        else:
            self.key.emit("F12")

    def _arrange(self) -> None:
        self.keys |= {"Enter": self._press_next, "F12": self._press_next}
        self._steps = QStackedWidget()
        for step in (self._phone_sheet(), self._form_sheet(), self._done_sheet()):
            sheet = QWidget()
            sheet.setLayout(step)
            self._steps.addWidget(sheet)
        head = column(gap=4, pad=14)
        head.addWidget(self._title)
        head.addWidget(self._why)
        left = stacked(card(head), self.banner, gap=10)
        left.addWidget(self._steps, 1)
        key = self._choices
        left.addLayout(buttons((self._back, key["F8"]), gap=10))
        right = column(gap=12)
        right.addWidget(self._pad, 1)
        right.addLayout(buttons((key["F2"],), (key["F4"],), (key["F9"],), (self._go,), gap=8))
        self.two_columns(left, right)

    def _phone_sheet(self) -> QVBoxLayout:
        return stacked(self.phone, self._last, 1, gap=12)

    def _form_sheet(self) -> QVBoxLayout:
        fields = row(gap=10)
        for words, field, share in (
            (self._name_words, self.name, 3),
            (self._birthday_words, self.birthday, 2),
        ):
            fields.addLayout(_named(words, field), share)
        self._coded = QWidget()
        self._coded.setLayout(_named(self._code_words, self.code))
        fields.addWidget(self._coded, 2)
        key = self._choices
        consents = buttons((key["F6"], key["F7"]), (key["F5"], key["F3"]), gap=8)
        return stacked(fields, consents, self._card_words, 1, gap=8)

    def _done_sheet(self) -> QVBoxLayout:
        both = row(gap=12)
        both.addLayout(stacked(self._owner, self._number, self._save, 1, gap=10), 1)
        both.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignTop)
        return stacked(both, 1, gap=0)


def _named(words: QLabel, field: EntryField) -> QVBoxLayout:
    return stacked(words, field, gap=4)


def _in_fours(number: str) -> str:
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))
