"""What stands on a receipt of a member's stamp cards: those that this purchase moved, as they are now."""

from loyalty_pos.core.dates import local_day, moment
from loyalty_pos.core.member import Member
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.rewards.stamps import stamp_key, stamps_of
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.papers.receipts import StampsNow


def stamps_on_paper(sale: Sale, member: Member | None, programme: Programme) -> tuple[StampsNow, ...]:
    """Return the stamp cards of the sale with what the member, as known after it, has collected."""
    if member is None or not sale.stamps:
        return ()
    today = local_day(moment(sale.sold_at_us), programme.zone)
    moved = {one.key for one in sale.stamps}
    return tuple(
        StampsNow(card.name, stamps_of(card, member.counters, today), card.pieces)
        for card in programme.stamps
        if stamp_key(card, today) in moved
    )
