"""A receipt as plain lines: what the screen and the command line show is what the paper will say."""

from loyalty_pos.core.receipt import Align, Barcode, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.devices.text import to_lines

RECEIPT = Receipt(
    "k",
    (
        Text("Ромашка", Align.CENTRE, size=2),
        Ruler(),
        Pair("Капучино 0,3 л с корицей и сливками", "380,00"),
        Pair("К оплате", "380,00 ₽", bold=True),
        Text("до свидания", Align.RIGHT),
        Qr("LPR1:0042" + "9" * 60),
        Barcode("LPC1:X"),
    ),
)


def test_a_receipt_in_32_columns() -> None:
    assert to_lines(RECEIPT, 32) == [
        "            Ромашка",
        "-" * 32,
        "Капучино 0,3 л с корицей и",
        "сливками                  380,00",
        "К оплате                380,00 ₽",
        "                     до свидания",
        "[QR LPR1:0042999999999999999...]",
        "          [| LPC1:X |]",
    ]


def test_no_control_character_reaches_a_terminal() -> None:
    lines = to_lines(Receipt("k", (Text("a\x1b[2Jb\u202ec\nd"),)))
    assert lines == ["a?[2Jbc d"]


def test_a_copy_is_marked() -> None:
    assert to_lines(Receipt("k", (Text("x"),), copy=True))[0].strip() == "*** КОПИЯ / COPY ***"
