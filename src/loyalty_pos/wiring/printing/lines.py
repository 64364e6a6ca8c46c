"""From what a printer is called to a line to it; every library comes when a line is made, on the printer's own thread."""

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.devices.addresses import (
    FilePrinter,
    NetworkPrinter,
    OnScreen,
    PagePrinter,
    PdfFolder,
    PrinterAddress,
    SerialPrinter,
    SpooledPrinter,
)
from loyalty_pos.devices.delivery import Channel
from loyalty_pos.devices.escpos import PrinterProfile, QrDrawing
from loyalty_pos.devices.job_store import Job, read_job, write_job
from loyalty_pos.devices.layout import COPY_MARK

if TYPE_CHECKING:
    from loyalty_pos.devices.lines.spooler import SpoolChannel
    from loyalty_pos.ui.paper.page_line import PageLine

_CACHE: Final = "printer-profiles"


def line_to(address: PrinterAddress, folder: Path) -> Channel:
    """Return a line, not open yet. Raises ``OSError`` where this system has no such printers. ``folder``: the till's own."""
    match address:
        case PagePrinter() | PdfFolder():
            return _of_pages(address)
        case SpooledPrinter(name):
            return _spooled(name)
        case FilePrinter(path):
            from loyalty_pos.devices.lines.device_file import FileChannel

            return FileChannel(path)
        case NetworkPrinter() | SerialPrinter():
            return _by_wire(address, folder)
        case OnScreen():
            message = "the screen needs no line"
            raise AssertionError(message)
        case _:
            assert_never(address)


def spelled_as_page(receipt: Receipt, _profile: PrinterProfile, _draw_qr: QrDrawing) -> bytes:
    """Return a paper for a line that paints it itself."""
    return write_job(Job(0, receipt)).encode()


def read_page(data: bytes) -> Receipt | None:
    """Return what was spelled; None for a pulse of the drawer and whatever else is no paper."""
    try:
        return read_job(data.decode()).receipt
    except ValueError:
        return None


def _by_wire(address: NetworkPrinter | SerialPrinter, folder: Path) -> Channel:
    cache = folder / _CACHE
    cache.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", str(cache))
    from loyalty_pos.devices.printers import NetworkChannel, SerialChannel

    if isinstance(address, NetworkPrinter):
        return NetworkChannel(address.host, address.port)
    return SerialChannel(address.port, address.baud)


def _of_pages(address: PagePrinter | PdfFolder) -> "PageLine":
    from loyalty_pos.ui.paper.page_line import PdfLine, SystemLine
    from loyalty_pos.wiring.cards import CodePictures

    if isinstance(address, PdfFolder):
        return PdfLine(read_page, CodePictures(), COPY_MARK, Path(address.path))
    return SystemLine(read_page, CodePictures(), COPY_MARK, address.name)


def _spooled(name: str) -> "SpoolChannel":
    """Return a line to the spooler of Windows; elsewhere it is a printer that is not there."""
    from loyalty_pos.devices.lines.spooler import SpoolChannel

    try:
        return SpoolChannel(import_module("win32print"), name)
    except ImportError as error:
        message = "receipt printers by name are those of Windows"
        raise ConnectionError(message) from error
