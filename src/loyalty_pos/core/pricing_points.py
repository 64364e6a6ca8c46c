"""Points on a receipt: how many may pay and where they go, how many are earned and by which line."""

from dataclasses import dataclass
from typing import assert_never

from loyalty_pos.core.conditions import holds
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import BASIS, Rounding, divide, share, spread
from loyalty_pos.core.points import points_money
from loyalty_pos.core.problems import NoMember, NotEnoughPoints, NothingToRedeem, RedemptionOffline
from loyalty_pos.core.programme import Accrual, EarnBase, Redemption, StepEarn
from loyalty_pos.core.sheet import ALL, All, Sheet


@dataclass(frozen=True, slots=True)
class Redeemed:
    """``points`` and ``money`` per line; ``maximum``: the most this receipt could take."""

    total: int
    maximum: int
    points: list[int]
    money: list[int]


def redeem(sheet: Sheet) -> Redeemed:
    """Pay with points as far as caps, floors, balance and the right to redeem let; lower the lines by it."""
    redemption = sheet.compiled.programme.redemption
    caps = _caps(sheet, redemption)
    limit = _limit(sheet, redemption, caps)
    standing = sheet.standing
    maximum = 0
    if standing is not None:
        maximum = _whole(sheet, redemption, min(limit, max(standing.available, standing.redeem_right)))
    wanted = sheet.context.wanted
    nothing = [0] * len(sheet.lines)
    if wanted == 0:
        return Redeemed(0, maximum, nothing, nothing)
    if standing is None:
        sheet.refusals.append(NoMember())
        return Redeemed(0, 0, nothing, nothing)
    wish = maximum if isinstance(wanted, All) else min(wanted, maximum)
    total = _whole(sheet, redemption, min(wish, standing.redeem_right))
    _refuse(sheet, standing, limit, total)
    if total == 0:
        return Redeemed(0, maximum, nothing, nothing)
    return _spread_points(sheet, caps, total, maximum)


def _caps(sheet: Sheet, redemption: Redemption | None) -> list[int]:
    """Return per line what points may pay, in money: its room, and its share after discounts (W03, W06)."""
    if redemption is None:
        return [0] * len(sheet.lines)
    bp = redemption.item_cap_bp
    return [
        min(room, net * bp // BASIS) if plan.redeem else 0
        for plan, room, net in zip(sheet.plans, sheet.room, sheet.net, strict=True)
    ]


def _limit(sheet: Sheet, redemption: Redemption | None, caps: list[int]) -> int:
    """Return the most points the receipt takes, whoever the member is; the receipt's cap is on all of it."""
    if redemption is None:
        return 0
    receipt_cap = share(sum(sheet.net), redemption.receipt_cap_bp, Rounding.FLOOR)
    unit = sheet.compiled.programme.unit
    return min(sum(caps), receipt_cap) * unit.scale // unit.value_minor


def _whole(sheet: Sheet, redemption: Redemption | None, amount: int) -> int:
    """Floor to points that are worth whole money; below the minimum it is nothing."""
    step = sheet.compiled.points_step
    floored = max(0, amount) // step * step
    return 0 if redemption is None or floored < redemption.minimum else floored


def _refuse(sheet: Sheet, standing: Standing, limit: int, total: int) -> None:
    """Say why fewer points are used than wanted; a wish above the caps alone is simply clipped."""
    wanted = sheet.context.wanted
    asked = limit if isinstance(wanted, All) else wanted
    there = max(0, standing.available, standing.redeem_right)
    if _whole(sheet, sheet.compiled.programme.redemption, limit) == 0:
        sheet.refusals.append(NothingToRedeem())
    elif asked > there and (wanted is not ALL or there == 0):
        sheet.refusals.append(NotEnoughPoints(asked=asked, available=there))
    elif standing.redeem_right < min(asked, limit, there):
        sheet.refusals.append(RedemptionOffline(right=standing.redeem_right))
    elif total == 0:
        sheet.refusals.append(NothingToRedeem())


def _spread_points(sheet: Sheet, caps: list[int], total: int, maximum: int) -> Redeemed:
    """Give each line its money by what it costs, and the points by that money (decisions 36)."""
    worth = points_money(sheet.compiled.programme.unit, total)
    weights = [net if cap else 0 for net, cap in zip(sheet.net, caps, strict=True)]
    money = spread(worth, weights, caps)
    assert sum(money) == worth, (worth, caps)
    for position, amount in enumerate(money):
        sheet.net[position] -= amount
        sheet.room[position] -= amount
    points = spread(total, money, [total] * len(money))
    sheet.explain(("points", "redemption", 0), "points_redeemed", worth, ("points", total))
    return Redeemed(total, maximum, points, money)


def accrue(sheet: Sheet, redeemed: Redeemed, certificate: list[int]) -> list[int]:
    """Return the points each line earns: rounded once for the receipt, spread by exact points (W09)."""
    accrual = sheet.compiled.programme.accrual
    nothing = [0] * len(sheet.lines)
    if accrual is None or sheet.standing is None or (redeemed.total and not accrual.beside_redemption):
        return nothing
    bases = _bases(sheet, accrual, redeemed.money, certificate)
    exact, denominator = _exact_points(sheet, accrual, bases)
    total = divide(sum(exact), denominator, accrual.rounding)
    if total == 0:
        return nothing
    sheet.explain(("accrual", "accrual", 0), "accrued", 0, ("points", total), ("base_minor", sum(bases)))
    return spread(total, exact, [total] * len(exact))


def _bases(sheet: Sheet, accrual: Accrual, money: list[int], certificate: list[int]) -> list[int]:
    """Return what each line earns from, 0 where it earns nothing (W32)."""
    match accrual.base:
        case EarnBase.GROSS:
            amounts = sheet.gross
        case EarnBase.DISCOUNTED:
            amounts = [net + paid for net, paid in zip(sheet.net, money, strict=True)]
        case EarnBase.PAID:
            amounts = sheet.net
        case _:
            assert_never(accrual.base)
    if not accrual.certificates:
        amounts = [max(0, a - c) for a, c in zip(amounts, certificate, strict=True)]
    return [a if plan.earn is not None else 0 for plan, a in zip(sheet.plans, amounts, strict=True)]


def _exact_points(sheet: Sheet, accrual: Accrual, bases: list[int]) -> tuple[list[int], int]:
    """Return each line's exact points as whole numbers over one denominator."""
    unit = sheet.compiled.programme.unit
    step_base = sum(b for b, plan in zip(bases, sheet.plans, strict=True) if plan.earn and plan.earn.steps)
    over = max(1, step_base)
    step_points = _step_points(accrual, step_base)
    factors, factor_base = _factors(sheet, accrual)
    exact = []
    for base, plan, factor in zip(bases, sheet.plans, factors, strict=True):
        numerator = 0
        if plan.earn is not None and base:
            numerator = base * plan.earn.rate_bp * unit.scale * over
            if plan.earn.steps:
                numerator += base * step_points * BASIS * unit.value_minor
        exact.append(numerator * factor)
    return exact, BASIS * unit.value_minor * over * factor_base


def _step_points(accrual: Accrual, step_base: int) -> int:
    """Return points for the full steps of the base (A10)."""
    earn = accrual.earn
    return step_base // earn.per_minor * earn.points if isinstance(earn, StepEarn) else 0


def _factors(sheet: Sheet, accrual: Accrual) -> tuple[list[int], int]:
    """Return each line's multiplier over a common base: the tier's and those in force, multiplied."""
    tier_bp = sheet.tier.earn_bp if sheet.tier else BASIS
    active = [
        number
        for number, multiplier in enumerate(accrual.multipliers)
        if all(holds(condition, sheet.situation) for condition in multiplier.when)
    ]
    if not active and tier_bp == BASIS:
        return [1] * len(sheet.lines), 1
    factors = []
    for plan in sheet.plans:
        factor = tier_bp
        mine = plan.earn.multipliers if plan.earn else ()
        for number in active:
            factor *= accrual.multipliers[number].bp if number in mine else BASIS
        factors.append(factor)
    return factors, BASIS ** (len(active) + 1)
