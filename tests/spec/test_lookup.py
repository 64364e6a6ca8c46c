"""Cards and phones are found in the cache without standing in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.lookup import lookup_key

KEY = bytes(range(32))


@given(number=st.text(max_size=40))
def test_a_key_fits_into_an_integer_primary_key(number: str) -> None:
    assert 0 <= lookup_key("card", number, KEY) < 1 << 63


def test_the_same_number_is_always_found_again() -> None:
    assert lookup_key("card", "2900000000000001", KEY) == lookup_key("card", "2900000000000001", KEY)


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        pytest.param("phone", "+79001234567", KEY, id="a phone is not a card"),
        pytest.param("card", "+79001234568", KEY, id="another number"),
        pytest.param("card", "+79001234567", bytes(32), id="another network's key"),
    ],
)
def test_different_things_have_different_keys(kind: str, text: str, key: bytes) -> None:
    assert lookup_key(kind, text, key) != lookup_key("card", "+79001234567", KEY)


def test_a_short_key_is_a_bug_and_not_a_weak_hash() -> None:
    with pytest.raises(AssertionError):
        lookup_key("card", "1", b"short")
