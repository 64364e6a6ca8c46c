"""What is unwise in points: rates over the ceiling, points for ever, points without use."""

from collections.abc import Iterator

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import Accrual, NeverExpires, Offline, Programme, RateEarn, Redemption
from loyalty_pos.core.programme.check._advice import Advice

CEILING_BP = 3_000
"""More than 30 % of a purchase given back in points is a slip of the pen or a gift of the shop (A18)."""
RECEIPTS_A_DAY = 3
"""So many a card and day are a family's; more is a card that lies beside the till (T1)."""
_HIGH_CAP_BP = (
    5_000  # half of the price in points that never end is what a jeweller does (A40); more is unwise
)


def unwise_points(programme: Programme) -> Iterator[Advice]:
    """Yield what to think over in earning and paying with points."""
    accrual, redemption = programme.accrual, programme.redemption
    if accrual is not None:
        yield from _rates(programme, accrual)
        if not any(limit.receipts is not None for limit in accrual.limits):
            yield Advice("earns_without_end", "accrual", (("receipts", RECEIPTS_A_DAY),))
        if redemption is None:
            yield Advice("points_without_use", "accrual")
        elif _cap(redemption) > _HIGH_CAP_BP and isinstance(accrual.expiry, NeverExpires):
            yield Advice("endless_points", "redemption", (("bp", _cap(redemption)),))
    if redemption is not None and _cap(redemption) == BASIS and programme.limits.margin_bp is None:
        yield Advice("points_pay_all", "redemption")
    if redemption is not None and redemption.offline is not None:
        yield from _alone(redemption.offline)


def _alone(offline: Offline) -> Iterator[Advice]:
    """Yield what to think over in what a till may decide without the centre."""
    highest = offline.policy.floors.highest
    if highest > offline.risk:
        facts = (("points", highest), ("risk", offline.risk))
        yield Advice("right_over_risk", "redemption.offline", facts)
    if offline.guest:
        yield Advice("guests_alone", "redemption.offline", (("guest", offline.guest),))


def _cap(redemption: Redemption) -> int:
    return min(redemption.item_cap_bp, redemption.receipt_cap_bp)


def _rates(programme: Programme, accrual: Accrual) -> Iterator[Advice]:
    """Yield rates over the ceiling, with the best tier and the highest multiplier that can meet them."""
    tiers = programme.tiers.steps if programme.tiers is not None else ()
    best_tier = max((tier.earn_bp for tier in tiers), default=BASIS)
    times = best_tier
    for multiplier in accrual.multipliers:
        times = times * max(multiplier.bp, BASIS) // BASIS
    base = _base(programme, accrual)
    yield from _over("accrual", base, times)
    for number, rate in enumerate(accrual.rates, 1):
        each = rate.bp + (base if rate.additive else 0)
        if each > base:
            yield from _over(f"accrual.rate[{number}]", each, times)


def _over(key: str, bp: int, times_bp: int) -> Iterator[Advice]:
    if bp > CEILING_BP:
        yield Advice("rate_over_ceiling", key, (("bp", bp), ("ceiling_bp", CEILING_BP)))
    elif bp * times_bp // BASIS > CEILING_BP:
        facts = (("bp", bp), ("most_bp", bp * times_bp // BASIS), ("ceiling_bp", CEILING_BP))
        yield Advice("rate_times_over_ceiling", key, facts)


def _base(programme: Programme, accrual: Accrual) -> int:
    """Return the share of a purchase that its points are worth, in basis points."""
    if isinstance(accrual.earn, RateEarn):
        return accrual.earn.bp
    worth = accrual.earn.points * programme.unit.value_minor * BASIS
    return worth // (programme.unit.scale * max(1, accrual.earn.per_minor))
