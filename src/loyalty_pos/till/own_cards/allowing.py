"""A cashier's own card on a receipt that the same cashier makes: refused, unless a senior allows it for that receipt.

Nobody ever allows it for themselves, whatever their role; it must never be looked at for anybody else's card.
"""

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import OwnCardRefused
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld


def allowed_by(
    world: TillWorld, before: OpenReceipt, member: Member, approval: Approval | None = None
) -> str:
    """Return who allows this card on the receipt, "" = nobody has to; what was allowed for the receipt stays so.

    Raises ``OwnCardRefused``, and ``NotAllowed`` for an approval by somebody who may not.
    """
    if not is_own(world, member):
        return ""
    owner = world.cashier().staff_id
    was = before.own_card_by if before.member and before.member.account_id == member.account_id else ""
    allowed = require(world, Permission.OWN_CARD, approval) if approval else was
    if allowed in {"", owner}:
        raise OwnCardRefused
    return allowed


def refuse_own_card(world: TillWorld, receipt: OpenReceipt) -> str:
    """Return who allowed the card of whoever is logged in now (also who logged in after it was scanned), "" = it is none.

    Raises ``OwnCardRefused``.
    """
    return allowed_by(world, receipt, receipt.member) if receipt.member else ""


def is_own(world: TillWorld, member: Member) -> bool:
    """Tell whether the card is that of whoever is logged in."""
    cashier = world.desk.cashier
    return cashier is not None and member.staff_id == cashier.staff_id
