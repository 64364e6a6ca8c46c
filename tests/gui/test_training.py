"""Training on screen: a band over every page that nothing puts away, who goes in, and the way out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.sale import Noted
from loyalty_pos.ui.display.opening import DISPLAY
from loyalty_pos.ui.parts import Practice, SyncNews
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.studio import Studio
from loyalty_pos.ui.training.band import TrainingBand
from tests.fakes.till import MILK_CODE, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of
from tests.gui.test_scans_on_every_page import WAYS

EN, RU = "TRAINING: nothing here is real", "УЧЕБНЫЙ РЕЖИМ: здесь всё ненастоящее"


@contextmanager
def trained(*, on: bool, turned: list[str], display: bool = False) -> Iterator[Counter]:
    """A window that can be turned to training, or is there already; ``turned`` counts the turns."""
    shop, paper, preferences = FakeTill(), PaperTrail(), Remembered(language="en")
    if display:
        preferences[DISPLAY] = "on"
    practice = Practice(on=on, switch=lambda: turned.append("turned"))
    with Studio(replace(parts_of(shop, paper, preferences), practice=practice)) as studio:
        studio.till.shell.sync_changed(SyncNews(online=True))
        yield Counter(shop, paper, preferences, studio)


def bands(counter: Counter) -> list[TrainingBand]:
    return [one for one in counter.studio.till.window.findChildren(TrainingBand) if one.isVisible()]


def test_the_band_stands_over_every_page_in_both_languages_and_on_the_customer_s_display(
    qtbot: QtBot,  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
) -> None:
    with trained(on=True, turned=[], display=True) as counter:
        assert EN in counter.texts(), "at the log-in already"
        counter.log_in("3333").studio.scan(MILK_CODE)
        counter.studio.press("F12")
        for page in (PageName.SHIFT, PageName.SALE, PageName.MENU, PageName.STATUS, PageName.ISSUE):
            WAYS[page](counter.studio.till)
            counter.studio.settle()
            assert counter.on(page)
            assert EN in counter.texts()
            assert [
                band.y() > 0 and band.width() == counter.studio.till.window.width() for band in bands(counter)
            ] == [True]
        display = counter.studio.till.display.window
        assert display is not None
        [shown] = display.findChildren(TrainingBand)
        assert shown.isVisible()
        counter.studio.press("Ctrl+Shift+L")
        assert RU in counter.texts()
        assert shown.accessibleName() == RU


@pytest.mark.parametrize(("pin", "approved_by"), [("1111", "s1"), ("2222", "s1")])
def test_who_may_turns_to_training_and_that_is_written_down(qtbot: QtBot, pin: str, approved_by: str) -> None:  # noqa: ARG001 - as above
    turned: list[str] = []
    with trained(on=False, turned=turned) as counter:
        assert not bands(counter)
        counter.log_in(pin).studio.press("F10", "Ctrl+U")
        if pin == "1111":
            assert counter.on(PageName.LOGIN)
            assert not turned
            counter.enter("2222")
        assert turned == ["turned"]
        [noted] = [one for one in counter.shop.journal.of(Noted) if one.what == "training_begun"]
        assert noted.approved_by == approved_by


def test_nobody_leaves_an_open_receipt_for_training(qtbot: QtBot) -> None:  # noqa: ARG001 - as above
    turned: list[str] = []
    with trained(on=False, turned=turned) as counter:
        counter.log_in("2222").studio.scan(MILK_CODE)
        counter.studio.press("F10", "Ctrl+U")
        assert counter.banner.startswith("A receipt is open")
        assert not turned


def test_a_till_without_a_sandbox_has_no_such_tile(counter: Counter) -> None:
    counter.log_in("3333").studio.press("F10")
    assert "Training" not in counter.texts()


def test_the_way_back_to_work_asks_nothing_as_the_till_it_leads_to_asks_for_a_pin(qtbot: QtBot) -> None:  # noqa: ARG001 - as above
    turned: list[str] = []
    with trained(on=True, turned=turned) as counter:
        counter.log_in("1111").studio.press("F10")
        assert "Back from training to work" in counter.texts()
        counter.studio.press("Ctrl+U")
        assert turned == ["turned"]
    with trained(on=False, turned=[]) as counter:
        counter.shop.staff.log_in("1111")
        counter.shop.shift.open(0)
        counter.shop.world.desk.cashier = None
        assert counter.on(PageName.LOGIN), "also in the middle of a shift"
