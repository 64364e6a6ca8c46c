"""The scanners on lines (serial ports, HID) that a till's settings name; each library comes with its first scanner."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from loyalty_pos.devices.scanners.addresses import HidName, scanner_name
from loyalty_pos.till.ports import DeviceStatus
from loyalty_pos.ui.parts import Stop

if TYPE_CHECKING:
    from loyalty_pos.devices.scanner_serial import SerialScanner
    from loyalty_pos.devices.scanners.hid_pos import HidScanner

    LineScanner = SerialScanner | HidScanner


class Scanners:
    """They begin to read when the window listens."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._scanners: list[LineScanner] = []

    def listen(self, window: Callable[[str], None]) -> Stop:
        """Let the window hear them; returns how to stop it."""
        self._scanners = [line_scanner(name, window, _silent, _silent) for name in self._names]
        for scanner in self._scanners:
            scanner.start()

        def stop() -> None:
            for scanner in self._scanners:
                scanner.stop()

        return stop

    def states(self) -> list[DeviceStatus]:
        """Return how each of them is; none before the window listens."""
        return [scanner.status() for scanner in self._scanners]


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


def _silent(_told: object) -> None:
    """The window asks for states by itself, once a second."""
