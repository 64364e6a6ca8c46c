"""A shift at the real window on real files: how soon things show, and whether it grows or stutters over many sales.

``python -m tests.gui.a_shift --sales 2000`` prints one JSON object; exit code 1 when a sale is missing or memory grows by
5 % or more. Milliseconds are told, not judged: they are the machine's. Keys and scans go in where the system's would.
"""

import argparse
import gc
import json
import os
import resource
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from loyalty_pos.devices.addresses import NetworkPrinter
from loyalty_pos.devices.printer_status import ASK_OFFLINE_CAUSE, ASK_PAPER, ASK_PRINTER, ASK_WHEN_DONE
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wiring.demo import DemoShop, open_demo
from loyalty_pos.wiring.hardware import Devices, jobs_in, paper_to
from loyalty_pos.wiring.window import ui_parts

GROWTH = 0.05
WARM = 0.2  # of the sales, 200 at most: caches of fonts, pictures and pages fill once
_MOST_WARM = 200
_PATIENCE_S = 20.0
_ANSWERS = {
    ASK_PRINTER: b"\x12",
    ASK_OFFLINE_CAUSE: b"\x12",
    ASK_PAPER: b"\x12",
    ASK_WHEN_DONE: b"\x00",
}


class FirstBytes:
    """A printer that answers every question and remembers when the first byte came that was to be done, not answered."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.heard: float | None = None
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                talk, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._hear, args=(talk,), daemon=True).start()

    def _hear(self, talk: socket.socket) -> None:
        with talk, suppress(OSError):  # a till does not always wait for an answer
            while data := talk.recv(65_536):
                now = time.perf_counter()
                asked = {question: data.count(question) for question in _ANSWERS}
                if len(data) > sum(len(question) * times for question, times in asked.items()):
                    self.heard = self.heard or now
                talk.sendall(b"".join(_ANSWERS[question] * times for question, times in asked.items()))

    def forget(self) -> None:
        """Listen for the next paper."""
        self.heard = None

    def close(self) -> None:
        """Take nothing any more."""
        self._server.close()


class Eyes(QObject):
    """Sees when a window was painted last, and the longest time in which it could not look up (``gaps``).

    ``work``: how long it really worked in each of them: on a machine with other work the rest is the others' turn.

    Only the window itself is watched: to hear of every event of every widget would be the slowest thing in it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.painted = self._beat = time.perf_counter()
        self.gaps: list[float] = []
        self.work: list[float] = []
        self._worked = time.thread_time()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_up)
        self._timer.start(5)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the window paint all that waits for it, then note the time."""
        if event.type() is not QEvent.Type.UpdateRequest:
            return False
        done = watched.event(event)
        self.painted = time.perf_counter()
        return done

    def _look_up(self) -> None:
        now = time.perf_counter()
        worked = time.thread_time()
        self.gaps.append(now - self._beat)
        self.work.append(worked - self._worked)
        self._beat, self._worked = now, worked


class Shift:
    """One cashier who sells the same kind of basket again and again."""

    def __init__(self, shop: DemoShop, studio: Studio, printer: FirstBytes) -> None:
        self._shop, self._studio, self._printer = shop, studio, printer
        self.eyes = Eyes(studio.till.window)
        self.times: dict[str, list[float]] = {"scan_to_card": [], "scan_to_line": [], "f12_to_first_byte": []}
        self.times["key_to_repaint"] = []

    def sell(self, number: int) -> None:
        """Scan a card and three goods, touch the quantity, pay."""
        cards, goods = self._shop.cards, self._shop.goods
        self._take("scan_to_card", lambda: self._studio.till.scanned(cards[number % len(cards)]))
        for step in range(3):
            code = goods[(number + step) % len(goods)]
            self._take("scan_to_line", lambda code=code: self._studio.till.scanned(code))
        self._take("key_to_repaint", lambda: self._key(Qt.Key.Key_Up))
        self._printer.forget()
        begun = time.perf_counter()
        self._key(Qt.Key.Key_F12)
        self._until(lambda: self._printer.heard is not None)
        self.times["f12_to_first_byte"].append((self._printer.heard or begun) - begun)
        self._until(lambda: not self._studio.till.window.frozen)

    def _take(self, name: str, deed: Any) -> None:
        begun = time.perf_counter()
        deed()
        self._until(lambda: self.eyes.painted > begun)
        self.times[name].append(self.eyes.painted - begun)

    def _key(self, key: Qt.Key) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target = QApplication.focusWidget() or self._studio.till.window
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, ""))

    @staticmethod
    def _until(condition: Any) -> None:
        end = time.perf_counter() + _PATIENCE_S
        while not condition():
            assert time.perf_counter() < end, "nothing came of it"
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


@contextmanager
def opened(folder: Path) -> Iterator[tuple[DemoShop, Shift]]:
    """Open the shop, its window and a printer; the cashier is logged in and the shift is open."""
    printer, shop = FirstBytes(), open_demo(folder, "ru")
    shop.till.staff.log_in(shop.pins[0][1])
    shop.till.shift.open(300_000)
    shop.till.staff.log_out()
    paper, stop = paper_to(
        Devices(NetworkPrinter("127.0.0.1", printer.port)), folder, jobs_in(shop.till.files)
    )
    try:
        with Studio(ui_parts(shop.till, folder, paper)) as studio:
            studio.type(shop.pins[0][1])
            studio.press("Return")
            yield shop, Shift(shop, studio, printer)
    finally:
        stop()
        shop.close()
        printer.close()


def worked(sales: int) -> dict[str, Any]:
    """Work a shift; return what was seen, milliseconds as median, 99th of a hundred and longest."""
    with tempfile.TemporaryDirectory(prefix="lp-shift-") as folder, opened(Path(folder)) as (shop, shift):
        before = len(shop.till.world.journal.last_sales(100_000))
        begun = time.thread_time()
        warm, at = 0, min(_MOST_WARM, int(sales * WARM))
        for number in range(sales):
            shift.sell(number)
            warm = _held() if number == at else warm
        worked = time.thread_time() - begun
        held = _held()  # before all its sales are read at once, which no till does
        sold = len(shop.till.world.journal.last_sales(100_000)) - before
        growth = held / warm - 1
        gaps = sorted(shift.eyes.gaps)
        return {
            "sales": sold,
            "asked": sales,
            "memory_growth": round(growth, 4),
            "load": round(os.getloadavg()[0], 1),
            "memory_mib": round(held / 1024 / 1024, 1),
            "longest_frame_ms": round(gaps[-1] * 1000, 1),
            "frames_over_100_ms": sum(gap > 0.1 for gap in gaps),
            "longest_frames_work_ms": round(max(shift.eyes.work) * 1000, 1),
            "frames_over_100_ms_of_work": sum(work > 0.1 for work in shift.eyes.work),
            "windows_work_per_sale_ms": round(worked / sales * 1000, 1),
            **{f"{name}_ms": _told(times) for name, times in shift.times.items()},
            "passed": sold == sales and growth < GROWTH,
        }


def _told(times: list[float]) -> list[float]:
    ordered = sorted(times)
    places = (len(ordered) // 2, int(len(ordered) * 0.99), len(ordered) - 1)
    return [round(ordered[place] * 1000, 1) for place in places]


def _held() -> int:
    """Return the bytes that this process holds now, without what nobody needs any more."""
    gc.collect()
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> int:
    """Work the shift that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sales", type=int, default=50)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    told = worked(options.sales)
    sys.stdout.write(json.dumps(told) + "\n")
    return 0 if told["passed"] else 1


if __name__ == "__main__":
    sys.exit(main())
