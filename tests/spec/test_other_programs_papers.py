"""The paper of another till: what its number and its fiscal QR say, and what says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.beside.paper import LONGEST_NUMBER, PaperKind, is_fiscal_code, read_paper
from loyalty_pos.core.problems import OtherPaperUnreadable

QR = "t=20261120T1248&s=1234.50&fn=9999078900001234&i=512&fp=0234567890&n=1"


def test_the_qr_of_a_fiscal_receipt_names_it_with_its_sum_and_kind() -> None:
    paper = read_paper(QR)
    assert paper.key == "fn:9999078900001234:512:234567890"
    assert (paper.sum_minor, paper.kind) == (123_450, PaperKind.SALE)


@pytest.mark.parametrize(
    ("told", "minor"),
    [
        pytest.param("s=0.05", 5, id="kopecks"),
        pytest.param("s=10", 1000, id="whole roubles"),
        pytest.param("s=10.5", 1050, id="ten-kopeck pieces"),
        pytest.param("s=9999999999.99", 999_999_999_999, id="the largest"),
    ],
)
def test_the_sum_is_read_to_the_kopeck(told: str, minor: int) -> None:
    assert read_paper(QR.replace("s=1234.50", told)).sum_minor == minor


def test_seconds_leading_zeros_and_the_order_of_fields_change_nothing() -> None:
    turned = "&".join(reversed(QR.replace("T1248", "T124815").replace("i=512", "i=0512").split("&")))
    assert read_paper(turned).key == read_paper(QR).key


@pytest.mark.parametrize(("n", "kind"), [(one.value, one) for one in PaperKind])
def test_the_kind_of_the_paper_is_told(n: int, kind: PaperKind) -> None:
    assert read_paper(QR.replace("n=1", f"n={n}")).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(QR.replace("&n=1", ""), id="a field is missing"),
        pytest.param(QR + "&n=1", id="a field twice"),
        pytest.param(QR.replace("n=1", "n=5"), id="no such kind"),
        pytest.param(QR.replace("1234.50", "1.2.3"), id="no sum"),
        pytest.param(QR.replace("fn=9999078900001234", "fn=99T"), id="no drive"),
        pytest.param(QR.replace("20261120T1248", "2026"), id="no time"),
        pytest.param(QR + "&x=1", id="a foreign field"),
        pytest.param(QR.replace("fp=0234567890", "fp=" + "1" * 40), id="endless"),
        pytest.param("", id="nothing"),
        pytest.param("\x1b@", id="control bytes"),
        pytest.param("1" * (LONGEST_NUMBER + 1), id="too long a number"),
        pytest.param("7 <script>", id="markup"),
    ],
)
def test_what_is_no_paper_is_refused(text: str) -> None:
    with pytest.raises(OtherPaperUnreadable):
        read_paper(text)


def test_a_number_is_the_same_in_any_case_and_with_any_spaces() -> None:
    assert read_paper("  Чек  №12/a ").key == read_paper("чек №12/A").key == "no:ЧЕК №12/A"
    assert read_paper("12").sum_minor is None
    assert not is_fiscal_code("12")


@given(st.text(max_size=600) | st.text("tsfnip=&T.0123456789", max_size=120))
def test_any_text_is_a_paper_or_one_named_refusal(text: str) -> None:
    try:
        paper = read_paper(text)
    except OtherPaperUnreadable:
        return
    assert paper.key.startswith(("no:", "fn:"))
