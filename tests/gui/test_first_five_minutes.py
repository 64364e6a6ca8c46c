"""Whoever never saw the till is led through it: by doing what the bar says, or by being shown."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.sale import Return, Sale
from loyalty_pos.ui.lesson.tasks import Topic
from loyalty_pos.ui.lesson.view import LessonBar
from loyalty_pos.ui.lesson.words import LessonWords
from loyalty_pos.ui.parts import DemoParts, SyncNews
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.studio import Studio
from tests.fakes.till import ANNA_CARD, COFFEE_CODE, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of
from tests.gui.test_demo_bar import Plug

KEYS = {Topic.LOGIN: 2, Topic.CHANGE: 2, Topic.RETURN: 3}
"""Where one key is not all: the float, the change and a return that are looked at before it is done."""


class Pupil(Counter):
    def asked(self) -> str:
        """Wait for the next sentence."""
        self.studio.settle()
        return self.bar.said()

    @property
    def bar(self) -> LessonBar:
        [found] = self.studio.till.window.findChildren(LessonBar)
        return found

    def until(self, topic: Topic) -> None:
        """Wait until the bar asks for this."""
        wanted = LessonWords().of(topic)
        self.studio.settle(lambda: self.bar.said() == wanted)
        assert self.bar.said() == wanted

    def sales(self) -> int:
        return sum(isinstance(fact, Sale) for fact in self.shop.journal.facts)


@pytest.fixture
def pupil(qtbot: QtBot) -> Iterator[Pupil]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    shop, paper, preferences = FakeTill(), PaperTrail(), Remembered(language="en")
    plug = Plug()
    shown: list[Studio] = []
    parts = replace(
        parts_of(shop, paper, preferences),
        demo=DemoParts((("Maria", "1111"), ("Olga", "3333")), (ANNA_CARD,), plug, (MILK_CODE, COFFEE_CODE)),
        sync_now=lambda: shown[0].till.shell.sync_changed(SyncNews(online=plug.plugged)),
    )
    with Studio(parts) as studio:
        shown.append(studio)
        studio.till.shell.sync_changed(SyncNews(online=True))
        yield Pupil(shop, paper, preferences, studio)


def test_it_waits_for_a_person_and_goes_on_by_itself(pupil: Pupil) -> None:
    assert not pupil.bar.isVisible()
    pupil.studio.press("Ctrl+G")
    pupil.until(Topic.LOGIN)
    pupil.studio.type("1111")
    pupil.studio.press("Return", "Return")
    pupil.until(Topic.CARD)
    pupil.studio.scan(COFFEE_CODE)
    assert pupil.asked() == LessonWords().of(Topic.CARD), "something else may be done meanwhile"
    pupil.studio.scan(ANNA_CARD)
    pupil.until(Topic.GOODS)
    pupil.studio.scan(MILK_CODE)
    pupil.until(Topic.QUANTITY)
    pupil.studio.press("F4")
    pupil.studio.type("3")
    pupil.studio.press("Return")
    pupil.until(Topic.WHY)
    pupil.studio.press("Ctrl+Shift+G")
    assert not pupil.bar.isVisible()
    pupil.studio.press("F12")
    assert pupil.on(PageName.RECEIPT), "the receipt of the lesson is an ordinary one"


def test_everything_can_be_shown(pupil: Pupil) -> None:
    pupil.studio.press("Ctrl+G")
    for topic in Topic:
        pupil.until(topic)
        if topic is Topic.ALONE:
            assert pupil.sales() == 2
        if topic is not Topic.END:
            pupil.studio.press(*["Ctrl+G"] * KEYS.get(topic, 1))
    assert pupil.sales() == 3
    assert any(isinstance(fact, Return) for fact in pupil.shop.journal.facts)
    assert pupil.on(PageName.MENU)
    pupil.studio.press("Ctrl+Shift+G")
    assert not pupil.bar.isVisible()


def test_it_begins_where_one_sells_whatever_page_was_open(pupil: Pupil) -> None:
    """Somebody looked at the menu first: "scan the card" would have meant nothing there."""
    pupil.log_in().studio.press("F10")
    assert pupil.on(PageName.MENU)
    pupil.studio.press("Ctrl+G")
    pupil.until(Topic.CARD)
    assert pupil.on(PageName.SALE)


def test_one_button_pressed_twice_is_two_goods_too(pupil: Pupil) -> None:
    """On a narrow screen the bar shows one article: whoever clicked it twice waited for ever."""
    pupil.log_in().studio.press("Ctrl+G")
    pupil.until(Topic.CARD)
    pupil.studio.scan(ANNA_CARD, COFFEE_CODE, COFFEE_CODE)
    pupil.until(Topic.QUANTITY)
    pupil.studio.press("F4")
    pupil.studio.type("3")
    pupil.studio.press("Return")
    pupil.until(Topic.WHY)


def test_the_change_that_is_shown_is_change(pupil: Pupil) -> None:
    pupil.log_in().studio.press("Ctrl+G")
    pupil.until(Topic.CARD)
    pupil.studio.scan(ANNA_CARD, COFFEE_CODE, MILK_CODE)
    lesson_goes = (Topic.QUANTITY, Topic.WHY, Topic.POINTS, Topic.PAY, Topic.NEXT, Topic.CHANGE)
    for topic in lesson_goes:
        pupil.until(topic)
        pupil.studio.press("Ctrl+G")
    pupil.studio.settle(lambda: pupil.on(PageName.PAYMENT))
    pupil.studio.press("Ctrl+G")
    pupil.until(Topic.PULL)
    [sale] = pupil.shop.journal.last_sales(1)
    assert sale.change_minor > 0
