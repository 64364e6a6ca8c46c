"""Printer and scanners of this till: what the command line names, else the settings in their layers, else what is usual.

A setting that names no printer must not keep a till shut: receipts are shown then, and ``till --self-test`` says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from loyalty_pos.devices.addresses import OnScreen, PrinterAddress, printer_address
from loyalty_pos.devices.escpos import PROFILES
from loyalty_pos.wiring.preferences import preferences_in

SCREEN: Final = "screen"
_SCREEN: Final = OnScreen()


@dataclass(frozen=True, slots=True)
class NamedDevices:
    """``text``: the printer as it was named; ``unreadable``: that names none. ``kind`` "" = the usual one."""

    printer: PrinterAddress = _SCREEN
    text: str = SCREEN
    kind: str = ""
    scanners: tuple[str, ...] = ()
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What the command line says; "" and () = nothing."""

    printer: str = ""
    kind: str = ""
    scanners: Sequence[str] = ()


def devices_named(folder: Path, said: Said) -> NamedDevices:
    """Return the devices of the till in this folder."""
    settings = preferences_in(folder)
    text = said.printer or settings.get("printer", SCREEN)
    kind = said.kind or settings.get("printer_kind", "")
    scanners = tuple(said.scanners) or _listed(settings.get("scanner", ""))
    known = kind if kind in PROFILES else ""
    try:
        return NamedDevices(printer_address(text), text, known, scanners)
    except ValueError:
        return NamedDevices(_SCREEN, text, known, scanners, unreadable=True)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())
