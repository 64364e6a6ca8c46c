"""A barcode that nobody knows: its price from the tag, and somebody who approves it. No Qt, no words."""

from collections.abc import Callable

from loyalty_pos.core.problems import Problem, UnknownBarcode
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parse import amount_minor
from loyalty_pos.ui.sale.asking import Asking
from loyalty_pos.ui.sale.state import Ask, AskKind
from loyalty_pos.ui.shell.port import Note, NoteKind, Shell


class Pricing:
    """``add``: called with the barcode, its price in minor units, and who approved it."""

    def __init__(self, asking: Asking, shell: Shell, add: Callable[[str, int, Approval], object]) -> None:
        self._asking, self._shell, self._add = asking, shell, add

    def refused(self, problem: Problem) -> None:
        """Say why a scan was refused; the price of a barcode that nobody knows is asked for on the pad."""
        if not isinstance(problem, UnknownBarcode):
            self._shell.refuse(problem)
            return
        barcode = problem.barcode
        self._shell.note(Note(NoteKind.TYPE_PRICE, {"barcode": barcode}))
        self._asking.ask(Ask(AskKind.PRICE, barcode), lambda text: self._priced(barcode, text))

    def _priced(self, barcode: str, text: str) -> None:
        price = amount_minor(text)
        self._asking.cancel()
        self._shell.approve(
            Permission.APPROVE_PRICE, lambda approval: self._add(barcode, price, approval), price
        )
