"""The printer and the scanners that a till's settings name; python-escpos comes with the first job."""

from dataclasses import dataclass, replace
from pathlib import Path

from loyalty_pos.devices.addresses import (
    NetworkPrinter,
    OnScreen,
    PagePrinter,
    PdfFolder,
    PrinterAddress,
    SerialPrinter,
)
from loyalty_pos.devices.delivery import LateChannel
from loyalty_pos.devices.escpos import PROFILES, PrinterProfile, QrDrawing, encode, native_qr
from loyalty_pos.devices.job_store import Job, JobStore, read_job, write_job
from loyalty_pos.devices.print_queue import PrinterSetup, PrintQueue
from loyalty_pos.storage.journal.print_jobs import JobText, PrintJobs
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.ui.parts import Stop
from loyalty_pos.wiring.preferences import preferences_in
from loyalty_pos.wiring.printing.bench import QueueBench, as_kept
from loyalty_pos.wiring.printing.lines import line_to, spelled_as_page
from loyalty_pos.wiring.scanning.bench import ScannerBench
from loyalty_pos.wiring.window import Ears, Paper, paper_on_screen

DEFAULT_PROFILE = "epson-80"
_SCREEN = OnScreen()


@dataclass(frozen=True, slots=True)
class Devices:
    """What a till's settings name. ``profile``: a name in ``PROFILES``. ``scanners``: serial ports, ``hid``..."""

    printer: PrinterAddress = _SCREEN
    profile: str = DEFAULT_PROFILE
    scanners: tuple[str, ...] = ()


def devices_of(printer: PrinterAddress | None, profile: str, scanners: tuple[str, ...]) -> Devices:
    """Return the devices named; what is not named is the usual one."""
    return Devices(printer or _SCREEN, profile or DEFAULT_PROFILE, scanners)


def jobs_in(files: TillFiles) -> JobStore:
    """Return the receipts that wait for the printer: in the journal, because receipts name people."""
    text: JobText[Job] = JobText(number=lambda job: job.number, write=write_job, read=read_job)
    return PrintJobs(files.journal_file, text)


def paper_to(devices: Devices, folder: Path, jobs: JobStore) -> tuple[Paper, Stop]:
    """Return the paper and scanners of a till, and how to end the printer's thread.

    ``folder`` is the till's own; ``jobs`` keeps receipts until they are on paper.
    """
    address = devices.printer
    taken = (address.port,) if isinstance(address, SerialPrinter) else ()
    bench = ScannerBench(preferences_in(folder), devices.scanners, taken)
    if isinstance(address, OnScreen):
        return replace(
            paper_on_screen(), scans=bench.listen, scanners=bench.states, bench=bench
        ), lambda: None
    preferences = preferences_in(folder)
    kind = as_kept(PROFILES[devices.profile], preferences)
    two_way = isinstance(address, NetworkPrinter | SerialPrinter)
    by_page = isinstance(address, PagePrinter | PdfFolder)
    setup = PrinterSetup(
        name=devices.profile,
        channel=LateChannel(lambda: line_to(address, folder), two_way=two_way),
        profile=kind,
        draw_qr=_drawing(kind),
        spell=spelled_as_page if by_page else encode,
    )
    ears = Ears()
    queue = PrintQueue(setup, jobs, ears.tell)
    queue.start()
    at_printer = None if by_page else QueueBench(queue, preferences, _drawing)
    paper = Paper(queue, queue, queue.papers, ears, bench.listen, bench.states, bench, at_printer)
    return paper, lambda: _end(queue)


def _drawing(profile: PrinterProfile) -> QrDrawing:
    """Return who draws QR codes for this printer."""
    return native_qr if profile.native_qr else _drawn_qr


def _drawn_qr(data: str, profile: PrinterProfile) -> bytes:
    """Draw the QR ourselves; the library comes with the first one (120 ms)."""
    from loyalty_pos.devices.raster import raster_qr

    return raster_qr(data, profile)


def _end(queue: PrintQueue) -> None:
    queue.stop()
