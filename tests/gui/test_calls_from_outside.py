"""What another start asks of the window: it comes to the front; it leaves when nothing would be left unfinished, and only then."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from loyalty_pos.till.upkeep.calls import Ask, Busy, Call
from loyalty_pos.ui.app import joining
from loyalty_pos.ui.calls import WindowCalls, busy_with
from loyalty_pos.ui.first import Early, FirstLook, Join, leave, run
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.slices import Steps
from tests.fakes.till import MILK_CODE, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of


def why_it_stays(counter: Counter) -> Busy:
    return busy_with(counter.studio.till.window, parts_of(counter.shop, counter.paper, counter.preferences))


def test_a_till_at_rest_may_go(counter: Counter) -> None:
    assert why_it_stays(counter) is Busy.FREE, "nobody has logged in"
    counter.log_in()
    assert why_it_stays(counter) is Busy.FREE, "a shift is open, and nothing is on the counter"


def test_an_open_receipt_keeps_it_wherever_the_cashier_is(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    assert why_it_stays(counter) is Busy.RECEIPT
    counter.studio.press("F10")
    assert why_it_stays(counter) is Busy.RECEIPT
    counter.studio.press("Ctrl+L")
    assert why_it_stays(counter) is Busy.RECEIPT, "locked, and the receipt stays on the counter"


def test_a_receipt_that_is_being_paid_keeps_it_and_one_that_is_paid_lets_it_go(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.press("F11")
    assert why_it_stays(counter) is Busy.RECEIPT
    counter.studio.press("Escape", "F12")
    assert why_it_stays(counter) is Busy.FREE


def test_a_shift_that_is_being_closed_keeps_it(counter: Counter) -> None:
    counter.log_in("3333").studio.press("F10")
    counter.studio.type("2")
    assert counter.on(PageName.SHIFT)
    assert why_it_stays(counter) is Busy.PAGE


def test_a_question_for_somebodys_pin_keeps_it(counter: Counter) -> None:
    counter.log_in().studio.press("F10")
    counter.studio.type("5")  # a drawer opened without a sale needs somebody who may
    if counter.on(PageName.LOGIN):
        assert why_it_stays(counter) is Busy.PAGE


def test_something_that_is_being_written_keeps_it(counter: Counter) -> None:
    counter.log_in()
    counter.studio.till.window.freeze(frozen=True)
    try:
        assert why_it_stays(counter) is Busy.WRITING
    finally:
        counter.studio.till.window.freeze(frozen=False)


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_window_that_was_put_away_comes_to_the_front(counter: Counter, qtbot: QtBot) -> None:
    window = counter.studio.till.window
    said: list[Busy] = []
    calls = WindowCalls(window, lambda: Busy.RECEIPT, pytest.fail)
    window.showMinimized()
    threading.Thread(target=calls.take, args=(Call(Ask.RAISE, said.append),)).start()
    qtbot.waitUntil(lambda: said == [Busy.FREE])
    assert not window.isMinimized(), "also with a receipt open"


@pytest.mark.parametrize("is_free", [True, False])
def test_the_answer_comes_before_the_window_goes(qtbot: QtBot, is_free: bool) -> None:  # noqa: ARG001, FBT001
    seen: list[str] = []
    shop = FakeTill()
    heard: list[Callable[[Call], None]] = []

    def load() -> Join:
        return partial(joined, parts=parts_of(shop, PaperTrail(), Remembered(language="en")))

    def joined(first: FirstLook, parts: UiParts) -> Steps[Callable[[], None]]:
        end = yield from joining(first, parts)
        first.busy = lambda: Busy.FREE if is_free else Busy.RECEIPT
        QTimer.singleShot(0, lambda: heard[0](Call(Ask.QUIT, lambda busy: seen.append(f"said {busy!s}"))))
        QTimer.singleShot(300, leave)

        def ended() -> None:
            seen.append("ended")
            end()

        return ended

    def calls(take: Callable[[Call], None]) -> Callable[[], None]:
        heard.append(take)
        return lambda: seen.append("unheard")

    assert run(Early(Remembered(language="en"), "ru", calls=calls), load) == 0
    assert seen[0] == ("said " if is_free else "said receipt")
    assert seen[1:] == ["unheard", "ended"]
