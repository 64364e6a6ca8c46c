"""Who owes whom, collected over one transaction: rows of its sales and of what undoes them, saved at once.

A till's facts always win: what cannot be written as a row is told to a person, and the sale stands. It must never
read anything where no partner is named.
"""

from collections.abc import Iterable, Sequence

from loyalty_pos.centre.intake import BIGGEST, is_plain
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import Entry
from loyalty_pos.core.partners.settlement import SettlementRow, sale_rows, undoing_rows
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.sale import Fact, Return, Sale, Void
from loyalty_pos.wire.events import Event


class OpenSettlement:
    """Rows by sale: those that were there and those that this transaction adds."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._of_sale: dict[str, list[SettlementRow]] = {}
        self._new: list[SettlementRow] = []

    def load(self, facts: Iterable[Fact]) -> None:
        """Read what was written for the sales that these facts undo."""
        undone = {fact.sale_id for fact in facts if isinstance(fact, Return | Void)}
        for row in self._desk.settlement.of_sales(undone) if undone else ():
            self._of_sale.setdefault(row.sale_id, []).append(row)

    def write(
        self, event: Event, fact: Sale | Return | Void, entries: Sequence[Entry], programme: Programme
    ) -> bool:
        """Add what this fact owes; ``entries``: what it did to the account. False = some of it cannot be written."""
        if isinstance(fact, Sale):
            rows = sale_rows(fact, (event.id, moment(fact.sold_at_us)), entries, programme)
        else:
            at_us = fact.returned_at_us if isinstance(fact, Return) else fact.voided_at_us
            before = self._of_sale.get(fact.sale_id, ())
            rows = undoing_rows(fact, (event.id, moment(at_us)), entries, before, programme)
        sound = [row for row in rows if _is_storable(row)]
        self.add(sound)
        return len(sound) == len(rows)

    def add(self, rows: Iterable[SettlementRow]) -> None:
        """Add rows that something else than a till's fact brought about."""
        for row in rows:
            self._of_sale.setdefault(row.sale_id, []).append(row)
            self._new.append(row)

    def save(self) -> None:
        """Write the new rows."""
        self._desk.settlement.add(self._new)


def _is_storable(row: SettlementRow) -> bool:
    numbers = (row.points, row.price_minor, row.money_minor, row.base_minor, row.line_id)
    texts = (row.row_id, row.partner_from, row.partner_to, row.rule_id, row.store_id, row.sale_id)
    return all(abs(number) <= BIGGEST for number in numbers) and all(map(is_plain, texts))
