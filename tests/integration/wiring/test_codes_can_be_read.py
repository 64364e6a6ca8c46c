"""Codes on screens, papers and cards are drawn with one mask, for speed; a reader reads them like any others, also askew."""

import random

import zxingcpp
from PIL import Image

from loyalty_pos.wiring.cards import CodePictures

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ0123456789:-"


def texts() -> list[str]:
    """Texts as on receipts and cards, and some that make dull pictures."""
    draw = random.Random(4)
    drawn = ["".join(draw.choices(_LETTERS, k=draw.randrange(6, 130))) for _ in range(40)]
    return [*drawn, *("".join(one).lower() for one in drawn[:10]), "A", "A" * 90, "0" * 13, "U" * 60]


def test_what_is_drawn_is_read() -> None:
    pictures, quiet, module = CodePictures(), 4, 3
    for text in texts():
        rows = pictures.qr(text)
        side = len(rows) + 2 * quiet
        picture = Image.new("L", (side, side), 255)
        for y, row in enumerate(rows):
            for x, is_dark in enumerate(row):
                picture.putpixel((x + quiet, y + quiet), 0 if is_dark else 255)
        large = picture.resize((side * module, side * module), Image.Resampling.NEAREST)
        askew = large.rotate(7, Image.Resampling.BILINEAR, expand=True, fillcolor=255)
        assert [code.text for code in zxingcpp.read_barcodes(askew)] == [text]
