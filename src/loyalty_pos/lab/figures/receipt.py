"""A receipt of forty articles with a QR: our encoder against bytes written by hand for exactly this receipt."""

from collections.abc import Iterator
from typing import Final

from loyalty_pos.core.receipt import Align, Block, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.devices.escpos import PROFILES, encode
from loyalty_pos.lab.figures.paper_by_library import LibraryPaper
from loyalty_pos.lab.figures.ratio import Ratio, compared, in_turns

CPU_GOAL: Final = 2.0
BYTES_GOAL: Final = 1.05
_SLOW: Final = 50
_COLUMNS: Final = 48
_QR: Final = "LPR1:72177953140682436599"
_ITEMS: Final = tuple((f"Товар номер {n:02d}", "2 x 87,00", "174,00") for n in range(40))


def measure(rounds: int) -> Iterator[Ratio]:
    """Return the ratios of time and of bytes."""
    receipt, profile = _receipt(), PROFILES["epson-80"]
    ours, by_hand = encode(receipt, profile), hand_made()
    assert _words(ours) == _words(by_hand), "the two papers say different things"
    measured = in_turns(lambda: encode(receipt, profile), hand_made, rounds)
    yield compared("receipt of 40 lines and QR / bytes by hand", CPU_GOAL, measured)
    yield Ratio("its bytes / bytes by hand", len(ours), len(by_hand), "bytes", BYTES_GOAL)
    yield from _by_library(by_hand, rounds)


def _by_library(by_hand: bytes, rounds: int) -> Iterator[Ratio]:
    """Return what the same paper costs when a well-known library writes it: to know it, not to beat it."""
    library = LibraryPaper(_COLUMNS)

    def paper() -> bytes:
        return library.print("Кофейня у дома", _ITEMS, "6 960,00", _QR)

    theirs = paper()
    assert _words(theirs) == _words(by_hand), "the two papers say different things"
    measured = in_turns(paper, hand_made, max(5, rounds // _SLOW))
    yield compared("the same receipt by python-escpos / bytes by hand", None, measured)
    yield Ratio("its bytes by python-escpos / bytes by hand", len(theirs), len(by_hand), "bytes", None)


def hand_made() -> bytes:
    """Return the same paper as a programmer in a hurry would write it: one string, known widths, no wrapping."""
    out = [b"\x1b@\x1bt\x11\x1ba\x01", "Кофейня у дома\n".encode("cp866"), b"\x1ba\x00"]
    for name, left, right in _ITEMS:
        out.append(f"{name}\n{left}{right:>{_COLUMNS - len(left)}}\n".encode("cp866"))
    out.append(b"-" * _COLUMNS + b"\n\x1bE\x01")
    out.append(f"ИТОГО{'6 960,00':>{_COLUMNS - 5}}\n".encode("cp866"))
    stored = (len(_QR) + 3).to_bytes(2, "little")
    out += [
        b"\x1bE\x00\x1ba\x01",
        b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x05\x1d(k\x03\x001E1",
        b"\x1d(k" + stored + b"1P0" + _QR.encode(),
        b"\x1d(k\x03\x001Q0\n\x1dV\x42\x03",
    ]
    return b"".join(out)


def _receipt() -> Receipt:
    blocks: list[Block] = [Text("Кофейня у дома", align=Align.CENTRE)]
    for name, left, right in _ITEMS:
        blocks += [Text(name), Pair(left, right)]
    blocks += [Ruler(), Pair("ИТОГО", "6 960,00", bold=True), Qr(_QR)]
    return Receipt("bench", tuple(blocks))


def _words(job: bytes) -> list[str]:
    """Return what stands on the paper, without the commands."""
    text = job.decode("cp866")
    return [word for word in text.split() if word.isalnum() or "," in word][:120]
