"""Reports of HID scanners: each maker's way, codes of several reports, what a descriptor says, what breaks off."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.problems import UnreadableCode
from loyalty_pos.core.scan import DEFAULT_CODES, GoodsCode, Nomenclature, WeighedCode, read
from loyalty_pos.devices.scanners.descriptor import Layout, layout_of
from loyalty_pos.devices.scanners.reports import HONEYWELL, NEWLAND, RAW, UNREADABLE, Reports
from loyalty_pos.devices.scanners.symbology import said
from loyalty_pos.lab.scanners.reports import Maker, reports_of

SHOP = Nomenclature((), DEFAULT_CODES)
MARKED = "010400638133393121" + "a" * 20 + "\x1d91FFD0\x1d92" + "0123456789abcdef" * 4
RECEIPT = "LPR1:0042-000137:" + "7" * 480
LAYOUTS = {Maker.HONEYWELL: HONEYWELL, Maker.NEWLAND: NEWLAND, Maker.RAW: RAW}

# Page 0x8C, "bar code scanner": number 2, length, three bytes of symbology, 56 of code, the mark in the last byte.
HONEYWELL_SAYS = bytes.fromhex(
    "058C 0902 A101 8502 1500 26FF00 7508"
    "0501 093B 9501 8102"
    "058C 09FB 09FC 09FD 9503 8102"
    "09FE 9538 8102"
    "9502 8101"
    "09FF 2501 7501 9501 8102 9507 8101"
    "C0"
)
PLAIN_SAYS = bytes.fromhex("058C 0902 A101 7508 953F 1500 26FF00 09FE 8102 C0")
MOUSE_SAYS = bytes.fromhex("0501 0902 A101 0901 A100 0509 1901 2903 1500 2501 9503 7501 8102 C0 C0")


def heard(reports: list[bytes], layout: Layout | None = None) -> list[str]:
    """Return what one scanner's reports say, a millisecond apart."""
    reading = Reports(layout)
    return [code for number, report in enumerate(reports) for code in reading.feed(report, number / 1000)]


@pytest.mark.parametrize("maker", Maker)
@pytest.mark.parametrize("code", ["4006381333931", "A", "x" * 55, "x" * 56, "x" * 57, MARKED, RECEIPT])
@pytest.mark.parametrize("known", [True, False], ids=["by-layout", "looked-at"])
def test_a_code_comes_whole_from_each_makers_reports(maker: Maker, code: str, *, known: bool) -> None:
    wanted = f"]d2{code}" if maker is Maker.HONEYWELL else code
    assert heard(reports_of(code, maker, "]d2"), LAYOUTS[maker] if known else None) == [wanted]


def test_bytes_as_a_honeywell_sends_them() -> None:
    report = bytes.fromhex("020D5D4530") + b"4006381333931" + bytes(46)
    assert len(report) == 64
    assert heard([report]) == ["]E04006381333931"]
    assert read("]E04006381333931", SHOP) == GoodsCode("4006381333931")


def test_bytes_as_a_newland_sends_them() -> None:
    report = bytes.fromhex("020D") + b"4006381333931" + bytes(49)
    assert heard([report]) == ["4006381333931"]
    with_aim = bytes.fromhex("0210") + b"]E04006381333931" + bytes(46)
    assert heard([with_aim]) == ["]E04006381333931"], "it is set to send the symbology within the code"


def test_a_marked_pack_is_known_by_what_the_scanner_says_of_its_symbology() -> None:
    (text,) = heard(reports_of("010400638133393131030007503922012345", Maker.HONEYWELL, "]e0"))
    assert read(text, SHOP) == WeighedCode("4006381333931", price_minor=12_345)


def test_a_descriptor_says_where_the_code_stands() -> None:
    assert layout_of(HONEYWELL_SAYS) == Layout(report=2, length=1, aim=2, data=5, end=61, more=63)
    assert layout_of(PLAIN_SAYS) == Layout(report=-1, length=-1, aim=-1, data=0, end=63, more=-1)
    assert layout_of(MOUSE_SAYS) is None and layout_of(b"") is None


def test_a_scanner_without_length_and_number_is_read_by_its_descriptor() -> None:
    report = b"4006381333931\r".ljust(63, b"\0")
    assert heard([report], layout_of(PLAIN_SAYS)) == ["4006381333931"]


def test_what_the_scanner_says_of_its_buttons_is_no_code() -> None:
    assert heard([b"\x05" + bytes(63), *reports_of("4006381333931", Maker.NEWLAND)], NEWLAND) == [
        "4006381333931"
    ]


def test_the_rest_of_a_code_that_never_comes_is_told_and_spoils_no_later_code() -> None:
    reading = Reports()
    begun, _rest = reports_of("x" * 100, Maker.HONEYWELL)
    assert reading.feed(begun, 1.0) == []
    assert reading.feed(b"", 1.2) == []
    assert reading.feed(b"", 1.6) == [UNREADABLE]
    assert reading.feed(b"", 1.7) == []
    (whole,) = reports_of("4006381333931", Maker.HONEYWELL)
    assert reading.feed(whole, 2.0) == ["]E04006381333931"]
    with pytest.raises(UnreadableCode):
        read(UNREADABLE, SHOP)


@pytest.mark.parametrize("length", [0, 57, 255])
def test_a_report_that_contradicts_itself_is_told(length: int) -> None:
    assert heard([bytes([2, length]) + b"4006381333931" + bytes(49)], NEWLAND) == [UNREADABLE]


@given(st.lists(st.binary(max_size=65), max_size=12))
def test_any_reports_give_texts(reports: list[bytes]) -> None:
    codes = heard(reports)
    assert all(codes) and not set("".join(codes)) & {"\r", "\n"}


@given(st.binary(max_size=80))
def test_any_descriptor_gives_a_layout_or_none(descriptor: bytes) -> None:
    layout = layout_of(descriptor)
    assert layout is None or (heard([bytes(range(64))], layout) is not None and layout.data <= layout.end)


@given(
    st.lists(
        st.tuples(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=200), st.sampled_from(Maker)),
        max_size=6,
    ),
    st.integers(0, 9),
)  # fmt: skip
def test_codes_of_any_length_one_after_another(sent: list[tuple[str, Maker]], seed: int) -> None:
    dice, wanted, reports = random.Random(seed), [], []
    for text, maker in sent:
        if not text.strip() or (maker is Maker.NEWLAND and text.startswith("]")):
            continue
        aim = dice.choice(["]E0", "]Q1"])
        mine = f"{aim}{text}" if maker is Maker.HONEYWELL else text
        reports += [(report, LAYOUTS[maker]) for report in reports_of(text, maker, aim)]
        wanted.append(mine)
    got, at = [], 0.0
    readers = {maker: Reports(layout) for maker, layout in LAYOUTS.items()}
    for report, layout in reports:
        at += 0.001
        maker = next(one for one, known in LAYOUTS.items() if known is layout)
        got += readers[maker].feed(report, at)
    assert got == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("]C1010400638133393110A", ("]C1", "GS1-128")),
        ("]d2010400638133393110A", ("]d2", "GS1 DataMatrix")),
        ("]E04006381333931", ("]E0", "EAN-13")),
        ("]Q1hello", ("]Q1", "QR Code")),
        ("4006381333931", ("", "")),
    ],
)
def test_the_symbology_has_a_name(text: str, wanted: tuple[str, str]) -> None:
    assert said(text) == wanted
