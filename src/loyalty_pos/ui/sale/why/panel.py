"""Why this price, in sentences, in the place of the sums; and the line of hints under the basket."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from loyalty_pos.core.quote import Hint
from loyalty_pos.till.wording import hint_text, step_text, verdict_text
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.why.facts import WhyFacts
from loyalty_pos.ui.widgets.bits import AmountRow, column, label, row, rule
from loyalty_pos.ui.widgets.key_button import KeyButton

_BETWEEN = "  ·  "


class WhyPanel(QFrame):
    """``closed``: the button. What does not fit is scrolled to, by PgUp and PgDn too."""

    closed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._facts: WhyFacts | None = None
        self.setProperty("look", "card")
        self._name = label("title", wrap=True)
        self._gross = AmountRow()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close = KeyButton(look, "close", "Esc")
        self._close.clicked.connect(self.closed)
        self._inside = column(gap=6)
        self._inside.addWidget(self._name)
        self._inside.addWidget(self._gross)
        self._inside.addWidget(self._area, 1)
        self._inside.addWidget(self._close)
        self.setLayout(self._inside)

    def show_why(self, facts: WhyFacts) -> None:
        """Explain this line, from its beginning."""
        self._facts = facts
        self.retranslate()

    def turn(self, step: int) -> None:
        """Scroll down, or up for a negative step, by the height that shows."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + (1 if step > 0 else -1) * bar.pageStep())

    def retranslate(self) -> None:
        """Write everything in the language in use."""
        pad = self._look.sizes.pad
        self._inside.setContentsMargins(pad, pad, pad, pad)
        self._close.say(self.tr("Back to the sums"))
        if self._facts is None:
            return
        self._name.setText(self._facts.name)
        self._gross.show_pair(self._counted(self._facts), self._look.words.money(self._facts.gross_minor))
        inside, rows = QWidget(), column(gap=5)
        for piece in (*self._told(self._facts), *self._others(self._facts)):
            rows.addWidget(piece)
        rows.addStretch()
        inside.setLayout(rows)
        self._area.setWidget(inside)

    def _counted(self, facts: WhyFacts) -> str:
        words = self._look.words
        return f"{words.quantity(facts.qty_milli, facts.unit)} × {words.money(facts.price_minor)}"

    def _told(self, facts: WhyFacts) -> Iterator[QWidget]:
        """Say what made the line cheaper, what it costs now and what it earns."""
        words, language = self._look.words, self._look.language
        for step in facts.steps:
            yield label("", step_text(step, language, facts.exponent), wrap=True)
        if not facts.steps:
            yield label("", self.tr("No discount acts on this line."), wrap=True)
        if facts.points_money_minor:
            paid = words.money(facts.points_money_minor)
            yield label("loyalty", self.tr("Paid with points: %1").replace("%1", paid), wrap=True)
        to_pay = AmountRow(look="head", value_look="big")
        to_pay.show_pair(self.tr("To pay for this line"), words.money(facts.net_minor))
        yield to_pay
        if facts.accrued:
            earned = words.points(facts.accrued, facts.exponent, signed=True)
            yield label("loyalty", self.tr("Will be earned: %1").replace("%1", earned), wrap=True)

    def _others(self, facts: WhyFacts) -> Iterator[QWidget]:
        """Say which offers did nothing here, and what is missing for them."""
        if not (facts.idle or facts.elsewhere or facts.not_here):
            return
        yield rule()
        yield label("muted", self.tr("Offers that did not act"), wrap=True)
        for verdict in facts.idle:
            yield label("strong", verdict.name, wrap=True)
            near = verdict.rule_id in facts.nearest
            yield label("loyalty" if near else "muted", verdict_text(verdict, self._look.language), wrap=True)
        for names, said in (
            (facts.elsewhere, self.tr("Act on other goods of the receipt: %1")),
            (facts.not_here, self.tr("No goods of theirs are here: %1")),
        ):
            if names:
                quoted = ", ".join(self.tr("“%1”").replace("%1", name) for name in names)
                yield label("muted", said.replace("%1", quoted), wrap=True)


class HintLine(QWidget):
    """What little is missing for more: two hints where they fit beside each other, else the first one."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._hints: Sequence[Hint] = ()
        self._said, self._key = label("loyalty", wrap=True), label("muted", right=True)
        inside = row(gap=12)
        inside.setContentsMargins(4, 0, 4, 0)
        inside.addWidget(self._said, 1)
        inside.addWidget(self._key)
        self.setLayout(inside)
        self.hide()

    def show_hints(self, hints: Sequence[Hint], *, filled: bool) -> None:
        """Show them; on an empty receipt the line takes no room."""
        self._hints = hints
        self.retranslate()
        self.setVisible(filled)

    def retranslate(self) -> None:
        """Write everything in the language in use."""
        self._key.setText(self.tr("F1: why this price · Ctrl+B: benefits"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say as much as fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        said = [hint_text(hint, self._look.language) for hint in self._hints]
        room = self.width() - self._key.sizeHint().width() - 24
        both = _BETWEEN.join(said)
        self._said.setText(both if _width(self._said, both) <= room else "".join(said[:1]))


def _width(on: QLabel, text: str) -> int:
    on.ensurePolished()
    return on.fontMetrics().horizontalAdvance(text)
