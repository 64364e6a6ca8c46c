"""Looks for the receipt of a scanned code: in this till's own book at once, elsewhere on the worker that may wait. No Qt."""

from collections.abc import Callable

from loyalty_pos.core.problems import OtherPaperKind, ReceiptNotFound
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.receipt_code import is_receipt_code
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Shell


class Looking:
    """One search at a time; whoever goes on meanwhile is not called back."""

    def __init__(self, parts: UiParts, shell: Shell, found: Callable[[Sale], None]) -> None:
        self._parts, self._shell, self._found = parts, shell, found
        self._wanted = ""

    def forget(self) -> None:
        """Want nothing any more."""
        self._wanted = ""

    def for_receipt(self, text: str) -> None:
        """Look for it; what cannot be found is refused on the page."""
        try:
            sale = self._parts.returns.find(text)
        except ReceiptNotFound as problem:
            if is_receipt_code(problem.receipt):
                self._elsewhere(text)
            else:
                self._shell.refuse(problem)
            return
        except OtherPaperKind as problem:
            self._shell.refuse(problem)
            return
        self._shell.hush()
        self._found(sale)

    def _elsewhere(self, text: str) -> None:
        """Ask the centre for a moment, else read the paper."""
        self._wanted = text
        self._shell.hush()

        def found(sale: Sale) -> None:
            if self._wanted == text:
                self._found(sale)

        self._shell.ask_centre(lambda: self._parts.returns.find_elsewhere(text), found)
