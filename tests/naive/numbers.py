"""Exact fractions and the one way to share a sum out; written from the shop's rules alone.

It must never import anything of the product: it is the other half of a comparison.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

HALF = Fraction(1, 2)
WHOLE_SHARE = 10_000
THOUSAND = 1000


def half_up(exact: Fraction) -> int:
    return math.floor(exact + HALF)


def rounded(exact: Fraction, how: str) -> int:
    """Round by name: floor, ceil, half_up, half_even."""
    if how == "floor":
        return math.floor(exact)
    if how == "ceil":
        return math.ceil(exact)
    if how == "half_up":
        return half_up(exact)
    assert how == "half_even", how
    return round(exact)


def share_of(amount: int | Fraction, bp: int) -> Fraction:
    return Fraction(amount) * bp / WHOLE_SHARE


def share_out(total: int, weights: Sequence[int | Fraction], most: Sequence[int] | None = None) -> list[int]:
    """Give each its share by weight, nobody more than its most; left-over units by the largest rest.

    Equal rests: the larger weight first, then the earlier one. What fits nowhere is not given.
    """
    count = len(weights)
    room = list(most) if most is not None else [total] * count
    given = [0] * count
    open_ones = [i for i in range(count) if weights[i] > 0 and room[i] > 0]
    left = min(total, sum(room[i] for i in open_ones))
    while left and open_ones:
        together = sum(Fraction(weights[i]) for i in open_ones)
        exact = {i: left * Fraction(weights[i]) / together for i in open_ones}
        full = [i for i in open_ones if exact[i] >= room[i]]
        if not full:
            for i in open_ones:
                given[i] = math.floor(exact[i])
            rest = left - sum(given[i] for i in open_ones)
            by_rest = sorted(open_ones, key=lambda i: (math.floor(exact[i]) - exact[i], -weights[i], i))
            for i in by_rest[:rest]:
                given[i] += 1
            break
        for i in full:
            given[i] = room[i]
            left -= room[i]
        open_ones = [i for i in open_ones if i not in full]
    return given
