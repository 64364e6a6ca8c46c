"""The pad on the right: one question, one field, digits for fingers; it takes the place of sums and buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.state import Ask, AskKind
from loyalty_pos.ui.widgets.bits import column, label, row
from loyalty_pos.ui.widgets.entry import EntryField
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.keypad import Keypad


class AskPad(QFrame):
    """``answered``: the typed text; ``cancelled``: Esc or the button."""

    answered = Signal(str)
    cancelled = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._ask: Ask | None = None
        self.setProperty("look", "card")
        self._title = label("title", wrap=True)
        self._why = label("muted", wrap=True)
        self.field = EntryField(look, amount=True)
        self.field.entered.connect(self._answer)
        pad = Keypad(look)
        self.field.follow(pad)
        self._cancel = KeyButton(look, "close", "Esc")
        self._cancel.clicked.connect(self.cancelled)
        self._accept = KeyButton(look, "enter", "Enter", tone="loyalty")
        self._accept.clicked.connect(lambda: self._answer(self.field.text().strip()))
        self._inside = column(gap=10)
        self._inside.addWidget(self._title)
        self._inside.addWidget(self._why)
        self._inside.addWidget(self.field)
        self._inside.addWidget(pad, 1)
        keys = row(gap=10)
        keys.addWidget(self._cancel, 1)
        keys.addWidget(self._accept, 1)
        self._inside.addLayout(keys)
        self.setLayout(self._inside)

    def show_ask(self, ask: Ask) -> None:
        """Ask; the field is ready for typing, what stands in it is replaced by the first key."""
        self._ask = ask
        self.field.setText(ask.initial)
        self.field.selectAll()
        self.field.setFocus()
        self.retranslate()

    def _answer(self, text: str) -> None:
        """Tell the answer; if it was refused the question stands, and the next key replaces what was typed."""
        self.answered.emit(text)
        self.field.selectAll()

    def retranslate(self) -> None:
        """Show the words of the question."""
        pad = self._look.sizes.pad
        self._inside.setContentsMargins(pad, pad, pad, pad)
        self._cancel.say(self.tr("Cancel"))
        self._accept.say(self.tr("OK"))
        if self._ask is None:
            return
        title, why = self._question(self._ask)
        self._title.setText(title)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.field.setAccessibleName(title)

    def _question(self, ask: Ask) -> tuple[str, str]:
        match ask.kind:
            case AskKind.QUANTITY | AskKind.WEIGHT:
                unit = self._look.words.unit(ask.unit)
                weighed = ask.kind is AskKind.WEIGHT
                title = self.tr("Quantity, %1").replace("%1", unit) if weighed else self.tr("Quantity")
                return title, ask.subject
            case AskKind.CONFIRM | AskKind.PHONE_CODE:
                return self._customers_word(ask)
            case AskKind.COUPON:
                return self.tr("Coupon or certificate"), self.tr("Scan it, or type its number")
            case AskKind.CUSTOMER:
                return self.tr("Find the customer"), self.tr("Phone or card number")
            case AskKind.CERTIFICATE:
                sums = ", ".join(self._look.words.money(one) for one in ask.sums_minor)
                why = sums or self.tr("Type the sum that the customer wants to give.")
                return self.tr("How much is the certificate?"), f"{ask.subject}\n{why}"
            case AskKind.PRICE:
                why = self.tr("The code %1 is not in the list of goods. Type the price from the tag.")
                return self.tr("Price"), why.replace("%1", ask.subject)
            case AskKind.DELETE | AskKind.PARKED:
                raise AssertionError(ask)  # answered by choosing a row: ``choices/panel``

    def _customers_word(self, ask: Ask) -> tuple[str, str]:
        if ask.kind is AskKind.CONFIRM:
            why = self.tr("So many points need the customer's word. Enter: yes. Fewer may be typed.")
            return self.tr("Does the customer agree?"), why
        why = self.tr("It went to %1: let the customer read it out. Nothing came: Esc, then card or QR.")
        return self.tr("Code from the SMS"), why.replace("%1", ask.subject)
