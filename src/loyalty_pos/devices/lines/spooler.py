"""A printer that Windows knows by name: bytes handed to its spooler as one RAW job, its state asked of the system.

The functions are those of ``win32print`` (pywin32), given by whoever opens the line, so that nothing of Windows is loaded
elsewhere. A job is closed even when the printer goes away in the middle: an open one would block the queue of Windows.
"""

from contextlib import suppress
from typing import Any, Final, Protocol

from loyalty_pos.devices.printer_status import State

_JOB: Final = "Loyalty POS"
_LEVEL: Final = 2
_TROUBLES: Final = (
    (0x0000_0010 | 0x0000_0040, State.PAPER_OUT),
    (0x0040_0000, State.COVER_OPEN),
    (0x0000_0080 | 0x0000_1000 | 0x0100_0000, State.OFFLINE),
)
"""PRINTER_STATUS_PAPER_OUT and _PAPER_PROBLEM; _DOOR_OPEN; _OFFLINE, _NOT_AVAILABLE and _SERVER_OFFLINE."""
_WORKS_OFFLINE: Final = (
    0x0000_0400  # PRINTER_ATTRIBUTE_WORK_OFFLINE: what Windows sets for a pulled USB cable
)


class Spooler(Protocol):
    """What is used of ``win32print``; each raises an error of its own kind, ``pywintypes.error``."""

    def GetDefaultPrinter(self) -> str: ...  # noqa: N802 - Windows' names
    def OpenPrinter(self, name: str) -> Any: ...  # noqa: N802
    def ClosePrinter(self, printer: Any) -> None: ...  # noqa: N802
    def GetPrinter(self, printer: Any, level: int) -> dict[str, Any]: ...  # noqa: N802
    def StartDocPrinter(self, printer: Any, level: int, job: tuple[str, None, str]) -> int: ...  # noqa: N802
    def StartPagePrinter(self, printer: Any) -> None: ...  # noqa: N802
    def WritePrinter(self, printer: Any, data: bytes) -> int: ...  # noqa: N802
    def EndPagePrinter(self, printer: Any) -> None: ...  # noqa: N802
    def EndDocPrinter(self, printer: Any) -> None: ...  # noqa: N802


class SpoolChannel:
    """``name`` empty: the default printer of this user."""

    two_way = False

    def __init__(self, spooler: Spooler, name: str = "") -> None:
        self._spooler, self._name = spooler, name
        self._printer: Any = None
        self._begun = False

    def open(self) -> None:
        """Take the printer; no job is begun before there is something to print."""
        self._printer = self._called(lambda: self._spooler.OpenPrinter(self._named()))

    def write(self, data: bytes) -> None:
        """Hand the bytes over, all of them."""
        if not self._begun:
            self._called(lambda: self._spooler.StartDocPrinter(self._printer, 1, (_JOB, None, "RAW")))
            self._begun = True
            self._called(lambda: self._spooler.StartPagePrinter(self._printer))
        while data:
            taken: int = self._called(lambda left=data: self._spooler.WritePrinter(self._printer, left))
            if taken <= 0:
                full = "the spooler took nothing"
                raise ConnectionError(full)
            data = data[taken:]

    def read(self, wait_s: float) -> bytes:  # noqa: ARG002 - the protocol's shape
        """Return nothing: the spooler does not answer."""
        return b""

    def state(self) -> State | None:
        """Return what Windows knows of the printer; it says ``ok`` of many that it cannot ask."""
        try:
            return self._looked_up()
        except OSError:
            return State.OFFLINE

    def close(self) -> None:
        """End the job, which Windows prints then, and let go of the printer."""
        printer, self._printer = self._printer, None
        if printer is None:
            return
        ends = (self._spooler.EndPagePrinter, self._spooler.EndDocPrinter) if self._begun else ()
        self._begun = False
        for end in (*ends, self._spooler.ClosePrinter):
            with suppress(Exception):  # the system's own kind of error; there is nothing left to lose
                end(printer)

    def _looked_up(self) -> State:
        printer = self._called(lambda: self._spooler.OpenPrinter(self._named()))
        try:
            facts: dict[str, Any] = self._called(lambda: self._spooler.GetPrinter(printer, _LEVEL))
        finally:
            with suppress(Exception):
                self._spooler.ClosePrinter(printer)
        if facts.get("Attributes", 0) & _WORKS_OFFLINE:
            return State.OFFLINE
        status = facts.get("Status", 0)
        return next((state for bits, state in _TROUBLES if status & bits), State.OK)

    def _named(self) -> str:
        return self._name or self._spooler.GetDefaultPrinter()

    def _called(self, function: Any) -> Any:
        try:
            return function()
        except Exception as error:  # pywintypes.error exists on Windows only and is no OSError
            raise ConnectionError(str(error)) from error
