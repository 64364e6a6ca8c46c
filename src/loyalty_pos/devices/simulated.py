"""Printer, drawer and scanner without hardware: for the demo, training and tests; they tell what they were given."""

from collections import deque
from collections.abc import Callable

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.devices.print_queue import Listener, PrintReport
from loyalty_pos.devices.printer_status import BLOCKING, State
from loyalty_pos.devices.text import SCREEN_COLUMNS, to_lines
from loyalty_pos.till.ports import DeviceStatus, HeldPaper, PrintState

_KEPT = 200


class PaperRoll:
    """A printer on the screen; like a real one it holds what comes while there is no paper."""

    def __init__(self, listener: Listener, columns: int = SCREEN_COLUMNS) -> None:
        self.receipts: deque[list[str]] = deque(maxlen=_KEPT)
        """The lines of the last receipts, newest last."""
        self._listener = listener
        self._columns = columns
        self._state = State.OK
        self._held: list[Receipt] = []
        self.drawer = Drawer()

    def print(self, receipt: Receipt) -> None:
        """Print, or hold without paper."""
        if receipt.open_drawer:
            self.drawer.open()
        if self._state in BLOCKING:
            self._held.append(receipt)
            self._tell(receipt.key, PrintState.HELD)
            return
        self.receipts.append(to_lines(receipt, self._columns))
        self._tell(receipt.key, PrintState.PRINTED)

    def status(self) -> DeviceStatus:
        """Return the state that was set."""
        return DeviceStatus("screen", self._state)

    def set_state(self, state: State) -> None:
        """Take the paper out or put it back; what was held is printed then."""
        self._state = state
        self._tell("", None)
        if state not in BLOCKING:
            held, self._held = self._held, []
            for receipt in held:
                self.receipts.append(to_lines(receipt, self._columns))
                self._tell(receipt.key, PrintState.PRINTED)

    def uncertain(self) -> list[Receipt]:
        """Return none: a screen is always sure."""
        return []

    def waiting(self) -> int:
        """Return how many are held for want of paper."""
        return len(self._held)

    def again(self, key: str) -> None:
        """Nothing is ever uncertain here."""

    def settled(self, key: str) -> None:
        """Nothing is ever uncertain here."""

    def held(self) -> list[HeldPaper]:
        """Return what waits for paper."""
        return [
            HeldPaper(number, one.key, one.kind, one.number, PrintState.HELD, copy=one.copy)
            for number, one in enumerate(self._held, 1)
        ]

    def drop(self, number: int) -> bool:
        """Forget one that waits."""
        if not 1 <= number <= len(self._held):
            return False
        del self._held[number - 1]
        return True

    def now(self) -> None:
        """There is nothing that could be tried."""

    def _tell(self, key: str, state: PrintState | None) -> None:
        self._listener(PrintReport(key, state, self.status()))


class Drawer:
    """A drawer that counts how often it was opened."""

    def __init__(self) -> None:
        self.opened = 0

    def open(self) -> None:
        """Open."""
        self.opened += 1


class HandScanner:
    """A scanner whose beam is a method call."""

    def __init__(self, on_scan: Callable[[str], None]) -> None:
        self._on_scan = on_scan

    def scan(self, text: str) -> None:
        """Read a code."""
        self._on_scan(text)
