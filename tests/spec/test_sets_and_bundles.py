"""Pieces together: N for M, every k-th, bundles; whose pieces are free, and that no piece serves twice (decisions 31)."""

import pytest

from loyalty_pos.core.programme import (
    Bundle,
    BundleGain,
    BundlePart,
    ForPrice,
    FreeFrom,
    Gift,
    LessAmount,
    LessShare,
    PercentOff,
    Promotion,
    SetOff,
    UnitAmount,
)
from loyalty_pos.core.programme.conditions import ALL_GOODS
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


# --- edges --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "count", "free"),
    [
        pytest.param(
            SetOff(3, 1, times=1, unfinished=True), 5, 2, id="a begun set after the last one is none"
        ),
        pytest.param(SetOff(3, 1, times=2, unfinished=True), 5, 3, id="a begun set within the limit"),
        pytest.param(SetOff(3, 1, times=1), 3, 2, id="exactly as many sets as the offer lets"),
        pytest.param(SetOff(3, 2, unfinished=True), 5, 1, id="a begun set of as many as are paid"),
    ],
)
def test_how_far_begun_sets_count(effect: SetOff, count: int, free: int) -> None:
    assert price(pieces((1_000, count)), the_set(effect)).discount_minor == free * 1_000


def test_of_lines_at_one_price_the_later_one_is_free() -> None:
    assert saved(price(pieces((1_000, 1), (1_000, 1)), the_set(SetOff(2, 1)))) == [0, 1_000]
    mug = Promotion("mug", "A mug", Gift(1_000))
    assert saved(price(pieces((1_000, 1), (1_000, 1)), mug)) == [0, 1_000]
    two = Promotion("two", "Two", Bundle((BundlePart(ALL_GOODS, 1),), LessAmount(100), times=1))
    assert saved(price(pieces((1_000, 1), (1_000, 1)), two)) == [100, 0]


def test_a_free_piece_of_several_is_worth_half_up() -> None:
    """Three pieces that cost 10.01 together by then: one of them is 3.336..., 3.34."""
    off = Promotion("off", "-1.99", UnitAmount(663), priority=1)
    priced = price(basket((goods("a", 1_000), 3_000)), off, the_set(SetOff(3, 2), 2))
    assert [d.amount_minor for d in priced.lines[0].discounts] == [1_989, 337]


def test_a_part_of_a_piece_counts_for_no_set() -> None:
    assert price(basket((goods("a", 1_000), 2_500)), the_set(SetOff(2, 1))).discount_minor == 0


def test_a_bundle_that_saves_nothing_leaves_its_pieces_to_others() -> None:
    half = Promotion("drinks", "2 for 1", SetOff(2, 1), priority=200)
    assert price(basket(COFFEE, CAKE), breakfast(ForPrice(43_000)), half).discount_minor == 18_000
    assert price(basket(COFFEE, CAKE), breakfast(ForPrice(42_999)), half).discount_minor == 1


@pytest.mark.parametrize(
    ("gain", "off"),
    [
        pytest.param(LessAmount(99_900), 43_000, id="never below nothing"),
        pytest.param(LessAmount(1), 1, id="a kopeck less"),
    ],
)
def test_what_a_bundle_saves_at_most(gain: BundleGain, off: int) -> None:
    assert price(basket(COFFEE, CAKE), breakfast(gain)).discount_minor == off


def test_two_bundles_save_twice() -> None:
    twice = basket((COFFEE, 2_000), (CAKE, 2_000))
    assert price(twice, breakfast(LessAmount(100))).discount_minor == 200
    assert price(twice, breakfast(ForPrice(40_000))).discount_minor == 6_000


def test_a_piece_given_away_is_gone_for_the_next_gift() -> None:
    mugs = goods("mug", 1_000, "mug")
    one, two = (Promotion(name, "A mug", Gift(1), goods=of("mug"), priority=n) for n, name in enumerate("ab"))
    assert saved(price(basket(goods("tea", 9_000), mugs), one, two)) == [0, 1_000]
    assert saved(price(basket(goods("tea", 9_000), (mugs, 3_000)), one, two)) == [0, 2_000]


def test_gifts_are_the_cheapest_pieces_over_several_lines() -> None:
    three = Promotion("mug", "Three mugs", Gift(9_000, pieces=3), goods=of("mug"))
    lines = basket(
        goods("tea", 9_000), (goods("dear", 500, "mug"), 2_000), (goods("cheap", 300, "mug"), 2_000)
    )
    assert saved(price(lines, three)) == [0, 500, 600]


def test_pieces_that_a_set_has_used_are_no_gift() -> None:
    pair = Promotion("pair", "2 for 1", SetOff(2, 1), goods=of("mug"))
    gift = Promotion("gift", "A mug", Gift(1), goods=of("mug"))
    lines = basket(goods("tea", 9_000), (goods("mug", 500, "mug"), 2_000))
    assert saved(price(lines, pair, gift)) == [0, 500]


@pytest.mark.parametrize(
    ("lines", "effect", "off"),
    [
        pytest.param([(200, 1), (500, 1)], SetOff(2, 1), [200, 0], id="the cheaper one, wherever it stands"),
        pytest.param([(1_000, 3), (1_000, 1)], SetOff(4, 3), [0, 1_000], id="at one price the later line"),
        pytest.param(
            [(500, 1), (300, 1)],
            SetOff(3, 1, free_from=FreeFrom.EACH_SET, unfinished=True),
            [0, 300],
            id="a begun set from the dearest",
        ),
    ],
)
def test_whose_piece_is_free(lines: list[tuple[int, int]], effect: SetOff, off: list[int]) -> None:
    assert saved(price(pieces(*lines), the_set(effect))) == off


@pytest.mark.parametrize(
    ("effect", "off"),
    [
        pytest.param(SetOff(3, 2, unfinished=True), 2_000, id="a begun set that gives nothing uses no piece"),
        pytest.param(SetOff(3, 1, unfinished=True), 3_000, id="a begun set that gives something uses its pieces"),
    ],
)  # fmt: skip
def test_pieces_of_a_begun_set(effect: SetOff, off: int) -> None:
    assert price(pieces((1_000, 5)), the_set(effect), the_set(SetOff(2, 1), 2)).discount_minor == off


def test_the_odd_kopeck_of_a_bundle_is_the_first_lines() -> None:
    lines = basket(goods("cake", 1_000, "cake"), goods("coffee", 1_000, "drink"))
    assert saved(price(lines, breakfast(LessAmount(101)))) == [51, 50]


def test_two_pieces_of_one_line_make_a_bundle() -> None:
    offer = Promotion("two", "Two drinks", Bundle((BundlePart(of("drink"), 2),), ForPrice(30_000)))
    assert price(basket((COFFEE, 2_000)), offer).discount_minor == 20_000


def test_a_bundle_that_is_cheaper_already_costs_no_more_and_no_less() -> None:
    half = Promotion("half", "-50 %", PercentOff(5_000), priority=1)
    assert price(basket(COFFEE, CAKE), half, breakfast(ForPrice(40_000))).discount_minor == 21_500


def test_goods_without_discounts_open_no_gift() -> None:
    gift = Promotion("gift", "A mug", Gift(9_000), goods=of("mug"))
    for no_discount, off in ((True, 0), (False, 500)):
        tea = goods("tea", 9_000, no_discount=no_discount)
        assert price(basket(tea, goods("mug", 500, "mug")), gift).discount_minor == off


def test_gifts_of_several_lines_leave_the_other_pieces_for_the_next_offer() -> None:
    three = Promotion("a", "Three mugs", Gift(1, pieces=3), goods=of("mug"))
    one = Promotion("b", "A mug", Gift(1), goods=of("mug"))
    lines = basket(
        goods("tea", 9_000), (goods("dear", 500, "mug"), 2_000), (goods("cheap", 300, "mug"), 2_000)
    )
    assert saved(price(lines, three, one)) == [0, 1_000, 600]
