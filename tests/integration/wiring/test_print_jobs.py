"""Receipts that wait for the printer are kept in the encrypted journal, outlive the program, and come out once."""

import time
from collections.abc import Callable
from pathlib import Path

from loyalty_pos.core.receipt import Receipt, Text
from loyalty_pos.devices.addresses import FilePrinter, NetworkPrinter
from loyalty_pos.devices.job_store import Job, JobState
from loyalty_pos.storage.vault import MemoryVault
from loyalty_pos.wiring.hardware import Devices, jobs_in, paper_to
from loyalty_pos.wiring.till import TillSettings, open_files
from tests.hardware.peer import free_port

NAME = "Ирина Соколова"
RECEIPT = Receipt("sale-1", (Text(f"Покупатель: {NAME}"),), kind="sale", number=12)


def until(condition: Callable[[], object]) -> None:
    """Wait for another thread, or fail."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def test_a_receipt_without_printer_waits_encrypted_and_is_printed_once_by_the_next_start(
    tmp_path: Path,
) -> None:
    settings = TillSettings(tmp_path / "till", vault=MemoryVault())
    files = open_files(settings)
    nobody = Devices(NetworkPrinter("127.0.0.1", free_port()))
    paper, stop = paper_to(nobody, settings.folder, jobs_in(files))
    paper.printer.print(RECEIPT)
    until(lambda: paper.printer.status().state == "offline")
    stop()
    files.close()

    for path in settings.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(NAME.encode(code) in content for code in ("utf-8", "cp866", "cp1251")), path

    files = open_files(settings)
    lp0 = tmp_path / "lp0"
    paper, stop = paper_to(Devices(FilePrinter(str(lp0))), settings.folder, jobs_in(files))
    until(lambda: lp0.exists() and NAME.encode("cp866") in lp0.read_bytes())
    until(lambda: not jobs_in(files).load())
    stop()
    files.close()
    lp0.unlink()

    files = open_files(settings)
    paper, stop = paper_to(Devices(FilePrinter(str(lp0))), settings.folder, jobs_in(files))
    time.sleep(0.3)
    stop()
    files.close()
    assert not lp0.exists(), "printed a second time"


def test_a_receipt_half_sent_when_the_power_went_is_for_a_person_to_look_at(tmp_path: Path) -> None:
    settings = TillSettings(tmp_path / "till", vault=MemoryVault())
    files = open_files(settings)
    jobs_in(files).save(Job(1, RECEIPT, JobState.SENDING))
    files.close()

    files = open_files(settings)
    assert [(job.receipt, job.state) for job in jobs_in(files).load()] == [(RECEIPT, JobState.UNCERTAIN)]
    files.close()


def test_a_job_of_a_newer_program_is_no_reason_not_to_start(tmp_path: Path) -> None:
    settings = TillSettings(tmp_path / "till", vault=MemoryVault())
    files = open_files(settings)
    jobs = jobs_in(files)
    with files.journal_file.writing() as connection:
        connection.execute('INSERT INTO print_job VALUES (1, \'{"block": "hologram"}\')')
    jobs.save(Job(2, RECEIPT))
    assert [job.number for job in jobs.load()] == [2]
    files.close()
