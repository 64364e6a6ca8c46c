"""The shop's own numbers 20 to 29: the shop says what they hold; what it says wrongly changes nothing."""

import pytest

from loyalty_pos.core.cards import CheckDigit, ean_digit
from loyalty_pos.core.labels.scale import codes_of_shop, read_scale_labels
from loyalty_pos.core.problems import UnreadableCode
from loyalty_pos.core.scan import DEFAULT_CODES, CodePrefix, Kind, Nomenclature, WeighedCode, read


def label(digits: str) -> str:
    return digits + ean_digit(digits)


def test_the_shop_says_which_of_its_numbers_hold_what() -> None:
    assert read_scale_labels("20=weight 232=price/6") == (
        CodePrefix(Kind.WEIGHED, "20", 13, 13, CheckDigit.EAN13, 5),
        CodePrefix(Kind.PRICED, "232", 13, 13, CheckDigit.EAN13, 6),
    )


def test_a_shop_that_says_nothing_has_the_usual_ones() -> None:
    assert read_scale_labels(" ") == DEFAULT_CODES[:2]
    assert set(codes_of_shop("")) == set(DEFAULT_CODES)


@pytest.mark.parametrize("text", ["21", "31=weight", "21=grams", "21=weight/9", "20=weight,23=price"])
def test_what_is_no_such_label_is_refused_and_changes_nothing(text: str) -> None:
    with pytest.raises(ValueError, match=r"[0-9]"):
        read_scale_labels(text)
    assert codes_of_shop(text) == DEFAULT_CODES


def test_labels_are_read_as_the_shop_says() -> None:
    shop = Nomenclature((), codes_of_shop("20=weight 22=price/6"))
    assert read(label("200004201018"), shop) == WeighedCode("00042", qty_milli=1018)
    assert read(label("220000421999"), shop) == WeighedCode("000042", price_minor=1999)
    wrong = label("200004201018")[:-1] + str((int(label("200004201018")[-1]) + 1) % 10)
    with pytest.raises(UnreadableCode):
        read(wrong, shop)
