"""What waits for a person beside the sale: it stands under the head line, in both languages, until it is answered."""

import os
import pty
import socket
import threading
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.problems import Problem, StorageCorrupt
from loyalty_pos.core.receipt import Receipt, Text
from loyalty_pos.core.sale import Noted
from loyalty_pos.devices.addresses import NetworkPrinter
from loyalty_pos.devices.job_store import MemoryJobs
from loyalty_pos.till.ports import DeviceStatus
from loyalty_pos.ui.app import listen
from loyalty_pos.ui.parts import Around, Listeners, NoPapers, SyncNews, UiParts
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.standing.view import StandingBar
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wiring.hardware import Devices, paper_to
from loyalty_pos.wiring.incidents import Incidents
from tests.fakes.till import MILK_CODE, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, Squares, parts_of

TORN = Receipt("sale-12", (Text("milk"),), kind="sale", number=12)


@dataclass
class Drawerful(NoPapers):
    """Papers as the test wants them."""

    torn: list[Receipt] = field(default_factory=list)
    unprinted: int = 0
    copied: list[str] = field(default_factory=list)

    def uncertain(self) -> list[Receipt]:
        return list(self.torn)

    def waiting(self) -> int:
        return self.unprinted

    def again(self, key: str) -> None:
        self.settled(key)
        self.copied.append(key)

    def settled(self, key: str) -> None:
        self.torn = [one for one in self.torn if one.key != key]


class Moody(PaperTrail):
    """A printer whose state the test sets."""

    state = "ok"

    def status(self) -> DeviceStatus:
        return DeviceStatus("moody", self.state)


@dataclass
class Surroundings:
    """A window, and what is around it."""

    counter: Counter
    papers: Drawerful
    printer: Moody
    scanners: list[DeviceStatus]
    incidents: list[Problem]

    def look(self) -> str:
        """Let a second pass; return what stands under the head line."""
        till = self.counter.studio.till
        till.standing.look()
        self.counter.studio.settle()
        return self.bar

    @property
    def bar(self) -> str:
        return standing(self.counter)


def standing(counter: Counter) -> str:
    """Return the words of the bar with the keys of its buttons; "" when it is hidden."""
    bar = counter.studio.till.window.findChild(StandingBar)
    if bar is None or not bar.isVisible():
        return ""
    answers = [
        f"[{button.key.text()} {button.words.text()}]"
        for button in bar._answers.values()
        if button.isVisible()
    ]
    return " ".join([bar.text.text(), bar.next_step.text(), *answers])


@contextmanager
def _window(shop: FakeTill, parts: UiParts, preferences: Remembered, paper: PaperTrail) -> Iterator[Counter]:
    with Studio(parts) as studio:
        studio.till.shell.sync_changed(SyncNews(online=True))
        yield Counter(shop, paper, preferences, studio)


@pytest.fixture
def around(qtbot: QtBot) -> Iterator[Surroundings]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    shop, printer, preferences = FakeTill(), Moody(), Remembered(language="en")
    papers, scanners, incidents = Drawerful(), list[DeviceStatus](), list[Problem]()
    parts = replace(
        parts_of(shop, printer, preferences),
        around=Around(papers, lambda: scanners, lambda: incidents, incidents.clear),
    )
    with _window(shop, parts, preferences, printer) as counter:
        yield Surroundings(counter.log_in(), papers, printer, scanners, incidents)


# --- a paper nobody is sure of ------------------------------------------------------------------------


def test_a_torn_receipt_asks_the_cashier_by_its_number_and_offers_two_keys(around: Surroundings) -> None:
    around.papers.torn.append(TORN)
    assert around.look() == (
        "Look at the paper: did receipt 12 come out? If not, print a copy; if it is there, say so. "
        "[Ctrl+1 Print a copy] [Ctrl+2 It is there]"
    )
    around.counter.studio.press("Ctrl+Shift+L")
    assert around.bar == (
        "Посмотрите на бумагу: напечатан ли чек 12? Если нет — напечатайте копию, если он есть — отметьте это. "
        "[Ctrl+1 Печать копии] [Ctrl+2 Он есть]"
    )


def test_a_copy_is_printed_once_and_the_question_is_gone(around: Surroundings) -> None:
    around.papers.torn.append(TORN)
    around.look()
    around.counter.studio.press("Ctrl+1")
    around.counter.studio.press("Ctrl+1")
    assert around.papers.copied == ["sale-12"]
    assert around.bar == ""
    assert around.counter.banner == "A copy is being printed."


def test_a_receipt_that_is_there_is_not_printed_again(around: Surroundings) -> None:
    around.papers.torn.append(TORN)
    around.look()
    around.counter.studio.press("Ctrl+2")
    assert (around.papers.copied, around.papers.torn, around.bar) == ([], [], "")


@pytest.mark.parametrize(("key", "what"), [("Ctrl+1", "paper_missing"), ("Ctrl+2", "paper_there")])
def test_who_looked_at_the_paper_is_written_down(around: Surroundings, key: str, what: str) -> None:
    around.papers.torn.append(TORN)
    around.look()
    around.counter.studio.press(key)
    notes = [one for one in around.counter.shop.journal.facts if isinstance(one, Noted)]
    assert [(one.what, one.cashier_id) for one in notes if one.subject == "sale-12"] == [(what, "c1")]


def test_two_torn_papers_are_asked_for_one_after_another(around: Surroundings) -> None:
    around.papers.torn += [TORN, replace(TORN, key="z", kind="z_report", number=3)]
    assert "receipt 12" in around.look()
    around.counter.studio.press("Ctrl+2")
    assert "the Z report of shift 3" in around.bar


def test_nobody_answers_before_logging_in(around: Surroundings) -> None:
    around.papers.torn.append(TORN)
    around.counter.studio.press("Ctrl+L")
    assert around.counter.page is PageName.LOGIN
    assert "receipt 12" in around.look()
    assert "[" not in around.bar
    around.counter.studio.press("Ctrl+1")
    assert around.papers.copied == []
    around.counter.log_in()
    around.look()
    assert "[Ctrl+1 Print a copy]" in around.bar


def test_selling_goes_on_while_a_paper_is_asked_for(around: Surroundings) -> None:
    around.papers.torn.append(TORN)
    around.look()
    around.counter.studio.scan(MILK_CODE)
    around.counter.studio.press("F12")
    assert around.counter.page is PageName.RECEIPT
    assert len(around.printer.receipts) == 1
    assert "receipt 12" in around.bar


# --- paper that is out --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            "paper_out",
            "The printer is out of paper. Put paper in: the receipt prints by itself, do not print again.",
        ),
        (
            "cover_open",
            "The printer's cover is open. Close it: the receipt prints by itself, do not print again.",
        ),
        (
            "offline",
            "The printer does not answer. Check power and cable; the receipt is printed later.",
        ),
    ],
)
def test_a_held_receipt_says_what_to_do_and_is_gone_when_it_is_out(
    around: Surroundings, state: str, words: str
) -> None:
    around.printer.state, around.papers.unprinted = state, 1
    assert around.look() == words
    around.printer.state, around.papers.unprinted = "ok", 0
    assert around.look() == ""


def test_no_paper_and_no_receipt_is_only_a_light_in_the_head_line(around: Surroundings) -> None:
    around.printer.state = "paper_out"
    around.counter.studio.till.shell.printer_changed(around.printer.status())
    assert around.look() == ""
    assert "No paper" in around.counter.texts()


# --- files --------------------------------------------------------------------------------------------


def test_a_damaged_file_is_told_until_somebody_understood(around: Surroundings) -> None:
    around.incidents.append(StorageCorrupt(path="cache.db", kept_as="cache.corrupt-1.db"))
    assert around.look() == (
        "The file cache.db is damaged; it is kept as cache.corrupt-1.db. Go on working and tell support. "
        "[Ctrl+2 Understood]"
    )
    around.counter.studio.press("Ctrl+1")
    assert around.bar
    around.counter.studio.press("Ctrl+2")
    assert (around.bar, around.incidents) == ("", [])


def test_an_incident_outlives_the_program_until_it_is_seen(tmp_path: Path) -> None:
    damaged = StorageCorrupt(path="journal.db", kept_as="journal.corrupt-1.db")
    Incidents(tmp_path).add([damaged, damaged])
    (kept,) = Incidents(tmp_path).unseen()
    assert (kept.code, kept.facts()) == (damaged.code, damaged.facts())
    Incidents(tmp_path).seen()
    assert Incidents(tmp_path).unseen() == ()


# --- real devices -------------------------------------------------------------------------------------


class HangingPrinter:
    """Takes the beginning of the first job, then hangs up; afterwards it prints what it is given, word by word."""

    def __init__(self) -> None:
        self.paper = b""
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        torn = False
        with suppress(OSError):
            while True:
                line, _ = self._server.accept()
                with line:
                    while data := line.recv(4096):
                        for question in (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"):
                            line.sendall(b"\x12" * data.count(question))
                        if b"milk" in data and not torn:
                            torn = True
                            break
                        self.paper += data
                        line.sendall(b"\x00" * data.count(b"\x1dr\x01"))

    def close(self) -> None:
        """Switch it off."""
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()


@contextmanager
def _real(tmp_path: Path, devices: Devices) -> Iterator[Counter]:
    """A window with real devices behind it."""
    shop, preferences = FakeTill(), Remembered(language="en")
    paper, stop = paper_to(devices, tmp_path, MemoryJobs())
    parts = replace(
        parts_of(shop, PaperTrail(), preferences),
        printer=paper.printer,
        drawer=paper.drawer,
        codes=Squares(),
        listeners=Listeners(lambda _: lambda: None, paper.scans, paper.ears.listen),
        around=Around(papers=paper.papers, scanners=paper.scanners),
    )
    with _window(shop, parts, preferences, PaperTrail()) as counter:
        stops = listen(counter.studio.till, parts)
        yield counter.log_in()
        for one in stops:
            one()
    stop()


def _until(counter: Counter, words: str) -> None:
    """Let the clock of the window tick until the bar says this ("" = nothing)."""
    end = time.monotonic() + 10
    while (standing(counter) == "") != (words == "") or words not in standing(counter):
        assert time.monotonic() < end, standing(counter)
        counter.studio.settle()


def test_a_printer_that_hangs_up_in_the_middle(qtbot: QtBot, tmp_path: Path) -> None:  # noqa: ARG001
    printer = HangingPrinter()
    with _real(tmp_path, Devices(NetworkPrinter("127.0.0.1", printer.port))) as counter:
        counter.studio.till.parts.printer.print(TORN)
        _until(counter, "did receipt 12 come out?")
        counter.studio.press("Ctrl+1")
        _until(counter, "")
        end = time.monotonic() + 10
        while b"milk" not in printer.paper and time.monotonic() < end:
            time.sleep(0.01)
        assert printer.paper.count(b"milk") == 1
        assert "КОПИЯ".encode("cp866") in printer.paper
    printer.close()


def test_a_serial_scanner_that_is_pulled_out_and_plugged_in_again(qtbot: QtBot, tmp_path: Path) -> None:  # noqa: ARG001
    port = tmp_path / "scanner"
    near, far = pty.openpty()
    tty.setraw(far)
    port.symlink_to(os.ttyname(far))
    with _real(tmp_path, Devices(scanners=(str(port),))) as counter:
        studio = counter.studio
        _scan_until_sold(counter, near)
        assert standing(counter) == ""
        for end in (near, far):
            os.close(end)
        port.unlink()
        _until(counter, f"The scanner {port} is gone. Check the cable; codes can be typed.")
        studio.press("F10")
        studio.type("6")
        assert "disconnected" in " ".join(counter.texts())
        studio.press("Esc")
        near, far = pty.openpty()
        tty.setraw(far)
        port.symlink_to(os.ttyname(far))
        _until(counter, "")
        _scan_until_sold(counter, near)
    os.close(near)
    os.close(far)


def _scan_until_sold(counter: Counter, scanner: int) -> None:
    """Scan milk until it arrives; the port may not be open yet."""

    def milk() -> int:
        return sum(line.qty_milli for line in counter.shop.register.view().lines)

    before, end = milk(), time.monotonic() + 10
    while milk() == before:
        assert time.monotonic() < end, "nothing was heard"
        os.write(scanner, MILK_CODE.encode() + b"\r")
        time.sleep(0.1)
        counter.studio.settle()
