"""What is heard at the counter: one table, and at the window what belongs to each moment; off means off."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_pos.core.problems import PaperOut, RedemptionOffline, StorageFull, UnknownCard
from loyalty_pos.till.sounds import Sound
from loyalty_pos.ui.parts import SyncNews
from loyalty_pos.ui.shell.port import Note, NoteKind
from loyalty_pos.ui.shell.sounds import HEARD, Happening, Voice, refusal
from loyalty_pos.ui.studio import Studio
from tests.fakes.till import ANNA_CARD, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of


class Room:
    """Hears everything; ``can`` False = a machine that plays nothing."""

    def __init__(self) -> None:
        self.heard: list[Sound] = []
        self.can = True

    def play(self, sound: Sound) -> bool:
        self.heard.append(sound)
        return self.can

    def since(self) -> list[Sound]:
        """Return what was heard since this was asked last."""
        heard, self.heard = self.heard, []
        return heard


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def counter(qtbot: QtBot, room: Room) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    shop, paper, preferences = FakeTill(), PaperTrail(), Remembered(language="en")
    parts = replace(parts_of(shop, paper, preferences), play=room.play)
    with Studio(parts) as studio:
        studio.till.shell.sync_changed(SyncNews(online=True))
        made = Counter(shop, paper, preferences, studio).log_in()
        room.since()
        yield made


def test_every_happening_stands_in_the_table() -> None:
    assert set(HEARD) == set(Happening)
    assert {what for what, sound in HEARD.items() if sound is Sound.GOOD} == {
        Happening.SCAN_TAKEN,
        Happening.DONE,
    }
    assert HEARD[Happening.REFUSED] is Sound.REFUSED
    assert HEARD[refusal(StorageFull("/disk"))] is Sound.TROUBLE
    assert HEARD[refusal(PaperOut())] is Sound.TROUBLE
    assert HEARD[refusal(UnknownCard("0017"))] is Sound.REFUSED


def test_goods_and_a_card_are_heard_once_each(counter: Counter, room: Room) -> None:
    counter.studio.scan(MILK_CODE)
    assert room.since() == [Sound.GOOD]
    counter.studio.scan(ANNA_CARD)
    assert room.since() == [Sound.GOOD]


def test_an_unknown_code_is_refused_and_not_good_as_well(counter: Counter, room: Room) -> None:
    counter.studio.scan("4999999999991")
    assert room.since() == [Sound.REFUSED]


def test_a_sale_that_is_paid_is_heard(counter: Counter, room: Room) -> None:
    counter.studio.scan(MILK_CODE)
    room.since()
    counter.studio.press("F12")
    assert room.since() == [Sound.GOOD]


def test_a_pin_of_somebody_else_is_a_long_sound(counter: Counter, room: Room) -> None:
    counter.studio.press("Ctrl+M")
    assert room.since() == [Sound.TROUBLE]


def test_a_hint_wants_eyes_and_what_was_done_does_not(counter: Counter, room: Room) -> None:
    counter.studio.till.shell.note(Note(NoteKind.NOTHING_PARKED))
    assert room.since() == [Sound.REFUSED]
    counter.studio.till.shell.note(Note(NoteKind.X_PRINTED))
    assert room.since() == [Sound.GOOD]


def test_where_nothing_is_wrong_and_a_sentence_is_only_said_nothing_is_heard(
    counter: Counter, room: Room
) -> None:
    counter.studio.till.shell.refuse(RedemptionOffline(0))
    assert counter.banner
    assert room.since() == []


def test_another_language_says_it_again_and_sounds_it_once(counter: Counter, room: Room) -> None:
    counter.studio.press("F12")
    counter.studio.press("Ctrl+Shift+L")
    assert room.since() == [Sound.REFUSED]


def test_sounds_are_turned_off_by_a_tile_of_the_menu_and_stay_off(counter: Counter, room: Room) -> None:
    counter.studio.press("F10", "Ctrl+Shift+S")
    assert counter.banner.startswith("Sounds are off")
    room.since()
    counter.studio.press("Esc")
    counter.studio.scan(MILK_CODE, "4999999999991")
    assert room.since() == []
    assert counter.preferences["sounds"] == "off"
    counter.studio.press("Ctrl+Shift+S")
    counter.studio.scan("4999999999991")
    assert Sound.REFUSED in room.since()


def test_a_machine_without_sounds_rings_the_bell_for_what_must_not_be_missed(
    counter: Counter, room: Room
) -> None:
    assert counter.studio.till.voice._bell == QApplication.beep
    rung = list[str]()
    voice = Voice(room.play, lambda: rung.append("bell"), lambda: True)
    room.can = False
    voice.tell(Happening.SCAN_TAKEN)
    assert rung == []
    voice.tell(Happening.REFUSED)
    assert rung == ["bell"]
