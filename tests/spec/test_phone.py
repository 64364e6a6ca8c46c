"""Phone numbers: however a Russian number is said, it is one number; foreign ones begin with +."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.phone import masked, normalise
from loyalty_pos.core.problems import BadPhone


@pytest.mark.parametrize(
    "typed",
    [
        "89123456734",
        "79123456734",
        "+79123456734",
        "9123456734",
        "8 (912) 345-67-34",
        "+7 912 345 67 34",
        "8.912.345.67.34",
        "+8 912 345-67-34",
        "8\u00a0912\u2013345\u201367\u201334",
    ],
)
def test_every_way_to_say_one_russian_number_gives_the_same(typed: str) -> None:
    assert normalise(typed) == "+79123456734"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        pytest.param("+49 30 901820", "+4930901820", id="Germany"),
        pytest.param("0049 30 901820", "+4930901820", id="dialled from Europe"),
        pytest.param("8-10-49-30-901820", "+4930901820", id="dialled from Russia"),
        pytest.param("+375 29 123-45-67", "+375291234567", id="Belarus"),
        pytest.param("+1 (212) 555-0123", "+12125550123", id="USA"),
        pytest.param("+84 90 123 4567", "+84901234567", id="Viet Nam: 11 digits starting with 8"),
        pytest.param("8 495 123-45-67", "+74951234567", id="a landline in Moscow"),
        pytest.param("+7 701 123 45 67", "+77011234567", id="Kazakhstan shares +7"),
    ],
)
def test_other_numbers(typed: str, number: str) -> None:
    assert normalise(typed) == number


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("912345673", 9, id="one digit short"),
        pytest.param("8912345673400", 13, id="two too many"),
        pytest.param("+7 912 345 67", 9, id="+7 needs ten more digits"),
        pytest.param("+7 212 345 67 34", 11, id="no zone of +7 starts with 2"),
        pytest.param("0123456789", 10, id="starts with 0"),
        pytest.param("+0 123 456 789", 10, id="no country has code 0"),
        pytest.param("+1234567890123456", 16, id="longer than E.164 allows"),
        pytest.param("8912345673x", 10, id="a letter"),
        pytest.param("89123+456734", 11, id="a plus in the middle"),
        pytest.param("٨٩١٢٣٤٥٦٧٣٤", 0, id="digits of another script"),
    ],
)
def test_what_is_no_number_is_refused_with_the_count_of_digits(typed: str, digits: int) -> None:
    with pytest.raises(BadPhone) as refused:
        normalise(typed)
    assert refused.value.digits == digits


@given(st.text(max_size=40))
def test_any_text_gives_a_number_or_the_one_refusal(text: str) -> None:
    try:
        number = normalise(text)
    except BadPhone:
        return
    assert number[0] == "+" and number[1:].isascii() and number[1:].isdigit() and 9 <= len(number) <= 16
    assert normalise(number) == number


@given(st.text("0123456789", min_size=9, max_size=9))
def test_nine_digits_after_9_are_hidden_but_for_the_first_and_the_last_two(rest: str) -> None:
    assert masked("+79" + rest) == f"+7 9** ***-**-{rest[-2:]}"


def test_a_foreign_number_is_masked_too() -> None:
    assert masked("+493090182089") == "+49 ********89"
