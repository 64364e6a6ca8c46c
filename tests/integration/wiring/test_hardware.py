"""The devices that the settings name are there: printer over its line, scanners on their ports."""

import os
import pty
import socket
import time
import tty
from collections.abc import Callable
from pathlib import Path

from loyalty_pos.core.receipt import Receipt, Text
from loyalty_pos.devices.addresses import FilePrinter, NetworkPrinter
from loyalty_pos.devices.job_store import MemoryJobs
from loyalty_pos.devices.simulated import PaperRoll
from loyalty_pos.till.ports import DeviceStatus
from loyalty_pos.wiring.hardware import Devices, paper_to


def until(condition: Callable[[], object]) -> None:
    """Wait for another thread, or fail."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def test_without_settings_the_receipt_appears_on_the_screen(tmp_path: Path) -> None:
    paper, stop = paper_to(Devices(), tmp_path, MemoryJobs())
    paper.printer.print(Receipt("r", (Text("чек"),), open_drawer=True))
    assert isinstance(paper.printer, PaperRoll)
    assert list(paper.printer.receipts) == [["чек"]]
    stop()


def test_a_printer_on_a_device_file(tmp_path: Path) -> None:
    jobs = MemoryJobs()
    paper, stop = paper_to(Devices(FilePrinter(str(tmp_path / "lp0"))), tmp_path, jobs)
    paper.printer.print(Receipt("r", (Text("чек"),)))
    until((tmp_path / "lp0").exists)
    until(lambda: "чек".encode("cp866") in (tmp_path / "lp0").read_bytes())
    stop()
    assert jobs.load() == []


def test_a_printer_that_is_not_there_is_told_to_the_window(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    jobs = MemoryJobs()
    paper, stop = paper_to(Devices(NetworkPrinter("127.0.0.1", port)), tmp_path, jobs)
    told: list[DeviceStatus] = []
    paper.ears.listen(told.append)
    paper.printer.print(Receipt("r", (Text("чек"),)))
    until(lambda: paper.printer.status().state == "offline")
    stop()
    assert len(jobs.load()) == 1


def test_scanners_on_serial_ports_are_heard(tmp_path: Path) -> None:
    scanner, till = pty.openpty()
    tty.setraw(till)
    paper, stop = paper_to(Devices(scanners=(os.ttyname(till),)), tmp_path, MemoryJobs())
    codes: list[str] = []
    stop_scans = paper.scans(codes.append)

    def scanned() -> bool:
        os.write(scanner, b"4006381333931\r")
        time.sleep(0.05)
        return bool(codes)

    until(scanned)
    assert set(codes) == {"4006381333931"}
    stop_scans()
    stop()
    os.close(scanner)
    os.close(till)
