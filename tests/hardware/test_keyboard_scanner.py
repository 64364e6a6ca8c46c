"""A keyboard scanner by other people types through a real X server into a real window, under a Russian layout."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hardware.peer import Emupos

SCANS = 200  # 10,000 made-up events run in the pure tests
GAP_MS = 60  # scanners keep to 35 ms; the program that stands for one stumbles on a busy machine
ADDRESS = "https:" + "//card.example/?id=4012&k=A_b-~"


class Window:
    """The window's process and what it said."""

    def __init__(self, display: str, gap_ms: int) -> None:
        self.said: list[tuple[str, str]] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", Path(__file__).with_name("listening_window.py"), str(gap_ms)],
            env=os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)

    def hear(self, wait_s: float) -> None:
        """Note everything that comes within the time; return at once when something came."""
        try:
            line = self._lines.get(timeout=wait_s)
        except queue.Empty:
            return
        ((what, value),) = json.loads(line).items()
        self.said.append((what, value))

    def until(self, what: str, count: int, wait_s: float = 20.0) -> list[str]:
        """Wait until something was said so many times; return its values."""
        end = time.monotonic() + wait_s
        while len(self.values(what)) < count:
            assert time.monotonic() < end, (what, count, self.said[-20:])
            self.hear(0.2)
        return self.values(what)

    def values(self, what: str) -> list[str]:
        """Return what was said about one thing so far."""
        return [value for said, value in self.said if said == what]

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(10)
        if self._process.stdout:
            self._process.stdout.close()


@pytest.fixture
def window(display: str) -> Iterator[Window]:
    window = Window(display, GAP_MS)
    window.until("ready", 1)
    yield window
    window.close()


def xdotool(display: str, *arguments: str) -> None:
    """Press keys as a person does."""
    subprocess.run(["xdotool", *arguments], env=os.environ | {"DISPLAY": display}, check=True)


def test_codes_arrive_whole_under_a_russian_layout(keyboard_peer: Emupos, window: Window) -> None:
    wanted = ["LP-4012345678901", ADDRESS, "LPR1:0042-000137", "4006381333931"]
    for code in wanted:
        keyboard_peer.scan(code, "wedge")
    assert window.until("scan", len(wanted)) == wanted
    window.hear(0.3)
    assert window.values("field") == [] and window.values("enter") == []


def test_typing_between_scans_stays_typing(keyboard_peer: Emupos, window: Window, display: str) -> None:
    xdotool(display, "type", "--delay", "250", "123")
    window.until("field", 3)
    keyboard_peer.scan("4006381333931", "wedge")
    assert window.until("scan", 1) == ["4006381333931"]
    time.sleep(0.3)
    xdotool(display, "key", "--delay", "250", "4", "5", "F12", "Return")
    assert window.until("enter", 1) == ["12345"]
    assert window.until("key", 1) == ["F12"]
    assert window.values("field") == ["1", "12", "123", "1234", "12345"]
    assert window.values("scan") == ["4006381333931"]


def test_two_hundred_scans_through_x_none_lost_none_merged(keyboard_peer: Emupos, window: Window) -> None:
    wanted = [f"29{i:014}" for i in range(SCANS)]
    for code in wanted:
        keyboard_peer.scan(code, "wedge")
    assert window.until("scan", SCANS, wait_s=60) == wanted
    window.hear(0.3)
    assert window.values("field") == [] and window.values("enter") == []
