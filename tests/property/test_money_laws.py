"""Laws of the shop's arithmetic, against exact fractions: every rounding as it is named, every spread to the last unit."""

import math
import random
from collections import Counter
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.money import BASIS, MILLI, Rounding, apportion, divide, line_amount, share, spread

amounts = st.integers(-(10**12), 10**12)
sums = st.integers(0, 10**9)
weights_of_lines = st.lists(st.integers(1, 10**6) | st.integers(1, 5), min_size=1, max_size=9)


@settings(max_examples=1_500)
@given(amounts, st.integers(1, 10**6) | st.sampled_from((1, 2, 4, BASIS, MILLI)), st.sampled_from(Rounding))
def test_each_rounding_is_what_its_name_says(numerator: int, denominator: int, rounding: Rounding) -> None:
    exact = Fraction(numerator, denominator)
    half_away = math.floor(abs(exact) + Fraction(1, 2)) * (-1 if exact < 0 else 1)
    expected = {
        Rounding.FLOOR: math.floor(exact),
        Rounding.CEIL: math.ceil(exact),
        Rounding.HALF_EVEN: round(exact),
        Rounding.HALF_UP: half_away,
    }
    assert divide(numerator, denominator, rounding) == expected[rounding]


@settings(max_examples=1_500)
@given(amounts, st.integers(0, 2 * BASIS), st.sampled_from(Rounding))
def test_a_share_is_never_off_by_a_whole_unit(amount: int, bp: int, rounding: Rounding) -> None:
    found = share(amount, bp, rounding)
    assert found == divide(amount * bp, BASIS, rounding)
    assert abs(found - Fraction(amount * bp, BASIS)) < 1


@settings(max_examples=1_500)
@given(st.integers(-(10**8), 10**8), st.integers(-(10**6), 10**6))
def test_a_line_costs_its_price_times_its_quantity(price: int, quantity: int) -> None:
    found = line_amount(price, quantity)
    assert 2 * abs(found * MILLI - price * quantity) <= MILLI
    assert found == -line_amount(-price, quantity) == -line_amount(price, -quantity)
    assert line_amount(price, MILLI) == price


weighed = st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), max_size=9)


@settings(max_examples=2_000)
@given(sums, weighed)
def test_spread_gives_all_that_fits_and_never_more(total: int, pairs: list[tuple[int, int]]) -> None:
    weights, capacities = [w for w, _ in pairs], [c for _, c in pairs]
    shares = spread(total, weights, capacities)
    assert all(0 <= part <= capacity for part, capacity in zip(shares, capacities, strict=True))
    assert all(part == 0 for part, weight in zip(shares, weights, strict=True) if weight == 0)
    assert sum(shares) == min(total, sum(capacity for weight, capacity in pairs if weight))


@settings(max_examples=2_000)
@given(sums, weights_of_lines)
def test_spread_is_never_off_by_a_whole_unit(total: int, weights: list[int]) -> None:
    shares = spread(total, weights, [total] * len(weights))
    for part, weight in zip(shares, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


@settings(max_examples=1_000)
@given(
    st.integers(0, 99),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=7),
    st.randoms(use_true_random=False),
)
def test_the_order_of_lines_changes_no_spread(
    total: int, pairs: list[tuple[int, int]], shuffle: random.Random
) -> None:
    """Leftover units go to the earliest of equal lines, so shares are compared as a multiset (decisions 4)."""
    other = pairs[:]
    shuffle.shuffle(other)

    def shared(rows: list[tuple[int, int]]) -> tuple[Counter[tuple[int, int]], Counter[tuple[int, int]]]:
        weights, capacities = [w for w, _ in rows], [c for _, c in rows]
        free, within = apportion(total, weights), spread(total, weights, capacities)
        return Counter(zip(weights, free, strict=True)), Counter(zip(weights, within, strict=True))

    assert shared(other) == shared(pairs)


def test_twenty_thousand_spreads_at_random() -> None:
    """Plain dice on top of the cases that are found by searching: many, and cheap."""
    dice = random.Random(5)
    for _ in range(20_000):
        pairs = [(dice.randrange(10**5), dice.randrange(10**5)) for _ in range(dice.randrange(1, 7))]
        total = dice.randrange(3 * 10**5)
        shares = spread(total, [w for w, _ in pairs], [c for _, c in pairs])
        assert sum(shares) == min(total, sum(c for w, c in pairs if w))
        assert all(0 <= part <= c for part, (_, c) in zip(shares, pairs, strict=True))
