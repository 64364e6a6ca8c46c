"""Points that pay on a receipt: how many may, where they go, and why fewer than somebody wished."""

from operator import mul, sub
from typing import NamedTuple

from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import BASIS, apportion, spread
from loyalty_pos.core.pricing._sheet import ALL, All, Sheet
from loyalty_pos.core.pricing._used_up import limit_counts, limit_left
from loyalty_pos.core.problems import (
    NoMember,
    NotEnoughPoints,
    NothingToRedeem,
    Problem,
    RedemptionLimitReached,
    RedemptionOffline,
    TooFewPoints,
)
from loyalty_pos.core.programme import FiscalMode, Redemption
from loyalty_pos.core.programme.partners import partner_at
from loyalty_pos.core.programme.periods import Counters
from loyalty_pos.core.quote import Cause

_new = tuple.__new__  # half the time of the named tuple's own constructor


class Redeemed(NamedTuple):
    """``points`` and ``money`` per line; ``maximum``: the most this receipt could take; ``counted``: used of limits.

    ``counter_provision``: how the fiscal receipt settles them.
    """

    total: int
    maximum: int
    points: list[int]
    money: list[int]
    counted: Counters = ()
    counter_provision: bool = False


def redeem(sheet: Sheet) -> Redeemed:
    """Pay with points as far as caps, floors, balance and the right to redeem let; lower the lines by it."""
    redemption = _redemption_here(sheet)
    nothing = [0] * len(sheet.lines)
    standing = sheet.standing
    wanted = sheet.context.wanted
    if wanted == 0 and (redemption is None or standing is None):
        return Redeemed(0, 0, nothing, nothing)
    if standing is None or redemption is None:
        sheet.refusals.append(NoMember() if standing is None else NothingToRedeem())
        return Redeemed(0, 0, nothing, nothing)
    caps = _caps(sheet, redemption)
    limit = _limit(sheet, redemption, caps)
    maximum = _whole(sheet, redemption, min(limit, max(standing.available, standing.redeem_right)))
    if wanted == 0:
        return Redeemed(0, maximum, nothing, nothing)
    wish = maximum if isinstance(wanted, All) else min(wanted, maximum)
    total = maximum  # as it is, when that is what is wanted and there is a right to all of it
    if wish < maximum or standing.redeem_right < maximum:
        total = _whole(sheet, redemption, min(wish, standing.redeem_right))
    if not (total and wanted is ALL and standing.redeem_right >= standing.available):
        _refuse(sheet, standing, redemption, (limit, total))
    if total == 0:
        return Redeemed(0, maximum, nothing, nothing)
    return _spread_points(sheet, redemption, caps, (total, maximum))


def _redemption_here(sheet: Sheet) -> Redemption | None:
    """Return how points pay in this store; a partner's may take none."""
    programme = sheet.compiled.programme
    if programme.partners:
        partner = partner_at(programme.partners, sheet.context.store_id)
        if partner is not None and not partner.accepts_points:
            return None
    return programme.redemption


def _caps(sheet: Sheet, redemption: Redemption) -> list[int]:
    """Return per line what points may pay, in money: its room, and its share after discounts (W03, W06)."""
    bp = redemption.item_cap_bp
    if bp == BASIS and not sheet.floored:
        caps = sheet.net if sheet.usual else list(map(mul, sheet.net, [plan.redeem for plan in sheet.plans]))
    else:
        caps = [
            min(net * bp // BASIS, net - floor) if plan.redeem else 0
            for plan, floor, net in zip(sheet.plans, sheet.floors, sheet.net, strict=True)
        ]
    if redemption.not_over_discount_bp < BASIS:
        deep = discounted_over(sheet, redemption.not_over_discount_bp)
        caps = [0 if too_deep else cap for cap, too_deep in zip(caps, deep, strict=True)]
    return caps


def discounted_over(sheet: Sheet, bp: int) -> list[bool]:
    """Tell of each line whether its discounts, without rounding, are more than this share of its price."""
    given = [
        sum([amount for _, cause, amount, _ in discounts if cause is not Cause.ROUNDING])
        for discounts in sheet.discounts
    ]
    return [amount * BASIS > gross * bp for amount, gross in zip(given, sheet.gross, strict=True)]


def _limit(sheet: Sheet, redemption: Redemption, caps: list[int]) -> int:
    """Return the most points the receipt takes, whoever the member is; the receipt's cap is on all of it."""
    nets = sheet.net
    if [line for line in sheet.lines if line.voucher]:
        nets = [net for line, net in zip(sheet.lines, nets, strict=True) if not line.voucher]
    costs = sum(nets)
    money = min(costs if caps is nets else sum(caps), costs * redemption.receipt_cap_bp // BASIS)
    most = money * sheet.compiled.scale // sheet.compiled.value_minor
    if redemption.max_receipt is not None:
        most = min(most, redemption.max_receipt)
    for limit in redemption.limits:
        most = min(most, limit_left("redeemed", limit, sheet, most))
    return most


def _whole(sheet: Sheet, redemption: Redemption, amount: int) -> int:
    """Floor to points that are worth whole money; below the minimum it is nothing."""
    step = sheet.compiled.points_step
    floored = max(0, amount) // step * step
    return 0 if floored < redemption.minimum else floored


def _refuse(sheet: Sheet, standing: Standing, redemption: Redemption, found: tuple[int, int]) -> None:
    """Say why fewer points are used than wanted; a wish above the caps alone is simply clipped.

    ``found``: what the receipt could take at most, and what it takes.
    """
    limit, total = found
    wanted = sheet.context.wanted
    asked = limit if isinstance(wanted, All) else wanted
    there = max(0, standing.available, standing.redeem_right)
    if _whole(sheet, redemption, limit) == 0:
        sheet.refusals.append(_why_nothing(sheet, redemption, limit))
    elif asked > there and (wanted is not ALL or there == 0):
        sheet.refusals.append(NotEnoughPoints(asked=asked, available=there))
    elif standing.redeem_right < min(asked, limit, there):
        sheet.refusals.append(RedemptionOffline(right=standing.redeem_right))
    elif total == 0:
        fewest = max(redemption.minimum, sheet.compiled.points_step)
        sheet.refusals.append(TooFewPoints(asked=min(asked, there), minimum=fewest))


def _why_nothing(sheet: Sheet, redemption: Redemption, limit: int) -> Problem:
    """Return why this receipt takes no points, whoever the member is."""
    for rule in redemption.limits:
        if limit_left("redeemed", rule, sheet, 1) == 0:
            return RedemptionLimitReached(per=rule.per.value)
    fewest = max(redemption.minimum, sheet.compiled.points_step)
    return TooFewPoints(asked=limit, minimum=fewest) if limit else NothingToRedeem()


def _spread_points(sheet: Sheet, redemption: Redemption, caps: list[int], found: tuple[int, int]) -> Redeemed:
    """Give each line its money by what it costs, and the points by that money (decisions 36)."""
    total, maximum = found
    worth = total * sheet.compiled.value_minor // sheet.compiled.scale
    if caps is sheet.net or caps == sheet.net:
        money = apportion(worth, caps)
    else:
        money = spread(worth, [net if cap else 0 for net, cap in zip(sheet.net, caps, strict=True)], caps)
        assert sum(money) == worth, (worth, caps)
    sheet.net = list(map(sub, sheet.net, money))
    points = apportion(total, money, worth)
    sheet.steps.append(("points", "redemption", 0, "points_redeemed", worth, (("points", total),)))
    counted = [c for rule in redemption.limits for c in limit_counts("redeemed", rule, total, sheet)]
    provision = redemption.fiscal is FiscalMode.COUNTER_PROVISION
    return _new(Redeemed, (total, maximum, points, money, tuple(counted), provision))
