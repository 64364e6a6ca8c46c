"""The devices on the screen behave like the real ones, so that the demo tells the truth."""

from typing import Any

from loyalty_pos.core.receipt import Receipt, Text
from loyalty_pos.devices.printer_status import State
from loyalty_pos.devices.simulated import HandScanner, PaperRoll
from loyalty_pos.till.ports import PrintState

SALE = Receipt("sale-1", (Text("чек"),), open_drawer=True)


def test_a_receipt_appears_and_the_drawer_opens(told: Any) -> None:
    roll = PaperRoll(told)
    roll.print(SALE)
    assert list(roll.receipts) == [["чек"]]
    assert roll.drawer.opened == 1
    assert told.of("sale-1") == [PrintState.PRINTED]


def test_without_paper_it_holds_the_receipt_and_prints_it_once(told: Any) -> None:
    roll = PaperRoll(told)
    roll.set_state(State.PAPER_OUT)
    roll.print(SALE)
    assert (list(roll.receipts), roll.drawer.opened, roll.status().state) == ([], 1, "paper_out")
    roll.set_state(State.OK)
    assert list(roll.receipts) == [["чек"]]
    assert told.of("sale-1") == [PrintState.HELD, PrintState.PRINTED]


def test_the_scanner_tells_what_it_read() -> None:
    read: list[str] = []
    HandScanner(read.append).scan("4006381333931")
    assert read == ["4006381333931"]
