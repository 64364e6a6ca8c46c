"""A receipt by its code, and everything that came back of it, read from the events themselves."""

from collections.abc import Collection
from typing import Final

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Document
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.receipt_code import begun_ms, is_receipt_code, till_digits
from loyalty_pos.core.sale import Fact, Return, Sale, Void
from loyalty_pos.wire.events import Event, fact_of

_OPEN_MS: Final = 24 * 60 * 60 * 1000
"""A receipt is begun before it is paid, a day before at the most."""


def find_sale(desk: Desk, code: str, now_us: int) -> tuple[Event, Sale] | None:
    """Return the event and the sale of a receipt's code, None where the centre has none (yet)."""
    if not is_receipt_code(code):
        return None
    began = begun_ms(code, now_us // 1000)
    span = _id_from(began), _id_from(began + _OPEN_MS)
    for till in desk.tills.tills():
        if till_digits(till.agent_id) != code[:4]:
            continue
        for event in desk.events.sales_between(till.agent_id, *span):
            fact = fact_in(event)
            if isinstance(fact, Sale) and fact.code == code:
                return event, fact
    return None


def undone_of(desk: Desk, sale: Sale) -> list[Return | Void]:
    """Return the returns and voids of a sale that are in the books, oldest first by the tills' clocks."""
    owner = sale.account_id or sale.sale_id
    return undone_in(desk, desk.documents.of_sales({(owner, sale.sale_id)}))


def undone_in(desk: Desk, documents: Collection[Document]) -> list[Return | Void]:
    """Return the facts of these documents that undid something."""
    papers = sorted((d for d in documents if d.kind != "sale"), key=lambda d: (d.at_us, d.document_id))
    facts = (fact_in(desk.events.by_id(paper.agent_id, paper.event_id)) for paper in papers)
    return [fact for fact in facts if isinstance(fact, Return | Void)]


def fact_in(event: Event | None) -> Fact | None:
    """Return what an event says, None where it cannot be read."""
    try:
        return fact_of(event) if event is not None else None
    except BadMessage:
        return None


def _id_from(unix_ms: int) -> str:
    """Return the least id of an event that was made at this millisecond (UUIDv7)."""
    digits = f"{unix_ms:012x}"
    return f"{digits[:8]}-{digits[8:]}"
