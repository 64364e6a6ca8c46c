"""What this till knows of a member, gathered for the page; reads local files only."""

from datetime import datetime
from typing import Final

from loyalty_pos.core import dates
from loyalty_pos.core.member import Lot, Member
from loyalty_pos.core.sale import Sale
from loyalty_pos.ui.customer.state import HISTORY, Bought, CustomerState, Sure
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.facts import customer_facts

_FAR: Final = datetime.max.replace(tzinfo=dates.moment(0).tzinfo)


def customer_state(parts: UiParts, member: Member | None) -> CustomerState:
    """Return what is known here of the member, None = nobody."""
    world = parts.world
    programme = world.programmes.current().programme
    now = world.clock.now()
    if member is None:
        return CustomerState(exponent=programme.unit.exponent, now=now)
    balance = parts.enquiry.balance(member)
    known = world.members.by_account(member.account_id) or member
    right = world.rights.right(member.account_id)
    return CustomerState(
        customer=customer_facts(member, balance, programme, discount_bp=member.card_discount_bp, now=now),
        lots=lots_by_end(known, now),
        history=tuple(_bought(sale) for sale in parts.enquiry.local_history(member.account_id)[:HISTORY]),
        cards=tuple(world.held_cards.of(member.account_id)),
        sure=Sure(right.grant, right.floor, online=world.in_touch()),
        now=now,
        exponent=programme.unit.exponent,
    )


def lots_by_end(member: Member, now: datetime) -> tuple[Lot, ...]:
    """Return the lots that are not over: what ends next stands first, what never ends last."""
    alive = [
        lot for lot in member.lots if lot.remaining > 0 and (lot.expire_at is None or lot.expire_at > now)
    ]
    return tuple(sorted(alive, key=lambda lot: (lot.expire_at or _FAR, lot.activate_at)))


def _bought(sale: Sale) -> Bought:
    return Bought(dates.moment(sale.sold_at_us), sale.number, sale.paid_minor, sale.accrued, sale.redeemed)
