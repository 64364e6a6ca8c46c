"""Goods on the counter choose what comes back: the first scan takes the others out, each one after it adds. No Qt."""

from collections.abc import Mapping, Sequence

from loyalty_pos.core.problems import NotInThisReceipt, ReceiptWanted
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.resolver import GoodsFound
from loyalty_pos.till.returns import ReturnableLine


class ByGoods:
    """One receipt's scans; ``begin`` with every receipt anew."""

    def __init__(self) -> None:
        self._begun = False

    def begin(self) -> None:
        """Nothing was scanned of this receipt yet."""
        self._begun = False

    def taken(
        self, sale: Sale | None, lines: Sequence[ReturnableLine], asked: Mapping[int, int], goods: GoodsFound
    ) -> tuple[int, dict[int, int]]:
        """Return the row of the goods, and what comes back with one piece or one label more.

        Raises ``ReceiptWanted`` without a receipt, ``NotInThisReceipt`` for goods of which nothing is left on it.
        """
        if sale is None:
            raise ReceiptWanted
        now = dict(asked) if self._begun else {}
        ids = {line.line_id for line in sale.lines if line.article_id == goods.article.id}
        for row, line in enumerate(lines):
            before = now.get(line.line_id, 0)
            if line.line_id in ids and line.left_milli > before:
                self._begun = True
                return row, now | {line.line_id: min(before + goods.qty_milli, line.left_milli)}
        raise NotInThisReceipt(name=goods.article.name)
