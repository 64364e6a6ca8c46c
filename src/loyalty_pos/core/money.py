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


def apportion(total: int, weights: Sequence[int], whole: int | None = None) -> list[int]:
    """Spread without capacities: all of ``total`` by weight; nothing where all weights are zero.

    ``whole``: the sum of the weights, where it is known already.
    """
    assert total >= 0, total
    weight_sum = sum(weights) if whole is None else whole
    if total == 0 or weight_sum == 0:
        return [0] * len(weights)
    exact = [total * weight for weight in weights]
    rests = [part % weight_sum for part in exact]
    left = sum(rests) // weight_sum
    if not left:
        return [part // weight_sum for part in exact]
    least = sorted(rests)[-left]
    lift = weight_sum - least  # brings the largest rests, and no other, up to the next whole unit
    given = [(part + lift) // weight_sum for part in exact]
    excess = sum(given) - total
    if excess:
        _take_back(excess, given, least, (rests, weights))
    return given


def _take_back(excess: int, given: list[int], least: int, claims: tuple[list[int], Sequence[int]]) -> None:
    """Of equal rests the larger weight keeps its unit, then the earlier one: the others give theirs back."""
    rests, weights = claims
    tied = [position for position in range(len(given) - 1, -1, -1) if rests[position] == least]
    tied.sort(key=weights.__getitem__)  # stable: later ones stay first
    for position in tied[:excess]:
        given[position] -= 1


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
