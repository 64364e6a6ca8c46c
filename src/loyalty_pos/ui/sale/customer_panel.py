"""The customer's card: who, which tier, how many points, what expires, how far the next tier is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from loyalty_pos.till.wording import hint_text
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.look.words import points_that
from loyalty_pos.ui.sale.state import CustomerFacts
from loyalty_pos.ui.widgets.bits import column, label, laid_out_once, row, show_if

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CustomerPanel(QFrame):
    """Shows one customer, or how to bring one in."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("look", "card")
        self._name = label("head", wrap=True)
        self._tier = label("loyalty")
        self._numbers = label("muted", wrap=True)
        self._points = label("points")
        self._notes = label("muted", wrap=True)
        self._rights = label("loyalty", wrap=True)
        self._next = label("muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 10_000)
        top = row(gap=10)
        top.addWidget(self._name, 1)
        top.addWidget(self._tier, 0, Qt.AlignmentFlag.AlignTop)
        middle = row(gap=10)
        middle.addWidget(self._points)
        middle.addWidget(self._numbers, 1)
        self._inside = column(gap=4)
        self._inside.addLayout(top)
        self._inside.addLayout(middle)
        for one in (self._rights, self._notes, self._next, self._bar):
            self._inside.addWidget(one)
        self.setLayout(self._inside)
        self._full: tuple[QWidget, ...] = (
            self._tier,
            self._points,
            self._rights,
            self._notes,
            self._next,
            self._bar,
        )

    def show_customer(self, customer: CustomerFacts | None, exponent: int) -> None:
        """Show a customer, or None."""
        with laid_out_once(self._inside):
            self._show(customer, exponent)

    def _show(self, customer: CustomerFacts | None, exponent: int) -> None:
        pad = self._look.sizes.pad
        self._inside.setContentsMargins(pad, pad - 2, pad, pad)
        self._numbers.setAlignment(_LEFT if customer is None else _RIGHT)
        if customer is None:
            for one in self._full:
                show_if(one, wanted=False)
            self._name.setText(self.tr("No customer yet"))
            self._numbers.setText(self.tr("Scan a card or QR at any moment, or press F2 and type the phone"))
            return
        words = self._look.words
        self._name.setText(customer.name or self.tr("Card holder"))
        self._tier.setText(self._tier_words(customer))
        card = f"**** {customer.card_last4}" if customer.card_last4 else ""
        self._numbers.setText("   ".join(part for part in (card, customer.phone_masked) if part))
        self._points.setText(words.points(customer.available, exponent))
        self._rights.setText(self._right_words(customer))
        self._notes.setText(self._note_words(customer, exponent))
        show_if(self._points, wanted=True)
        for one in (self._tier, self._rights, self._notes):
            show_if(one, bool(one.text()))
        self._show_next(customer)

    def _tier_words(self, customer: CustomerFacts) -> str:
        discount = self._look.words.percent(customer.discount_bp) if customer.discount_bp else ""
        return " · ".join(part for part in (customer.tier, discount) if part)

    def _right_words(self, customer: CustomerFacts) -> str:
        """Return clubs with the mark of those who are served first, and stamps."""
        parts = []
        for one in customer.rights:
            text = f"★ {one.name}" if one.priority else one.name
            if one.until is not None:
                until = self._look.words.day(one.until.date())
                text = self.tr("%1 until %2").replace("%1", text).replace("%2", until)
            parts.append(f"{text}\N{NO-BREAK SPACE}{one.there}/{one.needed}" if one.needed else text)
        return " · ".join(parts)

    def _note_words(self, customer: CustomerFacts, exponent: int) -> str:
        words = self._look.words
        notes = []
        if customer.birthday:
            notes.append(self.tr("birthday these days"))
        if customer.debt:
            notes.append(self.tr("debt %1").replace("%1", words.number(customer.debt, exponent)))
        if customer.expiring and customer.expires_at:
            said = points_that(words, "expire", customer.expiring, exponent)
            text = self.tr("%1 on %2").replace("%1", said)
            notes.append(text.replace("%2", words.day(customer.expires_at.date())))
        if customer.pending:
            text = points_that(words, "wait", customer.pending, exponent)
            if customer.pending_until:
                until = words.day(customer.pending_until.date())
                text = self.tr("%1 until %2").replace("%1", text).replace("%2", until)
            notes.append(text)
        if customer.challenge is not None:
            notes.append(hint_text(customer.challenge, self._look.language, exponent))
        return " · ".join(notes)

    def _show_next(self, customer: CustomerFacts) -> None:
        there = bool(customer.next_tier)
        if there:
            missing = self._look.words.money(customer.next_missing_minor)
            text = self.tr("%1 to go until “%2”").replace("%1", missing)
            self._next.setText(text.replace("%2", customer.next_tier))
            self._bar.setValue(customer.toward_bp)
        for one in (self._next, self._bar):
            show_if(one, there)
