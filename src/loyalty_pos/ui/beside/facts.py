"""From the basket beside another till to what its screen shows; pure."""

from collections.abc import Sequence

from loyalty_pos.core.dates import moment
from loyalty_pos.till.beside.keeping import Unfinished
from loyalty_pos.till.beside.receipt import BesideReceipt
from loyalty_pos.till.receipt_state import ReceiptView
from loyalty_pos.till.world import TillWorld
from loyalty_pos.ui.beside.state import BesideState, WaitingFacts
from loyalty_pos.ui.sale.facts import customer_facts
from loyalty_pos.ui.sale.rows import rows_of


def beside_state(
    world: TillWorld, receipt: BesideReceipt, view: ReceiptView, waiting: Sequence[Unfinished], marked: int
) -> BesideState:
    """Return what the screen shows. ``marked``: a line id."""
    programme, quote = world.programmes.current().programme, view.quote
    customer = None
    if view.member is not None and view.balance is not None:
        rate, now = quote.card_discount_bp, world.clock.now()
        customer = customer_facts(view.member, view.balance, programme, discount_bp=rate, now=now)
    return BesideState(
        lines=rows_of(view),
        filled=bool(view.lines),
        customer=customer,
        exponent=programme.unit.exponent,
        gross_minor=quote.gross_minor,
        discount_minor=quote.discount_minor,
        points=quote.redeemed,
        points_money_minor=quote.points_money_minor,
        certificate_minor=quote.certificate_minor,
        to_pay_minor=quote.payable_minor,
        earned=quote.accrued,
        redeemable=0 if receipt.wants_points else quote.max_redeem,
        redemption=view.redemption.state,
        by_total=receipt.by_total,
        marked=marked,
        waiting=_waiting_facts(waiting),
    )


def _waiting_facts(waiting: Sequence[Unfinished]) -> WaitingFacts | None:
    if not waiting:
        return None
    sale = waiting[0].kept.sale
    return WaitingFacts(
        to_pay_minor=sale.paid_minor,
        discount_minor=sale.discount_minor,
        points=sale.redeemed,
        points_money_minor=sale.points_money_minor,
        certificate_minor=sale.certificate_minor,
        at=moment(sale.sold_at_us),
        card_last4=sale.card_last4,
        others=len(waiting) - 1,
    )
