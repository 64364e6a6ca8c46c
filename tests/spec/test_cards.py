"""Card numbers: ours notice every slip of a finger, old ones are accepted as printed, bank cards are refused."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.cards import (
    CardRange,
    CheckDigit,
    damm_digit,
    ean_digit,
    find_range,
    is_payment_number,
    last4,
    luhn_digit,
    masked,
    obeys,
    own_card,
    own_range,
)

digits13 = st.text("0123456789", min_size=13, max_size=13)
OWN = own_range("club", "main")
LOYA = CardRange("loya", "main", "777", "777", 13, 13)
FROM_551 = CardRange("green", "main", "551", "551", 13, 13, CheckDigit.EAN13)
FROM_2990 = CardRange("old", "main", "2990", "2999", 13, 13, CheckDigit.EAN13)


@pytest.mark.parametrize(
    ("body", "number"),
    [
        pytest.param("551000000123", "5510000001235", id="W30: prefix 551 is printed as 5510000001235"),
        pytest.param("299000004217", "2990000042170", id="W30: prefix 2xx is printed as 2990000042170"),
        pytest.param("400638133393", "4006381333931", id="a barcode from a shelf"),
    ],
)
def test_a_printed_ean13_card_ends_in_its_gs1_check_digit(body: str, number: str) -> None:
    assert body + ean_digit(body) == number
    assert obeys(number, CheckDigit.EAN13)


def test_w30_a_card_with_a_wrong_check_digit_is_accepted_when_its_range_says_so() -> None:
    assert not obeys("7770000002302", CheckDigit.EAN13)
    assert find_range("7770000002302", [OWN, LOYA]) is LOYA
    assert obeys("7770000002302", LOYA.check)


def test_a_known_damm_number() -> None:
    assert damm_digit("572") == "4"


def test_a_known_luhn_number() -> None:
    assert luhn_digit("7992739871") == "3"


@given(digits13)
def test_our_card_has_16_digits_starts_with_29_and_obeys_damm(random_digits: str) -> None:
    number = own_card(random_digits)
    assert len(number) == 16 and number.startswith("29")
    assert OWN.holds(number) and obeys(number, OWN.check)


@given(digits13, st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(random_digits: str, place: int, shift: int) -> None:
    number = own_card(random_digits)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not obeys(wrong, CheckDigit.DAMM)


@given(digits13)
def test_two_swapped_neighbours_are_always_noticed(random_digits: str) -> None:
    number = own_card(random_digits)
    for i, (left, right) in enumerate(pairwise(number)):
        swapped = number[:i] + right + left + number[i + 2 :]
        assert left == right or not obeys(swapped, CheckDigit.DAMM)


@given(digits13)
def test_none_of_our_cards_looks_like_a_bank_card(random_digits: str) -> None:
    assert not is_payment_number(own_card(random_digits))


def test_a_card_is_found_by_its_first_digits_not_by_its_length() -> None:
    ranges = [OWN, LOYA, FROM_551]
    assert find_range("5510000001235", ranges) is FROM_551
    assert find_range("4607123456783", ranges) is None  # as long as a card, but goods
    assert find_range("551000000123", ranges) is None  # first digits of a card, but too short


def test_the_longer_prefix_wins() -> None:
    wide = CardRange("wide", "main", "2", "2", 13, 13)
    assert find_range("2995000000000", [wide, FROM_2990]) is FROM_2990
    assert find_range("2985000000000", [wide, FROM_2990]) is wide


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        pytest.param(date(2025, 12, 31), False, id="not yet"),
        pytest.param(date(2026, 1, 1), True, id="the first day counts"),
        pytest.param(date(2026, 6, 30), True, id="the last day counts"),
        pytest.param(date(2026, 7, 1), False, id="over"),
    ],
)
def test_a_range_has_a_first_and_a_last_day(day: date, *, valid: bool) -> None:
    block = CardRange(
        "half", "main", "55", "55", 8, 13, valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30)
    )
    assert block.is_valid_on(day) is valid
    assert OWN.is_valid_on(day)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("4111111111111111", id="Visa"),
        pytest.param("4222222222222", id="an old Visa of 13 digits"),
        pytest.param("5555555555554444", id="Mastercard"),
        pytest.param("2223003122003222", id="Mastercard of the 2-series"),
        pytest.param("2200000000000004", id="Mir"),
        pytest.param("378282246310005", id="American Express"),
        pytest.param("6200000000000005", id="UnionPay"),
        pytest.param("3530111333300000", id="JCB"),
        pytest.param("30569309025904", id="Diners"),
        pytest.param("6759649826438453", id="Maestro"),
    ],
)
def test_a_bank_card_is_recognised(number: str) -> None:
    assert is_payment_number(number)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("4111111111111112", id="Luhn is wrong"),
        pytest.param("9111111111111113", id="no scheme starts with 9"),
        pytest.param("411111111111", id="too short"),
        pytest.param("4600000000060", id="Luhn is right by chance, but it is the barcode of goods"),
        pytest.param("٤١١١١١١١١١١١١١١١", id="digits of another script"),
    ],
)
def test_what_is_no_bank_card(number: str) -> None:
    assert not is_payment_number(number)


def test_the_barcode_of_the_last_case_really_passes_luhn() -> None:
    assert obeys("4600000000060", CheckDigit.LUHN) and obeys("4600000000060", CheckDigit.EAN13)


def test_only_the_last_four_digits_are_shown() -> None:
    assert last4("2912345678901234") == "1234"
    assert masked("2912345678901234") == "**** 1234"
