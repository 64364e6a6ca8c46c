"""The receipt of the figures as python-escpos writes it, to compare with; the till itself sends through it only."""

from collections.abc import Iterable

from escpos.printer import Dummy


class LibraryPaper:
    """One printer of the library that is used again for each receipt, as a till would."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._printer = Dummy()

    def print(self, heading: str, items: Iterable[tuple[str, str, str]], total: str, qr: str) -> bytes:
        """Return the bytes of a receipt: a heading, articles of two lines, a total, a QR, the cut."""
        printer = self._printer
        printer.clear()
        printer.hw("INIT")
        printer.set(align="center")
        printer.textln(heading)
        printer.set(align="left")
        for name, left, right in items:
            printer.textln(name)
            printer.textln(f"{left}{right:>{self._columns - len(left)}}")
        printer.textln("-" * self._columns)
        printer.set(bold=True)
        printer.textln(f"ИТОГО{total:>{self._columns - 5}}")
        printer.set(bold=False, align="center")
        printer.qr(qr, size=5, native=True)
        printer.cut()
        written: bytes = printer.output
        return written
