"""What a scanner says of its own reports (HID report descriptor) -> where in a report the code stands. Pure.

Read by the rules of "Device Class Definition for HID 1.11", 6.2.2; the meanings are those of the usage tables, page
0x8C (bar code scanner). A descriptor that cannot be read gives nothing: then the reports themselves are looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

SCANNER_PAGE: Final = 0x8C
_DATA: Final = SCANNER_PAGE << 16 | 0xFE
_CONTINUED: Final = SCANNER_PAGE << 16 | 0xFF
_SYMBOLOGY: Final = SCANNER_PAGE << 16 | 0xFB
_LENGTH: Final = 0x01 << 16 | 0x3B
_LONG_ITEM: Final = 0xFE
_SIZES: Final = (0, 1, 2, 4)
_BYTE: Final = 8
_WITHOUT_PAGE: Final = 0xFFFF


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in a report, counted in bytes from its number on; -1 = this scanner does not say it.

    ``report``: the number in front, -1 = any or none. ``data`` to ``end``: the code, ``end`` not included. ``more``: the byte whose
    lowest bit says that the code goes on in the next report.
    """

    report: int
    length: int
    aim: int
    data: int
    end: int
    more: int


@dataclass(slots=True)
class _Reading:
    page: int = 0
    size: int = 0
    count: int = 0
    report: int = 0
    usages: list[int] = field(default_factory=list)
    bits: dict[int, int] = field(default_factory=dict)
    places: dict[int, dict[int, tuple[int, int]]] = field(default_factory=dict)
    """Report number -> usage -> (first bit, bits)."""

    def take(self, tag: int, value: int) -> None:
        match tag:
            case 0x04:  # usage page
                self.page = value
            case 0x74:  # report size
                self.size = value
            case 0x84:  # report number
                self.report = value
            case 0x94:  # report count
                self.count = value
            case 0x08 | 0x18:  # usage, first of a range
                self.usages.append(value if value > _WITHOUT_PAGE else self.page << 16 | value)
            case 0x80:  # input
                self._place()
            case _:
                pass
        if tag & 0x0C == 0:  # a main item uses up what was said for it alone
            self.usages.clear()

    def _place(self) -> None:
        at = self.bits.setdefault(self.report, _BYTE if self.report else 0)
        here = self.places.setdefault(self.report, {})
        if len(self.usages) > 1:
            for number, usage in enumerate(self.usages[: self.count]):
                here.setdefault(usage, (at + number * self.size, self.size))
        elif self.usages:
            here.setdefault(self.usages[0], (at, self.size * self.count))
        self.bits[self.report] = at + self.size * self.count


def layout_of(descriptor: bytes) -> Layout | None:
    """Return where a scanner of this descriptor puts its code; None when it says nothing of codes."""
    reading = _Reading()
    for tag, value in _items(descriptor):
        reading.take(tag, value)
    for report, places in reading.places.items():
        if _DATA in places:
            first, bits = places[_DATA]
            return Layout(
                report or -1,
                _byte(places, _LENGTH),
                _byte(places, _SYMBOLOGY),
                first // _BYTE,
                (first + bits) // _BYTE,
                _byte(places, _CONTINUED),
            )
    return None


def _byte(places: dict[int, tuple[int, int]], usage: int) -> int:
    return places[usage][0] // _BYTE if usage in places else -1


def _items(descriptor: bytes) -> Iterator[tuple[int, int]]:
    """Yield (tag and type, value); stop where the bytes end in the middle of an item."""
    at = 0
    while at < len(descriptor):
        head = descriptor[at]
        if head == _LONG_ITEM:
            at += 3 + (descriptor[at + 1] if at + 1 < len(descriptor) else 0)
            continue
        size = _SIZES[head & 3]
        value = descriptor[at + 1 : at + 1 + size]
        if len(value) < size:
            return
        yield head & 0xFC, int.from_bytes(value, "little")
        at += 1 + size
