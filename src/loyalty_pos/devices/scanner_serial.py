"""A scanner on a serial port (or a USB port that looks like one): a thread that reads codes and reconnects.

The better way to connect a scanner: no keyboard layout, no focus, no hotkeys.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

import serial

from loyalty_pos.till.ports import DeviceStatus

_READ_S = 0.05
_END_S = 0.15  # a scanner without suffix: this long without a byte ends the code
_PAUSES_S = (0.2, 0.5, 1.0, 2.0, 5.0)
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
    """Calls ``on_scan`` with each code and ``on_status`` when the port comes or goes, both on its own thread."""

    def __init__(
        self,
        port: str,
        on_scan: Callable[[str], None],
        on_status: Callable[[DeviceStatus], None],
        baud: int = 9600,
    ) -> None:
        self._port = port
        self._baud = baud
        self._on_scan = on_scan
        self._on_status = on_status
        self._stopping = threading.Event()
        self._frames = Frames()
        self._online: bool | None = None
        self._thread = threading.Thread(target=self._run, name=f"scanner {port}", daemon=True)

    def start(self) -> None:
        """Begin to read; a port that is not there yet is awaited."""
        self._thread.start()

    def stop(self, wait_s: float = 2.0) -> bool:
        """Give the port back; return whether the thread has ended."""
        self._stopping.set()
        self._thread.join(wait_s)
        return not self._thread.is_alive()

    def status(self) -> DeviceStatus:
        """Return whether the port is open; ``unknown`` before the first try."""
        state = "unknown" if self._online is None else "ok" if self._online else "offline"
        return DeviceStatus(self._port, state)

    def _run(self) -> None:
        tries = 0
        while not self._stopping.is_set():
            try:
                with serial.Serial(self._port, self._baud, timeout=_READ_S) as line:
                    tries = 0
                    self._see(online=True)
                    self._read(line)
            except (OSError, ValueError):  # SerialException is an OSError; a name that is no port: ValueError
                self._frames.clear()
                self._see(online=False)
                self._stopping.wait(_PAUSES_S[min(tries, len(_PAUSES_S) - 1)])
                tries += 1

    def _read(self, line: serial.Serial) -> None:
        with suppress(OSError):  # a pseudo terminal has no input buffer to clear
            line.reset_input_buffer()
        while not self._stopping.is_set():
            first = line.read(1)
            data = first + line.read(line.in_waiting) if first else b""
            for code in self._frames.feed(data, monotonic()):
                self._on_scan(code)

    def _see(self, *, online: bool) -> None:
        if online is not self._online:
            self._online = online
            self._on_status(self.status())
