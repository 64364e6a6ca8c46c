"""How a person names a scanner in settings and on the command line -> where it is. Pure; nothing is opened.

``hid`` (whichever reports as a scanner), ``hid:VENDOR:PRODUCT`` (hexadecimal, as USB lists them), else a serial port:
``PORT[@BAUD]``.
"""

import re
from dataclasses import dataclass
from typing import Final

_HID: Final = re.compile(r"hid(?::([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4}))?")
_SERIAL: Final = re.compile(r"(.+?)(?:@([0-9]{3,7}))?")
_BAUD: Final = 9600


@dataclass(frozen=True, slots=True)
class HidName:
    """Which scanner: maker and model as USB numbers them; 0 = whichever there is."""

    vendor: int = 0
    product: int = 0

    def __str__(self) -> str:
        return f"hid:{self.vendor:04x}:{self.product:04x}" if self.vendor else "hid"


@dataclass(frozen=True, slots=True)
class SerialName:
    """A port and its speed in bits a second."""

    port: str
    baud: int = _BAUD

    def __str__(self) -> str:
        return self.port if self.baud == _BAUD else f"{self.port}@{self.baud}"


ScannerName = HidName | SerialName


def scanner_name(text: str) -> ScannerName:
    """Read a name; raises ``ValueError`` with the forms that are understood."""
    if found := _HID.fullmatch(text):
        return HidName(int(found[1] or "0", 16), int(found[2] or "0", 16))
    serial = _SERIAL.fullmatch(text)
    if serial and not text.startswith("hid:"):
        return SerialName(serial[1], int(serial[2] or _BAUD))
    message = f"{text!r} is none of hid, hid:VENDOR:PRODUCT or a serial PORT[@BAUD]"
    raise ValueError(message)
