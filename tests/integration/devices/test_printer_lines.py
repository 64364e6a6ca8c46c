"""One suite for every line to a printer: what is written arrives whole and in order, and trouble is an error, never a wait."""

import os
import socket
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from loyalty_pos.devices.delivery import Channel, ask_state
from loyalty_pos.devices.lines.device_file import FileChannel
from loyalty_pos.devices.lines.spooler import SpoolChannel
from loyalty_pos.devices.printer_status import ASK_PRINTER, State
from loyalty_pos.devices.printers import NetworkChannel, SerialChannel

Until = Callable[..., None]
JOB = bytes(range(256)) * 40


@dataclass
class Line:
    """A line and what came out at its other end."""

    channel: Channel
    arrived: Callable[[], bytes]


class Reader(threading.Thread):
    """Reads everything at the far end until it is closed."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        super().__init__(daemon=True)
        self._read, self.data = read, b""
        self.start()

    def run(self) -> None:
        with suppress(OSError):
            while piece := self._read():
                self.data += piece


class SystemSpooler:
    """The calls of ``win32print``: a job is on paper when it was ended; only what Windows allows is accepted."""

    def __init__(self, *, takes: int = 1000) -> None:
        self.jobs: list[bytes] = []
        self.status = self.attributes = 0
        self.gone = False
        self._takes = takes
        self._open: dict[int, bytes | None] = {}
        self._next = 1

    def GetDefaultPrinter(self) -> str:  # noqa: N802 - Windows' names
        return "till"

    def OpenPrinter(self, name: str) -> int:  # noqa: N802
        if name != "till" or self.gone:
            raise RuntimeError(1801, "OpenPrinter", "The printer name is invalid.")
        self._next += 1
        self._open[self._next] = None
        return self._next

    def ClosePrinter(self, printer: int) -> None:  # noqa: N802
        assert self._open.pop(printer) is None, "a job was left open: Windows would hold the queue"

    def GetPrinter(self, printer: int, level: int) -> dict[str, Any]:  # noqa: N802
        assert printer in self._open
        assert level == 2
        return {"pPrinterName": "till", "Status": self.status, "Attributes": self.attributes}

    def StartDocPrinter(self, printer: int, level: int, job: tuple[str, None, str]) -> int:  # noqa: N802
        assert (level, job[1:], self._open[printer]) == (1, (None, "RAW"), None)
        self._open[printer] = b""
        return 7

    def StartPagePrinter(self, printer: int) -> None:  # noqa: N802
        assert self._open[printer] == b""

    def WritePrinter(self, printer: int, data: bytes) -> int:  # noqa: N802
        written = self._open[printer]
        assert written is not None, "no job was begun"
        if self.gone:
            raise RuntimeError(6, "WritePrinter", "The handle is invalid.")
        self._open[printer] = written + data[: self._takes]
        return min(len(data), self._takes)

    def EndPagePrinter(self, printer: int) -> None:  # noqa: N802
        assert self._open[printer] is not None

    def EndDocPrinter(self, printer: int) -> None:  # noqa: N802
        job = self._open[printer]
        assert job is not None
        self.jobs.append(job)
        self._open[printer] = None


@dataclass
class Terminal:
    """A pseudo terminal as a device: ``master`` is the printer."""

    master: int
    name: str


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    master, slave = os.openpty()
    tty.setraw(slave)
    yield Terminal(master, os.ttyname(slave))
    for one in (slave, master):
        with suppress(OSError):
            os.close(one)


def network(_: object) -> Line:
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    lines: list[socket.socket] = []

    def read() -> bytes:
        while True:
            if not lines:
                lines.append(server.accept()[0])
            if piece := lines[0].recv(4096):
                return piece
            lines.pop().close()

    reader = Reader(read)
    return Line(NetworkChannel("127.0.0.1", port), lambda: reader.data)


def serial(terminal: Terminal) -> Line:
    reader = Reader(lambda: os.read(terminal.master, 4096))
    return Line(SerialChannel(terminal.name, 115_200, hardware_flow=False), lambda: reader.data)


def device(terminal: Terminal) -> Line:
    reader = Reader(lambda: os.read(terminal.master, 4096))
    return Line(FileChannel(terminal.name), lambda: reader.data)


def spooler(_: object) -> Line:
    system = SystemSpooler()
    return Line(SpoolChannel(system, ""), lambda: b"".join(system.jobs))


LINES = [network, serial, device, spooler]


@pytest.mark.parametrize("make", LINES)
def test_two_jobs_arrive_whole_and_in_order(
    make: Callable[[Any], Line], terminal: Terminal, until: Until
) -> None:
    line = make(terminal)
    for job in (JOB, b"second"):
        line.channel.open()
        line.channel.write(job[:100])
        line.channel.write(job[100:])
        line.channel.close()
    line.channel.close()  # once more is nothing
    until(lambda: line.arrived() == JOB + b"second")


def test_an_ordinary_file_holds_the_last_job_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "paper"
    line = FileChannel(str(path))
    for job in (JOB, b"second"):
        line.open()
        line.write(job)
        line.close()
    assert path.read_bytes() == b"second"
    assert path.stat().st_mode & 0o077 == 0
    assert not line.two_way


def nowhere() -> list[Channel]:
    """Lines to printers that are not there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    gone = SystemSpooler()
    gone.gone = True
    return [
        NetworkChannel("127.0.0.1", port),
        SerialChannel("/dev/no-such-port"),
        FileChannel("/dev/no-such-folder/lp0"),
        SpoolChannel(gone, "till"),
        SpoolChannel(SystemSpooler(), "another"),
    ]


@pytest.mark.parametrize("line", nowhere(), ids=lambda line: type(line).__name__)
def test_a_printer_that_is_not_there_is_an_error_at_once(line: Channel) -> None:
    with pytest.raises(OSError, match=r".+"):
        line.open()
    line.close()


def test_a_device_that_takes_nothing_more_is_an_error_and_not_a_wait(terminal: Terminal) -> None:
    line = FileChannel(terminal.name, patience_s=0.05)  # nobody reads at its other end
    line.open()
    with pytest.raises(TimeoutError):
        line.write(JOB * 100)
    line.close()


def test_a_device_that_answers_is_asked_how_it_is(terminal: Terminal) -> None:
    line = FileChannel(terminal.name)
    answers = {1: 0x1A, 2: 0x32, 4: 0x7E}  # off line, because the paper is out

    def answer() -> bytes:
        asked = os.read(terminal.master, 3)
        os.write(terminal.master, bytes([answers[asked[2]]]))
        return asked

    Reader(answer)
    line.open()
    assert ask_state(line) is State.PAPER_OUT
    assert line.two_way
    line.close()


def test_a_device_that_never_answers_is_asked_once_and_printed_to_without_asking(
    terminal: Terminal, until: Until
) -> None:
    line = FileChannel(terminal.name)
    reader = Reader(lambda: os.read(terminal.master, 4096))
    line.open()
    assert ask_state(line) is State.UNKNOWN
    line.close()
    line.open()
    assert not line.two_way
    assert ask_state(line) is State.UNKNOWN
    line.write(b"the paper")
    line.close()
    until(lambda: reader.data.endswith(b"the paper"))
    assert reader.data == ASK_PRINTER + b"the paper"


@pytest.mark.parametrize(
    ("status", "attributes", "state"),
    [
        (0, 0, State.OK),
        (0x10, 0, State.PAPER_OUT),
        (0x40, 0, State.PAPER_OUT),
        (0x40_0000, 0, State.COVER_OPEN),
        (0x80, 0, State.OFFLINE),
        (0, 0x400, State.OFFLINE),
        (0x90, 0, State.PAPER_OUT),
    ],
)
def test_windows_tells_how_its_printer_is(status: int, attributes: int, state: State) -> None:
    system = SystemSpooler()
    line = SpoolChannel(system, "till")
    system.status, system.attributes = status, attributes
    assert line.state() is state
    assert ask_state(line) is state
    system.gone = True
    assert line.state() is State.OFFLINE


def test_a_job_of_windows_is_ended_although_the_printer_goes_away_in_the_middle() -> None:
    system = SystemSpooler()
    line = SpoolChannel(system, "till")
    line.open()
    line.write(b"half")
    system.gone = True
    with pytest.raises(ConnectionError):
        line.write(b"the rest")
    line.close()
    assert system.jobs == [b"half"]


def test_a_spooler_that_takes_nothing_is_an_error() -> None:
    line = SpoolChannel(SystemSpooler(takes=0), "till")
    line.open()
    with pytest.raises(ConnectionError):
        line.write(b"job")
    line.close()
