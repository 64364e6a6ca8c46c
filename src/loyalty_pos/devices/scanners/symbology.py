"""What kind of code a scanner says it read: AIM identifiers (ISO/IEC 15424) -> the name on a package. Pure."""

import re
from typing import Final

_AIM: Final = re.compile(r"\]([A-Za-z])([0-9A-Za-z])")
_FAMILIES: Final = {
    "A": "Code 39",
    "B": "Telepen",
    "C": "Code 128",
    "E": "EAN/UPC",
    "F": "Codabar",
    "G": "Code 93",
    "I": "ITF",
    "J": "DotCode",
    "L": "PDF417",
    "P": "Plessey",
    "Q": "QR Code",
    "R": "Straight 2 of 5",
    "S": "Straight 2 of 5",
    "U": "MaxiCode",
    "X": "other",
    "Z": "not a barcode",
    "d": "Data Matrix",
    "e": "GS1 DataBar",
    "h": "Han Xin",
    "z": "Aztec Code",
}
_EXACT: Final = {
    "C1": "GS1-128",
    "E4": "EAN-8",
    "E0": "EAN-13",
    "Q3": "GS1 QR Code",
    "J1": "GS1 DotCode",
    "d2": "GS1 DataMatrix",
}
_GIVEN: Final = 3


def said(text: str) -> tuple[str, str]:
    """Return the identifier in front (``]C1``) and its name; both ``""`` when the scanner said nothing."""
    found = _AIM.match(text)
    if not found:
        return "", ""
    name = _EXACT.get(found[1] + found[2]) or _FAMILIES.get(found[1], "")
    return text[:_GIVEN], name
