"""The print queue over a real socket: every receipt comes out once, or the cashier is asked."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loyalty_pos.core.problems import StorageFull
from loyalty_pos.core.receipt import Align, Barcode, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.devices.escpos import PROFILES, encode
from loyalty_pos.devices.job_store import Job, JobState, MemoryJobs, read_job, write_job
from loyalty_pos.devices.lines.device_file import FileChannel
from loyalty_pos.devices.print_queue import PrinterSetup, PrintQueue
from loyalty_pos.devices.printer_status import State
from loyalty_pos.devices.printers import NetworkChannel
from loyalty_pos.till.ports import PrintState
from tests.fakes.jobs import WrittenJobs

Until = Callable[..., None]
EPSON = PROFILES["epson-80"]
RECEIPT = Receipt(
    "sale-1",
    (
        Text("Ромашка", Align.CENTRE, bold=True, size=2),
        Ruler(),
        Pair("Итого", "100,00"),
        Qr("LPR1:1"),
        Barcode("LPC1:A"),
    ),
    open_drawer=True,
)
PAPER = encode(replace(RECEIPT, open_drawer=False), EPSON)


@pytest.fixture
def queue(socket_printer: Any, told: Any) -> Iterator[PrintQueue]:
    line = NetworkChannel("127.0.0.1", socket_printer.port)
    queue = PrintQueue(PrinterSetup("front", line, EPSON), MemoryJobs(), told)
    yield queue
    assert queue.stop()


def test_a_receipt_is_printed_and_confirmed_by_the_printer(
    queue: PrintQueue, socket_printer: Any, told: Any, until: Until
) -> None:
    queue.start()
    queue.print(RECEIPT)
    until(lambda: told.of("sale-1"))
    assert told.of("sale-1") == [PrintState.PRINTED]
    assert socket_printer.printed.count(PAPER) == 1
    assert socket_printer.kicks == 1
    assert (queue.papers.waiting(), queue.papers.uncertain(), queue.status().state) == (0, [], "ok")


def test_the_same_receipt_twice_is_printed_once_a_copy_is_printed_again(
    queue: PrintQueue, socket_printer: Any, told: Any, until: Until
) -> None:
    queue.start()
    queue.print(RECEIPT)
    queue.print(RECEIPT)
    queue.print(replace(RECEIPT, copy=True, open_drawer=False))
    until(lambda: socket_printer.printed.count("КОПИЯ".encode("cp866")) == 1)
    until(lambda: queue.papers.waiting() == 0)
    assert socket_printer.printed.count("Ромашка".encode("cp866")) == 2
    assert socket_printer.kicks == 1
    assert PrintState.UNCERTAIN not in told.of("sale-1")


def test_without_paper_the_drawer_opens_and_the_receipt_comes_later_once(
    queue: PrintQueue, socket_printer: Any, told: Any, until: Until
) -> None:
    socket_printer.paper = False
    queue.start()
    queue.print(RECEIPT)
    until(lambda: told.of("sale-1") == [PrintState.HELD])
    assert queue.status().state == State.PAPER_OUT
    assert socket_printer.kicks == 1
    assert socket_printer.printed == b""
    socket_printer.put_paper_in()
    until(lambda: told.of("sale-1") == [PrintState.HELD, PrintState.PRINTED])
    assert socket_printer.printed.count(PAPER) == 1
    assert socket_printer.kicks == 1


def test_paper_that_ends_while_a_job_is_in_the_printer(
    queue: PrintQueue, socket_printer: Any, told: Any, until: Until
) -> None:
    """The printer said ok when asked; the job went out; then there was no paper for it."""
    answer = socket_printer._answer

    def ends_after_the_look(line: Any, question: int) -> None:
        answer(line, question)
        if question == 4:
            socket_printer.paper = False

    socket_printer._answer = ends_after_the_look
    queue.print(replace(RECEIPT, open_drawer=False))
    queue.start()
    until(lambda: told.of("sale-1") == [PrintState.HELD])
    queue.open()  # the next customer's money does not wait for paper
    until(lambda: socket_printer.kicks == 1)
    socket_printer._answer = answer
    socket_printer.put_paper_in()
    until(lambda: told.of("sale-1") == [PrintState.HELD, PrintState.PRINTED])
    assert socket_printer.printed.count(PAPER) == 1


def test_a_line_cut_in_the_middle_asks_the_cashier_who_may_print_a_copy(
    queue: PrintQueue, socket_printer: Any, told: Any, until: Until
) -> None:
    socket_printer.hang_up_after = 60
    queue.start()
    queue.print(replace(RECEIPT, open_drawer=False))
    until(lambda: told.of("sale-1") == [PrintState.UNCERTAIN])
    assert [receipt.key for receipt in queue.papers.uncertain()] == ["sale-1"]
    assert queue.papers.waiting() == 0
    socket_printer.hang_up_after = None
    queue.papers.again("sale-1")
    until(lambda: told.of("sale-1") == [PrintState.UNCERTAIN, PrintState.PRINTED])
    assert "КОПИЯ".encode("cp866") in socket_printer.printed
    assert queue.papers.uncertain() == []


def test_a_cashier_who_saw_the_paper_settles_it(
    queue: PrintQueue, socket_printer: Any, told: Any, until: Until
) -> None:
    socket_printer.hang_up_after = 60
    queue.start()
    queue.print(RECEIPT)
    until(lambda: told.of("sale-1") == [PrintState.UNCERTAIN])
    queue.papers.settled("sale-1")
    assert (queue.papers.uncertain(), queue.papers.waiting()) == ([], 0)


def test_a_printer_that_is_switched_off_gets_the_receipts_when_it_is_back(told: Any, until: Until) -> None:
    gone = socket.create_server(("127.0.0.1", 0))
    port = gone.getsockname()[1]
    gone.close()
    queue = PrintQueue(PrinterSetup("front", NetworkChannel("127.0.0.1", port), EPSON), MemoryJobs(), told)
    queue.start()
    queue.print(RECEIPT)
    until(lambda: told.of("sale-1") == [PrintState.HELD])
    assert queue.status().state == State.OFFLINE
    assert queue.papers.waiting() == 1
    assert queue.stop()


def test_a_printer_that_gives_no_word_has_done_its_part_when_it_took_the_bytes(
    socket_printer: Any, told: Any, until: Until
) -> None:
    socket_printer.answers = False
    clone = replace(EPSON, confirms=False)
    setup = PrinterSetup("clone", NetworkChannel("127.0.0.1", socket_printer.port), clone)
    queue = PrintQueue(setup, MemoryJobs(), told)
    queue.start()
    queue.print(RECEIPT)
    until(lambda: told.of("sale-1") == [PrintState.PRINTED])
    until(lambda: socket_printer.printed.endswith(PAPER))
    assert queue.status().state == State.UNKNOWN
    assert queue.stop()


def test_a_device_file_gets_the_bytes(told: Any, until: Until, tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    queue = PrintQueue(PrinterSetup("usb", FileChannel(str(path)), EPSON), MemoryJobs(), told)
    queue.start()
    queue.print(replace(RECEIPT, open_drawer=False))
    until(lambda: told.of("sale-1") == [PrintState.PRINTED])
    assert path.read_bytes() == PAPER
    assert queue.stop()


def test_jobs_outlive_the_program_and_a_half_sent_one_is_not_sent_again(
    socket_printer: Any, told: Any, until: Until
) -> None:
    store = WrittenJobs()
    store.save(Job(1, replace(RECEIPT, key="half"), JobState.SENDING))
    store.save(Job(2, replace(RECEIPT, key="whole", open_drawer=False)))
    line = NetworkChannel("127.0.0.1", socket_printer.port)
    queue = PrintQueue(PrinterSetup("front", line, EPSON), store, told)
    queue.start()
    until(lambda: told.of("whole") == [PrintState.PRINTED])
    assert told.of("half") == [PrintState.UNCERTAIN]
    assert socket_printer.printed.count(PAPER) == 1
    assert queue.stop()
    assert [(job.receipt.key, job.state) for job in store.load()] == [("half", JobState.UNCERTAIN)]


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.UNCERTAIN])
def test_a_written_job_is_the_same_receipt(state: JobState) -> None:
    job = Job(7, replace(RECEIPT, kind="sale", number=12, copy=True), state)
    assert read_job(write_job(job)) == job


@pytest.mark.parametrize("text", ["", "{not json", "[]", "{}", '{"number": 1}', '"job"', "null"])
def test_a_text_that_is_no_job_is_refused_as_such(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_job(text)


def test_a_program_that_ends_while_the_printer_holds_a_job_leaves_it_uncertain(
    socket_printer: Any, told: Any, until: Until
) -> None:
    answer = socket_printer._answer

    def ends_after_the_look(line: Any, question: int) -> None:
        answer(line, question)
        socket_printer.paper = socket_printer.paper and question != 4

    socket_printer._answer = ends_after_the_look
    store = WrittenJobs()
    line = NetworkChannel("127.0.0.1", socket_printer.port)
    queue = PrintQueue(PrinterSetup("front", line, EPSON), store, told)
    queue.print(RECEIPT)
    queue.start()
    until(lambda: told.of("sale-1") == [PrintState.HELD])
    assert queue.stop()
    assert [job.state for job in store.load()] == [JobState.UNCERTAIN]


class SlowDisk(WrittenJobs):
    """Writes nothing until it is allowed to."""

    def __init__(self) -> None:
        super().__init__()
        self.allowed = threading.Event()

    def save(self, job: Job) -> None:
        assert self.allowed.wait(20)
        super().save(job)


def test_a_cashier_never_waits_for_the_disk_and_no_paper_comes_before_its_job_is_written(
    socket_printer: Any, told: Any, until: Until
) -> None:
    store = SlowDisk()
    line = NetworkChannel("127.0.0.1", socket_printer.port)
    queue = PrintQueue(PrinterSetup("front", line, EPSON), store, told)
    queue.start()
    started = time.monotonic()
    queue.print(replace(RECEIPT, open_drawer=False))
    assert time.monotonic() - started < 1
    assert queue.papers.waiting() == 1
    time.sleep(0.3)
    assert socket_printer.printed == b""
    store.allowed.set()
    until(lambda: told.of("sale-1") == [PrintState.PRINTED])
    assert queue.stop()
    assert store.texts == {}


class FullDisk(WrittenJobs):
    """Refuses to write."""

    def save(self, job: Job) -> None:  # noqa: ARG002 - the protocol's shape
        raise StorageFull(path="journal.db")


def test_a_full_disk_does_not_stop_the_printing(socket_printer: Any, told: Any, until: Until) -> None:
    line = NetworkChannel("127.0.0.1", socket_printer.port)
    queue = PrintQueue(PrinterSetup("front", line, EPSON), FullDisk(), told)
    queue.start()
    queue.print(RECEIPT)
    until(lambda: told.of("sale-1") == [PrintState.PRINTED])
    assert queue.stop()


def test_one_receipt_against_our_own_laws_does_not_block_the_next(
    queue: PrintQueue, socket_printer: Any, told: Any, until: Until
) -> None:
    queue.start()
    queue.print(Receipt("broken", (Qr("нет"),)))
    queue.print(RECEIPT)
    until(lambda: told.of("sale-1") == [PrintState.PRINTED])
    assert told.of("broken") == [PrintState.UNCERTAIN]
    assert socket_printer.printed.count(PAPER) == 1
