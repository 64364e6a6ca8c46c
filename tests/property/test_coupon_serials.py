"""Serials of coupons: all different, and any slip of a finger is noticed."""

import random

from hypothesis import assume, given
from hypothesis import strategies as st

from loyalty_pos.core.coupons.serials import LETTERS, grouped, is_serial, make_serials

ANY_CHARACTER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
prefixes = st.text(ANY_CHARACTER, max_size=8)
seeds = st.integers(0, 2**32)


def one(prefix: str, seed: int) -> str:
    return next(make_serials(1, prefix, random.Random(seed).randrange))


@given(prefixes, seeds)
def test_what_is_made_is_right_and_easy_to_read(prefix: str, seed: int) -> None:
    serial = one(prefix, seed)
    assert is_serial(serial)
    assert is_serial(grouped(serial).lower())
    assert serial.startswith(prefix)
    assert set(serial.removeprefix(prefix)) <= set(LETTERS)


@given(prefixes, seeds, st.data())
def test_one_wrong_character_is_noticed(prefix: str, seed: int, data: st.DataObject) -> None:
    serial = one(prefix, seed)
    place = data.draw(st.integers(0, len(serial) - 1))
    wrong = data.draw(st.sampled_from(ANY_CHARACTER.replace(serial[place], "")))
    assert not is_serial(serial[:place] + wrong + serial[place + 1 :])


@given(prefixes, seeds, st.data())
def test_two_swapped_neighbours_are_noticed(prefix: str, seed: int, data: st.DataObject) -> None:
    serial = one(prefix, seed)
    place = data.draw(st.integers(0, len(serial) - 2))
    first, second = serial[place], serial[place + 1]
    assume(first != second)
    assert not is_serial(serial[:place] + second + first + serial[place + 2 :])


@given(st.integers(1, 200), seeds)
def test_no_serial_is_made_twice(count: int, seed: int) -> None:
    serials = list(make_serials(count, "", random.Random(seed).randrange))
    assert len(set(serials)) == count


def test_a_draw_that_repeats_itself_is_drawn_again() -> None:
    source = random.Random(1)
    draws = [source.randrange(len(LETTERS)) for _ in range(12 * 40)]
    twice = iter([digit for start in range(0, len(draws), 12) for digit in draws[start : start + 12] * 2])
    serials = list(make_serials(5, "", lambda _: next(twice)))
    assert len(set(serials)) == len(serials) == 5
