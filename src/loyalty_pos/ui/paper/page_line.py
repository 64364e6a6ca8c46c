"""A line to a printer that knows pages, not bytes: any printer of the system, or a folder of PDF files.

It has the shape of every other line, so that papers wait, are asked for and are dropped the same way. What is no paper (the
drawer's pulse, a slip of tables) is nothing to such a printer. It never asks a person anything: no dialog is ever shown.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QIODevice, QMarginsF, QSaveFile, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.ui.paper.page import MARGIN_MM, WIDTH_MM, height_mm, pages, paint
from loyalty_pos.ui.parts import Codes

_DOTS_PER_INCH = 300
_MM_PER_INCH = 25.4
Read = Callable[[bytes], Receipt | None]


class PageLine:
    """``read``: bytes of the queue -> a paper, None = no paper; ``copy_words``: the mark of a copy."""

    two_way = False

    def __init__(self, read: Read, codes: Codes, copy_words: str) -> None:
        self._read, self._codes, self._copy_words = read, codes, copy_words

    def open(self) -> None:
        """Raise ``OSError`` when there is nowhere to print to."""
        raise NotImplementedError

    def write(self, data: bytes) -> None:
        """Print one paper whole. Raises ``OSError``."""
        paper = self._read(data)
        if paper is not None:
            self._print(paper)

    def read(self, wait_s: float) -> bytes:  # noqa: ARG002 - the lines' shape
        """Return nothing: pages do not answer."""
        return b""

    def state(self) -> None:
        """Return that nothing is known: the system keeps the page and prints it when it can."""
        return

    def close(self) -> None:
        """Nothing is held open."""

    def _print(self, paper: Receipt) -> None:
        raise NotImplementedError

    def _painted(self, device: QPagedPaintDevice, paper: Receipt, dots_per_mm: float, room_mm: float) -> bool:
        painter = QPainter()
        if not painter.begin(device):
            return False
        for number, blocks in enumerate(pages(paper, self._copy_words, room_mm)):
            if number:
                device.newPage()
                painter.resetTransform()
            painter.scale(dots_per_mm, dots_per_mm)
            paint(painter, blocks, self._codes)
        return painter.end()


class PdfLine(PageLine):
    """Each paper becomes a file of its own in a folder, as long as the paper is."""

    def __init__(self, read: Read, codes: Codes, copy_words: str, folder: Path) -> None:
        super().__init__(read, codes, copy_words)
        self._folder = folder

    def open(self) -> None:
        """Make the folder if it is not there."""
        self._folder.mkdir(parents=True, exist_ok=True)

    def _print(self, paper: Receipt) -> None:
        file = QSaveFile(str(self._free_name(paper)))
        if not file.open(QIODevice.OpenModeFlag.WriteOnly):
            raise OSError(file.errorString())
        writer = QPdfWriter(file)
        writer.setResolution(_DOTS_PER_INCH)
        writer.setTitle("Receipt")
        size = QSizeF(WIDTH_MM + 2 * MARGIN_MM, height_mm(paper, self._copy_words))
        writer.setPageSize(
            QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
        )
        writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
        painted = self._painted(writer, paper, _DOTS_PER_INCH / _MM_PER_INCH, size.height() + 1)
        if not painted or not file.commit():
            raise OSError(file.errorString())

    def _free_name(self, paper: Receipt) -> Path:
        """Return a name that no file has: a paper never takes the place of another."""
        kind = paper.kind or "paper"
        stem = f"{kind}-{paper.number}" if paper.number else kind
        count, path = 1, self._folder / f"{stem}.pdf"
        while path.exists():
            count += 1
            path = self._folder / f"{stem}-{count}.pdf"
        return path


class SystemLine(PageLine):
    """A printer that the system knows by name, with its own driver; an empty name is the usual one."""

    def __init__(self, read: Read, codes: Codes, copy_words: str, name: str) -> None:
        super().__init__(read, codes, copy_words)
        self._name = name

    def open(self) -> None:
        """Look whether the system still knows it."""
        if self._known().isNull():
            message = "the system knows no such printer"
            raise ConnectionError(message)

    def _known(self) -> QPrinterInfo:
        return QPrinterInfo.printerInfo(self._name) if self._name else QPrinterInfo.defaultPrinter()

    def _print(self, paper: Receipt) -> None:
        printer = QPrinter(self._known(), QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Receipt")
        room_mm = printer.pageRect(QPrinter.Unit.Millimeter).height()
        if not self._painted(printer, paper, printer.resolution() / _MM_PER_INCH, room_mm):
            message = "the system's printer refused the page"
            raise ConnectionError(message)
