"""What the page of returns says of sales and their lines; how another till's receipt is known, and what to do with it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.receipt_proof.sums import WHOLE
from loyalty_pos.till.elsewhere.finding import Believed, OtherReceipt
from loyalty_pos.till.returns import CameBack
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.returns.state import ReturnRow, ReturnState, SaleRow

_LONGEST_GOODS = 60


class ReturnWords(QObject):
    """Rows as (name, note, value), and the line under the title."""

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__()
        self._look, self._zone = look, zone

    def of_choice(self, state: ReturnState) -> str:
        """Say how a sale is chosen, or what to do with goods that have no receipt."""
        if state.without:
            return self.tr(
                "Scan the goods. They come back at today's price without a card, in cash, without points; a manager "
                "approves it."
            )
        if state.found:
            return self.tr("These receipts fit: arrows and Enter.")
        return self.tr(
            "Scan the receipt or the customer's card, type its number, its day or its sum (15.11 980,00), or choose: "
            "arrows and Enter."
        )

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

    def goods_rows(self, rows: Sequence[ReturnRow]) -> list[tuple[str, str, str]]:
        """Return name, note and value of goods without a receipt."""
        words = self._look.words
        return [
            (one.line.name, words.quantity(one.back_milli, Unit.PIECE), words.money(one.line.paid_minor))
            for one in rows
        ]

    def line_rows(self, rows: Sequence[ReturnRow], exponent: int) -> list[tuple[str, str, str]]:
        """Return name, note and value of each line, with what it gives back."""
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
            worth = self._worth(one, exponent)
            shown.append((one.line.name, text.replace("%3", left) + worth, back))
        return shown

    def _worth(self, one: ReturnRow, exponent: int) -> str:
        """Return what the line gives back: money, points, money onto a certificate."""
        words = self._look.words
        money = sum(part.paid_minor for part in one.worth)
        points = sum(part.points for part in one.worth)
        certificate = sum(part.certificate_minor for part in one.worth)
        said = [words.money(money)] if money or (one.worth and not points and not certificate) else []
        said += [words.points(points, exponent)] if points else []
        if certificate:
            said.append(self.tr("%1 to the certificate").replace("%1", words.money(certificate)))
        return f"\n→ {' + '.join(said)}" if said else ""

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
