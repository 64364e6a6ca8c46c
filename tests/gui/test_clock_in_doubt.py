"""A clock in doubt stands under the head line with what to do, the sale goes on, and the centre's answer takes it away."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.clock.watching import Doubt
from loyalty_pos.ui.parts import SyncNews
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.standing.view import StandingBar
from loyalty_pos.ui.studio import Studio
from tests.fakes.till import MILK_CODE, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of


@dataclass
class Told:
    """A timekeeper that says what it is told."""

    why: Doubt = Doubt.NONE
    slow_us: int = 0

    def suspect(self) -> bool:
        return self.why is not Doubt.NONE

    def doubt(self) -> Doubt:
        return self.why

    def now_us(self) -> int:
        return 0

    def offset_us(self) -> int:
        return self.slow_us


@pytest.fixture
def time() -> Told:
    return Told()


@pytest.fixture
def counter(qtbot: QtBot, time: Told) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    shop, paper, preferences = FakeTill(), PaperTrail(), Remembered(language="en")
    shop.world = replace(shop.world, time=time)
    with Studio(parts_of(shop, paper, preferences)) as studio:
        studio.till.shell.sync_changed(SyncNews(online=False))
        yield Counter(shop, paper, preferences, studio).log_in()


def bar(counter: Counter) -> str:
    counter.studio.till.standing.look()
    counter.studio.settle()
    found = counter.studio.till.window.findChild(StandingBar)
    return f"{found.text.text()} {found.next_step.text()}" if found and found.isVisible() else ""


def test_a_clock_in_doubt_is_told_and_nothing_stops(counter: Counter, time: Told) -> None:
    assert bar(counter) == ""
    time.why = Doubt.BACK
    assert bar(counter).startswith("The clock of this machine went back. Selling goes on;")
    counter.studio.scan(MILK_CODE)
    counter.studio.press("F12")
    assert len(counter.shop.journal.last_sales(5)) == 1
    counter.studio.press("Ctrl+Shift+L")
    assert bar(counter).startswith("Часы этого компьютера ушли назад. Продажи идут;")
    time.why = Doubt.NONE
    assert bar(counter) == ""


@pytest.mark.parametrize(
    ("why", "slow_us", "said"),
    [
        (Doubt.NONE, 40_000_000, "right"),
        (Doubt.NONE, 3_600_000_000, "60 min slow"),
        (Doubt.NONE, -180_000_000, "3 min fast"),
        (Doubt.JUMPED, 0, "in doubt until the centre answers: set it right"),
    ],
)
def test_the_status_page_tells_of_the_clock(
    counter: Counter, time: Told, why: Doubt, slow_us: int, said: str
) -> None:
    time.why, time.slow_us = why, slow_us
    counter.studio.press("F10")
    counter.studio.type("6")
    assert counter.on(PageName.STATUS)
    assert said in counter.texts()
