"""The customer's card: who, which tier, how many points, what expires, how far the next tier is."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QProgressBar, QWidget

from loyalty_pos.till.wording import hint_text
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.look.words import points_that
from loyalty_pos.ui.sale.state import CustomerFacts
from loyalty_pos.ui.widgets.bits import column, label, laid_out_once, row, show_if

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BESIDE = 10
_NO_BREAK, _NBSP = "\N{NON-BREAKING HYPHEN}", "\N{NO-BREAK SPACE}"
_NO_WAY, _NO_CARD, _NO_CLUBS, _NO_NOTES, _SHORTEST = range(1, 6)
"""Steps of saying less: the way to the next tier, card and phone, clubs, notes; at last the name takes one line."""


class CustomerPanel(QFrame):
    """Shows one customer, or how to bring one in; of the customer as much as there is room for (``fit``).

    The name, the tier and the points always stand there; the customer's page (F9) has all of it.
    """

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[CustomerFacts | None, int] = None, 0
        self._less = 0
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
        top = row(gap=_BESIDE)
        top.addWidget(self._name, 1)
        top.addWidget(self._tier, 0, Qt.AlignmentFlag.AlignTop)
        middle = row(gap=_BESIDE)
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
        self._shown = customer, exponent
        self._show_anew()

    def fit(self, room: int) -> None:
        """Show as much as fits into so many pixels."""
        if self._shown[0] is None:
            return
        less = next((one for one in range(_SHORTEST) if self._height(one) <= room), _SHORTEST)
        if less != self._less:
            self._less = less
            self._show_anew()

    def fit_into(self, column: QBoxLayout) -> None:
        """Show as much as the other pieces of its column leave room for."""
        place = column.parentWidget()
        if place is None or not place.height():
            return
        items = [column.itemAt(number) for number in range(column.count())]
        others = [
            one.heightForWidth(self.width()) if one.hasHeightForWidth() else one.sizeHint().height()
            for one in items
            if one is not None and not one.isEmpty() and one.widget() is not self and not one.spacerItem()
        ]
        self.fit(place.height() - sum(others) - column.spacing() * len(others))

    def _height(self, less: int) -> int:
        """Return how high the panel is with what this step shows. Nothing is laid out for the question."""
        around, gap = self._inside.contentsMargins(), self._inside.spacing()
        wide = self.width() - around.left() - around.right()
        beside = self._tier.sizeHint().width() + _BESIDE if self._tier.text() else 0
        points = self._points.sizeHint()
        numbers = 0 if less >= _NO_CARD else self._numbers.heightForWidth(wide - points.width() - _BESIDE)
        name = QFontMetrics(self._name.font()).boundingRect(
            QRect(0, 0, wide - beside, wide), Qt.TextFlag.TextWordWrap, self._name.accessibleName()
        )
        rows = [name.height(), max(points.height(), numbers)]
        for step, one in ((_NO_CLUBS, self._rights), (_NO_NOTES, self._notes), (_NO_WAY, self._next)):
            if less < step and one.text():
                rows.append(one.heightForWidth(wide))
        if less < _NO_WAY and self._next.text():
            rows.append(self._bar.sizeHint().height())
        return around.top() + around.bottom() + sum(rows) + gap * (len(rows) - 1)

    def _show_anew(self) -> None:
        with laid_out_once(self._inside):
            self._show(*self._shown)

    def _show(self, customer: CustomerFacts | None, exponent: int) -> None:
        pad = self._look.sizes.pad
        self._inside.setContentsMargins(pad, pad - 2, pad, pad)
        self._numbers.setAlignment(_LEFT if customer is None else _RIGHT)
        if customer is None:
            for one in self._full:
                show_if(one, wanted=False)
            show_if(self._numbers, wanted=True)
            self._name.setWordWrap(True)
            self._name.setText(self.tr("No customer yet"))
            self._numbers.setText(self.tr("Scan a card or QR at any moment, or press F2 and type the phone"))
            return
        words = self._look.words
        self._tier.setText(self._tier_words(customer))
        self._show_name(customer.name or self.tr("Card holder"))
        card = f"**** {customer.card_last4}" if customer.card_last4 else ""
        self._numbers.setText(
            "   ".join(
                part
                for part in (card, customer.phone_masked.replace("-", _NO_BREAK).replace(" ", _NBSP))
                if part
            )
        )
        self._points.setText(words.points(customer.available, exponent))
        self._rights.setText(self._right_words(customer))
        self._notes.setText(self._note_words(customer, exponent))
        show_if(self._points, wanted=True)
        show_if(self._tier, bool(self._tier.text()))
        steps: tuple[tuple[int, QLabel], ...] = (
            (_NO_CARD, self._numbers),
            (_NO_CLUBS, self._rights),
            (_NO_NOTES, self._notes),
        )
        for step, one in steps:
            show_if(one, self._less < step and bool(one.text()))
        self._show_next(customer)

    def _show_name(self, name: str) -> None:
        """Show the name, shortened to one line where there is no room for two."""
        is_short = self._less == _SHORTEST
        self._name.setWordWrap(not is_short)
        self._name.setAccessibleName(name)
        if is_short:
            room = self.width() - 2 * self._look.sizes.pad - 2 * _BESIDE - self._tier.sizeHint().width()
            name = QFontMetrics(self._name.font()).elidedText(name, Qt.TextElideMode.ElideRight, room)
        self._name.setText(name)

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
        self._next.setText("")
        if there:
            missing = self._look.words.money(customer.next_missing_minor)
            text = self.tr("%1 to go until “%2”").replace("%1", missing)
            self._next.setText(text.replace("%2", customer.next_tier))
            self._bar.setValue(customer.toward_bp)
        for one in (self._next, self._bar):
            show_if(one, there and self._less < _NO_WAY)
