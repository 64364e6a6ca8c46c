"""Partners' part in what tills send, collected over one transaction: who owes whom, and points of claimed receipts.

A till's facts always win: what cannot be written as a row is told to a person, and the sale stands. It must never
read anything for a sale that nobody undoes.
"""

from collections.abc import Callable, Iterable, Sequence

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.intake import BIGGEST, is_plain
from loyalty_pos.centre.partners.claims import OpenClaims
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import Applied, Entry, Posting
from loyalty_pos.core.partners.settlement import Happening, SettlementRow, point_rows, sale_rows, undoing_rows
from loyalty_pos.core.posting import apply_return, apply_void, origin_of
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.partners import partner_at
from loyalty_pos.core.sale import CardAttached, Fact, Return, Sale, Void
from loyalty_pos.wire.events import Event

Entries = Callable[[str, str], Sequence[Entry]]
"""The entries of (account, sale) in order, those of this transaction among them."""


class OpenPartners:
    """Rows by sale: those that were there and those that this transaction adds; and the claims of its receipts."""

    def __init__(self, desk: Desk, accounts: OpenAccounts) -> None:
        self.claims = OpenClaims(desk)
        self._desk = desk
        self._accounts = accounts
        self._of_sale: dict[str, list[SettlementRow]] = {}
        self._new: list[SettlementRow] = []

    def load(self, facts: Iterable[Fact]) -> None:
        """Read what was written and claimed for the sales that these facts undo."""
        undone = [fact for fact in facts if isinstance(fact, Return | Void | CardAttached)]
        if not undone:
            return
        self.claims.load(undone)
        for row in self._desk.settlement.of_sales({fact.sale_id for fact in undone}):
            self._of_sale.setdefault(row.sale_id, []).append(row)

    def take(self, event: Event, fact: Sale | Return | Void, entries: Entries, programme: Programme) -> bool:
        """Add what this fact owes, claimed points first; False = some of it cannot be written."""
        if isinstance(fact, Sale):
            is_asked = bool(fact.account_id and programme.partners)
            own = _own(event, entries(fact.account_id, fact.sale_id)) if is_asked else []
            rows = sale_rows(fact, (event.id, moment(fact.sold_at_us)), own, programme)
        else:
            fact = self._with_claimed(event, fact, entries, programme)
            before = self._of_sale.get(fact.sale_id, ())
            is_asked = bool(fact.account_id and before)
            own = _own(event, entries(fact.account_id, fact.sale_id)) if is_asked else []
            rows = undoing_rows(fact, (event.id, _posting(event, fact).at), own, before, programme)
        return self._keep(rows)

    def take_points(
        self, event: Event, fact: CardAttached, entries: Sequence[Entry], programme: Programme
    ) -> bool:
        """Add what the points of a card put to a receipt owe; False = some of it cannot be written."""
        store_id = fact.earning.store_id
        partner = partner_at(programme.partners, store_id)
        if partner is None:
            return True
        happening = Happening(event.id, moment(fact.attached_at_us), fact.sale_id, store_id)
        return self._keep(point_rows(happening, entries, partner, programme))

    def _keep(self, rows: Sequence[SettlementRow]) -> bool:
        sound = [row for row in rows if _is_storable(row)]
        for row in sound:
            self._of_sale.setdefault(row.sale_id, []).append(row)
        self._new += sound
        return len(sound) == len(rows)

    def _with_claimed(
        self, event: Event, fact: Return | Void, entries: Entries, programme: Programme
    ) -> Return | Void:
        """Take points of a receipt back that somebody claimed later; return the fact with that member."""
        claimed = self.claims.undo(fact)
        if claimed is None:
            return fact
        state = self._accounts.get(claimed.account_id).state
        origin = origin_of(entries(claimed.account_id, claimed.sale_id))
        posting = _posting(event, claimed)
        applied: Applied = (
            apply_return(state, claimed, posting, programme, origin)
            if isinstance(claimed, Return)
            else apply_void(state, claimed, posting, programme, origin)
        )
        self._accounts.post(claimed.account_id, applied, store_id=fact.store_id, receipt_code=fact.sale_code)
        return claimed

    def save(self) -> None:
        """Write the new rows, and what came back of claimed receipts."""
        self._desk.settlement.add(self._new)
        self.claims.save()


def _posting(event: Event, fact: Return | Void) -> Posting:
    return Posting(event.id, moment(fact.returned_at_us if isinstance(fact, Return) else fact.voided_at_us))


def _own(event: Event, entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.event_id == event.id]


def _is_storable(row: SettlementRow) -> bool:
    numbers = (row.points, row.price_minor, row.money_minor, row.base_minor, row.line_id)
    texts = (row.row_id, row.partner_from, row.partner_to, row.rule_id, row.store_id, row.sale_id)
    return all(abs(number) <= BIGGEST for number in numbers) and all(map(is_plain, texts))
