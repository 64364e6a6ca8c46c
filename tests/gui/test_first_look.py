"""The first second of a start: the window takes a PIN while the till opens behind it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_pos.core.problems import NotEnrolled
from loyalty_pos.till.staff import Permission
from loyalty_pos.ui.app import joining
from loyalty_pos.ui.first import Early, FirstLook, Join, Opening, run
from loyalty_pos.ui.login.state import PinState
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.slices import BUDGET_S, Slices, Steps, T, at_once
from tests.fakes.till import FakeTill
from tests.gui.conftest import PaperTrail, Remembered, parts_of, visible_texts


@dataclass
class Start:
    """A till that opens when the test says so."""

    first: FirstLook
    shop: FakeTill = field(default_factory=FakeTill)
    may_open: threading.Event = field(default_factory=threading.Event)

    def load(self) -> Join:
        self.may_open.wait(10)
        parts = parts_of(self.shop, PaperTrail(), Remembered(language="en"))
        return partial(joining, parts=parts)

    def type(self, qtbot: QtBot, text: str) -> None:
        qtbot.keyClicks(self.first.pin_view.field, text)  # type: ignore[no-untyped-call]  # untyped in pytest-qt


def each_fills_its_turn(steps: Steps[T]) -> Steps[T]:
    """Do each step as a slow machine does it: on a fast one many of them share a turn."""
    while True:
        try:
            next(steps)
        except StopIteration as last:
            result: T = last.value
            return result
        time.sleep(BUDGET_S)
        yield


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Start]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """Return a window that shows, in English; its till is not open."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = Start(FirstLook(app, Early(Remembered(language="en"), "ru")))
    opening = Opening(made.first, made.load)
    made.first.window.appear()
    yield made
    made.may_open.set()
    opening.end()
    made.first.window.close()
    made.first.look.undress()
    made.first.window.deleteLater()


def test_the_window_asks_for_a_pin_before_the_till_is_open(start: Start, qtbot: QtBot) -> None:
    qtbot.waitExposed(start.first.window)
    assert {"Type your PIN", "starting…"} <= set(visible_texts(start.first.window))


def test_a_pin_typed_before_the_till_is_open_logs_in_when_it_is(start: Start, qtbot: QtBot) -> None:
    start.type(qtbot, "1111\r")
    assert start.shop.staff.current is None
    start.may_open.set()
    qtbot.waitUntil(lambda: start.shop.staff.current is not None)
    qtbot.waitUntil(lambda: PageName.SHIFT in start.first.window.pages)


def test_digits_typed_while_the_till_opens_stay(start: Start, qtbot: QtBot) -> None:
    start.type(qtbot, "11")
    start.may_open.set()
    qtbot.waitUntil(lambda: "Till 1" in visible_texts(start.first.window))
    assert start.first.pin_view.field.text() == "11"


def test_a_till_that_cannot_open_says_why_and_closes_its_window(qtbot: QtBot) -> None:  # noqa: ARG001
    def load() -> Join:
        raise NotEnrolled

    with pytest.raises(NotEnrolled):
        run(Early(Remembered(language="en"), "ru"), load)


def test_a_window_closed_while_the_till_opens_waits_for_it_and_joins_nothing(qtbot: QtBot) -> None:
    app, begun, closed = QApplication.instance(), threading.Event(), threading.Event()
    assert isinstance(app, QApplication)
    app.lastWindowClosed.connect(closed.set)
    seen: list[str] = []

    def joined(_first: FirstLook) -> Steps[Callable[[], None]]:
        seen.append("joined")
        yield
        return lambda: seen.append("ended")

    def load() -> Join:
        begun.set()
        assert closed.wait(10)
        seen.append("opened")
        return joined

    def close() -> None:
        if begun.is_set():
            app.closeAllWindows()
            app.exit()

    often = QTimer(interval=20)
    often.timeout.connect(close)
    often.start()
    assert run(Early(Remembered(language="en"), "ru"), load) == 0
    qtbot.wait(50)
    assert seen == ["opened"]


def test_ctrl_c_closes_the_window_in_order(qtbot: QtBot) -> None:  # noqa: ARG001
    ended: list[str] = []

    def load() -> Join:
        return interrupted

    def interrupted(_first: FirstLook) -> Steps[Callable[[], None]]:
        yield
        QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGINT))
        return lambda: ended.append("ended")

    before = signal.getsignal(signal.SIGINT)
    assert run(Early(Remembered(language="en"), "ru"), load) == 0
    assert ended == ["ended"]
    assert signal.getsignal(signal.SIGINT) is before


def test_the_window_lives_between_the_steps_of_joining(start: Start, qtbot: QtBot) -> None:
    turns: list[int] = []
    often = QTimer(interval=0)
    often.timeout.connect(lambda: turns.append(1))
    steps = joining(start.first, parts_of(start.shop, PaperTrail(), Remembered(language="en")))
    ended: list[Callable[[], None]] = []
    often.start()
    slices = Slices(each_fills_its_turn(steps), ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    often.stop()
    slices.stop()
    ended[0]()
    assert len(turns) > 100


def test_no_step_of_joining_builds_a_whole_page(start: Start) -> None:
    counted: list[None] = []

    def counting() -> Steps[Callable[[], None]]:
        steps = joining(start.first, parts_of(start.shop, PaperTrail(), Remembered(language="en")))
        while True:
            try:
                counted.append(next(steps))
            except StopIteration as last:
                end: Callable[[], None] = last.value
                return end
            yield

    at_once(counting())()
    assert len(counted) > 50


def test_a_window_closed_between_two_steps_of_joining_leaves_no_worker(start: Start) -> None:
    before = {thread.name for thread in threading.enumerate()}
    steps = joining(start.first, parts_of(start.shop, PaperTrail(), Remembered(language="en")))
    for _ in range(5):
        next(steps)
    assert {thread.name for thread in threading.enumerate()} - before == {"till-book", "till-centre"}
    steps.close()
    assert {thread.name for thread in threading.enumerate()} <= before


def test_work_in_slices_tells_its_result_and_steps_at_once_the_same(qtbot: QtBot) -> None:
    def count() -> Steps[int]:
        for _ in range(3):
            yield
        return 3

    told: list[int] = []
    slices = Slices(count(), told.append)
    qtbot.waitUntil(lambda: told == [3])
    slices.stop()
    assert at_once(count()) == 3


def test_nothing_of_the_till_is_loaded_before_the_window_is_painted() -> None:
    code = (
        "import sys, loyalty_pos.ui.first, loyalty_pos.wiring.start;"
        "late = ('core.problems', 'core.sale', 'core.pricing', 'till.register', 'till.wording', 'storage', 'sync',"
        " 'wire', 'devices', 'ui.parts', 'ui.pages', 'ui.sale');"
        "print([m for m in late if 'loyalty_pos.' + m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "permission",
    [Permission.RETURN, Permission.VOID, Permission.APPROVE_PRICE, Permission.BALANCE_SEARCH, Permission.SHIFT,
     Permission.CASH_MOVE, Permission.ISSUE],
)  # fmt: skip
def test_the_page_says_what_somebody_elses_pin_allows(start: Start, permission: Permission) -> None:
    start.first.pin_view.show_pin(PinState(permission, 1, "shop"))
    assert not any("do this" in text for text in visible_texts(start.first.window))


def test_a_program_that_nobody_reads_says_in_its_window_what_keeps_it_shut() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.shut_window"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    seen = set(done.stdout.splitlines())
    assert {"No place", "Get a code"} <= seen
    assert not {"Type your PIN", "starting…"} & seen
