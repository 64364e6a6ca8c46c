"""The payment screen: what is still due and the change in large figures, what was given, a pad for fingers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from loyalty_pos.core.sale import TenderKind
from loyalty_pos.core.vouchers.certificates import Share, Why
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.payment.presenter import NOTES_MINOR, PaymentState
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, row, rule, show_pairs
from loyalty_pos.ui.widgets.entry import EntryField
from loyalty_pos.ui.widgets.key_page import KeyPage, stacked
from loyalty_pos.ui.widgets.keypad import Keypad

_OFFERS = 4
_TENDERS = 4


class PaymentView(KeyPage):
    """``key``: an action by its key's name; ``note_taken``: an offered sum in minor units."""

    typing = Signal(str)
    note_taken = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._state = PaymentState(0, (), 0, NOTES_MINOR[:_OFFERS])
        self._change_minor = 0
        self._due_words, self._due = label("muted"), label("huge")
        self._rows = [AmountRow() for _ in range(_TENDERS)]
        self._whole = AmountRow()
        self._change = AmountRow(look="head", value_look="hugegood")
        self._field_words = label("muted")
        self.field = EntryField(look, amount=True)
        self.listens = self.field
        self.field.textChanged.connect(self.typing)
        self.field.entered.connect(lambda _text: self.key.emit("F12"))
        self._offers = [self._offer(number) for number in range(_OFFERS)]
        self._pad = Keypad(look)
        self.field.follow(self._pad)
        self._cash = self.action("F12", "cash", tone="pay")
        self._cash.enlarge()
        self._card = self.action("F10", "bank-card")
        self._gift = self.action("F6", "coupon")
        self._back = self.action("Esc", "back")
        self._arrange()
        self.retranslate()

    def show_payment(self, state: PaymentState) -> None:
        """Show what is due and what was given."""
        self._state = state
        words = self.look.words
        begun = bool(state.given or state.certificates)
        self._due_words.setText(self.tr("Still to pay") if begun else self.tr("To pay"))
        self._due.setText(words.money(state.left_minor if begun else state.due_minor))
        self._whole.setVisible(begun)
        whole_minor = state.total_minor if state.certificates else state.due_minor
        self._whole.show_pair(self.tr("To pay"), words.money(whole_minor))
        show_pairs(self._rows, self._pairs(state)[-_TENDERS:])
        for number, button in enumerate(self._offers):
            button.setVisible(number < len(state.notes))
            if number < len(state.notes):
                button.setText(words.money(state.notes[number]))
        self.show_change(self._change_minor)

    def _pairs(self, state: PaymentState) -> list[tuple[str, str]]:
        """Return what was put down: certificates first, each with what is left on it, then money."""
        words = self.look.words
        names = {TenderKind.CASH: self.tr("Cash"), TenderKind.CARD: self.tr("Bank card")}
        pairs = [(self._certificate(share), words.money(-share.amount_minor)) for share in state.certificates]
        return pairs + [(names[one.kind], words.money(one.amount_minor)) for one in state.given]

    def _certificate(self, share: Share) -> str:
        words = self.look.words
        if share.laid.why is Why.ALONE:
            said = self.tr("Certificate **** %1, today up to %2").replace(
                "%2", words.money(share.laid.most_minor)
            )
        elif share.lost_minor:
            said = self.tr("Certificate **** %1, %2 will be lost").replace(
                "%2", words.money(share.lost_minor)
            )
        else:
            said = self.tr("Certificate **** %1, left %2").replace("%2", words.money(share.left_minor))
        return said.replace("%1", share.laid.last4)

    def show_change(self, change_minor: int) -> None:
        """Show the change while the amount is typed."""
        self._change_minor = change_minor
        self._change.show_pair(self.tr("Change"), self.look.words.money(change_minor))

    def typed_so_far(self) -> str:
        """Return the typed amount and empty the field."""
        text = self.field.text().strip()
        self.field.clear()
        return text

    def retranslate(self) -> None:
        """Show every word anew."""
        self._field_words.setText(self.tr("Cash from the customer; nothing typed means the exact amount"))
        self._field_words.setWordWrap(True)
        self.field.setAccessibleName(self.tr("Cash from the customer; nothing typed means the exact amount"))
        self._cash.say(self.tr("Cash"))
        self._card.say(self.tr("By bank card"))
        self._back.say(self.tr("Back"))
        self._gift.say(self.tr("Certificate"))
        self.space()
        self.show_payment(self._state)

    def _offer(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumHeight(60)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.note_taken.emit(self._state.notes[number]))
        return button

    def _arrange(self) -> None:
        due = column(gap=4, pad=18)
        due.addWidget(self._due_words)
        due.addWidget(self._due)
        due.addWidget(rule())
        for one in (self._whole, *self._rows, self._change):
            due.addWidget(one)
        offers = row(gap=8)
        for button in self._offers:
            offers.addWidget(button)
        keys = row(gap=12)
        keys.addWidget(self._back, 1)
        keys.addWidget(self._gift, 1)
        keys.addWidget(self._card, 2)
        left = stacked(self.banner, card(due), self._field_words, self.field, offers, 1, keys, gap=12)
        right = column(gap=12)
        right.addWidget(self._pad, 1)
        right.addWidget(self._cash)
        self.two_columns(left, right)
