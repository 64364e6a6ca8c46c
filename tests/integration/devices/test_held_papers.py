"""Papers that wait: seen, hurried, dropped; what is dropped never comes out, what may be out is only ever a marked copy."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from loyalty_pos.core.receipt import Receipt, Text
from loyalty_pos.devices.escpos import PROFILES
from loyalty_pos.devices.job_book import JobBook
from loyalty_pos.devices.job_store import Job, JobState, MemoryJobs
from loyalty_pos.devices.print_queue import PrinterSetup, PrintQueue
from loyalty_pos.devices.printers import NetworkChannel
from loyalty_pos.till.ports import PrintState
from tests.fakes.jobs import WrittenJobs

Until = Callable[..., None]
EPSON = PROFILES["epson-80"]


def paper(key: str, *, copy: bool = False) -> Receipt:
    return Receipt(key, (Text(f"paper {key}"),), copy=copy, kind="sale", number=len(key))


@pytest.fixture
def store() -> WrittenJobs:
    """What a former run left: one half sent, two that wait."""
    store = WrittenJobs()
    store.save(Job(1, paper("half"), JobState.SENDING))
    store.save(Job(2, paper("unwanted")))
    store.save(Job(3, paper("wanted", copy=True)))
    return store


def queue_to(printer: Any, store: Any, told: Any) -> PrintQueue:
    return PrintQueue(PrinterSetup("front", NetworkChannel("127.0.0.1", printer.port), EPSON), store, told)


def test_what_waits_is_listed_and_a_dropped_paper_never_comes_out(
    socket_printer: Any, store: WrittenJobs, told: Any, until: Until
) -> None:
    queue = queue_to(socket_printer, store, told)
    listed = [(one.key, one.state, one.copy, one.paper_number) for one in queue.papers.held()]
    assert listed == [
        ("half", PrintState.UNCERTAIN, False, 4),
        ("unwanted", PrintState.HELD, False, 8),
        ("wanted", PrintState.HELD, True, 6),
    ]
    assert queue.papers.drop(2)
    assert not queue.papers.drop(2)
    queue.start()
    until(lambda: told.of("wanted") == [PrintState.PRINTED])
    queue.print(paper("unwanted"))  # the till says it once more: it was dropped, and stays so
    assert queue.papers.drop(1)
    assert queue.papers.held() == []
    assert queue.stop()
    assert b"paper unwanted" not in socket_printer.printed
    assert b"paper half" not in socket_printer.printed
    assert store.load() == []


def test_a_paper_that_is_being_sent_cannot_be_dropped() -> None:
    book = JobBook(MemoryJobs())
    book.add(paper("now"))
    (job,) = book.jobs()
    book.keep(replace(job, state=JobState.SENDING))
    assert not book.drop(job.number)
    assert [one.receipt.key for one in book.jobs()] == ["now"]


def test_papers_are_hurried_although_the_pause_is_long(socket_printer: Any, told: Any, until: Until) -> None:
    socket_printer.paper = False
    queue = queue_to(socket_printer, MemoryJobs(), told)
    queue._back_off = lambda: setattr(queue, "_pause_s", 3600.0)  # type: ignore[method-assign]  # an hour's pause
    queue.start()
    queue.print(paper("late"))
    until(lambda: told.of("late") == [PrintState.HELD])
    socket_printer.put_paper_in()
    queue.papers.now()
    until(lambda: told.of("late") == [PrintState.HELD, PrintState.PRINTED])
    assert queue.stop()


def test_a_probe_is_printed_now_or_never(socket_printer: Any, told: Any, until: Until) -> None:
    queue = queue_to(socket_printer, MemoryJobs(), told)
    socket_printer.paper = False
    queue.probe(b"never seen\n")
    queue.start()
    until(lambda: queue.status().state == "paper_out")
    socket_printer.put_paper_in()
    queue.probe(b"seen at once\n")
    until(lambda: b"seen at once\n" in socket_printer.printed)
    assert queue.stop()
    assert b"never seen" not in socket_printer.printed


def test_a_printer_taken_for_another_kind_gets_the_next_paper_so(
    socket_printer: Any, told: Any, until: Until
) -> None:
    queue = queue_to(socket_printer, MemoryJobs(), told)
    queue.change(replace(EPSON, codec="cp1251", code_page=46, cuts=False), lambda _text, _profile: b"")
    queue.start()
    queue.print(Receipt("1251", (Text("Ёжик"),)))
    until(lambda: told.of("1251") == [PrintState.PRINTED])
    assert "Ёжик".encode("cp1251") in socket_printer.printed
    assert queue.stop()
