"""The page that gives out cards: one field for the phone, a short form, the new card with its code."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from loyalty_pos.ui.issuing.presenter import IssueState, IssueStep
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.parts import Codes
from loyalty_pos.ui.widgets.bits import card, column, label, row
from loyalty_pos.ui.widgets.entry import EntryField
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.key_page import KeyPage, stacked
from loyalty_pos.ui.widgets.keypad import Keypad

_QUIET = 4
_CODE_SIDE = 260


class QrPicture(QWidget):
    """A QR code on white with its quiet zone, as large as fits in whole pixels."""

    def __init__(self, codes: Codes) -> None:
        super().__init__()
        self._codes = codes
        self._text = ""
        self.setFixedSize(QSize(_CODE_SIDE, _CODE_SIDE))

    def show_code(self, text: str) -> None:
        """Show the code of this text."""
        self._text = text
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the modules as whole squares."""
        if not self._text:
            return
        rows = self._codes.qr(self._text)
        step = _CODE_SIDE // (len(rows) + 2 * _QUIET)
        start = (_CODE_SIDE - step * len(rows)) // 2
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        for y, modules in enumerate(rows):
            for x, dark in enumerate(modules):
                if dark:
                    painter.fillRect(start + x * step, start + y * step, step, step, QColor("#000000"))
        painter.end()


class IssueView(KeyPage):
    """``phone_entered``: the typed phone; ``key``: an action by its key's name."""

    phone_entered = Signal(str)

    def __init__(self, look: Appearance, codes: Codes) -> None:
        super().__init__(look)
        self._state = IssueState()
        self._title, self._why = label("title", wrap=True), label("muted", wrap=True)
        self.phone = EntryField(look, amount=True)
        self.phone.entered.connect(self.phone_entered)
        self._pad = Keypad(look, comma=False)
        self._pad.pressed.connect(self._pressed)
        self.name, self.birthday = EntryField(look), EntryField(look)
        self.name.entered.connect(lambda _text: self.birthday.setFocus())
        self.birthday.entered.connect(lambda _text: self.key.emit("F12"))
        self._name_words, self._birthday_words = label("muted"), label("muted")
        self._personal = self.action("F6", "unchecked")
        self._advertising = self.action("F7", "unchecked")
        self._card_words, self._virtual = label("head", wrap=True), self.action("F8", "qr")
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
        self._state = state
        if turned and state.step in {IssueStep.PHONE, IssueStep.FORM}:
            for field in (self.phone, self.name, self.birthday):
                field.clear()
        self._steps.setCurrentIndex({IssueStep.PHONE: 0, IssueStep.FORM: 1}.get(state.step, 2))
        self._personal.show_picture("checked" if state.personal_data else "unchecked")
        self._advertising.show_picture("checked" if state.advertising else "unchecked")
        self._show_words(state)
        if turned:
            self.entered()

    def form_fields(self) -> tuple[str, str]:
        """Return (name, birthday) as typed."""
        return self.name.text(), self.birthday.text()

    def entered(self) -> None:
        """Listen to the keyboard."""
        self._first_field().setFocus()

    def typed(self, text: str) -> None:
        """Type into the first field of the step."""
        if self._state.step in {IssueStep.PHONE, IssueStep.FORM}:
            self.entered()
            self._first_field().insert(text)

    def retranslate(self) -> None:
        """Show every word anew."""
        self._name_words.setText(self.tr("Name"))
        self._birthday_words.setText(self.tr("Birthday: day.month.year, or day.month; may stay empty"))
        self.name.setAccessibleName(self._name_words.text())
        self.birthday.setAccessibleName(self._birthday_words.text())
        self.phone.setAccessibleName(self.tr("Phone"))
        self._personal.say(self.tr("Agrees to keep personal data"))
        self._advertising.say(self.tr("Agrees to receive offers"))
        self._virtual.say(self.tr("Virtual card"))
        self._save.say(self.tr("Card as PDF"))
        self._back.say(self.tr("Back"))
        self.space()
        self._show_words(self._state)

    def _show_words(self, state: IssueState) -> None:
        match state.step:
            case IssueStep.PHONE:
                self._title.setText(self.tr("New card: the customer's phone"))
                self._why.setText(
                    self._family_words(state.family)
                    or self.tr("10 digits and Enter. If the phone is known, its card is shown.")
                )
                self._go.say(self.tr("Next"))
            case IssueStep.FORM:
                self._title.setText(self.tr("New card for %1").replace("%1", state.masked))
                self._why.setText(self.tr("The name is enough; read the consents aloud."))
                self._go.say(self.tr("Give out the card"))
            case IssueStep.KNOWN:
                self._title.setText(self.tr("This phone has a card"))
                self._why.setText(self.tr("Put it on the receipt, or go back."))
                self._go.say(self.tr("Put on the receipt"))
            case IssueStep.DONE:
                self._title.setText(self.tr("The card is ready"))
                self._why.setText(self.tr("The customer may photograph the code; the slip is being printed."))
                self._go.say(self.tr("Put on the receipt"))
        plastic = self.tr("Plastic card **** %1").replace("%1", state.card_number[-4:])
        virtual = self.tr("Scan a blank card for a plastic one. Without it the card is virtual.")
        self._card_words.setText(plastic if state.card_number else virtual)
        self._virtual.setEnabled(bool(state.card_number))
        self._owner.setText(" · ".join(part for part in (state.name, state.masked) if part))
        self._number.setText(
            _in_fours(state.card_number) if state.card_number else f"**** {state.card_last4}"
        )
        for one in (self._qr, self._save):
            one.setVisible(state.step is IssueStep.DONE)
        self._qr.show_code(state.card_number if state.step is IssueStep.DONE else "")

    def _family_words(self, family: str) -> str:
        if not family:
            return ""
        text = self.tr(
            "The new card shares the wallet of %1: one balance, everybody with a card of their own."
        )
        return text.replace("%1", family)

    def _first_field(self) -> QLineEdit:
        return self.name if self._state.step is IssueStep.FORM else self.phone

    def _pressed(self, key: str) -> None:
        field = self.birthday if self.birthday.hasFocus() else self._first_field()
        if isinstance(field, EntryField):
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
        left.addWidget(self._back)
        right = column(gap=12)
        right.addWidget(self._pad, 1)
        right.addWidget(self._go)
        self.two_columns(left, right)

    def _phone_sheet(self) -> QVBoxLayout:
        return stacked(self.phone, 1, gap=12)

    def _form_sheet(self) -> QVBoxLayout:
        sheet = column(gap=6)
        for one in (self._name_words, self.name, self._birthday_words, self.birthday):
            sheet.addWidget(one)
        sheet.addWidget(self._personal)
        sheet.addWidget(self._advertising)
        plastic = row(gap=12)
        plastic.addWidget(self._card_words, 1)
        plastic.addWidget(self._virtual)
        sheet.addLayout(plastic)
        sheet.addStretch()
        return sheet

    def _done_sheet(self) -> QVBoxLayout:
        sheet = column(gap=10)
        sheet.addWidget(self._owner)
        sheet.addWidget(self._number)
        sheet.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignLeft)
        sheet.addWidget(self._save)
        sheet.addStretch()
        return sheet


def _in_fours(number: str) -> str:
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))
