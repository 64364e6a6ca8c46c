"""Points earned on a receipt: exact by line, rounded once, awards on top, within the member's limits.

What only few programmes say (``EarnRules.special``) is looked at only where they say it.
"""

from operator import add, mul
from typing import NamedTuple, assert_never

from loyalty_pos.core.money import BASIS, MILLI, apportion, divide
from loyalty_pos.core.pricing._awards import Due, due_awards, due_for, within_limits
from loyalty_pos.core.pricing._earn_rules import least_due
from loyalty_pos.core.pricing._points import Redeemed, discounted_over
from loyalty_pos.core.pricing._sheet import Sheet
from loyalty_pos.core.pricing._used_up import today_of
from loyalty_pos.core.programme import Accrual, EarnBase, GoodsRate, Multiplier, StepEarn
from loyalty_pos.core.programme.periods import CONFIRMED_ORDERS, Counters, Per, counter_key, used
from loyalty_pos.core.quote import Award

_new = tuple.__new__  # half the time of the named tuple's own constructor


class Earned(NamedTuple):
    """``lines``: all points of each line, ``extra`` of them from ``awards``; ``counted``: used of limited things."""

    lines: list[int]
    extra: list[int]
    awards: tuple[Award, ...] = ()
    counted: Counters = ()


class Exact(NamedTuple):
    """Points before rounding as whole numbers over one denominator: a column of lines, and one a capped rate."""

    plain: list[int]
    capped: list[list[int]]
    denominator: int

    def times(self, factors: list[int], denominator: int) -> "Exact":
        """Return all columns with each line multiplied by its own factor."""
        columns = [list(map(mul, column, factors)) for column in self.capped]
        return Exact(list(map(mul, self.plain, factors)), columns, self.denominator * denominator)


def accrue(sheet: Sheet, redeemed: Redeemed, certificate: list[int]) -> Earned:
    """Return the points each line earns: rounded once for the receipt, spread by exact points (W09)."""
    accrual = sheet.compiled.programme.accrual
    nothing = [0] * len(sheet.lines)
    if accrual is None or sheet.standing is None or (redeemed.total and not accrual.beside_redemption):
        return Earned(nothing, nothing)
    bases = _bases(sheet, accrual, redeemed.money, certificate)
    exact, used_up = _exact_points(sheet, accrual, bases)
    whole = sum(exact.plain)
    total = divide(whole, exact.denominator, accrual.rounding)
    awards: list[Due] = []
    if sheet.compiled.earning.special:
        total, awards, counted = within_limits(sheet, accrual, total, due_awards(sheet, accrual, bases))
        used_up = (*used_up, *counted) if total or awards else ()
    if total:
        facts = (("points", total), ("base_minor", sum(bases)))
        sheet.steps.append(("accrual", "accrual", 0, "accrued", 0, facts))
    base = apportion(total, exact.plain, whole)
    if not awards:
        return _new(Earned, (base, nothing, (), used_up))
    shares = [apportion(due.award.points, due.weights) for due in awards]
    extra = [sum(column) for column in zip(*shares, strict=True)]
    return Earned(list(map(add, base, extra)), extra, tuple([due.award for due in awards]), used_up)


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
    if accrual.max_discount_bp < BASIS:
        deep = discounted_over(sheet, accrual.max_discount_bp)
        amounts = [0 if too_deep else a for a, too_deep in zip(amounts, deep, strict=True)]
    return amounts if sheet.usual else list(map(mul, amounts, [plan.earns for plan in sheet.plans]))


def _exact_points(sheet: Sheet, accrual: Accrual, bases: list[int]) -> tuple[Exact, Counters]:
    """Return each line's exact points, and what of capped rates they use up."""
    rules = sheet.compiled.earning
    plain = list(map(mul, bases, [plan.rate for plan in sheet.plans]))
    denominator = sheet.compiled.value_minor * rules.basis
    if rules.simple and (sheet.tier is None or sheet.tier.earn_bp == BASIS):
        return _new(Exact, (plain, [], denominator)), ()
    capped = [
        [base * plan.earning.capped[number] for base, plan in zip(bases, sheet.plans, strict=True)]
        for number in range(len(rules.capped))
    ]
    exact = Exact(plain, capped, denominator)
    if isinstance(accrual.earn, StepEarn):
        exact = _with_steps(sheet, accrual.earn, bases, exact)
    if rules.each:
        exact = _with_pieces(sheet, bases, exact)
    exact = _multiplied(sheet, exact)
    return _capped(sheet, accrual, exact) if capped else (exact, ())


def _with_steps(sheet: Sheet, earn: StepEarn, bases: list[int], exact: Exact) -> Exact:
    """Add the points of the full steps (A10), each line's part by its base."""
    stepping = [base if plan.earning.steps else 0 for base, plan in zip(bases, sheet.plans, strict=True)]
    total = sum(stepping)
    if total == 0:
        return exact
    points = total // earn.per_minor * earn.points * exact.denominator
    wider = exact.times([total] * len(bases), total)
    return wider._replace(plain=[e + base * points for e, base in zip(wider.plain, stepping, strict=True)])


def _with_pieces(sheet: Sheet, bases: list[int], exact: Exact) -> Exact:
    """Add the points of each piece of goods that earn so; what costs nothing earns nothing."""
    wider = exact.times([MILLI] * len(bases), MILLI)
    weights = [
        line.qty_milli * exact.denominator if base else 0
        for line, base in zip(sheet.lines, bases, strict=True)
    ]
    earnings = [plan.earning for plan in sheet.plans]
    plain = [e + w * earning.each for e, w, earning in zip(wider.plain, weights, earnings, strict=True)]
    capped = [
        [e + w * earning.capped_each[number] for e, w, earning in zip(column, weights, earnings, strict=True)]
        for number, column in enumerate(wider.capped)
    ]
    return wider._replace(plain=plain, capped=capped)


def _multiplied(sheet: Sheet, exact: Exact) -> Exact:
    """Multiply by the tier's factor, by those in force and by that of an active member (decisions 37, A20)."""
    tier_bp = sheet.tier.earn_bp if sheet.tier else BASIS
    if tier_bp != BASIS:
        exact = exact.times([tier_bp] * len(sheet.lines), BASIS)
    for number, multiplier in enumerate(sheet.compiled.earning.sometimes):
        if _multiplies(sheet, multiplier):
            exact = exact.times([plan.earning.factors[number] for plan in sheet.plans], BASIS)
    cashback = sheet.compiled.programme.cashback
    if cashback is not None and cashback.active is not None and sheet.standing is not None:
        active = cashback.active
        if used(sheet.standing.counters, CONFIRMED_ORDERS) >= active.orders:
            exact = exact.times([active.bp] * len(sheet.lines), BASIS)
            sheet.explain(("accrual", "cashback", 0, "active_member", 0, (("bp", active.bp),)))
    return exact


def _multiplies(sheet: Sheet, multiplier: Multiplier) -> bool:
    if not (multiplier.from_minor or multiplier.when):
        return True
    return due_for(sheet, multiplier.goods) >= least_due(multiplier) and sheet.in_force(multiplier)


def _capped(sheet: Sheet, accrual: Accrual, exact: Exact) -> tuple[Exact, Counters]:
    """Join the capped rates to the others, each cut at what the member still has of it this month (W27)."""
    counted: list[tuple[str, int]] = []
    plain, wider = exact.plain, 1  # ``plain`` stands over ``wider`` denominators
    for rate, column in zip(sheet.compiled.earning.capped, exact.capped, strict=True):
        whole = sum(column)
        if not whole:
            continue
        key = counter_key(f"rate.{rate.id}", Per.MONTH, today_of(sheet))
        left = _left(sheet, rate, key)
        given = min(whole, left * exact.denominator)
        counted.append((key, divide(given, exact.denominator, accrual.rounding)))
        if given == whole:
            plain = [e + c * wider for e, c in zip(plain, column, strict=True)]
            continue
        plain = [e * whole + c * given * wider for e, c in zip(plain, column, strict=True)]
        wider *= whole
        sheet.explain(("accrual", rate.id, 0, "rate_capped", 0, (("points", left),)))
    return Exact(plain, [], exact.denominator * wider), tuple(counted)


def _left(sheet: Sheet, rate: GoodsRate, key: str) -> int:
    assert rate.month_cap is not None
    assert sheet.standing is not None
    return max(0, rate.month_cap - used(sheet.standing.counters, key))
