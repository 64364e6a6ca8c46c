"""The facts that a till would write for a replayed receipt: its sale, its return; made by the till's own functions."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from loyalty_pos.core.account.withholding import Withheld
from loyalty_pos.core.basket import Basket
from loyalty_pos.core.ledger import Posting
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.quote import Quote
from loyalty_pos.core.returns import Asked
from loyalty_pos.core.sale import Return, ReturnedLine, Sale, Tender, TenderKind
from loyalty_pos.lab.simulation.past.receipts import Receipt
from loyalty_pos.till.payment import Occasion, Settled, sale_fact

_SPACE: Final = uuid.UUID("6f1c5d0e-5d2a-4c55-9d83-0f3f6a1f6a01")


def posting_of(what: str, at: datetime) -> Posting:
    """Return the event of this name; the same name is the same event."""
    return Posting(str(uuid.uuid5(_SPACE, what)), at)


def sale_of(priced: Quote, receipt: Receipt, programme: Programme) -> Sale:
    """Return the sale of a priced receipt, all of it paid."""
    occasion = Occasion(
        sale_id=receipt.id,
        code=receipt.id,
        number=0,
        shift_id="",
        store_id=receipt.store,
        cashier_id="",
        sold_at_us=receipt.at_us,
        member=None,
        operation="",
    )
    certificate = priced.certificate_minor
    tenders = (Tender(TenderKind.CERTIFICATE, certificate),) if certificate else ()
    return sale_fact(priced, Settled(tenders, 0), occasion, programme)


def asked_of(sale: Sale, already: Iterable[ReturnedLine], back: Basket) -> list[Asked]:
    """Return which lines of the sale come back: those of the same goods, as far as there is something left of them."""
    left = {line.line_id: line.qty_milli for line in sale.lines}
    for line in already:
        left[line.line_id] -= line.qty_milli
    asked: list[Asked] = []
    for wish in back.lines:
        wanted = wish.qty_milli
        for sold in sale.lines:
            qty = min(wanted, left[sold.line_id]) if sold.article_id == wish.article.id else 0
            if qty > 0:
                asked.append(Asked(sold.line_id, qty))
                left[sold.line_id] -= qty
                wanted -= qty
    return asked


def return_of(sale: Sale, lines: Sequence[ReturnedLine], back: Receipt, stays: Withheld) -> Return:
    """Return the fact of goods brought back. ``stays``: what is kept back for points that are spent already."""
    return Return(
        return_id=back.id,
        sale_id=sale.sale_id,
        sale_code=sale.code,
        code=back.id,
        number=0,
        shift_id="",
        store_id=back.store,
        cashier_id="",
        returned_at_us=back.at_us,
        account_id=sale.account_id,
        lines=tuple(lines),
        tenders=(),
        paid_minor=sum(line.paid_minor for line in lines),
        certificate_minor=sum(line.certificate_minor for line in lines),
        points_back=sum(line.points for line in lines),
        accrued_back=sum(line.accrued for line in lines) - stays.points,
        withheld_points=stays.points,
        withheld_minor=stays.money_minor,
    )
