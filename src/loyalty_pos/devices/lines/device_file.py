"""A printer as a file: ``/dev/usb/lp0`` and its like, opened so that nothing ever hangs on it; or an ordinary file.

A device that answers is asked how it is, as over a network. One that never does is written to without asking. An ordinary
file then holds the last job.
"""

import os
import select
import stat
from contextlib import suppress
from pathlib import Path

from loyalty_pos.devices.printer_status import State

_WRITE_S = 10.0
_CHUNK = 4096
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class FileChannel:
    """``patience_s``: how long the device may take no byte at all."""

    def __init__(self, path: str, patience_s: float = _WRITE_S) -> None:
        self._path, self._patience_s = path, patience_s
        self._file = -1
        self._is_device = self._is_deaf = False

    @property
    def two_way(self) -> bool:
        """Whether it may answer: a device that was never found silent."""
        return self._is_device and not self._is_deaf

    def open(self) -> None:
        """Open; a device that is switched off is an error at once."""
        self._is_device = _is_device(self._path)
        if self._is_device:
            self._file = _opened_device(self._path)
        else:
            how = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
            self._file = os.open(self._path, how, 0o600)

    def write(self, data: bytes) -> None:
        """Send everything; a device that takes nothing for ten seconds is an error."""
        while data:
            if self._is_device and not select.select([], [self._file], [], self._patience_s)[1]:
                message = "the printer takes no more"
                raise TimeoutError(message)
            with suppress(BlockingIOError):
                data = data[os.write(self._file, data[:_CHUNK]) :]

    def read(self, wait_s: float) -> bytes:
        """Return what came within the time; silence after a question is remembered."""
        if not self._is_device:
            return b""
        if not select.select([self._file], [], [], wait_s)[0]:
            self._is_deaf = True
            return b""
        with suppress(BlockingIOError):
            return os.read(self._file, _CHUNK)
        return b""

    def state(self) -> State | None:
        """Return None: it has to be asked in its own language."""
        return None

    def close(self) -> None:
        """Close the file."""
        file, self._file = self._file, -1
        if file >= 0:
            with suppress(OSError):
                os.close(file)


def _is_device(path: str) -> bool:
    """Tell whether this is a device of a system that has them as files."""
    try:
        return stat.S_ISCHR(Path(path).stat().st_mode)
    except OSError:
        return False


def _opened_device(path: str) -> int:
    try:
        return os.open(path, os.O_RDWR | _NOT_WAITING)
    except PermissionError:  # a device that only takes
        return os.open(path, os.O_WRONLY | _NOT_WAITING)
