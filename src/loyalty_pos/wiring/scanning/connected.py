"""The scanners on lines (serial ports, HID) that a till's settings name; each library comes with its first scanner."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from loyalty_pos.devices.scanners.addresses import HidName, scanner_name
from loyalty_pos.till.ports import DeviceStatus
from loyalty_pos.ui.parts import Stop

_MOST_RAW: Final = 4_096

if TYPE_CHECKING:
    from loyalty_pos.devices.scanner_serial import SerialScanner
    from loyalty_pos.devices.scanners.hid_pos import HidScanner

    LineScanner = SerialScanner | HidScanner


Told = Callable[[str, bytes, str], None]
"""Where the scanner is, its bytes, the code."""


class Scanners:
    """They begin to read when somebody listens; ``told`` is called on their threads."""

    def __init__(self, names: Sequence[str], told: Told) -> None:
        self._names, self._told = names, told
        self._scanners: list[LineScanner] = []

    def listen(self) -> Stop:
        """Begin to read; returns how to stop it."""
        self._scanners = [self._made(name) for name in self._names]
        for scanner in self._scanners:
            scanner.start()

        def stop() -> None:
            for scanner in self._scanners:
                scanner.stop()

        return stop

    def states(self) -> list[DeviceStatus]:
        """Return how each of them is; none before anybody listens."""
        return [scanner.status() for scanner in self._scanners]

    def _made(self, name: str) -> "LineScanner":
        raw = bytearray()

        def scanned(text: str) -> None:
            came = bytes(raw) or text.encode()  # two codes came in one piece
            raw.clear()
            self._told(name, came, text)

        def tapped(piece: bytes) -> None:
            raw.extend(piece)
            del raw[:-_MOST_RAW]

        return line_scanner(name, scanned, _silent, tapped)


def line_scanner(
    text: str,
    on_scan: Callable[[str], None],
    on_status: Callable[[DeviceStatus], None],
    tap: Callable[[bytes], None],
) -> "LineScanner":
    """Return the scanner of this name, not begun; ``tap``: told the bytes as they come. Raises ``ValueError``."""
    name = scanner_name(text)
    if isinstance(name, HidName):
        from loyalty_pos.devices.scanners.hid_pos import HidScanner

        return HidScanner(name, on_scan, on_status, tap=tap)
    from loyalty_pos.devices.scanner_serial import SerialScanner

    return SerialScanner(name.port, on_scan, on_status, name.baud, tap)


def _silent(_status: DeviceStatus) -> None:
    """The window asks for states by itself, once a second."""
