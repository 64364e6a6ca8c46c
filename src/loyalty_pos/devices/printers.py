"""Lines to real printers through python-escpos: network and serial port. Those without a library are in ``lines``.

Imported by wiring only, and late: python-escpos takes a third of a second and writes a cache file at import
(``ESCPOS_CAPABILITIES_PICKLE_DIR`` must name a folder of ours before that). Our own bytes go over these lines.
"""

import socket
from contextlib import suppress

from escpos.exceptions import Error as EscposError
from escpos.printer import Network, Serial

from loyalty_pos.devices.printer_status import State

_OPEN_S = 3.0
_WRITE_S = 10.0


class NetworkChannel:
    """A printer on the network, raw port (9100 in general)."""

    two_way = True

    def __init__(self, host: str, port: int = 9100) -> None:
        self._printer = Network(host, port)

    def open(self) -> None:
        """Connect within three seconds."""
        # not Network.open(): when it is refused, it leaves the socket open until the next collection
        self._printer.device = socket.create_connection((self._printer.host, self._printer.port), _OPEN_S)

    def write(self, data: bytes) -> None:
        """Send everything; a printer that holds the line for ten seconds is an error."""
        self._printer.device.settimeout(_WRITE_S)
        self._printer._raw(data)  # noqa: SLF001 - the one documented way to send own bytes

    def read(self, wait_s: float) -> bytes:
        """Return at most 16 bytes, as soon as one is there."""
        self._printer.device.settimeout(max(wait_s, 0.001))
        try:
            answer: bytes = self._printer._read()  # noqa: SLF001 - as above
        except TimeoutError:
            return b""
        if not answer:
            gone = "the printer closed the connection"
            raise ConnectionResetError(gone)
        return answer

    def state(self) -> State | None:
        """Return None: it has to be asked itself."""
        return None

    def close(self) -> None:
        """Let others print."""
        with suppress(OSError):
            self._printer.close()


class SerialChannel:
    """A printer on a serial port or a USB port that looks like one."""

    two_way = True

    def __init__(self, port: str, baud: int = 9600, *, hardware_flow: bool = True) -> None:
        self._printer = Serial(port, baud, timeout=_OPEN_S, dsrdtr=hardware_flow)

    def open(self) -> None:
        """Take the port; a pseudo terminal has no DSR line: ``hardware_flow=False``."""
        _opened(self._printer)
        self._printer.device.write_timeout = _WRITE_S

    def write(self, data: bytes) -> None:
        """Send everything; a printer that holds the line for ten seconds is an error."""
        self._printer._raw(data)  # noqa: SLF001 - the one documented way to send own bytes
        self._printer.device.flush()

    def read(self, wait_s: float) -> bytes:
        """Return what is there after waiting for the first byte."""
        self._printer.device.timeout = wait_s
        first: bytes = self._printer.device.read(1)
        waiting: bytes = self._printer.device.read(self._printer.device.in_waiting) if first else b""
        return first + waiting

    def state(self) -> State | None:
        """Return None: it has to be asked itself."""
        return None

    def close(self) -> None:
        """Give the port back."""
        with suppress(OSError):
            self._printer.close()


def _opened(printer: Serial) -> None:
    try:
        printer.open()
    except EscposError as error:
        raise ConnectionError(str(error)) from error
