"""The payment screen: what is still due and the change in large figures, what was given, a pad for fingers."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import TenderKind
from loyalty_pos.core.vouchers.certificates import Share, Why
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.paper.paper import Paper
from loyalty_pos.ui.paper.view import paper_area
from loyalty_pos.ui.parts import Codes
from loyalty_pos.ui.payment.presenter import NOTES_MINOR, PaymentState
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, row, rule, show_pairs
from loyalty_pos.ui.widgets.entry import EntryField
from loyalty_pos.ui.widgets.key_page import KeyPage, stacked
from loyalty_pos.ui.widgets.keypad import Keypad

_OFFERS = 4
_TENDERS = 4
_PAPER_ROOMY, _PAPER_TIGHT = 14, 11


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
        self._whole, self._rounding = AmountRow(), AmountRow()
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
        self._card = self.action("F10", "bank-card", stacked=True)
        self._gift = self.action("F6", "coupon", stacked=True)
        self._back = self.action("Esc", "back", stacked=True)
        self._declined = self.action("F8", "close", stacked=True)
        self._preview = self.action("F9", "receipt", stacked=True)
        self._by_hand = label("muted", wrap=True)
        self._pads = QStackedWidget()
        self._paper: Paper | None = None
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
        self._rounding.setVisible(bool(state.rounding_minor))
        self._rounding.show_pair(self.tr("Rounded off"), words.money(-state.rounding_minor))
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

    def show_preview(self, receipt: Receipt | None, codes: Codes) -> None:
        """Show the paper in the place of the pad; None = the pad again."""
        if receipt is None:
            self._pads.setCurrentIndex(0)
        else:
            if self._paper is None:
                self._paper = Paper(self.look, codes)
                self._pads.addWidget(paper_area(self._paper))
            self._paper.pixels = _PAPER_ROOMY if not self.look.sizes.is_low else _PAPER_TIGHT
            self._paper.show_receipt(receipt)
            self._pads.setCurrentIndex(1)
        self._preview.say(self.tr("Digits") if receipt else self.tr("Receipt"))

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
        self._declined.say(self.tr("Declined"))
        shows_paper = self._pads.currentIndex() == 1
        self._preview.say(self.tr("Digits") if shows_paper else self.tr("Receipt"))
        self._by_hand.setText(
            self.tr("The terminal takes the money of a card; here it is only written down.")
        )
        self.space()
        self.show_payment(self._state)

    def event(self, event: QEvent) -> bool:
        """On a low screen explanations give way to a banner; the sums never do."""
        if event.type() is QEvent.Type.LayoutRequest:
            there = not self.look.sizes.is_low or not self.banner.isVisible()
            for one in (self._by_hand, self._field_words):
                if one.isHidden() is there:
                    one.setVisible(there)
        return super().event(event)

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
        for one in (self._whole, self._rounding, *self._rows, self._change):
            due.addWidget(one)
        offers = row(gap=8)
        for button in self._offers:
            offers.addWidget(button)
        keys = row(gap=8)
        for key, share in (
            (self._back, 1),
            (self._gift, 1),
            (self._preview, 1),
            (self._declined, 1),
            (self._card, 2),
        ):
            keys.addWidget(key, share)
        money = (self._field_words, self.field, offers)
        left = stacked(self.banner, card(due), *money, 1, self._by_hand, keys, gap=10)
        self._pads.addWidget(self._pad)
        right = column(gap=12)
        right.addWidget(self._pads, 1)
        right.addWidget(self._cash)
        self.two_columns(left, right)
