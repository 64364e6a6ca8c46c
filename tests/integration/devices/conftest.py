"""A printer made of a socket: prints, runs out of paper, hangs up in the middle, as real ones do."""

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from loyalty_pos.devices.print_queue import PrintReport
from loyalty_pos.till.ports import PrintState

_QUESTIONS = {b"\x10\x04\x01": 1, b"\x10\x04\x02": 2, b"\x10\x04\x04": 4}


class SocketPrinter:
    """Answers DLE EOT at once; everything else is read only while there is paper, as a full buffer would."""

    def __init__(self) -> None:
        self.paper = True
        self.answers = True
        self.hang_up_after: int | None = None
        self.printed = b""
        self.kicks = 0
        self._held = b""
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._open = True
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while self._open:
            try:
                self._line, _ = self._server.accept()
            except OSError:
                return
            with self._line:
                self._talk(self._line)

    def _talk(self, line: socket.socket) -> None:
        taken = 0
        try:
            while data := line.recv(4096):
                taken += len(data)
                if self.hang_up_after is not None and taken > self.hang_up_after:
                    self.printed += data[: self.hang_up_after]
                    return
                with self._lock:
                    self._take(line, data)
        except OSError:
            return

    def _take(self, line: socket.socket, data: bytes) -> None:
        while data:
            if data[:3] in _QUESTIONS:
                self._answer(line, _QUESTIONS[data[:3]])
                data = data[3:]
            elif data[:3] == b"\x10\x14\x01":
                self.kicks += 1
                data = data[5:]
            else:
                self._held += data[:1]
                data = data[1:]
        self._print(line)

    def _answer(self, line: socket.socket, question: int) -> None:
        if self.answers:
            no_paper = {1: 0x1A, 2: 0x32, 4: 0x7E}
            line.sendall(bytes([0x12 if self.paper else no_paper[question]]))

    def _print(self, line: socket.socket | None) -> None:
        if self.paper and self._held:
            self.printed += self._held
            self.kicks += self._held.count(b"\x1bp")
            done = self._held.count(b"\x1dr\x01")
            self._held = b""
            if line and self.answers:
                line.sendall(b"\x00" * done)

    def put_paper_in(self) -> None:
        """What was held comes out."""
        with self._lock:
            self.paper = True
            self._print(self._line)

    def close(self) -> None:
        """Switch it off."""
        self._open = False
        self._server.close()
        if self._line:
            self._line.close()


class Told:
    """Keeps what a queue reports."""

    def __init__(self) -> None:
        self.reports: list[PrintReport] = []

    def __call__(self, report: PrintReport) -> None:
        self.reports.append(report)

    def of(self, key: str) -> list[PrintState | None]:
        """Return the states of one receipt in order."""
        return [report.state for report in self.reports if report.key == key]


def until(condition: Callable[[], object], wait_s: float = 10.0) -> None:
    """Wait for another thread, or fail."""
    end = time.monotonic() + wait_s
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def socket_printer() -> Iterator[SocketPrinter]:
    printer = SocketPrinter()
    yield printer
    printer.close()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture(name="until")
def _until() -> Callable[..., None]:
    return until
