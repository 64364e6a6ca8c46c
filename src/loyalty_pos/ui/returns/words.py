"""What the page of returns says of sales and their lines; how another till's receipt is known, and what to do with it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.receipt_proof.sums import WHOLE
from loyalty_pos.till.elsewhere.finding import Believed, OtherReceipt
from loyalty_pos.till.returns import CameBack
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.returns.presenter import ReturnRow, ReturnState, SaleRow

_LONGEST_GOODS = 60


class ReturnWords(QObject):
    """Rows as (name, note, value), and the line under the title."""

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__()
        self._look, self._zone = look, zone

    def of_sale(self, state: ReturnState) -> str:
        """Say how much of a sale came back, or what to do with it."""
        match state.back:
            case CameBack.ALL:
                return self.tr("Everything on this receipt has come back already.")
            case CameBack.VOIDED:
                return self.tr("This sale was undone.")
            case CameBack.NOTHING | CameBack.PART:
                return self._other_words(state.other)

    def _other_words(self, other: OtherReceipt | None) -> str:
        """Say how the receipt is known, when it is another till's, and what to do."""
        marking = self.tr("Enter takes the marked line in or out; type a quantity for a part of it.")
        if other is None:
            return marking
        if not other.has_lines:
            return self.tr(
                "Another till's long receipt: its goods are not listed in the code. Type the sum that the receipt "
                "names for what comes back; a manager approves it."
            )
        known = {
            Believed.CENTRE: self.tr("Another till's receipt; the centre knows it."),
            Believed.SIGNED: self.tr("Another till's receipt, by its own signature, without the centre."),
            Believed.PAPER: self.tr(
                "Another till's receipt that cannot be checked here: a manager approves it."
            ),
        }
        return f"{known[other.believed]} {marking}"

    def _sale_name(self, one: SaleRow) -> str:
        """Return number and time of a sale, and whether it came back."""
        parts = [
            self.tr("Receipt %1").replace("%1", str(one.number)),
            self._look.words.moment(one.at, self._zone),
        ]
        match one.back:
            case CameBack.PART:
                parts.append(self.tr("returned in part"))
            case CameBack.ALL:
                parts.append(self.tr("returned"))
            case CameBack.VOIDED:
                parts.append(self.tr("undone"))
            case CameBack.NOTHING:
                pass
        return " · ".join(parts)

    def sale_rows(self, sales: Sequence[SaleRow]) -> list[tuple[str, str, str]]:
        """Return name, note and value of each sale."""
        words = self._look.words
        return [
            (
                self._sale_name(one),
                one.goods if len(one.goods) <= _LONGEST_GOODS else f"{one.goods[:_LONGEST_GOODS]}…",
                words.money(one.paid_minor),
            )
            for one in sales
        ]

    def line_rows(self, rows: Sequence[ReturnRow]) -> list[tuple[str, str, str]]:
        """Return name, note and value of each line."""
        words = self._look.words
        shown = []
        for one in rows:
            if one.line.line_id == WHOLE:
                shown.append(self._sum_row(one))
                continue
            sold = words.quantity(one.line.sold_milli, Unit.PIECE)
            left = words.quantity(one.line.left_milli, Unit.PIECE)
            price = words.money(one.line.price_minor)
            text = self.tr("sold %1 at %2, may come back: %3").replace("%1", sold).replace("%2", price)
            back = self.tr("stays")
            if one.back_milli:
                back = self.tr("comes back: %1").replace("%1", words.quantity(one.back_milli, Unit.PIECE))
            shown.append((one.line.name, text.replace("%3", left), back))
        return shown

    def _sum_row(self, one: ReturnRow) -> tuple[str, str, str]:
        """Return the row of a receipt that is told by its sums; a thousandth of it is one minor unit."""
        words = self._look.words
        text = self.tr("goods for %1, may come back: %2").replace("%1", words.money(one.line.sold_milli))
        back = self.tr("comes back: %1").replace("%1", words.money(one.back_milli))
        return (
            self.tr("Goods of the receipt, by their sum"),
            text.replace("%2", words.money(one.line.left_milli)),
            back if one.back_milli else self.tr("stays"),
        )
