"""A receipt by any printer: the same letters and codes as on the roll, a file each as PDF, never one over another."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
import zxingcpp
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from loyalty_pos.core.receipt import Align, Barcode, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.devices.addresses import PagePrinter, PdfFolder, SpooledPrinter
from loyalty_pos.devices.escpos import PROFILES, drawer_kick
from loyalty_pos.devices.job_store import MemoryJobs
from loyalty_pos.ui.look.fonts import load_fonts
from loyalty_pos.ui.paper.page import height_mm, pages
from loyalty_pos.wiring.hardware import Devices, paper_to
from loyalty_pos.wiring.printing.lines import line_to, spelled_as_page

CARD, PROOF = "2912345678901234", "1234567890" * 20
SALE = Receipt(
    "sale",
    (
        Text("ООО «Ромашка»", Align.CENTRE, bold=True, size=2),
        Ruler(),
        Pair("Ёжик — «№ 5» в тумане с очень длинным названием товара", "1 240,00 ₽"),
        Pair("К ОПЛАТЕ", "1 620,00", bold=True, size=2),
        Qr(PROOF),
        Barcode(CARD),
        Text("Спасибо!", Align.RIGHT),
    ),
    kind="sale",
    number=12,
)
EPSON = PROFILES["epson-80"]

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(autouse=True)
def fonts() -> None:
    load_fonts()


def until(condition: Callable[[], object]) -> None:
    """Wait for the printer's thread, or fail."""
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def spelled(receipt: Receipt) -> bytes:
    return spelled_as_page(receipt, EPSON, lambda _text, _profile: b"")


def letters(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


def codes(path: Path, place: int = 0) -> set[str]:
    with pypdfium2.PdfDocument(path) as document:
        picture = document[place].render(scale=300 / 72).to_pil().convert("L")
        return {code.text for code in zxingcpp.read_barcodes(picture)}


def test_a_receipt_waits_in_the_same_queue_and_becomes_a_file_with_its_letters_and_codes(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "made" / "papers"
    paper, stop = paper_to(Devices(PdfFolder(str(folder))), tmp_path, MemoryJobs())
    assert paper.at_printer is None  # it has no tables of letters to choose
    paper.drawer.open()
    paper.printer.print(SALE)
    until(lambda: paper.papers.held() == [] and (folder / "sale-12.pdf").exists())
    stop()
    assert [path.name for path in folder.iterdir()] == ["sale-12.pdf"]
    read = letters(folder / "sale-12.pdf")
    for part in ("ООО«Ромашка»", "Ёжик—«№5»втумане", "1240,00₽", "КОПЛАТЕ", "1620,00", "Спасибо!"):
        assert part in read
    assert codes(folder / "sale-12.pdf") == {PROOF, CARD}
    with pypdfium2.PdfDocument(folder / "sale-12.pdf") as document:
        width, height = (size / 72 * 25.4 for size in document[0].get_size())
    assert (width, height) == (pytest.approx(80, abs=0.4), pytest.approx(height_mm(SALE, ""), abs=0.4))


def test_a_copy_is_marked_and_takes_no_other_papers_place(tmp_path: Path) -> None:
    line = line_to(PdfFolder(str(tmp_path)), tmp_path)
    line.open()
    for receipt in (SALE, replace(SALE, copy=True), Receipt("x", (Text("X"),))):
        line.write(spelled(receipt))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["paper.pdf", "sale-12-2.pdf", "sale-12.pdf"]
    assert "COPY" in letters(tmp_path / "sale-12-2.pdf")
    assert "COPY" not in letters(tmp_path / "sale-12.pdf")


@pytest.mark.parametrize("data", [drawer_kick(EPSON), b"", b"{}", b"\xff\xfe", b"[1]"])
def test_what_is_no_paper_makes_no_page(tmp_path: Path, data: bytes) -> None:
    line = line_to(PdfFolder(str(tmp_path / "p")), tmp_path)
    line.open()
    line.write(data)
    assert list((tmp_path / "p").iterdir()) == []


def test_a_long_receipt_goes_over_several_pages_and_loses_no_line(tmp_path: Path) -> None:
    long = replace(SALE, blocks=(*(Pair(f"line {i}", f"{i},00") for i in range(200)), *SALE.blocks))
    sheets = pages(long, "", 297)
    assert [block for sheet in sheets for block in sheet] == list(long.blocks)
    path = tmp_path / "a4.pdf"
    writer = QPdfWriter(str(path))
    writer.setResolution(300)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    line = line_to(PdfFolder(str(tmp_path)), tmp_path)
    assert line._painted(writer, long, 300 / 25.4, 297)  # type: ignore[attr-defined]  # as a system printer is painted
    assert len(sheets) == 3
    assert codes(path, len(sheets) - 1) == {PROOF, CARD}
    assert all(f"line{i}" in letters(path) for i in (0, 99, 199))


def blocked(folder: Path) -> Path:
    """A folder whose place a file has taken."""
    (folder / "taken").write_text("x", encoding="utf-8")
    return folder / "taken" / "papers"


@pytest.mark.parametrize(
    "address",
    [
        lambda folder: PdfFolder(str(blocked(folder))),
        lambda _: PagePrinter("no such printer"),
        lambda _: SpooledPrinter("no Windows here"),
    ],
)
def test_a_printer_that_the_system_does_not_know_is_an_error(
    tmp_path: Path, address: Callable[[Path], PdfFolder | PagePrinter | SpooledPrinter]
) -> None:
    with pytest.raises(OSError, match=r".+"):
        line_to(address(tmp_path), tmp_path).open()
