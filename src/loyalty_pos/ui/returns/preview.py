"""What goes back, in money and in points, shown before it happens."""

from PySide6.QtWidgets import QFrame

from loyalty_pos.core.sale import TenderKind
from loyalty_pos.till.returns import ReturnPreview
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import AmountRow, column, label, rule

_TENDERS = 3


class PreviewPanel(QFrame):
    """The sums of one return; nothing marked shows zero and says what to do."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("look", "card")
        self._title, self._money = label("muted"), label("huge")
        self._tenders = [AmountRow() for _ in range(_TENDERS)]
        self._kept = AmountRow(value_look="warn")
        self._points = AmountRow(value_look="loyalty")
        self._accrued = AmountRow(value_look="warn")
        self._nothing = label("muted", wrap=True)
        inside = column(gap=6, pad=18)
        for widget in (
            self._title,
            self._money,
            rule(),
            *self._tenders,
            self._kept,
            self._points,
            self._accrued,
            self._nothing,
        ):
            inside.addWidget(widget)
        self.setLayout(inside)

    def show_preview(self, preview: ReturnPreview | None, exponent: int) -> None:
        """Show what would go back, None = nothing."""
        words = self._look.words
        self._title.setText(self.tr("Money back"))
        self._nothing.setText(
            self.tr("Mark what comes back; the sums are shown here before anything happens.")
        )
        self._nothing.setVisible(preview is None)
        self._money.setText(words.money(preview.money_minor if preview else 0))
        self._show_tenders(preview)
        kept = preview.withheld.money_minor if preview else 0
        self._kept.setVisible(bool(kept))
        self._kept.show_pair(self.tr("Kept for points already spent"), words.money(kept))
        points = preview.points_back if preview else 0
        accrued = preview.accrued_back if preview else 0
        self._points.setVisible(bool(points))
        self._points.show_pair(self.tr("Points come back"), words.points(points, exponent, signed=True))
        self._accrued.setVisible(bool(accrued))
        self._accrued.show_pair(self.tr("Earned points are taken back"), words.points(-accrued, exponent))

    def _show_tenders(self, preview: ReturnPreview | None) -> None:
        names = {TenderKind.CASH: self.tr("in cash"), TenderKind.CARD: self.tr("to the bank card")}
        tenders = preview.tenders if preview else ()
        for number, place in enumerate(self._tenders):
            place.setVisible(number < len(tenders))
            if number < len(tenders):
                tender = tenders[number]
                name = names.get(tender.kind, self.tr("to a certificate"))
                place.show_pair(name, self._look.words.money(tender.amount_minor))
