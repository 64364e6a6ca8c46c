"""A scanner that reports as one (HID point of sale, usage page 0x8C): a thread that reads codes and reconnects.

The best way to connect a scanner: no keyboard layout, no focus, no hotkeys, no port to name, and it says itself what
kind of code it read. Nothing is ever written to the scanner.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, Final, Protocol

from loyalty_pos.devices.scanners.addresses import HidName
from loyalty_pos.devices.scanners.descriptor import SCANNER_PAGE, layout_of
from loyalty_pos.devices.scanners.reading import ReadingThread
from loyalty_pos.devices.scanners.reports import Reports
from loyalty_pos.till.ports import DeviceStatus

if sys.platform == "linux":
    import hidraw as hid
else:
    import hid

_READ_MS: Final = 50
_REPORT: Final = 65


class Line(Protocol):
    """One scanner, open."""

    def read(self, size: int, wait_ms: int) -> bytes:
        """Return the next report with its number in front, nothing when none came in time.

        Raises ``OSError`` or ``ValueError`` when the scanner is gone.
        """
        ...

    def descriptor(self) -> bytes:
        """Return what the scanner says of its reports, nothing where the system does not tell."""
        ...

    def close(self) -> None: ...


class _Scanner:
    def __init__(self, path: bytes) -> None:
        self._device = hid.device()
        self._device.open_path(path)

    def read(self, size: int, wait_ms: int) -> bytes:
        return bytes(self._device.read(size, wait_ms))

    def descriptor(self) -> bytes:
        with suppress(OSError, ValueError):
            return bytes(self._device.get_report_descriptor())
        return b""

    def close(self) -> None:
        self._device.close()


def connected() -> list[HidName]:
    """Return the scanners that are connected now."""
    return [HidName(one["vendor_id"], one["product_id"]) for one in _listed(HidName())]


def _listed(name: HidName) -> list[dict[str, Any]]:
    listed = hid.enumerate(name.vendor, name.product)
    return [one for one in listed if one["usage_page"] == SCANNER_PAGE]


def open_line(name: HidName) -> Line:
    """Open the first scanner of this name. Raises ``OSError`` when there is none."""
    for one in _listed(name):
        return _Scanner(one["path"])
    message = f"no scanner {name}"
    raise OSError(message)


class HidScanner:
    """Calls ``on_scan`` with each code and ``on_status`` when the scanner comes or goes, both on its own thread.

    ``opened``: how the scanner is opened; ``tap``: told every report as it came, before it is understood.
    """

    def __init__(
        self,
        name: HidName,
        on_scan: Callable[[str], None],
        on_status: Callable[[DeviceStatus], None],
        opened: Callable[[HidName], Line] = open_line,
        tap: Callable[[bytes], None] = lambda _: None,
    ) -> None:
        self._name, self._on_scan, self._opened, self._tap = name, on_scan, opened, tap
        self._thread = ReadingThread(str(name), self._session, on_status)
        self.start, self.stop, self.status = self._thread.start, self._thread.stop, self._thread.status

    def _session(self, thread: ReadingThread) -> None:
        line = self._opened(self._name)
        try:
            thread.online()
            reports = Reports(layout_of(line.descriptor()))
            while not thread.stopping:
                report = line.read(_REPORT, _READ_MS)
                if report:
                    self._tap(report)
                for code in reports.feed(report, monotonic()):
                    self._on_scan(code)
        finally:
            line.close()
