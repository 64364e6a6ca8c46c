"""The real till window on a real X server: a keyboard scanner types into it, F12 is pressed, the paper is read."""

import io
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from tests.hardware.peer import Emupos
from tests.hardware.test_keyboard_scanner import GAP_MS, xdotool
from tests.hardware.test_whole_sale import COFFEE, CROISSANT, POTATOES_1250_G, letters

PATIENCE_S = 30.0
HAND_S = 0.3  # from the beep to the key: a hand is slower than what a scanner sends behind a code


class SellingWindow:
    """The window's process: the last that it said about each thing, and every paper that it printed."""

    def __init__(self, display: str, folder: Path, printer_port: int) -> None:
        self.display = display
        self.now: dict[str, Any] = {}
        self.papers: list[dict[str, list[str]]] = []
        self._lines: queue.Queue[str] = queue.Queue()
        script = Path(__file__).with_name("selling_window.py")
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", script, str(folder), str(printer_port), str(GAP_MS)],
            env=os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)

    def until(self, what: str, value: object) -> None:
        """Wait until this is what the window says."""
        end = time.monotonic() + PATIENCE_S
        while self.now.get(what) != value:
            assert time.monotonic() < end, (what, value, self.now)
            self._hear()

    def until_papers(self, count: int) -> dict[str, list[str]]:
        """Wait for so many papers; return the newest."""
        end = time.monotonic() + PATIENCE_S
        while len(self.papers) < count:
            assert time.monotonic() < end, (count, self.now)
            self._hear()
        return self.papers[-1]

    def _hear(self) -> None:
        try:
            said = json.loads(self._lines.get(timeout=0.2))
        except queue.Empty:
            assert self._process.poll() is None, "the window has ended"
            return
        ((what, value),) = said.items()
        if what == "printed":
            self.papers.append(value)
        else:
            self.now[what] = value

    def press(self, *keys: str) -> None:
        """Press keys as a person does."""
        xdotool(self.display, "key", "--delay", "250", *keys)

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(10)
        if self._process.stdout:
            self._process.stdout.close()


@pytest.fixture(scope="module")
def window(display: str, emupos: Emupos, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SellingWindow]:
    """Return the window with its cashier logged in by PIN."""
    window = SellingWindow(display, tmp_path_factory.mktemp("shop"), emupos.printer_port)
    window.until("active", "yes")
    window.press(*window.now["shop"]["pin"], "Return")
    while not window.now.get("cashier"):
        window._hear()
    yield window
    window.close()


@pytest.fixture
def layout(request: pytest.FixtureRequest, display: str) -> Iterator[str]:
    """Set a keyboard layout; the other tests of this folder find the Russian one again."""
    environment = os.environ | {"DISPLAY": display}
    subprocess.run(["setxkbmap", request.param], env=environment, check=True)
    yield request.param
    subprocess.run(["setxkbmap", "ru"], env=environment, check=True)


@pytest.mark.parametrize("layout", ["us", "ru"], indirect=True)
def test_card_and_goods_scanned_f12_pressed_paper_and_drawer_come(
    window: SellingWindow, emupos: Emupos, keyboard_peer: Emupos, layout: str
) -> None:
    assert layout
    before, printed = set(emupos.receipts()), len(window.papers)
    if emupos.drawer() == "open":
        emupos.ask("devices/front/drawer/close", "POST")
    card = window.now["shop"]["cards"][0]
    keyboard_peer.scan(card, "wedge")
    window.until("member", card[-4:])
    for count, code in enumerate((COFFEE, CROISSANT, POTATOES_1250_G), 1):
        keyboard_peer.scan(code, "wedge")
        window.until("lines", count)
    time.sleep(HAND_S)
    window.press("F12")
    given = window.until_papers(printed + 1)

    end = time.monotonic() + PATIENCE_S
    while not set(emupos.receipts()) - before:
        assert time.monotonic() < end, "no paper came out"
        time.sleep(0.05)
    (receipt,) = set(emupos.receipts()) - before
    assert letters(emupos.text(receipt).splitlines()) == letters(given["lines"])
    with Image.open(io.BytesIO(emupos.picture(receipt))) as picture:
        read = {code.text for code in zxingcpp.read_barcodes(picture.convert("L"))}
    assert set(given["codes"]) <= read
    assert given["codes"], "a receipt without its code"
    assert emupos.drawer() == "open"
    window.until("lines", 0)
    window.press("Return")
    window.until("member", "")
