"""Pieces together: N for M, every k-th, bundles; whose pieces are free, and that no piece serves twice (decisions 31)."""

import pytest

from loyalty_pos.core.programme import (
    Bundle,
    BundleGain,
    BundlePart,
    ForPrice,
    FreeFrom,
    LessAmount,
    LessShare,
    PercentOff,
    Promotion,
    SetOff,
)
from tests.fakes.offers import basket, goods, of, pieces, price, saved, weighed

COFFEE, CAKE, TEA = (
    goods("coffee", 25_000, "drink"),
    goods("cake", 18_000, "cake"),
    goods("tea", 15_000, "drink"),
)


def the_set(effect: SetOff, number: int = 1) -> Promotion:
    return Promotion(f"set{number}", "Set", effect, priority=number)


@pytest.mark.parametrize(
    ("effect", "free"),
    [
        pytest.param(SetOff(3, 2), [0, 0, 1, 1, 1, 2, 2, 2, 3, 3], id="buy two, take one"),
        pytest.param(
            SetOff(5, 2, unfinished=True),
            [0, 0, 1, 2, 3, 3, 3, 4, 5, 6],
            id="buy two, take three, begun sets too",
        ),
        pytest.param(SetOff(5, 2), [0, 0, 0, 0, 3, 3, 3, 3, 3, 6], id="buy two, take three, whole sets only"),
        pytest.param(SetOff(3, 2, times=2), [0, 0, 1, 1, 1, 2, 2, 2, 2, 2], id="two sets a receipt at most"),
        pytest.param(SetOff(10, 9), [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], id="every tenth"),
    ],
)
def test_how_many_of_one_to_ten_pieces_are_free(effect: SetOff, free: list[int]) -> None:
    """T43 is the first two rows."""
    got = [price(pieces((1_000, count)), the_set(effect)).discount_minor // 1_000 for count in range(1, 11)]
    assert got == free


@pytest.mark.parametrize(
    ("lines", "effect", "off"),
    [
        pytest.param([(1_200, 3)], SetOff(3, 2), [1_200], id="T45: 3 x 12 are 12 off"),
        pytest.param(
            [(400, 4), (200, 4)], SetOff(3, 2), [0, 400], id="four at 4 and four at 2: two sets, two cheapest"
        ),
        pytest.param(
            [(400, 4), (200, 4)],
            SetOff(3, 2, times=1),
            [0, 200],
            id="T45: one set: the cheapest of all is free",
        ),
        pytest.param(
            [(400, 4), (200, 4)],
            SetOff(3, 2, free_from=FreeFrom.EACH_SET),
            [400, 200],
            id="sets from the dearest: one of the dear ones is free too",
        ),
        pytest.param(
            [(400, 4), (200, 4)],
            SetOff(3, 2, free_from=FreeFrom.EACH_SET, times=1),
            [400, 0],
            id="one set from the dearest",
        ),
        pytest.param(
            [(500, 1), (300, 1)], SetOff(2, 1, off_bp=5_000), [0, 150], id="the second at half price"
        ),
        pytest.param(
            [(500, 2), (300, 2)],
            SetOff(3, 1, free_from=FreeFrom.EACH_SET, unfinished=True),
            [500, 300],
            id="a begun set of one has nothing above what is paid",
        ),
        pytest.param([(500, 1), (300, 1)], SetOff(3, 1, unfinished=True), [0, 300], id="a begun set of two"),
    ],
)
def test_which_pieces_are_cheaper(lines: list[tuple[int, int]], effect: SetOff, off: list[int]) -> None:
    assert saved(price(pieces(*lines), the_set(effect))) == off


def test_what_is_weighed_counts_for_no_set() -> None:
    ham = weighed("ham", 90_000)
    assert price(basket((ham, 3_000), goods("bread", 5_000)), the_set(SetOff(2, 1))).discount_minor == 0


def test_a_piece_is_worth_what_it_costs_by_then() -> None:
    first = Promotion("ten", "-10 %", PercentOff(1_000), priority=1)
    priced = price(pieces((1_000, 3)), first, the_set(SetOff(3, 2), 2))
    assert [d.amount_minor for d in priced.lines[0].discounts] == [300, 900]


@pytest.mark.parametrize(
    ("count", "off"),
    [pytest.param(5, 2_000, id="five: one set of each"), pytest.param(4, 1_000, id="four: one set")],
)
def test_a_piece_of_one_set_is_gone_for_the_next(count: int, off: int) -> None:
    priced = price(pieces((1_000, count)), the_set(SetOff(3, 2), 1), the_set(SetOff(2, 1), 2))
    assert priced.discount_minor == off


def test_goods_without_discounts_fill_no_set() -> None:
    lines = basket(goods("a", 1_000), goods("b", 1_000), goods("c", 1_000, no_discount=True))
    assert price(lines, the_set(SetOff(3, 2))).discount_minor == 0


# --- bundles ------------------------------------------------------------------------------------------


def breakfast(gain: BundleGain, times: int = 0) -> Promotion:
    parts = (BundlePart(of("drink")), BundlePart(of("cake")))
    return Promotion("breakfast", "Breakfast", Bundle(parts, gain, times))


@pytest.mark.parametrize(
    ("gain", "off"),
    [
        pytest.param(ForPrice(35_000), [4_651, 3_349], id="together 350.00: 80.00 off, by what they cost"),
        pytest.param(LessAmount(5_000), [2_907, 2_093], id="50.00 less"),
        pytest.param(LessShare(1_000), [2_500, 1_800], id="10 % less"),
        pytest.param(ForPrice(50_000), [0, 0], id="cheaper on the shelf: no bundle"),
    ],
)
def test_a_coffee_and_a_cake(gain: BundleGain, off: list[int]) -> None:
    assert saved(price(basket(COFFEE, CAKE), breakfast(gain))) == off


def test_a_bundle_takes_the_dearest_pieces_there_are() -> None:
    assert saved(price(basket(TEA, COFFEE, CAKE), breakfast(LessShare(1_000)))) == [0, 2_500, 1_800]


@pytest.mark.parametrize(
    ("times", "off"),
    [pytest.param(0, 8_600, id="as many as there can be"), pytest.param(1, 4_300, id="once a receipt")],
)
def test_as_many_bundles_as_the_offer_lets(times: int, off: int) -> None:
    bought = basket((COFFEE, 3_000), (CAKE, 2_000))
    assert price(bought, breakfast(LessShare(1_000), times)).discount_minor == off


def test_a_part_may_want_several_pieces_of_several_lines() -> None:
    offer = Promotion("two", "Two drinks", Bundle((BundlePart(of("drink"), 2),), ForPrice(30_000)))
    assert saved(price(basket(COFFEE, TEA), offer)) == [6_250, 3_750]
    assert price(basket(COFFEE), offer).discount_minor == 0


def test_a_piece_in_a_bundle_is_gone_for_a_set() -> None:
    drinks = Promotion("drinks", "2 for 1", SetOff(2, 1), priority=200, goods=of("drink"))
    assert price(basket(COFFEE, TEA, CAKE), breakfast(LessShare(1_000)), drinks).discount_minor == 4_300


def test_a_bundle_stops_at_the_least_price_of_its_goods() -> None:
    wine = goods("wine", 40_000, "drink", min_price_minor=39_000)
    assert saved(price(basket(wine, CAKE), breakfast(LessAmount(10_000)))) == [1_000, 9_000]
