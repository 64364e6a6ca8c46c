"""A paper of training: marked at both ends, and without any code that a till could read."""

from dataclasses import replace
from typing import Final

from loyalty_pos.core.receipt import Align, Barcode, Block, Qr, Receipt, Ruler, Text

MARKS: Final = {"ru": ("УЧЕБНЫЙ РЕЖИМ", "Не является чеком"), "en": ("TRAINING", "This is no receipt")}


def practice_paper(receipt: Receipt, language: str) -> Receipt:
    """Return the same paper as one of training; no drawer is opened by it."""
    mark, why = MARKS[language]
    band: tuple[Block, ...] = (
        Ruler(),
        Text(mark, Align.CENTRE, bold=True, size=2),
        Text(why, Align.CENTRE, bold=True),
        Ruler(),
    )
    kept = tuple(block for block in receipt.blocks if not isinstance(block, Qr | Barcode))
    return replace(receipt, blocks=(*band, *kept, *band), open_drawer=False)
