"""A receipt as blocks of text and codes, before any printer: what stands on paper, not how it gets there."""

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; wrapped at words by whoever prints. ``size``: 1 or 2 (double width and height)."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    size: int = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """Left text, right-aligned amount on one line; the left side wraps, the right side never does."""

    left: str
    right: str
    bold: bool = False
    size: int = 1


@dataclass(frozen=True, slots=True)
class Ruler:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code; ``data`` is printable ASCII (and GS)."""

    data: str


@dataclass(frozen=True, slots=True)
class Barcode:
    """A Code 128 barcode with its text below."""

    data: str


Block = Text | Pair | Ruler | Qr | Barcode


@dataclass(frozen=True, slots=True)
class Receipt:
    """Blocks from top to bottom. ``key`` identifies the print job; ``copy`` marks a reprint.

    ``kind`` and ``number`` name the paper to people: ``sale`` 12, ``z_report`` of shift 3; 0 = it has no number.
    """

    key: str
    blocks: tuple[Block, ...]
    copy: bool = False
    open_drawer: bool = False
    kind: str = ""
    number: int = 0
