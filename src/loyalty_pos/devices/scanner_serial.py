"""A scanner on a serial port (or a USB port that looks like one): a thread that reads codes and reconnects.

The better way to connect a scanner: no keyboard layout, no focus, no hotkeys.
"""

from collections.abc import Callable
from contextlib import suppress
from time import monotonic

import serial
from serial.tools import list_ports

from loyalty_pos.devices.scanners.reading import ReadingThread
from loyalty_pos.till.ports import DeviceStatus

_READ_S = 0.05
_END_S = 0.15  # a scanner without suffix: this long without a byte ends the code
_MOST_BYTES = 2_048  # longer codes are cut: they are refused as unreadable anyway, above 512 characters


class Frames:
    """Bytes as they come -> codes, ended by CR, LF or a pause. Pure; time comes in."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._last = 0.0

    def feed(self, data: bytes, at: float) -> list[str]:
        """Take bytes (or none) read at a time in seconds; return the codes they complete."""
        codes = self._ended_by_pause(at)
        if data:
            self._last = at
            *complete, rest = (bytes(self._bytes) + data).replace(b"\n", b"\r").split(b"\r")
            self._bytes = bytearray(rest[:_MOST_BYTES])
            codes += [_decoded(code) for code in complete if code.strip()]
        return codes

    def _ended_by_pause(self, at: float) -> list[str]:
        if not self._bytes or at - self._last < _END_S:
            return []
        code, self._bytes = bytes(self._bytes), bytearray()
        return [_decoded(code)] if code.strip() else []

    def clear(self) -> None:
        """The line broke: half a code is worth nothing."""
        self._bytes.clear()


def _decoded(code: bytes) -> str:
    return code[:_MOST_BYTES].decode("utf-8", errors="replace")


class SerialScanner:
    """Calls ``on_scan`` with each code and ``on_status`` when the port comes or goes, both on its own thread.

    ``tap``: told every piece of bytes as it came, before it is understood.
    """

    def __init__(
        self,
        port: str,
        on_scan: Callable[[str], None],
        on_status: Callable[[DeviceStatus], None],
        baud: int = 9600,
        tap: Callable[[bytes], None] = lambda _: None,
    ) -> None:
        self._port, self._baud, self._on_scan, self._tap = port, baud, on_scan, tap
        self._frames = Frames()
        self._thread = ReadingThread(port, self._session, on_status)
        self.start, self.stop, self.status = self._thread.start, self._thread.stop, self._thread.status

    def _session(self, thread: ReadingThread) -> None:
        self._frames.clear()
        with serial.Serial(self._port, self._baud, timeout=_READ_S) as line:
            thread.online()
            with suppress(OSError):  # a pseudo terminal has no input buffer to clear
                line.reset_input_buffer()
            while not thread.stopping:
                first = line.read(1)
                data = first + line.read(line.in_waiting) if first else b""
                if data:
                    self._tap(data)
                for code in self._frames.feed(data, monotonic()):
                    self._on_scan(code)


def usb_ports() -> list[str]:
    """Return the serial ports of this machine that are USB devices."""
    return [port.device for port in list_ports.comports() if port.vid is not None]
