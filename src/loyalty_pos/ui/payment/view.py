"""The payment screen: what is due, what was given, the change in large figures, a pad for fingers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from loyalty_pos.core.sale import TenderKind
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.payment.presenter import NOTES_MINOR, PaymentState
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, row, rule
from loyalty_pos.ui.widgets.entry import EntryField
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.keypad import Keypad
from loyalty_pos.ui.widgets.page import Page

_OFFERS = 4
_TENDERS = 4


class PaymentView(Page):
    """``key``: an action by its key's name; ``note_taken``: an offered sum in minor units."""

    key = Signal(str)
    typing = Signal(str)
    note_taken = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._state = PaymentState(0, (), 0, NOTES_MINOR[:_OFFERS])
        self._change_minor = 0
        self._due_words, self._due = label("muted"), label("huge")
        self._rows = [AmountRow() for _ in range(_TENDERS)]
        self._left = AmountRow(look="head", value_look="big")
        self._change = AmountRow(look="head", value_look="hugegood")
        self._field_words = label("muted")
        self.field = EntryField(look, amount=True)
        self.field.textChanged.connect(self.typing)
        self.field.entered.connect(lambda _text: self.key.emit("F12"))
        self._offers = [self._offer(number) for number in range(_OFFERS)]
        self._pad = Keypad(look)
        self.field.follow(self._pad)
        self._cash = self._action("F12", "cash", tone="pay")
        self._cash.enlarge()
        self._card = self._action("F10", "bank-card")
        self._back = self._action("Esc", "back")
        self._arrange()
        self.retranslate()

    def show_payment(self, state: PaymentState) -> None:
        """Show what is due and what was given."""
        self._state = state
        words = self.look.words
        self._due.setText(words.money(state.due_minor))
        names = {TenderKind.CASH: self.tr("Cash"), TenderKind.CARD: self.tr("Bank card")}
        shown = state.given[-_TENDERS:]
        for number, place in enumerate(self._rows):
            place.setVisible(number < len(shown))
            if number < len(shown):
                tender = shown[number]
                name = names.get(tender.kind, self.tr("Certificate"))
                place.show_pair(name, words.money(tender.amount_minor))
        self._left.setVisible(bool(state.given))
        self._left.show_pair(self.tr("Still to pay"), words.money(state.left_minor))
        for number, button in enumerate(self._offers):
            button.setVisible(number < len(state.notes))
            if number < len(state.notes):
                button.setText(words.money(state.notes[number]))
        self.show_change(self._change_minor)

    def show_change(self, change_minor: int) -> None:
        """Show the change while the amount is typed."""
        self._change_minor = change_minor
        self._change.show_pair(self.tr("Change"), self.look.words.money(change_minor))

    def typed_so_far(self) -> str:
        """Return the typed amount and empty the field."""
        text = self.field.text().strip()
        self.field.clear()
        return text

    def entered(self) -> None:
        """Listen to the keyboard."""
        self.field.setFocus()

    def typed(self, text: str) -> None:
        """Type into the field."""
        self.field.setFocus()
        self.field.insert(text)

    def retranslate(self) -> None:
        """Show every word anew."""
        self._due_words.setText(self.tr("To pay"))
        self._field_words.setText(self.tr("Cash from the customer; nothing typed means the exact amount"))
        self._field_words.setWordWrap(True)
        self.field.setAccessibleName(self.tr("Cash from the customer; nothing typed means the exact amount"))
        self._cash.say(self.tr("Cash"))
        self._card.say(self.tr("By bank card"))
        self._back.say(self.tr("Back"))
        gap = self.look.sizes.gap
        self._whole.setSpacing(gap)
        self._whole.setContentsMargins(gap + 2, 0, gap + 2, gap + 2)
        self.show_payment(self._state)

    def _offer(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumHeight(60)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.note_taken.emit(self._state.notes[number]))
        return button

    def _action(self, key: str, picture: str, *, tone: str = "") -> KeyButton:
        button = KeyButton(self.look, picture, key, tone=tone)
        button.clicked.connect(lambda: self.key.emit(key))
        self.keys[key] = lambda: self.key.emit(key)
        return button

    def _arrange(self) -> None:
        due = column(gap=4, pad=18)
        due.addWidget(self._due_words)
        due.addWidget(self._due)
        due.addWidget(rule())
        for one in (*self._rows, self._left, self._change):
            due.addWidget(one)
        offers = row(gap=8)
        for button in self._offers:
            offers.addWidget(button)
        left = column(gap=12)
        left.addWidget(self.banner)
        left.addWidget(card(due))
        left.addWidget(self._field_words)
        left.addWidget(self.field)
        left.addLayout(offers)
        left.addStretch(1)
        keys = row(gap=12)
        keys.addWidget(self._back, 1)
        keys.addWidget(self._card, 2)
        left.addLayout(keys)
        right = column(gap=12)
        right.addWidget(self._pad, 1)
        right.addWidget(self._cash)
        side = QWidget()
        side.setLayout(right)
        self._whole = row()
        self._whole.addLayout(left, 13)
        self._whole.addWidget(side, 8)
        self.setLayout(self._whole)
