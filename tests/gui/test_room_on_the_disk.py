"""A disk that fills up, a copy that stands still: told under the head line and on the status page, and nothing stops."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.problems import DiskFullMode, Problem, SecondMediumTrouble, StorageCorrupt
from loyalty_pos.till.room.watching import Copy, Room
from loyalty_pos.ui.parts import Around, SyncNews
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.standing.view import StandingBar
from loyalty_pos.ui.studio import Studio
from tests.fakes.till import MILK_CODE, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of


@dataclass
class Disk:
    """What the last look found."""

    said: list[Problem] = field(default_factory=list)
    incidents: list[Problem] = field(default_factory=list)
    room: Room = field(default_factory=Room)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def counter(qtbot: QtBot, disk: Disk) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    shop, paper, preferences = FakeTill(), PaperTrail(), Remembered(language="en")
    around = Around(disk=lambda: tuple(disk.said), incidents=lambda: disk.incidents, room=lambda: disk.room)
    with Studio(replace(parts_of(shop, paper, preferences), around=around)) as studio:
        studio.till.shell.sync_changed(SyncNews(online=True))
        yield Counter(shop, paper, preferences, studio).log_in()


def bar(counter: Counter) -> str:
    counter.studio.till.standing.look()
    counter.studio.settle()
    found = counter.studio.till.window.findChild(StandingBar)
    return f"{found.text.text()} {found.next_step.text()}" if found and found.isVisible() else ""


def test_a_full_disk_comes_before_everything_else_and_the_sale_goes_on(counter: Counter, disk: Disk) -> None:
    assert bar(counter) == ""
    disk.incidents = [StorageCorrupt(path="cache.db", kept_as="cache.corrupt-1.db")]
    disk.said = [SecondMediumTrouble(why="away")]
    assert bar(counter).startswith("The file cache.db is damaged"), "what needs an answer first"
    disk.said = [DiskFullMode(), SecondMediumTrouble(why="away")]
    assert bar(counter).startswith(
        "The disk is full: only sales, returns and the end of the shift are possible."
    )
    counter.studio.scan(MILK_CODE)
    counter.studio.press("F12")
    assert len(counter.shop.journal.last_sales(5)) == 1
    counter.studio.press("Ctrl+Shift+L")
    assert bar(counter).startswith("Диск заполнен: доступны только продажи, возвраты и закрытие смены.")
    disk.incidents, disk.said = [], [SecondMediumTrouble(why="away")]
    assert bar(counter).startswith("Нет второго носителя с копией журнала.")
    disk.said = []
    assert bar(counter) == "", "it goes away by itself"


GIGABYTE = 1_000_000_000


def on_status_page(counter: Counter) -> str:
    """Open the page anew; return what it says of the disk."""
    counter.studio.press("F10")
    counter.studio.type("6")
    assert counter.on(PageName.STATUS)
    (said,) = [text for text in counter.texts() if " · " in text and "copy" in text]
    counter.studio.press("Esc")
    return said.partition(" · ")[2].replace("\N{NO-BREAK SPACE}", " ")


def test_the_status_page_tells_the_room_and_the_copy(counter: Counter, disk: Disk) -> None:
    oldest = counter.shop.world.clock.now() - timedelta(minutes=12)
    here = Room(free=48 * GIGABYTE, whole=99 * GIGABYTE)
    told = []
    for room in (
        Room(),
        here,
        Room(is_full=True),
        replace(here, copy=Copy("/stick", 7)),
        replace(here, copy=Copy("/stick", 7, oldest=oldest)),
        replace(here, copy=Copy("/stick", 7, trouble="away")),
    ):
        disk.room = room
        told.append(on_status_page(counter))
    assert told == [
        "not known · no copy",
        "48 GB free · no copy",
        "full: sales, returns and shifts only · no copy",
        "48 GB free · copy complete",
        "48 GB free · copy 12 min behind",
        "48 GB free · copy: the other medium cannot be written",
    ]


def at_the_foot(counter: Counter) -> str:
    """Let the window look again; return the status line's word about the disk."""
    for _ in range(2):
        counter.studio.till.shell.tick()
    counter.studio.settle()
    said = counter.studio.till.window.foot.said.accessibleName().replace("\N{NO-BREAK SPACE}", " ")
    return said[said.index("disk") :]


def test_the_status_line_tells_the_room_in_a_few_words(counter: Counter, disk: Disk) -> None:
    """What is left of the disk stands at the foot of every page, and the page of the status says what to do."""
    told = []
    for room, said in (
        (Room(), ()),
        (Room(free=48 * GIGABYTE, whole=99 * GIGABYTE), ()),
        (Room(free=48 * GIGABYTE, whole=99 * GIGABYTE), (SecondMediumTrouble(why="away"),)),
        (Room(free=GIGABYTE // 2, whole=99 * GIGABYTE), ()),
        (Room(free=GIGABYTE // 2, whole=99 * GIGABYTE), (DiskFullMode(),)),
    ):
        disk.room, disk.said = room, list(said)
        told.append(at_the_foot(counter))
    assert told == [
        "disk: not known",
        "disk: 48 GB free",
        "disk: 48 GB free, its copy stands still",
        "disk nearly full: 0.5 GB",
        "disk full",
    ]
    counter.studio.press("Ctrl+Shift+L")
    assert "диск заполнен" in counter.studio.till.window.foot.said.accessibleName()
    counter.studio.press("F10")
    counter.studio.type("6")
    counter.studio.press("F1")
    assert any(text.startswith("Почти полон: сообщите ИТ") for text in counter.texts())
