"""GS1 codes: goods are found by one form of their number, marked goods by the number inside their code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.gs1 import GS, amount, canonical, elements, is_gtin, looks_like_elements


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        pytest.param("4006381333931", "4006381333931", id="EAN-13"),
        pytest.param("04006381333931", "4006381333931", id="the same inside a GTIN-14"),
        pytest.param("036000291452", "0036000291452", id="UPC-A"),
        pytest.param("00036000291452", "0036000291452", id="UPC-A inside a GTIN-14"),
        pytest.param("96385074", "96385074", id="EAN-8"),
        pytest.param("00000096385074", "96385074", id="EAN-8 inside a GTIN-14"),
        pytest.param("14006381333938", "14006381333938", id="a box: another article than the piece"),
        pytest.param("4006381333932", "4006381333932", id="wrong check digit: left alone"),
        pytest.param("A-17", "A-17", id="a number of the shop"),
    ],
)
def test_goods_are_kept_under_one_form(read: str, kept: str) -> None:
    assert canonical(read) == kept
    assert canonical(kept) == kept


def test_a_marked_pack_carries_number_serial_and_signature() -> None:
    code = f"0104006381333931215abcDE'{GS}91FFD0{GS}92dGVzdA=="
    assert elements(code) == {"01": "04006381333931", "21": "5abcDE'", "91": "FFD0", "92": "dGVzdA=="}


def test_a_leading_separator_changes_nothing() -> None:
    assert elements(f"{GS}010400638133393117261231") == {"01": "04006381333931", "17": "261231"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("01040063813339", id="a number cut short"),
        pytest.param(f"0104006381{GS}333931", id="a separator inside a fixed length"),
        pytest.param("21", id="an identifier without a value"),
        pytest.param("ab12", id="no identifier"),
        pytest.param("39", id="half an identifier"),
    ],
)
def test_a_broken_code_is_noticed(text: str) -> None:
    assert elements(text) is None


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        pytest.param(f"{GS}0104006381333931", True, id="FNC1 in front"),
        pytest.param("0104006381333931215abc", True, id="a number with more behind it"),
        pytest.param("0104006381333931", False, id="16 digits may be a card"),
        pytest.param("0104006381333932215abc", False, id="wrong check digit"),
        pytest.param("2100123007547", False, id="a label of a scale is no serial number 21"),
    ],
)
def test_what_is_taken_for_a_gs1_code_without_a_word_from_the_scanner(text: str, *, yes: bool) -> None:
    assert looks_like_elements(text) is yes


@pytest.mark.parametrize(
    ("found", "grams"),
    [
        pytest.param({"3103": "000750"}, 750, id="grams"),
        pytest.param({"3102": "000075"}, 750, id="tens of grams"),
        pytest.param({"3105": "075000"}, 750, id="finer, but whole grams"),
        pytest.param({"3105": "075001"}, None, id="finer than a gram"),
        pytest.param({"01": "04006381333931"}, None, id="no weight"),
    ],
)
def test_the_net_weight_is_counted_in_grams(found: dict[str, str], grams: int | None) -> None:
    assert amount(found, "310", 3) == grams


@given(st.text("0123456789", min_size=13, max_size=13), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_no_number_of_goods(digits: str, place: int, shift: int) -> None:
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert not (is_gtin(digits) and is_gtin(wrong))


@given(st.text(st.characters(min_codepoint=0x1D, max_codepoint=0x7E), max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = elements(text)
    assert found is None or all(key.isdigit() and value for key, value in found.items())
