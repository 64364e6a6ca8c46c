"""What points will cost, from a programme and a few numbers of the shop: a first look before any simulation.

Points alone: what discounts cost depends on what people buy, so the simulator says that from real receipts. Everything
is whole numbers, rounded to the nearest.
"""

from dataclasses import dataclass

from loyalty_pos.core.money import BASIS, Rounding, divide
from loyalty_pos.core.programme import AfterDays, AfterMonths, Programme, Promotion, RateEarn

_LONGEST_MONTHS = 24  # what is not used in two years is rarely used at all
_MONTH_DAYS = 30


@dataclass(frozen=True, slots=True)
class Shop:
    """A month of the shop: its turnover, the members' share of it, its margin, and the share of points that is used."""

    turnover_minor: int
    member_bp: int
    margin_bp: int
    used_bp: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """A month: ``issued_minor`` worth of points, ``cost_minor`` of them used, as ``cost_bp`` of the members' purchases.

    ``owed_minor``: what the shop owes once the oldest points end. ``lift_bp``: by how much members must buy more for
    the margin of that to pay for the points; 0 where there is no margin to pay from.
    """

    issued_minor: int
    cost_minor: int
    cost_bp: int
    owed_minor: int
    lift_bp: int


def rate_bp(programme: Programme) -> int:
    """Return the share of a purchase that its points are worth, in basis points; 0 without points."""
    if programme.accrual is None:
        return 0
    earn = programme.accrual.earn
    if isinstance(earn, RateEarn):
        return earn.bp
    worth = earn.points * programme.unit.value_minor * BASIS
    return divide(worth, programme.unit.scale * earn.per_minor, Rounding.HALF_UP)


def forecast(programme: Programme, shop: Shop) -> Forecast:
    """Return what a month of points costs with the base rate."""
    bought = _share(shop.turnover_minor, shop.member_bp)
    issued = _share(bought, rate_bp(programme))
    cost = _share(issued, shop.used_bp)
    extra = _share(bought, shop.margin_bp) - cost
    return Forecast(
        issued_minor=issued,
        cost_minor=cost,
        cost_bp=_ratio(cost, bought),
        owed_minor=_share(issued, shop.used_bp) * _life_months(programme),
        lift_bp=_ratio(cost, extra) if extra > 0 else 0,
    )


def kept_out(members: int, offer: Promotion) -> int:
    """Return about how many of so many members are an offer's control group, and so never get it."""
    return divide(members * offer.control_bp, BASIS, Rounding.HALF_UP)


def _life_months(programme: Programme) -> int:
    """Return for how many months points gather before the first of them end."""
    expiry = programme.accrual.expiry if programme.accrual is not None else None
    match expiry:
        case AfterMonths(months):
            return min(months, _LONGEST_MONTHS)
        case AfterDays(days):
            return min(max(1, days // _MONTH_DAYS), _LONGEST_MONTHS)
        case _:
            return _LONGEST_MONTHS


def _share(amount: int, bp: int) -> int:
    return divide(amount * bp, BASIS, Rounding.HALF_UP)


def _ratio(part: int, whole: int) -> int:
    return divide(part * BASIS, whole, Rounding.HALF_UP) if whole > 0 else 0
