"""The bytes for the printer: no name becomes a command, no amount is cut, nothing is longer or slower than by hand."""

import re
from collections.abc import Callable, Iterator

import pytest
from escpos.printer import Dummy
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.receipt import Align, Barcode, Block, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.devices.escpos import PROFILES, code128, drawer_kick, encode, native_qr
from loyalty_pos.devices.raster import raster_qr

EPSON = PROFILES["epson-80"]
NARROW = PROFILES["generic-58"]
NAMES = [f"Молоко пастеризованное {i} 3,2% 900мл" for i in range(40)]
AMOUNTS = [f"{(i + 1) * 89.9:.2f}".replace(".", ",") for i in range(40)]
QR_TEXT = "LPR1:0042000137:" + "1234567890" * 12

COMMAND = re.compile(
    rb"\x1b@|\x1c\.|\x1bt.|\x1ba[\0-\2]|\x1bE[\0\1]|\x1d![\0\x11]|\x1bp[\0\1]\x19\xfa|\x1bd\x04|\x1dV\x42\0"
    rb"|\x1d[hwH].",
    re.DOTALL,
)


def tokens(job: bytes) -> Iterator[bytes]:
    """Split a job as a printer does: commands with their arguments, and single bytes of text."""
    at = 0
    while at < len(job):
        if job.startswith(b"\x1d(k", at):
            end = at + 5 + int.from_bytes(job[at + 3 : at + 5], "little")
        elif job.startswith(b"\x1dk\x49", at):
            end = at + 4 + job[at + 3]
        elif found := COMMAND.match(job, at):
            end = found.end()
        else:
            end = at + 1
        yield job[at:end]
        at = end


def paper(job: bytes, codec: str = "cp866") -> str:
    """What a printer would write, commands taken away."""
    return b"".join(token for token in tokens(job) if len(token) == 1).decode(codec)


def receipt(*blocks: Block, copy: bool = False, open_drawer: bool = False) -> Receipt:
    return Receipt("job-1", blocks, copy, open_drawer)


def forty_lines() -> Receipt:
    return receipt(
        Text("ООО Ромашка", Align.CENTRE, size=2),
        Ruler(),
        *(Pair(name, amount) for name, amount in zip(NAMES, AMOUNTS, strict=True)),
        Ruler(),
        Pair("ИТОГО", "1 234,50", bold=True, size=2),
        Qr(QR_TEXT),
        Text("Спасибо за покупку!", Align.CENTRE),
    )


def by_hand() -> bytes:
    """The same receipt as a person would write it for one printer, once."""
    job = bytearray(b"\x1b@\x1bt\x11\x1ba\x01\x1d!\x11" + "ООО Ромашка\n".encode("cp866"))
    job += b"\x1d!\x00\x1ba\x00" + b"-" * 48 + b"\n"
    for name, amount in zip(NAMES, AMOUNTS, strict=True):
        job += f"{name:<{48 - len(amount)}}{amount}\n".encode("cp866")
    job += b"-" * 48 + b"\n\x1bE\x01\x1d!\x11" + f"{'ИТОГО':<16}{'1 234,50':>8}\n".encode("cp866")
    job += b"\x1bE\x00\x1d!\x00\x1ba\x01" + native_qr(QR_TEXT, EPSON) + b"\n"
    job += "Спасибо за покупку!\n".encode("cp866") + b"\x1dV\x42\x00"
    return bytes(job)


def test_a_receipt_comes_out_as_written() -> None:
    lines = paper(encode(forty_lines(), EPSON)).splitlines()
    assert lines[0] == "ООО Ромашка"
    assert lines[2] == "Молоко пастеризованное 0 3,2% 900мл        89,90"
    assert lines[43] == "ИТОГО" + " " * 11 + "1 234,50"
    assert lines[-1] == "Спасибо за покупку!"


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_each_printer_gets_lines_of_its_own_width(name: str) -> None:
    profile = PROFILES[name]
    for line in paper(encode(forty_lines(), profile), profile.codec).splitlines():
        assert len(line) <= profile.columns
    assert encode(forty_lines(), profile).startswith(b"\x1b@\x1c.\x1bt" + bytes([profile.code_page]))


texts = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(max_codepoint=0x9F), max_size=80),
    st.text("\x1b\x1d\x1c\x10@pVk(\n\r\0 руб₽«»", max_size=40),
)


@given(
    texts,
    texts,
    st.sampled_from(sorted(PROFILES)),
    st.sampled_from([1, 2]),
    st.sampled_from(list(Align)),
)
def test_t17_no_text_becomes_a_command(left: str, right: str, name: str, size: int, align: Align) -> None:
    profile = PROFILES[name]
    hostile = receipt(Text(left, align, size=size), Pair(left, right, size=size), Ruler(), open_drawer=True)
    job = encode(hostile, profile)
    kicks = 0
    for token in tokens(job):
        if len(token) == 1:
            assert token == b"\n" or (token[0] >= 0x20 and token != b"\x7f")
        kicks += token.startswith(b"\x1bp")
    assert kicks == 1
    lines = paper(job, profile.codec).splitlines()
    assert all(len(line) <= profile.columns for line in lines)


@given(
    st.text("АБВабв 0123456789", min_size=1, max_size=120), st.integers(0, 10**12), st.sampled_from([1, 2])
)
def test_an_amount_is_never_cut_and_ends_at_the_right(left: str, minor: int, size: int) -> None:
    amount = f"{minor // 100:,}".replace(",", "\u00a0") + f",{minor % 100:02}"
    for profile in (EPSON, NARROW):
        last = paper(encode(receipt(Pair(left, amount, size=size)), profile)).splitlines()[-1]
        shown = amount.replace("\u00a0", " ")
        assert last.endswith(shown)
        assert len(last) in {profile.columns // size, profile.columns}
        assert last[: -len(shown)].endswith(" ") or last == shown


@given(st.text("абв где", min_size=1, max_size=200))
def test_wrapping_loses_no_letter(text: str) -> None:
    lines = paper(encode(receipt(Text(text)), NARROW)).splitlines()
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "cp866"),
    [
        pytest.param("1\u00a0234,50\u202f₽", "1 234,50 руб.", id="money as the screen writes it"),
        pytest.param("«Ёлка» — № 5…", '"Ёлка" - № 5...', id="quotes, dashes, dots"),
        pytest.param("2 × 0,5 л", "2 x 0,5 л", id="times"),
        pytest.param("½ кг", "1/2 кг", id="a half"),
        pytest.param("Crème brûlée", "Creme brulee", id="accents"),
        pytest.param("Қазақстан", "Казакстан", id="letters that cp866 lacks"),
        pytest.param("кофе ☕️", "кофе ?", id="a picture"),
        pytest.param("a\u202eb\u200bc", "abc", id="marks that turn or hide text"),
        pytest.param("СКИДКА\n100 %", "СКИДКА 100 %", id="a line break in a name is a blank"),
    ],
)
def test_what_the_code_page_lacks_is_folded(text: str, cp866: str) -> None:
    assert paper(encode(receipt(Text(text)), EPSON)) == cp866 + "\n"


def test_a_code_page_that_has_the_quotes_keeps_them() -> None:
    profile = PROFILES["epson-80-cp1251"]
    assert paper(encode(receipt(Text("«Ёлка» № 5")), profile), "cp1251") == "«Ёлка» № 5\n"


def test_a_reprint_says_that_it_is_a_copy() -> None:
    assert paper(encode(receipt(Text("чек"), copy=True), EPSON)).startswith("*** КОПИЯ / COPY ***\n")
    assert "COPY" not in paper(encode(receipt(Text("чек")), EPSON))


def test_the_drawer_opens_before_the_paper_comes_and_only_when_asked() -> None:
    with_drawer = list(tokens(encode(receipt(Text("x"), open_drawer=True), EPSON)))
    assert with_drawer.index(drawer_kick(EPSON)) < with_drawer.index(b"x")
    assert drawer_kick(EPSON) not in encode(receipt(Text("x")), EPSON)


def peer() -> Dummy:
    return Dummy(profile="TM-T20II")


def bytes_of(action: Callable[[Dummy], object]) -> bytes:
    printer = peer()
    action(printer)
    output = printer.output
    assert isinstance(output, bytes)
    return output


def test_codes_and_drawer_are_the_bytes_of_python_escpos() -> None:
    theirs = bytes_of(lambda p: p.qr(QR_TEXT, native=True, size=EPSON.qr_dots, ec=1))
    assert native_qr(QR_TEXT, EPSON) in theirs
    assert drawer_kick(EPSON)[:3] == bytes_of(lambda p: p.cashdraw(2))[:3]
    bars = bytes_of(lambda p: p.barcode("{BLPC1:SPRING", "CODE128", function_type="B"))
    assert b"\x1dk\x49" + bytes([len(b"{BLPC1:SPRING")]) + code128("LPC1:SPRING") in bars


@pytest.mark.parametrize(
    ("data", "symbols"),
    [
        pytest.param(
            "2912345678901234", b"{C" + bytes([29, 12, 34, 56, 78, 90, 12, 34]), id="digits in pairs"
        ),
        pytest.param("12345", b"{C" + bytes([12, 34]) + b"{B5", id="an odd digit is left over"),
        pytest.param("LPC1:A", b"{BLPC1:A", id="letters"),
        pytest.param("123", b"{B123", id="too few digits to switch"),
        pytest.param("a{b", b"{Ba{{b", id="the escape character itself"),
    ],
)
def test_code_128_takes_the_short_way(data: str, symbols: bytes) -> None:
    assert code128(data) == symbols


def test_a_barcode_too_wide_for_the_paper_becomes_a_qr() -> None:
    long = Barcode("LPC1:SPRING-SALE-2026")
    assert b"\x1dk\x49" in encode(receipt(long), EPSON)
    narrow = encode(receipt(long), NARROW)
    assert b"\x1dk\x49" not in narrow and b"1P0LPC1:SPRING-SALE-2026" in narrow
    assert b"\x1dk\x49" in encode(receipt(Barcode("2912345678901234")), NARROW)


def test_a_printer_that_cannot_draw_a_qr_gets_a_picture_that_fits() -> None:
    job = encode(receipt(Qr(QR_TEXT)), NARROW, raster_qr)
    at = job.index(b"\x1dv0\x00") + 4
    width, height = int.from_bytes(job[at : at + 2], "little"), int.from_bytes(job[at + 2 : at + 4], "little")
    assert width * 8 <= NARROW.dots + 7 and height >= 100
    assert len(job) >= at + 4 + width * height


def test_a_receipt_is_at_most_5_percent_longer_than_one_made_by_hand() -> None:
    assert len(encode(forty_lines(), EPSON)) <= 1.05 * len(by_hand())
