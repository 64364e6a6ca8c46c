"""Receipt -> lines of a paper with so many columns: words wrapped, amounts at the right and never cut. Pure."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from loyalty_pos.core.receipt import Align, Barcode, Pair, Qr, Receipt, Ruler, Text

COPY_MARK = "*** КОПИЯ / COPY ***"
_DOUBLE = 2


class PaperLine(NamedTuple):
    """One printed line; ``size`` 2 takes two columns for each character."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    size: int = 1


Piece = PaperLine | Qr | Barcode
Fold = Callable[[str], str]


def texts(receipt: Receipt) -> Iterator[str]:
    """Yield every text that becomes letters on paper."""
    for block in receipt.blocks:
        match block:
            case Pair():
                yield block.left
                yield block.right
            case Text():
                yield block.text
            case Ruler() | Qr() | Barcode():
                continue


def lay_out(receipt: Receipt, columns: int, fold: Fold) -> Iterator[Piece]:
    """Yield the lines and codes from top to bottom; ``fold`` makes each text printable first."""
    if receipt.copy:
        yield PaperLine(fold(COPY_MARK), Align.CENTRE, bold=True)
    for block in receipt.blocks:
        match block:
            case Pair():
                yield from _pair(block, columns, fold)
            case Text():
                width = columns // block.size
                for text in wrap(fold(block.text), width):
                    yield PaperLine(text, block.align, block.bold, block.size)
            case Ruler():
                yield PaperLine("-" * columns)
            case Qr() | Barcode():
                yield block


def _pair(pair: Pair, columns: int, fold: Fold) -> Iterator[PaperLine]:
    """The amount stands at the right end of the last line of the left text, or on a line of its own."""
    left, right, size = fold(pair.left), fold(pair.right), pair.size
    if size == _DOUBLE and len(right) > columns // _DOUBLE:
        size = 1
    width = columns // size
    room = width - len(right) - 1
    if len(left) <= room:
        yield PaperLine(f"{left}{right:>{width - len(left)}}", Align.LEFT, pair.bold, size)
        return
    lines = wrap(left, width)
    last = lines.pop() if len(lines[-1]) <= room else ""
    for text in lines:
        yield PaperLine(text, Align.LEFT, pair.bold, size)
    if len(right) <= width:
        yield PaperLine(f"{last}{right:>{width - len(last)}}", Align.LEFT, pair.bold, size)
        return
    for text in wrap(right, width):
        yield PaperLine(f"{text:>{width}}", Align.LEFT, pair.bold, size)


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most ``width`` characters, broken at blanks; longer words are broken hard."""
    if len(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for whole in text.split():
        word = whole
        if line and len(line) + 1 + len(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        while len(word) > width:
            lines.append(word[:width])
            word = word[width:]
        line = word
    if line or not lines:
        lines.append(line)
    return lines
