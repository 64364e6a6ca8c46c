"""What stays with the shop from a refund, because the earned points of the goods are spent already (W13).

Only where the programme says so; the law on refunds is the shop's to check. It looks at the member as this
till knows it: what the till does not know of yet becomes a debt at the centre, as with any return.
"""

from dataclasses import dataclass
from datetime import datetime

from loyalty_pos.core.dates import moment
from loyalty_pos.core.member import Lot, Member
from loyalty_pos.core.points import available, withhold
from loyalty_pos.core.programme import ClawBack, Programme
from loyalty_pos.core.sale import Sale


@dataclass(frozen=True, slots=True)
class Withheld:
    """``points`` are not taken back from the account, because ``money_minor`` stays with the shop instead."""

    points: int = 0
    money_minor: int = 0


NOTHING_WITHHELD = Withheld()


@dataclass(frozen=True, slots=True)
class Refund:
    """A refund before anything is withheld: money in minor units, points in minor point units."""

    money_minor: int
    points_back: int
    accrued_back: int


def withheld(
    programme: Programme, member: Member | None, sale: Sale, refund: Refund, at: datetime
) -> Withheld:
    """Return what is kept back; nothing where the programme lets the member owe the points."""
    if programme.returns.claw_back is not ClawBack.WITHHOLD or member is None or not refund.accrued_back:
        return NOTHING_WITHHELD
    usable = max(0, available(member.lots, at, member.debt) + refund.points_back)
    missing = max(0, refund.accrued_back - usable - _own_pending(member.lots, sale, at))
    kept_minor, owed = withhold(programme.unit, missing, refund.money_minor)
    return Withheld(missing - owed, kept_minor)


def _own_pending(lots: tuple[Lot, ...], sale: Sale, at: datetime) -> int:
    """Return what the sale itself has earned and what is not active yet: it can be taken back all the same."""
    parts = [(sale.base_accrued, sale.activate_at_us)]
    parts += [(award.points, award.activate_at_us) for award in sale.awards]
    own = 0
    for amount, activate_us in parts:
        began = moment(activate_us)
        own += next(
            (lot.remaining for lot in lots if lot.activate_at == began > at and lot.amount == amount), 0
        )
    return own
