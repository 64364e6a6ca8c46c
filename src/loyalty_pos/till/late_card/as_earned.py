"""A paid receipt as it stands today: with the member whose card was put to it later, and what comes back of it then."""

from collections.abc import Iterable
from dataclasses import replace

from loyalty_pos.core.partners.claims import lines_now, taken_back
from loyalty_pos.core.sale import ReturnedLine, Sale
from loyalty_pos.till.ports import SoldHere


def as_earned(sold: SoldHere, sale: Sale) -> Sale:
    """Return the sale with the member and the points that a card brought later, or as it was sold."""
    attached = sold.attached(sale.sale_id)
    if attached is None:
        return sale
    earning = attached.earning
    return replace(
        sale,
        account_id=earning.account_id,
        card_last4=earning.card_last4,
        accrued=earning.accrued,
        awards=earning.awards,
        activate_at_us=earning.activate_at_us,
        expire_at_us=earning.expire_at_us,
        counted=earning.counted,
    )


def accrued_back(
    sold: SoldHere, sale: Sale, before: Iterable[ReturnedLine], lines: Iterable[ReturnedLine]
) -> int | None:
    """Return the points that go with these lines of a receipt that got a card later; ``before``: what came back already.

    None = it got none: the lines themselves tell.
    """
    attached = sold.attached(sale.sale_id)
    if attached is None:
        return None
    points, _ = taken_back(lines_now(sale, attached.earning, before), lines)
    return points
