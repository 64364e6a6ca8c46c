"""One reader for everything that is scanned or typed: each text is exactly one thing, or refused."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loyalty_pos.core.cards import CardRange, CheckDigit, own_card, own_range
from loyalty_pos.core.gs1 import GS
from loyalty_pos.core.problems import (
    BadPhone,
    BadQuantity,
    PaymentCardRefused,
    Problem,
    UnreadableCode,
)
from loyalty_pos.core.scan import (
    DEFAULT_CODES,
    CardCode,
    CertificateCode,
    CodePrefix,
    CouponCode,
    GoodsCode,
    Kind,
    Nomenclature,
    PhoneTyped,
    ReceiptCode,
    Scanned,
    StaffBadge,
    WeighedCode,
    read,
    receipt_text,
)

CLUB = own_range("club", "main")
GREEN = CardRange("green", "main", "551", "551", 13, 13, CheckDigit.EAN13)
LOYA = CardRange("loya", "main", "777", "777", 13, 13)
OLD = CardRange("old", "main", "2990", "2999", 13, 13, CheckDigit.EAN13)
MARKETING = CardRange("m", "main", "2105", "2105", 13, 13)
SHOP = Nomenclature((CLUB, GREEN, LOYA, OLD, MARKETING), DEFAULT_CODES)
OURS = own_card("0123456789012")
MARKED = f"0104006381333931215abcDE{GS}93abcd"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        pytest.param(OURS, CardCode(OURS, CLUB), id="our card"),
        pytest.param(f" {OURS}\r\n", CardCode(OURS, CLUB), id="with what scanners add at the end"),
        pytest.param(
            f"{OURS[:4]} {OURS[4:8]} {OURS[8:12]} {OURS[12:]}",
            CardCode(OURS, CLUB),
            id="typed in groups of four",
        ),
        pytest.param(f";{OURS}=2712?", CardCode(OURS, CLUB), id="its magnetic stripe"),
        pytest.param(f"]C0{OURS}", CardCode(OURS, CLUB), id="with the scanner's word that it is Code 128"),
        pytest.param("5510000001235", CardCode("5510000001235", GREEN), id="W30: an EAN-13 card"),
        pytest.param(
            "7770000002302", CardCode("7770000002302", LOYA), id="W30: a wrong check digit, as printed"
        ),
        pytest.param(
            "2990000042170",
            CardCode("2990000042170", OLD),
            id="W30: a longer prefix beats the coupons' 29 and 99",
        ),
        pytest.param(
            "2105000000000",
            CardCode("2105000000000", MARKETING),
            id="a card in the middle of the scales' numbers",
        ),
        pytest.param("2100123007547", WeighedCode("00123", qty_milli=754), id="a scale's label: 754 g"),
        pytest.param("2300123019995", WeighedCode("00123", price_minor=1999), id="a scale's label: 19.99"),
        pytest.param("4006381333931", GoodsCode("4006381333931"), id="goods"),
        pytest.param("]E04006381333931", GoodsCode("4006381333931"), id="goods with an AIM identifier"),
        pytest.param("4600000000060", GoodsCode("4600000000060"), id="goods that would pass as a bank card"),
        pytest.param("036000291452", GoodsCode("0036000291452"), id="goods of another continent"),
        pytest.param("978-3-16-148410-0", GoodsCode("9783161484100"), id="a book, typed as printed"),
        pytest.param("A-17/3", GoodsCode("A-17/3"), id="a number the shop made itself"),
        pytest.param("1042", GoodsCode("1042"), id="a short number typed by hand"),
        pytest.param(MARKED, GoodsCode("4006381333931", MARKED), id="a marked pack"),
        pytest.param(f"]d2{MARKED}", GoodsCode("4006381333931", MARKED), id="a marked pack, AIM"),
        pytest.param(GS + MARKED, GoodsCode("4006381333931", MARKED), id="a marked pack, FNC1 in front"),
        pytest.param(
            "]e001040063813339313103000750", WeighedCode("4006381333931", qty_milli=750), id="DataBar: 750 g"
        ),
        pytest.param(
            "]C101040063813339313922001999",
            WeighedCode("4006381333931", price_minor=1999),
            id="GS1-128: 19.99",
        ),
        pytest.param("89123456734", PhoneTyped("+79123456734"), id="a phone"),
        pytest.param("912 345-67-34", PhoneTyped("+79123456734"), id="a phone as people write it"),
        pytest.param("+49 30 901820", PhoneTyped("+4930901820"), id="a foreign phone"),
        pytest.param("LPG1:K7QX3M2PAB5TZ9WC", CertificateCode("K7QX3M2PAB5TZ9WC"), id="a gift certificate"),
        pytest.param("LPC1:SPRING-10", CouponCode("SPRING-10"), id="a coupon"),
        pytest.param("9912345678909", CouponCode("9912345678909"), id="a coupon by number"),
        pytest.param("LPS1:17", StaffBadge("17"), id="a badge"),
        pytest.param("LPR1:0042-000137", ReceiptCode("0042-000137"), id="a receipt"),
        pytest.param("]Q1LPR1:0042:123456", ReceiptCode("0042", "123456"), id="a receipt with its proof"),
    ],
)
def test_what_a_text_is(text: str, meaning: Scanned) -> None:
    assert read(text, SHOP) == meaning


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("4111111111111111", id="bare"),
        pytest.param("4111 1111 1111 1111", id="typed in groups"),
        pytest.param("5555-5555-5555-4444", id="with dashes"),
        pytest.param(";4111111111111111=25121010000000000000?", id="second track"),
        pytest.param("%B4111111111111111^IVANOV/IVAN^2512101000?", id="first track"),
        pytest.param("]C02200000000000004", id="as a barcode"),
    ],
)
def test_r69_a_bank_card_is_refused_and_the_refusal_does_not_hold_it(text: str) -> None:
    with pytest.raises(PaymentCardRefused) as refused:
        read(text, SHOP)
    assert refused.value.facts() == {}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\r\n", id="only an end of line"),
        pytest.param("1" * 513, id="too long"),
        pytest.param("4006381\x003393", id="a NUL"),
        pytest.param("400638\x1b[2J", id="an escape sequence"),
        pytest.param("капучино", id="no ASCII"),
        pytest.param("\u202e4006381333931", id="written backwards"),
        pytest.param("https:" + "//example.org/?id=1", id="an address is never opened"),
        pytest.param("t=20260101T1200&s=12.00&fn=1&i=2&fp=3&n=1", id="a fiscal receipt of anybody"),
        pytest.param(OURS[:-1] + str((int(OURS[-1]) + 1) % 10), id="our card with a wrong last digit"),
        pytest.param("5510000001236", id="an EAN-13 card of ours, misread"),
        pytest.param("2100123007546", id="a scale's label, misread: a wrong weight is worse than none"),
        pytest.param("LPR1:", id="a receipt without a code"),
        pytest.param("LPR1:00_42", id="a receipt with a strange code"),
        pytest.param("LPR1:42:12a4", id="a receipt with a strange proof"),
        pytest.param("LPG1:' OR 1=1", id="a certificate with a trick in it"),
        pytest.param("]d20104006381333932215abc", id="a marked pack with a wrong check digit"),
        pytest.param("]d2garbage", id="a GS1 code that is none"),
    ],
)
def test_what_is_refused_as_unreadable(text: str) -> None:
    with pytest.raises(UnreadableCode) as refused:
        read(text, SHOP)
    assert refused.value.length <= len(text)


def test_a_label_with_nothing_on_the_scale_is_refused() -> None:
    with pytest.raises(BadQuantity):
        read("2100123000005", SHOP)


def test_a_number_that_starts_with_plus_must_be_a_phone() -> None:
    with pytest.raises(BadPhone):
        read("+7 912", SHOP)


def test_a_shop_without_any_table_still_reads_goods() -> None:
    assert read("4006381333931", Nomenclature()) == GoodsCode("4006381333931")
    assert read("2100123007547", Nomenclature()) == GoodsCode("2100123007547")


def test_a_shop_may_claim_numbers_that_look_like_phones() -> None:
    parts = Nomenclature(codes=(CodePrefix(Kind.GOODS, "891", 11, 11),))
    assert read("89123456734", parts) == GoodsCode("89123456734")


@given(st.from_regex(r"[0-9A-Za-z-]{1,40}", fullmatch=True), st.text("0123456789", min_size=0, max_size=400))
def test_what_the_receipt_says_is_read_back(code: str, proof: str) -> None:
    text = receipt_text(code, proof)
    assert read(text, SHOP) == ReceiptCode(code, proof)
    assert len(text) <= 512 and text.isascii() and text.isprintable()


@given(
    st.one_of(
        st.text(max_size=40),
        st.text(st.characters(min_codepoint=0x1D, max_codepoint=0x7E), max_size=60),
        st.text("0123456789 -+=;?%^:" + GS, max_size=40),
        st.builds(
            "".join,
            st.lists(
                st.sampled_from(["21", "29", "LPR1:", "]d2", "01", GS, "551", "+7", "4111", ";", "0", "7"]),
                max_size=12,
            ),
        ),
        st.binary(max_size=600).map(lambda raw: raw.decode("latin-1")),
    )
)
@example("\x1d")
@example("]C1")
@example("%B ^")
@example("2" * 513)
def test_any_text_is_one_thing_or_one_refusal(text: str) -> None:
    try:
        meaning = read(text, SHOP)
    except Problem:
        return
    assert isinstance(meaning, Scanned)


@given(st.text("0123456789", min_size=13, max_size=13))
def test_each_of_our_cards_is_read_as_itself(random_digits: str) -> None:
    number = own_card(random_digits)
    assert read(number, SHOP) == CardCode(number, CLUB)
