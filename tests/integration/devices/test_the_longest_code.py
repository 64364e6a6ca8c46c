"""A receipt's code is read from the narrowest paper, however long it is: drawn by us dot by dot, and by the window."""

import pytest
import zxingcpp
from PIL import Image

from loyalty_pos.core.receipt_proof.bits import MOST_BYTES, digits_of
from loyalty_pos.core.scan import receipt_text
from loyalty_pos.devices.escpos import PROFILES
from loyalty_pos.devices.raster import raster_qr
from loyalty_pos.wiring.cards import CodePictures

CODE = "68827951580000000049"
LENGTHS = {"a short receipt": 108, "ten lines": 197, "as long as it gets": MOST_BYTES}
QUIET = 4


def on_paper(name: str, text: str) -> tuple[Image.Image, int]:
    """Return the code on white paper as wide as the printer's, and the dots of one module."""
    profile = PROFILES[name]
    command = raster_qr(text, profile)
    across, down = (int.from_bytes(command[at : at + 2], "little") for at in (4, 6))
    code = Image.frombytes("1", (across * 8, down), bytes(byte ^ 0xFF for byte in command[8:]))
    paper = Image.new("1", (profile.dots, down + 40), 1)
    assert across * 8 <= profile.dots
    paper.paste(code, ((profile.dots - across * 8) // 2, 20))
    first_row = next(y for y in range(down) if not all(code.getpixel((x, y)) for x in range(across * 8)))
    row = [code.getpixel((x, first_row)) for x in range(across * 8)]
    finder = row.index(0)
    return paper.convert("L"), row[finder:].index(255 if 255 in row else 1) // 7


@pytest.mark.parametrize("size", LENGTHS.values(), ids=LENGTHS)
@pytest.mark.parametrize("name", ["generic-58", "epson-80"])
def test_the_code_is_read_from_paper_of_58_and_80_millimetres(name: str, size: int) -> None:
    text = receipt_text(CODE, digits_of(bytes(range(1, size + 1))))
    paper, dots = on_paper(name, text)
    assert dots >= 4, "half a millimetre a module"
    assert [code.text for code in zxingcpp.read_barcodes(paper)] == [text]


def test_the_window_draws_the_same_code() -> None:
    text = receipt_text(CODE, digits_of(bytes(range(1, MOST_BYTES + 1))))
    rows = CodePictures().qr(text)
    side = len(rows) + 2 * QUIET
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            picture.putpixel((x + QUIET, y + QUIET), 0 if dark else 255)
    assert [code.text for code in zxingcpp.read_barcodes(picture.resize((side * 2, side * 2)))] == [text]
    assert len(rows) <= 61, "version 11"
