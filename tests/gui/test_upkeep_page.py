"""The page of upkeep: what waits, what is kept, who decided a setting, the log, one file for support; for roles that may."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import FileNotWritten
from loyalty_pos.till.office.table import Table
from loyalty_pos.till.upkeep.port import Enrolment, Explained, Kept, Source, Upkept, Waiting
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wire.desk import DeskAsk, DeskTold, ParkedLine
from tests.fakes.shop import MORNING
from tests.fakes.till import FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of


@dataclass
class Machine:
    """A till of which forty events wait."""

    full: bool = False
    written: int = 0

    def look(self) -> Upkept:
        old = MORNING - timedelta(hours=2)
        return Upkept(
            waiting=tuple(Waiting(101 + n, "sale", old + timedelta(minutes=n), 900) for n in range(40)),
            kept=(Kept("article", rows=48_120), Kept("bundle", version="17", at=old)),
            settings=(Explained("language", "en", Source.POLICY, "/etc/policy.toml"),),
            log=("first line", "last line"),
            enrolment=Enrolment(
                "1", "Corner (store-1)", "https://centre.example", "0190aaaa", "file", signs=True
            ),
        )

    def diagnostics(self) -> Path:
        if self.full:
            raise FileNotWritten(path="/full/disk")
        self.written += 1
        return Path("/logs/diagnostics.zip")


@dataclass
class Aside:
    """A centre at which one event waits until it is tried again; ``answers`` False = it is away."""

    answers: bool = True
    waits: bool = True
    asked: list[DeskAsk] = field(default_factory=list)

    def at_desk(self, ask: DeskAsk) -> DeskTold | None:
        self.asked.append(ask)
        self.waits = self.waits and ask.parked != "again"
        line = ParkedLine(
            "a:life-1:7", "store-1/2", "return", "sale_unknown", micros(MORNING), "4815", -5_000
        )
        parked = [line] if self.waits else []
        return DeskTold(0, [], [], [], [], [], [], [], parked=parked) if self.answers else None


@dataclass
class It:
    machine: Machine
    counter: Counter
    asked: list[int]
    aside: Aside
    saved: list[Table]

    def sees(self, text: str) -> bool:
        """Tell whether the page says it."""
        return any(text in one.replace("\N{NO-BREAK SPACE}", " ") for one in self.counter.texts())

    def goes(self) -> None:
        """Open the page from the one of queue and devices."""
        self.counter.studio.press("F10")
        self.counter.studio.type("6")
        self.counter.studio.press("F9")


@pytest.fixture
def it(qtbot: QtBot) -> Iterator[It]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    aside, saved = Aside(), list[Table]()
    shop, machine, paper, asked = FakeTill(managing=aside), Machine(), PaperTrail(), [0]
    preferences = Remembered(language="en")

    def ask() -> None:
        asked[0] += 1

    def save(table: Table) -> Path:
        saved.append(table)
        return Path("parked.xlsx")

    usual = parts_of(shop, paper, preferences)
    parts: UiParts = replace(usual, upkeep=machine, sync_now=ask, save_table=save)
    with Studio(parts) as studio:
        yield It(machine, Counter(shop, paper, preferences, studio), asked, aside, saved)


def test_it_shows_the_queue_with_its_age_the_data_the_settings_and_the_log(it: It) -> None:
    it.counter.log_in("3333")
    it.goes()
    assert it.counter.on(PageName.UPKEEP)
    it.counter.studio.settle(lambda: it.sees("101 · sale"))
    assert it.sees("2 h")
    assert it.sees("Queue: 40")
    assert it.sees("in a file that only this user may read")
    it.counter.studio.press("PgDown")
    assert it.sees("110 · sale")
    for _ in range(9):
        it.counter.studio.press("PgDown")
    assert it.sees("140 · sale"), "nobody turns beyond the last page"
    it.counter.studio.press("F3")
    assert it.sees("48,120")
    assert it.sees("version 17")
    it.counter.studio.press("F4")
    assert it.sees("policy of the owner · /etc/policy.toml")
    it.counter.studio.press("F6")
    assert it.sees("last line")


def test_the_centre_is_asked_again_and_the_file_for_support_says_where_it_is(it: It) -> None:
    it.counter.log_in("3333")
    it.goes()
    it.counter.studio.press("F5")
    assert it.asked == [1]
    it.counter.studio.press("F9")
    assert "/logs/diagnostics.zip" in it.counter.banner
    assert it.machine.written == 1
    it.machine.full = True
    it.counter.studio.press("F9")
    assert "/full/disk" in it.counter.banner
    it.counter.studio.press("Esc")
    assert it.counter.on(PageName.SALE)


def test_a_cashier_needs_the_pin_of_somebody_who_may(it: It) -> None:
    it.counter.log_in()
    it.goes()
    assert it.counter.on(PageName.LOGIN)
    it.counter.enter("4444")
    assert it.counter.on(PageName.UPKEEP)


def test_what_the_centre_set_aside_is_seen_with_its_reason_saved_and_tried_again(it: It) -> None:
    press, settle = it.counter.studio.press, it.counter.studio.settle
    it.counter.log_in("3333")
    it.goes()
    it.aside.answers = False
    press("F1")
    settle(lambda: it.sees("Not known: F1 asks the centre again."))
    it.aside.answers = True
    press("F1")
    settle(lambda: it.sees("store-1/2 · return · 4815"))
    assert it.sees("it waits for its sale, whose till was not heard yet")
    press("Ctrl+S")
    settle(lambda: bool(it.saved))
    assert (it.saved[0].name, it.saved[0].rows[0][:4]) == (
        "parked",
        ("a:life-1:7", "store-1/2", "return", "sale_unknown"),
    )
    press("F12")
    settle(lambda: it.sees("Nothing is set aside at the centre"))
    assert [ask.parked for ask in it.aside.asked] == ["look", "look", "again"]
    assert it.counter.shop.journal.notes()[-1] == "parked_asked"
