"""Reports of a scanner that reports as one (HID point of sale) -> codes. Pure; time comes in.

A report has 64 bytes; a longer code comes in several. Makers agree on where the length stands and not on the rest
(manuals of Honeywell 2020-5b, page 15, and Newland NLS-FM420, page 57), so each code's first report is looked at.
A scanner's own word for the symbology (AIM identifier) is put in front of the code, as other scanners send it.
"""

import re
from typing import Final

from loyalty_pos.devices.scanners.descriptor import Layout

HONEYWELL: Final = Layout(report=2, length=1, aim=2, data=5, end=61, more=63)
NEWLAND: Final = Layout(report=2, length=1, aim=-1, data=2, end=58, more=63)
RAW: Final = Layout(report=-1, length=-1, aim=-1, data=1, end=64, more=-1)
"""No length and no mark: text, filled up with zeros; a full report goes on."""

MOST_BYTES: Final = 2_048
UNREADABLE: Final = "\x1a"
"""Stands for a code that did not come whole: it is refused, and the cashier told to scan again."""
_TOGETHER_S: Final = 0.5
"""Reports of one code come within milliseconds; what waits longer for its rest has lost it."""
_AIM: Final = re.compile(rb"\][A-Za-z][0-9A-Za-z]")


class Reports:
    """The reports of one scanner, in their order. ``layout`` None: found out from each code's first report."""

    def __init__(self, layout: Layout | None = None) -> None:
        self._layout = layout
        self._found: Layout | None = None
        self._code = bytearray()
        self._last = 0.0

    def feed(self, report: bytes, at: float) -> list[str]:
        """Take one report (or none), its number in front if it has one, read at a time in seconds.

        Returns the codes that it completes; ``UNREADABLE`` for one that contradicts itself or whose rest never came.
        """
        lost = [UNREADABLE] if self._found and at - self._last > _TOGETHER_S else []
        if lost:
            self.clear()
        return lost + self._read(report, at) if report else lost

    def clear(self) -> None:
        """The line broke: half a code is worth nothing."""
        self._found = None
        self._code.clear()

    def _read(self, report: bytes, at: float) -> list[str]:
        self._last = at
        first = self._found is None
        layout = self._found = self._found or self._layout or _layout_by(report)
        if layout.report >= 0 and report[:1] != bytes([layout.report]):
            if first:
                self.clear()
            return []  # the scanner speaks of its buttons or its battery
        piece = _piece(report, layout)
        if piece is None:
            self.clear()
            return [UNREADABLE]
        if first:
            self._code += _aim(report, layout, piece)
        self._code += piece
        if _goes_on(report, layout, piece) and len(self._code) < MOST_BYTES:
            return []
        whole = bytes(self._code[:MOST_BYTES]).strip(b"\0")
        self.clear()
        pieces = [one for one in whole.replace(b"\n", b"\r").split(b"\r") if one.strip()]
        return [one.decode("utf-8", errors="replace") for one in pieces]


def _layout_by(report: bytes) -> Layout:
    """Look where the code stands: the maker who sends the symbology apart does not count it in the length."""
    length = report[1] if len(report) > 1 else 0
    printable = len(report) > NEWLAND.data and report[NEWLAND.data] >= ord(" ")
    if report[:1] != b"\x02" or not 0 < length <= NEWLAND.end - NEWLAND.data or not printable:
        return RAW
    apart = _AIM.match(report, HONEYWELL.aim) and any(report[2 + length : 5 + length])
    return HONEYWELL if apart else NEWLAND


def _piece(report: bytes, layout: Layout) -> bytes | None:
    """Return the part of the code in this report; None for a report that contradicts itself."""
    room = report[layout.data : layout.end]
    if layout.length < 0:
        return room.rstrip(b"\0")
    if len(report) <= layout.length:
        return None
    length = report[layout.length]
    return room[:length] if 0 < length <= len(room) else None


def _aim(report: bytes, layout: Layout, piece: bytes) -> bytes:
    if layout.aim < 0 or _AIM.match(piece):
        return b""
    found = _AIM.match(report, layout.aim)
    return found.group() if found else b""


def _goes_on(report: bytes, layout: Layout, piece: bytes) -> bool:
    if layout.more >= 0:
        return len(report) > layout.more and bool(report[layout.more] & 1)
    return len(piece) == layout.end - layout.data and not piece.endswith((b"\r", b"\n"))
