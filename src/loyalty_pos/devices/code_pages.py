"""Which table of letters a strange printer has: a slip that writes one line in each, and a person reads which is right.

Makers number their tables as they like and some numbers in manuals are wrong, so the paper is asked, not the manual. Pure.
"""

from dataclasses import replace
from typing import Final

from loyalty_pos.devices.escpos import PrinterProfile, ending
from loyalty_pos.devices.folding import code_page, fold

CANDIDATES: Final = (
    (17, "cp866"),
    (46, "cp1251"),
    (7, "cp866"),
    (6, "cp1251"),
    (59, "cp866"),
    (73, "cp1251"),
    (34, "cp855"),
    (18, "cp852"),
    (16, "cp1252"),
)
"""(number for ESC t, the letters it should select), by the manuals of Epson, Rongta, POS-5890, Xprinter; most likely first."""
_SAMPLE: Final = "Съешь ёжика, №5 - Ümlaut é"
_RESET: Final = b"\x1b@\x1c."


def slip(profile: PrinterProfile) -> bytes:
    """Return the slip: each line begins with its number, from 1, which every table writes alike."""
    out = [_RESET]
    for place, (number, codec) in enumerate(CANDIDATES, 1):
        text = f"{place}. {fold(_SAMPLE, codec)}"[: profile.columns]
        out.append(b"\x1bt" + bytes([number]) + code_page(codec).encode(text) + b"\n")
    return b"".join([*out, ending(profile)])


def chosen(profile: PrinterProfile, line: int) -> PrinterProfile:
    """Return the profile with the table of this line of the slip. Raises ``ValueError`` for a line that is not on it."""
    if not 1 <= line <= len(CANDIDATES):
        message = f"{line} is not on the slip"
        raise ValueError(message)
    number, codec = CANDIDATES[line - 1]
    return replace(profile, code_page=number, codec=codec)


def line_of(profile: PrinterProfile) -> int:
    """Return the line of the slip that this profile's table stands on, 0 = on none."""
    own = (profile.code_page, profile.codec)
    return CANDIDATES.index(own) + 1 if own in CANDIDATES else 0
