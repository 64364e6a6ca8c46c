"""What a scanner of each maker would send for a code over HID (64 bytes a report), written from the makers' manuals.

Honeywell 2020-5b, page 15: number 2, length, three bytes of symbology, code, mark "goes on" in the last byte.
Newland NLS-FM420, page 57: number 2, length, code, the same mark. Raw: number, text filled up with zeros.
"""

from enum import StrEnum
from typing import Final

from loyalty_pos.devices.scanners.reports import HONEYWELL, NEWLAND

_SIZE: Final = 64


class Maker(StrEnum):
    """Whose way of reporting."""

    HONEYWELL = "honeywell"
    NEWLAND = "newland"
    RAW = "raw"


def reports_of(text: str, maker: Maker, aim: str = "]E0") -> list[bytes]:
    """Return the reports of one code; ``aim``: what the scanner says of its symbology, where it says it."""
    data = text.encode()
    match maker:
        case Maker.RAW:
            return _raw(data + b"\r")
        case Maker.NEWLAND:
            return _counted(data, NEWLAND.end - NEWLAND.data, b"")
        case Maker.HONEYWELL:
            return _counted(data, HONEYWELL.end - HONEYWELL.data, aim.encode())


def _counted(data: bytes, room: int, aim: bytes) -> list[bytes]:
    pieces = [data[at : at + room] for at in range(0, len(data), room)]
    reports = []
    for number, piece in enumerate(pieces, 1):
        report = bytearray(_SIZE)
        head = bytes([2, len(piece)]) + aim
        report[: len(head)] = head
        report[len(head) : len(head) + len(piece)] = piece
        report[-1] = number < len(pieces)
        reports.append(bytes(report))
    return reports


def _raw(data: bytes) -> list[bytes]:
    room = _SIZE - 1
    return [b"\x04" + data[at : at + room].ljust(room, b"\0") for at in range(0, len(data), room)]
