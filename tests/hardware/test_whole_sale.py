"""A sale with nothing but hardware: scanned, paid, printed, and the paper's own QR brings it back for a return."""

import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from loyalty_pos.core.sale import Sale, Tender, TenderKind
from loyalty_pos.devices.addresses import NetworkPrinter
from loyalty_pos.devices.text import to_lines
from loyalty_pos.till.receipt_state import LineAdded, MemberAttached
from loyalty_pos.till.resolver import resolve
from loyalty_pos.wiring.demo import DemoShop, open_demo
from loyalty_pos.wiring.hardware import Devices, jobs_in, paper_to
from tests.hardware.peer import Emupos

COFFEE, CROISSANT, POTATOES_1250_G = "4609990000050", "4609990000357", "2100117012502"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[DemoShop]:
    shop = open_demo(tmp_path, "ru")
    shop.till.staff.log_in(shop.pins[0][1])
    shop.till.shift.open(300_000)
    yield shop
    shop.close()


def until(condition: Callable[[], object]) -> None:
    """Wait for another process, or fail."""
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def letters(lines: list[str]) -> str:
    """The text without blanks and codes; the paper says roubles in letters."""
    kept = ("".join(line.split()) for line in lines if not line.strip().startswith("["))
    return (
        "".join(kept)
        .replace("₽", "руб.")
        .replace("«", '"')
        .replace("»", '"')
        .replace("—", "-")
        .replace("−", "-")
    )


class Counter:
    """The printer and the scanner of one till, joined as its settings name them."""

    def __init__(self, emupos: Emupos, shop: DemoShop) -> None:
        network = NetworkPrinter("127.0.0.1", emupos.printer_port)
        devices = Devices(network, scanners=(emupos.serial_port("lane"),))
        self._emupos = emupos
        self._codes: list[str] = []
        self._printed: set[str] = set(emupos.receipts())
        self.paper, self._stop = paper_to(devices, shop.folder, jobs_in(shop.till.files))
        self._stop_scans = self.paper.scans(self._codes.append)

    def scan(self, text: str) -> str:
        """Pull the trigger until the till hears it; return what it heard. The port may not be open yet."""
        self._codes.clear()
        end = time.monotonic() + 20
        while not self._codes:
            assert time.monotonic() < end, "nothing was heard"
            self._emupos.scan(text)
            time.sleep(0.2)
        return self._codes[0]

    def new_receipt(self) -> str:
        """Wait for the next receipt; return its id."""
        until(lambda: set(self._emupos.receipts()) - self._printed)
        (receipt,) = set(self._emupos.receipts()) - self._printed
        self._printed.add(receipt)
        return receipt

    def close(self) -> None:
        """Let go of the devices."""
        self._stop_scans()
        self._stop()


@pytest.fixture
def counter(emupos: Emupos, shop: DemoShop) -> Iterator[Counter]:
    counter = Counter(emupos, shop)
    yield counter
    counter.close()


def test_scanned_paid_printed_and_brought_back(emupos: Emupos, shop: DemoShop, counter: Counter) -> None:
    register = shop.till.register
    assert isinstance(register.scan(counter.scan(shop.cards[0])), MemberAttached)
    for code in (COFFEE, CROISSANT, POTATOES_1250_G):
        assert isinstance(register.scan(counter.scan(code)), LineAdded)
    done = register.pay([Tender(TenderKind.CASH, 500_000)])

    counter.paper.printer.print(done.receipt)
    receipt = counter.new_receipt()
    assert letters(emupos.text(receipt).splitlines()) == letters(to_lines(done.receipt))
    assert emupos.drawer() == "open"
    emupos.ask("devices/front/drawer/close", "POST")

    with Image.open(io.BytesIO(emupos.picture(receipt))) as picture:
        (qr,) = {code.text for code in zxingcpp.read_barcodes(picture.convert("L"))}
    found = resolve(shop.till.world, counter.scan(qr))
    assert isinstance(found, Sale)
    assert found == done.sale
