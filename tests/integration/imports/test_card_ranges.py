"""Old card numbers become ranges of prefixes; goods are never taken for cards."""

from loyalty_pos.centre.imports.ranges import new_ranges
from loyalty_pos.core.cards import CardRange, CheckDigit, own_card
from loyalty_pos.wire.card_ranges import ranges_text, read_ranges


def test_a_series_of_old_cards_is_one_range() -> None:
    numbers = [f"7770000{n:06d}" for n in range(500)]
    assert [(r.first, r.min_length) for r in new_ranges(numbers, (), [])] == [("777", 13)]


def test_our_own_cards_and_known_ranges_need_nothing_new() -> None:
    known = CardRange("old", "", "777", "777", 13, 13)
    assert new_ranges([own_card("1234567890123"), "7770000000001"], [known], []) == ()


def test_a_range_grows_until_it_holds_no_goods() -> None:
    cards = ["4600001000017", "4600001000024"]
    ranges = new_ranges(cards, (), ["4600002000016", "4607000000010"])
    assert [r.first for r in ranges] == ["4600001"]
    assert all(ranges[0].holds(card) for card in cards)


def test_a_card_that_is_also_a_barcode_is_told_by_its_whole_number() -> None:
    assert [r.first for r in new_ranges(["4600001000017"], (), ["4600001000017"])] == ["4600001000017"]


def test_the_setting_says_the_same_at_the_till() -> None:
    ranges = (
        CardRange("old", "", "551", "553", 13, 16, CheckDigit.EAN13),
        CardRange("b", "", "9", "9", 8, 8),
    )
    assert set(read_ranges(ranges_text(ranges))) == set(ranges)


def test_nonsense_in_the_setting_is_left_out() -> None:
    assert (
        read_ranges('[["a","x","y",1,2,"none"],["b","55","5",8,8,"none"],5,["c","55","56",8,8,"magic"]]')
        == ()
    )
    assert read_ranges("not json") == ()
    assert read_ranges("") == ()
    assert read_ranges("{}") == ()
