"""Exact arithmetic of the shop: whole minor units, thousandths, basis points; every rounding has a name.

Money is a plain ``int`` of minor units (kopecks) and its name ends in ``_minor``; quantities are thousandths
(``_milli``), shares are basis points (``_bp``, 1 % = 100). Why plain integers: ADR 0002.
"""

from collections.abc import Sequence
from enum import StrEnum

MILLI = 1000
BASIS = 10_000


class Rounding(StrEnum):
    """How a fraction becomes a whole unit; floor goes towards minus infinity, half_up away from zero at .5."""

    FLOOR = "floor"
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    CEIL = "ceil"


def divide(numerator: int, denominator: int, rounding: Rounding) -> int:
    """Return ``numerator / denominator`` rounded by name; ``denominator`` > 0."""
    assert denominator > 0, denominator
    match rounding:
        case Rounding.FLOOR:
            return numerator // denominator
        case Rounding.CEIL:
            return -((-numerator) // denominator)
        case Rounding.HALF_UP:
            sign = -1 if numerator < 0 else 1
            return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))
        case Rounding.HALF_EVEN:
            whole, rest = divmod(numerator, denominator)
            return whole + (1 if 2 * rest > denominator or (2 * rest == denominator and whole % 2) else 0)


def share(amount_minor: int, bp: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """Return ``bp`` basis points of the amount; lines half-up, caps floor (domain.md 2.4, 4.2.3)."""
    if amount_minor >= 0 and rounding is Rounding.HALF_UP:  # the case of every line at every key press
        return (amount_minor * bp + BASIS // 2) // BASIS
    return divide(amount_minor * bp, BASIS, rounding)


def line_amount(price_minor: int, qty_milli: int) -> int:
    """Return price x quantity, half-up to the minor unit (W01)."""
    if price_minor >= 0 and qty_milli >= 0:
        return (price_minor * qty_milli + MILLI // 2) // MILLI
    return divide(price_minor * qty_milli, MILLI, Rounding.HALF_UP)


def spread(total: int, weights: Sequence[int], capacities: Sequence[int] | None = None) -> list[int]:
    """Spread ``total`` over the lines by weight, none above its capacity, to the last unit.

    Largest remainder; ties: larger weight, then earlier index (so pass lines in order of their stable ids).
    What exceeds the sum of capacities is not granted: compare ``sum(result)`` with ``total``.
    Source: domain.md 5.3, decisions 4.
    """
    assert total >= 0, total
    weight_sum = sum(weights)
    if capacities is None:
        return apportion(min(total, weight_sum), weights)
    if total == 0 or weight_sum == 0:
        return [0] * len(weights)
    for weight, cap in zip(weights, capacities, strict=True):
        if total * weight >= cap * weight_sum and weight:
            return _within_capacities(total, weights, capacities)
    return apportion(total, weights)


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Spread without capacities: all of ``total`` by weight; nothing where all weights are zero."""
    assert total >= 0, total
    weight_sum = sum(weights)
    if total == 0 or weight_sum == 0:
        return [0] * len(weights)
    given: list[int] = []
    rests: list[int] = []
    for weight in weights:
        exact = total * weight
        given.append(exact // weight_sum)  # both by themselves are quicker than divmod
        rests.append(exact % weight_sum)
    left = total - sum(given)
    if left:
        least = sorted(rests)[-left]
        if rests.count(least) > 1:
            _hand_out(left, given, list(zip(rests, weights, strict=True)))
        else:
            for position, rest in enumerate(rests):
                if rest >= least:
                    given[position] += 1
    return given


def _hand_out(left: int, given: list[int], claims: list[tuple[int, int]]) -> None:
    """Give one unit each to the largest (rest, weight), then the earliest; needed only where rests are equal."""
    order = sorted(range(len(given)), key=claims.__getitem__, reverse=True)  # stable: earlier ones stay first
    for position in order[:left]:
        given[position] += 1


def _within_capacities(total: int, weights: Sequence[int], caps: Sequence[int]) -> list[int]:
    """Fill whoever reaches its capacity, again and again, and share out what is left among the others."""
    given = [0] * len(weights)
    left = min(total, sum([cap for cap, weight in zip(caps, weights, strict=True) if weight > 0]))
    active = [i for i, cap in enumerate(caps) if cap > 0 and weights[i] > 0]
    while left and active:
        weight_sum = sum([weights[i] for i in active])
        full = [i for i in active if left * weights[i] >= caps[i] * weight_sum]
        if not full:
            parts = apportion(left, [weights[i] for i in active])
            for i, part in zip(active, parts, strict=True):
                given[i] = part
            break
        for i in full:
            given[i] = caps[i]
        left -= sum([caps[i] for i in full])
        active = [i for i in active if given[i] < caps[i]]
    return given
