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

from loyalty_pos.core.cards import own_card
from tests.hardware.peer import Emupos
from tests.hardware.test_keyboard_scanner import GAP_MS, xdotool
from tests.hardware.test_whole_sale import COFFEE, CROISSANT, POTATOES_1250_G, letters

PATIENCE_S = 90.0  # a machine with other work takes half a minute to begin
CARD_S = 25.0
HAND_S = 0.3  # from the beep to the key: a hand is slower than what a scanner sends behind a code


class SellingWindow:
    """The window's process: the last that it said about each thing, and every paper that it printed.

    ``hands``: what a person did since it was set to 0: a key, or a number typed as one movement.
    """

    def __init__(self, display: str, folder: Path, printer_port: int) -> None:
        self.display = display
        self.now: dict[str, Any] = {}
        self.papers: list[dict[str, list[str]]] = []
        self.hands = 0
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

    def look(self) -> None:
        """Take in everything that the window said until now."""
        while not self._lines.empty():
            self._hear()

    def press(self, *keys: str) -> None:
        """Press keys as a person does."""
        self.hands += len(keys)
        xdotool(self.display, "key", "--delay", "250", *keys)

    def type(self, number: str) -> None:
        """Type a number as a person does, 120 ms a key: one movement."""
        self.hands += 1
        xdotool(self.display, "type", "--delay", "120", number)

    def enter(self, code: str) -> None:
        """Type a confirmation code and Enter: one movement (decided so for codes alone)."""
        self.type(code)
        xdotool(self.display, "key", "Return")

    def until_said(self, what: str) -> None:
        """Wait until the window says something about this."""
        end = time.monotonic() + PATIENCE_S
        while not self.now.get(what):
            assert time.monotonic() < end, (what, self.now)
            self._hear()

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
    window.hands = 0
    window.press("F12")
    given = window.until_papers(printed + 1)
    assert window.hands == 1, "a standard sale with a card is one key besides the scans"

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


# --- hand movements: what is counted went through X as keys; emupos types, the window is only watched ----------


class Hands:
    """A cashier with a scanner; begins with nothing on the counter."""

    def __init__(self, window: SellingWindow, scanner: Emupos) -> None:
        self.window, self._scanner = window, scanner
        window.press("F12", "Escape") if str(window.now.get("page")).startswith("DoneView") else None
        window.until("lines", 0)
        window.until("member", "")
        window.hands = 0

    def scan(self, code: str, what: str, value: object) -> None:
        """Pull the trigger, and look until the window shows what came of it."""
        self._scanner.scan(code, "wedge")
        self.window.until(what, value)
        time.sleep(HAND_S)
        self.window.look()

    def paid(self, *keys: str) -> dict[str, list[str]]:
        """Press the last keys; return the paper."""
        printed = len(self.window.papers)
        self.window.press(*keys)
        return self.window.until_papers(printed + 1)


@pytest.fixture
def hands(window: SellingWindow, keyboard_peer: Emupos) -> Hands:
    return Hands(window, keyboard_peer)


def test_a_balance_on_the_idle_screen_takes_no_key(window: SellingWindow, hands: Hands) -> None:
    card = window.now["shop"]["cards"][2]
    hands.scan(card, "member", card[-4:])
    window.until_said("points")
    assert window.hands == 0
    hands.scan(COFFEE, "lines", 1)
    hands.paid("F12")


def test_paying_with_points_takes_one_key_more(window: SellingWindow, hands: Hands) -> None:
    card = window.now["shop"]["cards"][2]
    hands.scan(card, "member", card[-4:])
    hands.scan(COFFEE, "lines", 1)
    window.press("F5")
    window.until("redeemed", True)  # noqa: FBT003 - what the window says
    paper = hands.paid("F12")
    assert any("балл" in line for line in paper["lines"])
    assert window.hands == 2


def test_a_certificate_is_sold_and_pays_by_one_key_each(window: SellingWindow, hands: Hands) -> None:
    new, sold = window.now["shop"]["certificates"]
    hands.scan(new, "lines", 1)
    hands.paid("F12")
    assert window.hands == 1, "sold"
    hands.scan(COFFEE, "lines", 1)
    window.hands = 0
    hands.scan(sold, "certificates", 1)
    paper = hands.paid("F12")
    assert window.hands == 1, "paid with"
    assert any("ертификат" in line for line in paper["lines"]), "\n".join(paper["lines"])


def test_a_known_phone_identifies_redeems_and_pays_in_four_movements(
    window: SellingWindow, hands: Hands
) -> None:
    card = window.now["shop"]["cards"][1]
    hands.scan(COFFEE, "lines", 1)
    window.now.pop("sms", None)
    window.type(window.now["shop"]["phone"])
    window.press("F5")
    window.until("member", card[-4:])
    window.until_said("sms")
    window.enter(window.now["sms"])
    window.until("redeemed", True)  # noqa: FBT003 - what the window says
    hands.paid("F12")
    assert window.hands <= 4


def test_a_return_takes_no_more_than_two_keys(window: SellingWindow, hands: Hands) -> None:
    hands.scan(CROISSANT, "lines", 1)
    due = window.now["sum"]
    (code, *_) = hands.paid("F12")["codes"]
    window.hands = 0
    hands.scan(code, "page", "ReturnView")  # no key leads there: the paper itself does
    window.until("sum", due)
    printed = len(window.papers)
    window.press("F12")
    paper = window.until_papers(printed + 1)
    assert any("ВОЗВРАТ" in line.upper() for line in paper["lines"]), paper
    assert window.hands <= 2


def test_a_card_is_given_out_in_less_than_25_seconds_by_the_clock(
    window: SellingWindow, hands: Hands
) -> None:
    """Phone, name, birthday, two consents and a blank card by the scanner: measured from the first key to the slip."""
    printed = len(window.papers)
    begun = time.monotonic()
    window.press("F3")
    window.until("page", "IssueView")
    for typed in ("9160000077", "Вера", "08.03.1991"):
        window.type(typed)
        if typed != "08.03.1991":
            window.press("Return")
    window.press("F6", "F7")
    blank = own_card("6000000000017")
    hands.scan(blank, "card", blank[-4:])
    window.press("F12")
    slip = window.until_papers(printed + 1)
    took_s = time.monotonic() - begun
    assert took_s < CARD_S, f"{took_s:.1f} s"
    assert any(blank[-4:] in line for line in slip["lines"]), "\n".join(slip["lines"])
    window.press("Escape")
    window.until("page", "SaleView")
