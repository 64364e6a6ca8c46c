"""The page of the printer: lights in sentences, papers that wait, the drawer with a reason, what the printer is taken for."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.receipt import Qr, Receipt
from loyalty_pos.core.sale import Noted
from loyalty_pos.devices.escpos import PROFILES
from loyalty_pos.devices.job_store import MemoryJobs
from loyalty_pos.devices.lines.device_file import FileChannel
from loyalty_pos.devices.print_queue import PrinterSetup, PrintQueue
from loyalty_pos.till.ports import DeviceStatus
from loyalty_pos.till.printing.deeds import DRAWER_OPENED, PAPER_DROPPED
from loyalty_pos.till.words import en, ru
from loyalty_pos.ui.parts import Around
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wiring.printing.bench import QueueBench
from tests.fakes.till import FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of

LIGHTS = {
    "ok": "The printer is ready.",
    "paper_near_end": "The paper runs out soon.",
    "paper_out": "The printer is out of paper.",
    "cover_open": "The cover of the printer is open.",
    "offline": "The printer is switched off or not connected.",
    "unknown": "The printer does not say how it is.",
}


@dataclass
class Moody(PaperTrail):
    """A printer whose state the test sets."""

    state: str = "ok"
    probes: list[bytes] = field(default_factory=list)

    def status(self) -> DeviceStatus:
        return DeviceStatus("epson-80", self.state)


@dataclass
class Bench:
    """A till, and a queue that does not run: everything waits in it."""

    counter: Counter
    queue: PrintQueue
    printer: Moody

    def notes(self, what: str) -> list[Noted]:
        facts = self.counter.shop.journal.facts
        return [fact for fact in facts if isinstance(fact, Noted) and fact.what == what]

    def held(self) -> list[str]:
        return [one.key for one in self.queue.papers.held()]


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    shop, printer, preferences = FakeTill(), Moody(), Remembered(language="en")
    line = FileChannel(str(tmp_path / "paper"))
    queue = PrintQueue(PrinterSetup("front", line, PROFILES["epson-80"]), MemoryJobs(), lambda _report: None)
    at_printer = QueueBench(queue, preferences, lambda _profile: lambda _text, _p: b"")
    parts = replace(
        parts_of(shop, printer, preferences), at_printer=at_printer, around=Around(papers=queue.papers)
    )
    with Studio(parts) as studio:
        counter = Counter(shop, printer, preferences, studio).log_in("3333")
        yield Bench(counter, queue, printer)
    queue._store.stop()


def opened(bench: Bench) -> Counter:
    bench.counter.studio.press("F10", "6", "F8")
    assert bench.counter.on(PageName.PRINTERS)
    return bench.counter


def test_each_state_of_the_printer_is_a_sentence_and_a_step(bench: Bench) -> None:
    counter = opened(bench)
    for state, sentence in LIGHTS.items():
        bench.printer.state = state
        counter.studio.till._printers.look()
        assert sentence in counter.texts()
    bench.printer.state = "ok"


def test_the_page_and_the_banner_give_one_next_step_in_both_languages(bench: Bench) -> None:
    counter = opened(bench)
    for sentences in (en.PROBLEMS, ru.PROBLEMS):
        for state, code in (("paper_out", "paper_out"), ("cover_open", "printer_open")):
            bench.printer.state = state
            counter.studio.till._printers.look()
            assert sentences[code][1] in counter.texts()
        counter.studio.press("Ctrl+Shift+L")


def test_a_paper_that_waits_is_dropped_only_with_a_reason_that_is_written_down(bench: Bench) -> None:
    for key, number in (("first", 12), ("second", 13)):
        bench.queue.print(Receipt(key, (), kind="sale", number=number))
    counter = opened(bench)
    assert "Receipt 12" in counter.texts()
    counter.studio.press("Down", "F8")
    assert bench.held() == ["first", "second"]
    counter.studio.press("9")  # no such reason: nothing happens
    assert bench.held() == ["first", "second"]
    counter.studio.press("F8", "2")
    assert bench.held() == ["first"]
    (note,) = bench.notes(PAPER_DROPPED)
    assert (note.subject, note.reason, note.cashier_id) == ("second", "other_paper", "m1")
    assert "not printed any more" in counter.banner


def test_the_drawer_opens_from_the_menu_only_with_a_reason_and_the_name_of_who_did_it(bench: Bench) -> None:
    counter = bench.counter
    counter.studio.press("F10", "5")
    assert (counter.page, counter.paper.opened) == (PageName.PRINTERS, 0)
    counter.studio.press("Esc")
    assert (counter.paper.opened, bench.notes(DRAWER_OPENED)) == (0, [])
    counter.studio.press("F9", "1")
    assert counter.paper.opened == 1
    (note,) = bench.notes(DRAWER_OPENED)
    assert (note.reason, note.cashier_id) == ("change", "m1")
    assert note.shift_id


def test_the_letters_are_found_by_the_slip_and_kept(bench: Bench) -> None:
    counter = opened(bench)
    counter.studio.press("F6")
    assert "Which line reads right?" in counter.texts()
    assert bench.queue._slip.startswith(b"\x1b@")
    counter.studio.press("2")
    assert (bench.queue.profile.codec, bench.queue.profile.code_page) == ("cp1251", 46)
    assert "cp1251" in counter.preferences["printer_as_epson-80"]
    assert any("line 2 of the slip" in text for text in counter.texts())


def test_digits_say_what_the_printer_is_and_need_the_right_to_set_a_till_up(bench: Bench) -> None:
    counter = opened(bench)
    counter.studio.press("1", "2", "4")
    profile = bench.queue.profile
    assert (profile.columns, profile.cuts, profile.drawer_pin) == (32, False, 1)
    assert {"Paper: 58 mm", "Knife: none, tear off", "Drawer: pin 5"} <= set(counter.texts())
    counter.studio.press("Esc", "Ctrl+L")
    counter.log_in("1111").studio.press("F10", "6", "F8", "1")
    assert counter.page is PageName.LOGIN  # somebody who may is asked for a PIN
    assert bench.queue.profile.columns == 32


def test_a_trial_slip_has_both_alphabets_and_a_code_and_opens_nothing(bench: Bench) -> None:
    counter = opened(bench)
    counter.studio.press("F4", "F4")
    one, other = counter.paper.receipts
    assert one.key != other.key  # each comes out
    assert any(isinstance(block, Qr) for block in one.blocks)
    assert not one.open_drawer


def test_the_customers_display_is_switched_on_and_off_here(bench: Bench) -> None:
    counter = opened(bench)
    shown = []
    for _ in range(2):
        counter.studio.press("5")
        shown.append((counter.studio.till.display.shows, "Customer's display: shown" in counter.texts()))
    assert shown == [(True, True), (False, False)]
    assert counter.preferences["customer_display"] == "off"
