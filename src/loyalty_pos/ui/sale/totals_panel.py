"""The sums: what the goods cost, what takes it down and why, and the one number everybody looks at."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from loyalty_pos.core.quote import Cause
from loyalty_pos.till.receipt_state import RedemptionState
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.state import NamedAmount, TotalFacts
from loyalty_pos.ui.widgets.bits import AmountRow, column, label, laid_out_once, row, show_if

_NAMED, _NAMED_TIGHT = 5, 3


class TotalsPanel(QFrame):
    """At most five discounts by name (three in a low window) and never more than fit, the rest as one sum.

    The payable amount never moves or shrinks.  The panel takes what the customer's panel leaves it.
    """

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._named: Sequence[NamedAmount] = ()
        self._most = _NAMED
        self._fitting = False
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._gross = AmountRow()
        self._discounts = [AmountRow(value_look="good") for _ in range(_NAMED)]
        self._points = AmountRow(value_look="loyalty")
        self._certificate = AmountRow()
        self._accrued = AmountRow(value_look="loyalty")
        self._due = label("head")
        self._payable = label("huge", right=True)
        self._payable.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._inside = column(gap=3)
        for one in (self._gross, *self._discounts, self._points, self._certificate, self._accrued):
            self._inside.addWidget(one)
        self._inside.addStretch(1)
        bottom = row(gap=10)
        bottom.addWidget(self._due, 0, Qt.AlignmentFlag.AlignBottom)
        bottom.addWidget(self._payable, 1)
        self._inside.addLayout(bottom)
        self.setLayout(self._inside)

    def show_totals(self, totals: TotalFacts, exponent: int, *, earns: bool) -> None:
        """Show the sums."""
        with laid_out_once(self._inside):
            self._show(totals, exponent, earns=earns)
        self._fit()

    def _show(self, totals: TotalFacts, exponent: int, *, earns: bool) -> None:
        words = self._look.words
        pad = self._look.sizes.pad
        self._inside.setContentsMargins(pad, pad - 4, pad, pad - 4)
        self._gross.show_pair(self.tr("Goods total"), words.money(totals.gross_minor))
        self._named = totals.discounts
        self._show_points(totals, exponent)
        show_if(self._certificate, bool(totals.certificate_minor))
        self._certificate.show_pair(self.tr("Certificate"), words.money(-totals.certificate_minor))
        show_if(self._accrued, earns)
        self._accrued.show_pair(
            self.tr("Will be earned"), words.points(totals.accrued, exponent, signed=True)
        )
        self._due.setText(self.tr("To pay"))
        self._payable.setText(words.money(totals.payable_minor))

    def least_height(self) -> int:
        """Return how high it is with all discounts in one row. Nothing is laid out for the question."""
        around = self._inside.contentsMargins()
        wide = self.width() - around.left() - around.right()
        there = [one for one in (self._points, self._certificate, self._accrued) if not one.isHidden()]
        heights = [max(one.sizeHint().height(), one.heightForWidth(wide)) for one in (self._gross, *there)]
        if self._named:
            heights.append(self._gross.sizeHint().height())
        gaps = self._inside.spacing() * (len(heights) + 1)
        return around.top() + around.bottom() + sum(heights) + gaps + self._payable.sizeHint().height()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Ask for no height: with one, the rows named now would press those of the customer's panel together."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Name as many discounts as fit."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Fit once more when the rows have grown: letters get their size after the panel got its own."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self._most > 1 and not self._fits():
            self._fit()
        return done

    def _fits(self) -> bool:
        return self._inside.totalHeightForWidth(self.width()) <= self.height()

    def _fit(self) -> None:
        if self._fitting:  # showing a row may resize the panel in the middle of the question
            return
        self._fitting = True
        with laid_out_once(self._inside):
            for most in range(_NAMED if not self._look.sizes.is_low else _NAMED_TIGHT, 0, -1):
                self._most = most
                self._show_discounts(most)
                if self._fits():
                    break
        self._fitting = False
        self._inside.invalidate()  # a layout that was asked its height takes its rows for placed
        self._inside.activate()

    def _show_discounts(self, most: int) -> None:
        shown = list(self._named)
        if len(shown) > most:
            rest = sum(one.amount_minor for one in shown[most - 1 :])
            name = self.tr("Other discounts") if most > 1 else self.tr("Discount")
            shown = [*shown[: most - 1], NamedAmount(name, Cause.BASKET, 0, rest)]
        for number, place in enumerate(self._discounts):
            show_if(place, number < len(shown))
            if number < len(shown):
                one = shown[number]
                place.show_pair(self._name(one), self._look.words.money(-one.amount_minor))
            place.updateGeometry()  # at once: the next question is how high all of it is

    def _name(self, discount: NamedAmount) -> str:
        if discount.name:
            return discount.name
        match discount.cause:
            case Cause.CARD if discount.bp:
                return self.tr("Card discount %1").replace("%1", self._look.words.percent(discount.bp))
            case Cause.CARD:
                return self.tr("Card discount")
            case Cause.ROUNDING:
                return self.tr("Rounding")
            case Cause.COUPON:
                return self.tr("Coupon")
            case _:
                return self.tr("Discount")

    def _show_points(self, totals: TotalFacts, exponent: int) -> None:
        words = self._look.words
        asking = totals.redemption is RedemptionState.ASKING
        show_if(self._points, bool(totals.points_money_minor) or asking)
        if asking and not totals.redeemed:
            self._points.show_pair(self.tr("Paying with points"), self.tr("asking the centre…"))
            return
        if asking:
            said = self.tr("Paid with %1; asking the centre…")
        elif totals.redemption is RedemptionState.OFFLINE:
            said = self.tr("Paid with %1, without the centre")
        else:
            said = self.tr("Paid with %1")
        paid = words.points(totals.redeemed, exponent)
        self._points.show_pair(said.replace("%1", paid), words.money(-totals.points_money_minor))


class SumsColumn(QWidget):
    """What stands right of the basket: the customer, the sums, the keys. ``resized``: it got another room."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Tell it."""
        super().resizeEvent(event)
        self.resized.emit()
