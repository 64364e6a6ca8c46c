"""Points on a receipt: how many may pay and where they go, how many are earned and by which line."""

from operator import add, mul, sub
from typing import NamedTuple, assert_never

from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import BASIS, apportion, divide, spread
from loyalty_pos.core.points import points_money
from loyalty_pos.core.pricing._sheet import ALL, All, Sheet
from loyalty_pos.core.problems import NoMember, NotEnoughPoints, NothingToRedeem, RedemptionOffline
from loyalty_pos.core.programme import Accrual, EarnBase, Redemption, StepEarn


class Redeemed(NamedTuple):
    """``points`` and ``money`` per line; ``maximum``: the most this receipt could take."""

    total: int
    maximum: int
    points: list[int]
    money: list[int]


def redeem(sheet: Sheet) -> Redeemed:
    """Pay with points as far as caps, floors, balance and the right to redeem let; lower the lines by it."""
    redemption = sheet.compiled.programme.redemption
    nothing = [0] * len(sheet.lines)
    standing = sheet.standing
    if sheet.context.wanted == 0 and (redemption is None or standing is None):
        return Redeemed(0, 0, nothing, nothing)
    caps = _caps(sheet, redemption)
    limit = _limit(sheet, redemption, caps)
    maximum = 0
    if standing is not None:
        maximum = _whole(sheet, redemption, min(limit, max(standing.available, standing.redeem_right)))
    wanted = sheet.context.wanted
    if wanted == 0:
        return Redeemed(0, maximum, nothing, nothing)
    if standing is None:
        sheet.refusals.append(NoMember())
        return Redeemed(0, 0, nothing, nothing)
    wish = maximum if isinstance(wanted, All) else min(wanted, maximum)
    total = maximum  # as it is, when that is what is wanted and there is a right to all of it
    if wish < maximum or standing.redeem_right < maximum:
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
    if bp == BASIS and not sheet.floored:
        return list(map(mul, sheet.net, [plan.redeem for plan in sheet.plans]))
    return [
        min(net * bp // BASIS, net - floor) if plan.redeem else 0
        for plan, floor, net in zip(sheet.plans, sheet.floors, sheet.net, strict=True)
    ]


def _limit(sheet: Sheet, redemption: Redemption | None, caps: list[int]) -> int:
    """Return the most points the receipt takes, whoever the member is; the receipt's cap is on all of it."""
    if redemption is None:
        return 0
    receipt_cap = sum(sheet.net) * redemption.receipt_cap_bp // BASIS
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
    if caps == sheet.net:
        money = apportion(worth, caps)
    else:
        money = spread(worth, [net if cap else 0 for net, cap in zip(sheet.net, caps, strict=True)], caps)
    assert sum(money) == worth, (worth, caps)
    sheet.net = list(map(sub, sheet.net, money))
    points = apportion(total, money)
    sheet.explain(("points", "redemption", 0, "points_redeemed", worth, (("points", total),)))
    return Redeemed(total, maximum, points, money)


def accrue(sheet: Sheet, redeemed: Redeemed, certificate: list[int]) -> list[int]:
    """Return the points each line earns: rounded once for the receipt, spread by exact points (W09)."""
    accrual = sheet.compiled.programme.accrual
    if accrual is None or sheet.standing is None or (redeemed.total and not accrual.beside_redemption):
        return [0] * len(sheet.lines)
    bases = _bases(sheet, accrual, redeemed.money, certificate)
    exact, denominator = _exact_points(sheet, accrual, bases)
    total = divide(sum(exact), denominator, accrual.rounding)
    if total == 0:
        return [0] * len(sheet.lines)
    sheet.explain(("accrual", "accrual", 0, "accrued", 0, (("points", total), ("base_minor", sum(bases)))))
    return apportion(total, exact)


def _bases(sheet: Sheet, accrual: Accrual, money: list[int], certificate: list[int]) -> list[int]:
    """Return what each line earns from, 0 where it earns nothing (W32)."""
    match accrual.base:
        case EarnBase.PAID:
            amounts = sheet.net
        case EarnBase.DISCOUNTED:
            amounts = list(map(add, sheet.net, money))
        case EarnBase.GROSS:
            amounts = sheet.gross
        case _:
            assert_never(accrual.base)
    if not accrual.certificates:
        amounts = [max(0, a - c) for a, c in zip(amounts, certificate, strict=True)]
    return list(map(mul, amounts, [plan.earns for plan in sheet.plans]))


def _exact_points(sheet: Sheet, accrual: Accrual, bases: list[int]) -> tuple[list[int], int]:
    """Return each line's exact points as whole numbers over one denominator."""
    unit = sheet.compiled.programme.unit
    exact = list(map(mul, bases, [plan.rate for plan in sheet.plans]))
    denominator = unit.value_minor * sheet.compiled.rate_basis
    if isinstance(accrual.earn, StepEarn):
        exact, denominator = _with_steps(sheet, accrual.earn, bases, (exact, denominator))
    return _multiplied(sheet, exact, denominator)


def _with_steps(
    sheet: Sheet, earn: StepEarn, bases: list[int], rated: tuple[list[int], int]
) -> tuple[list[int], int]:
    """Add the points of the full steps (A10), each line's part by its base."""
    exact, denominator = rated
    stepping = [base if plan.steps else 0 for base, plan in zip(bases, sheet.plans, strict=True)]
    total = sum(stepping)
    if total == 0:
        return rated
    points = total // earn.per_minor * earn.points
    return [e * total + base * points * denominator for e, base in zip(exact, stepping, strict=True)], (
        denominator * total
    )


def _multiplied(sheet: Sheet, exact: list[int], denominator: int) -> tuple[list[int], int]:
    """Multiply by the tier's factor and by those in force (decisions 37)."""
    tier_bp = sheet.tier.earn_bp if sheet.tier else BASIS
    if tier_bp != BASIS:
        exact, denominator = [e * tier_bp for e in exact], denominator * BASIS
    for number, multiplier in enumerate(sheet.compiled.sometimes):
        if sheet.in_force(multiplier):
            exact = [e * plan.factors[number] for e, plan in zip(exact, sheet.plans, strict=True)]
            denominator *= BASIS
    return exact, denominator
