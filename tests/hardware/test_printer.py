"""Our bytes in a printer by other people: text, codes, drawer, paper-out; network and serial."""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from loyalty_pos.core.receipt import Align, Barcode, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.core.scan import DEFAULT_CODES, Nomenclature, ReceiptCode, read, receipt_text
from loyalty_pos.devices.code_pages import CANDIDATES, chosen, slip
from loyalty_pos.devices.escpos import PROFILES
from loyalty_pos.devices.folding import fold
from loyalty_pos.devices.job_store import MemoryJobs
from loyalty_pos.devices.print_queue import PrinterSetup, PrintQueue, PrintReport
from loyalty_pos.devices.printers import NetworkChannel, SerialChannel
from loyalty_pos.devices.raster import raster_qr
from loyalty_pos.devices.text import to_lines
from loyalty_pos.till.ports import PrintState
from tests.hardware.peer import Emupos

EPSON = PROFILES["epson-80"]
PROOF = receipt_text("68827951580000000049", ("1234567890" * 48)[:478])
"""As long as a receipt's code ever gets (``core.receipt_proof``)."""
CARD = "2912345678901234"
SALE = Receipt(
    "sale",
    (
        Text("ООО «Ромашка»", Align.CENTRE, bold=True, size=2),
        Text("Касса 1 · Смена 24 · Анна К."),
        Ruler(),
        Pair("Капучино 0,3 л с корицей, двойной эспрессо и сливки 33 %", "380,00 ₽"),
        Pair("Ёжик — «№ 5»", "1\u00a0240,00 ₽"),
        Pair("К ОПЛАТЕ", "1\u00a0620,00", bold=True, size=2),
        Pair("Начислено баллов", "81"),
        Qr(PROOF),
        Barcode(CARD),
        Text("Спасибо за покупку!", Align.CENTRE),
    ),
)


class Told:
    """Keeps what the queue reports."""

    def __init__(self) -> None:
        self.reports: list[PrintReport] = []

    def of(self, key: str) -> list[PrintState | None]:
        """Return the states of one receipt in order."""
        return [report.state for report in self.reports if report.key == key]


def until(condition: Callable[[], object], wait_s: float = 20.0) -> None:
    """Wait for another process, or fail."""
    end = time.monotonic() + wait_s
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def queue(emupos: Emupos, told: Told) -> Iterator[PrintQueue]:
    setup = PrinterSetup("front", NetworkChannel("127.0.0.1", emupos.printer_port), EPSON)
    queue = PrintQueue(setup, MemoryJobs(), told.reports.append)
    queue.start()
    yield queue
    assert queue.stop()


def shown(receipt: Receipt) -> list[str]:
    """The preview's letters without blanks, codes left out, as cp866 can say them."""
    lines = [fold(line, "cp866") for line in to_lines(receipt)]
    return ["".join(line.split()) for line in lines if not line.strip().startswith("[")]


def printed(text: str) -> list[str]:
    """The letters on the paper without blanks; emupos names codes in brackets."""
    lines = ["".join(line.split()) for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("[")]


def codes_on(picture: bytes) -> set[str]:
    with Image.open(io.BytesIO(picture)) as image:
        return {code.text for code in zxingcpp.read_barcodes(image.convert("L"))}


def test_the_printer_prints_what_the_preview_shows(emupos: Emupos, queue: PrintQueue, told: Told) -> None:
    before = emupos.receipts()
    queue.print(replace(SALE, key="text"))
    until(lambda: told.of("text"))
    assert told.of("text") == [PrintState.PRINTED]
    (new,) = set(emupos.receipts()) - set(before)
    lines = printed(emupos.text(new))
    assert "".join(lines) == "".join(shown(SALE))
    assert 'Ёжик-"№5"1240,00руб.' in lines


def test_qr_and_code_128_are_read_from_the_paper(emupos: Emupos, queue: PrintQueue, told: Told) -> None:
    before = emupos.receipts()
    queue.print(replace(SALE, key="codes"))
    until(lambda: told.of("codes"))
    (new,) = set(emupos.receipts()) - set(before)
    assert codes_on(emupos.picture(new)) == {PROOF, CARD}
    assert isinstance(read(PROOF, Nomenclature((), DEFAULT_CODES)), ReceiptCode)


def test_a_qr_drawn_by_us_is_read_too(emupos: Emupos, told: Told) -> None:
    line = NetworkChannel("127.0.0.1", emupos.printer_port)
    queue = PrintQueue(
        PrinterSetup("front", line, EPSON, draw_qr=raster_qr), MemoryJobs(), told.reports.append
    )
    queue.start()
    before = emupos.receipts()
    queue.print(replace(SALE, key="raster"))
    until(lambda: told.of("raster"))
    (new,) = set(emupos.receipts()) - set(before)
    assert PROOF in codes_on(emupos.picture(new))
    assert queue.stop()


def test_the_drawer_opens(emupos: Emupos, queue: PrintQueue, told: Told) -> None:
    assert emupos.drawer() == "closed"
    queue.print(replace(SALE, key="drawer", open_drawer=True))
    until(lambda: emupos.drawer() == "open")
    emupos.ask("devices/front/drawer/close", "POST")
    until(lambda: told.of("drawer") == [PrintState.PRINTED])
    queue.open()
    until(lambda: emupos.drawer() == "open")
    emupos.ask("devices/front/drawer/close", "POST")


def test_without_paper_nothing_is_lost_and_nothing_printed_twice(
    emupos: Emupos, queue: PrintQueue, told: Told
) -> None:
    before = emupos.receipts()
    emupos.fault("paper-out", on=True)
    queue.print(replace(SALE, key="out", open_drawer=True))
    until(lambda: told.of("out") == [PrintState.HELD])
    until(lambda: emupos.drawer() == "open")  # the change does not wait for paper
    emupos.ask("devices/front/drawer/close", "POST")
    assert queue.status().state == "paper_out"
    assert emupos.receipts() == before
    emupos.fault("paper-out", on=False)
    until(lambda: told.of("out") == [PrintState.HELD, PrintState.PRINTED])
    time.sleep(1)
    assert len(emupos.receipts()) == len(before) + 1
    assert emupos.drawer() == "closed"


class PaperEndsNow(NetworkChannel):
    """The roll ends between the last look and the job."""

    emupos: Emupos

    def write(self, data: bytes) -> None:
        """Take the paper out before a job."""
        if len(data) > 100:
            self.emupos.fault("paper-out", on=True)
        super().write(data)


def test_a_job_inside_the_printer_when_the_paper_ends_comes_out_once(emupos: Emupos, told: Told) -> None:
    before = emupos.receipts()
    line = PaperEndsNow("127.0.0.1", emupos.printer_port)
    line.emupos = emupos
    queue = PrintQueue(PrinterSetup("front", line, EPSON), MemoryJobs(), told.reports.append)
    queue.start()
    queue.print(replace(SALE, key="inside"))
    until(lambda: told.of("inside") == [PrintState.HELD])
    assert emupos.receipts() == before
    emupos.fault("paper-out", on=False)
    until(lambda: told.of("inside") == [PrintState.HELD, PrintState.PRINTED])
    time.sleep(1)
    assert len(emupos.receipts()) == len(before) + 1
    assert queue.stop()


@pytest.mark.parametrize(("fault", "state"), [("cover-open", "cover_open"), ("offline", "offline")])
def test_the_printer_says_what_is_wrong(
    emupos: Emupos, queue: PrintQueue, told: Told, fault: str, state: str
) -> None:
    emupos.fault(fault, on=True)
    queue.print(replace(SALE, key=fault))
    until(lambda: told.of(fault) == [PrintState.HELD])
    assert queue.status().state == state
    emupos.fault(fault, on=False)
    until(lambda: told.of(fault) == [PrintState.HELD, PrintState.PRINTED])


def test_paper_that_nears_its_end_does_not_stop_the_printing(
    emupos: Emupos, queue: PrintQueue, told: Told
) -> None:
    emupos.fault("paper-near-end", on=True)
    queue.print(replace(SALE, key="near"))
    until(lambda: told.of("near") == [PrintState.PRINTED])
    assert queue.status().state == "paper_near_end"
    emupos.fault("paper-near-end", on=False)


def test_a_serial_printer_prints_the_same(emupos: Emupos, told: Told) -> None:
    line = SerialChannel(emupos.serial_port("serial"), hardware_flow=False)
    queue = PrintQueue(PrinterSetup("serial", line, EPSON), MemoryJobs(), told.reports.append)
    queue.start()
    queue.print(replace(SALE, key="serial", open_drawer=True))
    until(lambda: told.of("serial") == [PrintState.PRINTED])
    (receipt,) = emupos.receipts("serial")
    assert codes_on(emupos.picture(receipt, "serial")) == {PROOF, CARD}
    assert "Ромашка" in emupos.text(receipt, "serial")
    assert emupos.drawer("serial") == "open"
    assert queue.stop()


def test_the_slip_of_letters_reads_right_in_the_line_whose_table_the_printer_has(
    emupos: Emupos, queue: PrintQueue
) -> None:
    before = emupos.receipts()
    queue.probe(slip(EPSON))
    until(lambda: set(emupos.receipts()) - set(before))
    (new,) = set(emupos.receipts()) - set(before)
    lines = [line for line in emupos.text(new).splitlines() if line.strip()]
    assert [line.split(".")[0] for line in lines] == [str(n) for n in range(1, len(CANDIDATES) + 1)]
    right = [n for n, line in enumerate(lines, 1) if "Съешь ёжика" in line]
    assert 1 in right
    assert chosen(EPSON, right[0]).codec == "cp866"
