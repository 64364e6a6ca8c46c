"""Cards that a till put to paid receipts: posted once, with the same entries that the till shows already.

One card a receipt, whoever was first, the till or a claim at the centre: the second one gives nothing and is told to
a person. What only lacks a right is posted and told. Must never give more than what is left of the sale: what came back at
another till before its word was heard, by a paper that names no card, takes its points along at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loyalty_pos.centre.batch import Batch
from loyalty_pos.centre.intake import BIGGEST
from loyalty_pos.centre.records import Document
from loyalty_pos.centre.rights import on_own_day
from loyalty_pos.core.account.late_card import is_too_late
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import Posting
from loyalty_pos.core.partners.claims import uncounted
from loyalty_pos.core.posting import apply_sale
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.sale import CardAttached, IssuedKind, Return, Sale
from loyalty_pos.wire.events import Event

TWICE = "receipt_claimed_twice"
BEYOND_SALE = "late_card_beyond_sale"
TOO_LATE = "late_card_too_late"
OWN_CARD = "own_card_at_receipt"


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """``then``: the programme that the till worked by, ``now``: the one by which tiers are held."""

    then: Programme
    now: Programme


def take_late_card(batch: Batch, event: Event, fact: CardAttached, programmes: ThenAndNow) -> None:
    """Post one card, park it while its sale is not there, or tell why it gives nothing."""
    sale = batch.document(fact.sale_id, fact.sale_id)
    if sale is None:
        batch.park(event, "sale_unknown", fact.sale_id)
        return
    claims = batch.partners.claims
    if claims.has(fact.sale_id):
        own = batch.entries_of_sale(fact.account_id, fact.sale_id)
        if not any(entry.event_id == event.id for entry in own):
            batch.alarm(event, TWICE, fact.sale_id)
        return
    undone = batch.undone_before(sale.owner_id, sale.sale_id)
    if not _is_within(sale, fact.earning, [one for one in undone if _was_known(event, one)]):
        batch.alarm(event, BEYOND_SALE, fact.sale_id)
        return
    for code in _doubts(batch, event, fact, programmes.then):
        batch.alarm(event, code, fact.sale_id)
    earning, posting = _of_sale(fact.earning), Posting(event.id, moment(fact.earning.sold_at_us))
    account = batch.accounts.get(fact.account_id)
    applied = apply_sale(account.state, earning, posting, programmes.then)
    batch.accounts.post(fact.account_id, applied, store_id=fact.store_id, receipt_code=earning.code)
    batch.accounts.fit_tier(fact.account_id, programmes.now, moment(batch.now_us))
    claims.attach(fact)
    is_settled = batch.partners.take_points(event, fact, applied.entries, programmes.then)
    for returned, part in _brought_back_elsewhere(batch, event, fact, sale):
        is_settled &= batch.partners.take(returned, part, batch.entries_of_sale, programmes.then)
    if not is_settled:
        batch.alarm(event, "not_settled", fact.sale_id)


def _was_known(event: Event, undone: Document) -> bool:
    """Tell whether the till of the card knew that this came back; a void is never another till's."""
    return undone.agent_id == event.agent_id or undone.kind == "void"


def _brought_back_elsewhere(
    batch: Batch, event: Event, fact: CardAttached, sale: Document
) -> list[tuple[Event, Return]]:
    """Return what the card's till counts although it came back at others, with the events of these returns."""
    undone = batch.undone_before(sale.owner_id, sale.sale_id)
    sold = batch.returned.sold(sale)
    if sold is None or all(_was_known(event, one) for one in undone):
        return []
    unheard = batch.returned.returns([one for one in undone if not _was_known(event, one)])
    known = batch.returned.returns([one for one in undone if _was_known(event, one)])
    events = {returned.return_id: of for of, returned in unheard}
    parts = uncounted(sold, fact.earning, [one for _, one in (*unheard, *known)], len(unheard))
    return [(events[part.return_id], part) for part in parts]


def _is_within(sale: Document, earning: Sale, undone: Sequence[Document]) -> bool:
    """Tell whether the till's sums are no more than what it knows that nobody has brought back."""
    if any(document.kind == "void" for document in undone):
        return False
    left = sale.paid_minor + sale.certificate_minor
    left -= sum(document.paid_minor + document.certificate_minor for document in undone)
    amounts = (earning.base_accrued, *(award.points for award in earning.awards))
    return 0 <= earning.paid_minor + earning.certificate_minor <= left and all(
        0 <= amount <= BIGGEST for amount in (*amounts, earning.paid_minor, earning.certificate_minor)
    )


def _doubts(batch: Batch, event: Event, fact: CardAttached, programme: Programme) -> Iterator[str]:
    if not on_own_day(event, fact) and is_too_late(fact.earning, moment(fact.attached_at_us), programme):
        yield TOO_LATE
    own = batch.accounts.get(fact.account_id).head.staff_id in {event.cashier_id} - {""}
    if own and fact.earning.own_card_by in {
        "",
        event.cashier_id,
    }:  # whoever allowed it is asked for the right to
        yield OWN_CARD


def _of_sale(earning: Sale) -> Sale:
    """Return what a late card may do: earn and count; it pays with nothing and opens no club."""
    rights = tuple(right for right in earning.issued if right.kind is IssuedKind.CERTIFICATE)
    return replace(earning, redeemed=0, operation="", issued=rights)
