"""A sum over lines as other systems' tests have it: where we agree, and where we decided otherwise (T01-T14)."""

import pytest

from loyalty_pos.core.money import Rounding, apportion, divide, line_amount, share, spread
from loyalty_pos.core.programme import BasketAmount, BasketPercent, Promotion
from tests.fakes.offers import basket, goods, price, saved


@pytest.mark.parametrize(
    ("lines", "off", "shares"),
    [
        pytest.param([4_000, 2_000, 2_000], 300, [150, 75, 75], id="T01"),
        pytest.param(
            [4_300, 1_400, 2_300], 300, [161, 53, 86], id="T03: by largest remainder; Sylius 162, 52, 86"
        ),
        pytest.param([1_000, 1_000, 1_000], 299, [100, 100, 99], id="T04"),
        pytest.param([1_000, 1_000, 1_000], 1_000, [334, 333, 333], id="T07"),
        pytest.param(
            [200, 200, 200], 400, [134, 133, 133], id="T08: the odd kopeck to the first; Oscar to the last"
        ),
        pytest.param([200, 600], 400, [100, 300], id="T09"),
        pytest.param([10, 0], 40, [10, 0], id="T06: never more than a line costs; Vendure 40"),
        pytest.param([0, 0], 10, [0, 0], id="T06: nothing on lines that cost nothing; Sylius 5 and 5"),
    ],
)
def test_one_sum_over_lines(lines: list[int], off: int, shares: list[int]) -> None:
    assert spread(off, lines) == shares


def test_a_line_of_two_pieces_shows_its_price_for_one() -> None:
    """T10: 12.00 x 2 less 3.00 is 10.50 each."""
    priced = price(basket((goods("a", 1_200), 2_000)), Promotion("off", "-3", BasketAmount(300)))
    assert [(qty, price) for qty, price, _ in priced.lines[0].parts] == [(2_000, 1_050)]


def test_a_basket_never_costs_less_than_nothing() -> None:
    """T11: 1.00 and 1.50 less 3.00."""
    priced = price(basket(goods("a", 100), goods("b", 150)), Promotion("off", "-3", BasketAmount(300)))
    assert (saved(priced), priced.due_minor) == ([100, 150], 0)


@pytest.mark.parametrize(
    ("offer", "off", "due"),
    [
        pytest.param(
            BasketAmount(2_000), [500, 1_500], 5_000, id="T14: 20 off: the mug takes what the shirt may not"
        ),
        pytest.param(BasketPercent(2_000), [500, 900], 5_600, id="T14: 20 % off the same"),
    ],
)
def test_what_one_line_may_not_take_the_others_take(
    offer: BasketAmount | BasketPercent, off: list[int], due: int
) -> None:
    lines = basket(goods("shirt", 5_000, min_price_minor=4_500), goods("mug", 2_000))
    priced = price(lines, Promotion("off", "Off", offer))
    assert (saved(priced), priced.due_minor) == (off, due)


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        pytest.param(1, [1, 1], [1, 0], id="one kopeck is the first line's"),
        pytest.param(3, [4, 4, 1], [2, 1, 0], id="equal rests: the larger line, then the earlier one"),
        pytest.param(3, [1, 4, 4], [0, 2, 1], id="equal rests: the small line first in the basket gets none"),
        pytest.param(2, [4, 1, 1], [2, 0, 0], id="equal rests: the largest"),
        pytest.param(6, [1, 2, 3], [1, 2, 3], id="nothing is left over"),
    ],
)
def test_to_whom_the_odd_kopecks_go(total: int, weights: list[int], shares: list[int]) -> None:
    assert apportion(total, weights) == shares
    assert apportion(total, weights, sum(weights)) == shares
    assert spread(total, weights, [total] * len(weights)) == shares


@pytest.mark.parametrize(
    ("total", "weights", "capacities", "shares"),
    [
        pytest.param(5, [1, 1], [1, 10], [1, 4], id="a kopeck of room is filled"),
        pytest.param(
            5, [1, 1, 0], [1, 10, 10], [1, 4, 0], id="who has no share gets none, whatever room it has"
        ),
        pytest.param(9, [1, 1, 1], [1, 2, 3], [1, 2, 3], id="more than there is room for"),
        pytest.param(6, [1, 1, 1], [0, 2, 9], [0, 2, 4], id="no room, little room, much room"),
        pytest.param(4, [1, 1], [2, 2], [2, 2], id="exactly as much as there is room for"),
        pytest.param(0, [1, 1], [2, 2], [0, 0], id="nothing"),
    ],
)
def test_what_does_not_fit_goes_to_the_others(
    total: int, weights: list[int], capacities: list[int], shares: list[int]
) -> None:
    assert spread(total, weights, capacities) == shares


@pytest.mark.parametrize(("amount", "half"), [(-3, -2), (-1, -1), (0, 0), (1, 1), (3, 2)])
def test_half_a_kopeck_goes_away_from_nothing_on_both_sides(amount: int, half: int) -> None:
    assert divide(amount, 2, Rounding.HALF_UP) == half
    assert share(amount, 5_000) == half
    assert line_amount(amount, 500) == line_amount(500, amount) == half
    assert line_amount(-amount, 500) == line_amount(500, -amount) == -half
