"""A printer that is a file: the print queue's own thread appends real ESC/POS to it, nothing is ever taken back."""

import re
from collections import Counter
from io import BufferedWriter
from pathlib import Path
from typing import Final

from loyalty_pos.core.scan import RECEIPT_PREFIX
from loyalty_pos.devices.escpos import PROFILES
from loyalty_pos.devices.job_store import JobStore
from loyalty_pos.devices.print_queue import PrinterSetup, PrintQueue

_CODE: Final = re.compile(RECEIPT_PREFIX.encode() + rb"(\d{20})")


class PaperFile:
    """A line that takes bytes and says nothing."""

    two_way = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BufferedWriter | None = None

    def open(self) -> None:
        self._file = self._path.open("ab")

    def write(self, data: bytes) -> None:
        assert self._file is not None
        self._file.write(data)
        self._file.flush()

    def read(self, wait_s: float) -> bytes:  # noqa: ARG002 - the protocol's shape
        return b""

    def state(self) -> None:
        return

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def file_printer(folder: Path, jobs: JobStore) -> PrintQueue:
    """Return a started queue that prints beside the till's folder, as on another device."""
    setup = PrinterSetup("paper", PaperFile(_paper(folder)), PROFILES["epson-80"])
    queue = PrintQueue(setup, jobs, lambda _report: None)
    queue.start()
    return queue


def printed_codes(folder: Path) -> Counter[str]:
    """Return how often each receipt's code stands on the paper."""
    path = _paper(folder)
    return Counter(code.decode() for code in _CODE.findall(path.read_bytes())) if path.exists() else Counter()


def _paper(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.paper")
