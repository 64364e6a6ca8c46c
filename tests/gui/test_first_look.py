"""The first second of a start: the window takes a PIN while the till opens behind it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_pos.core.problems import NotEnrolled
from loyalty_pos.till.staff import Permission
from loyalty_pos.ui.app import join
from loyalty_pos.ui.first import Early, FirstLook, Join, Opening, run
from loyalty_pos.ui.login.state import PinState
from loyalty_pos.ui.shell.state import PageName
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
        return partial(join, parts=parts)

    def type(self, qtbot: QtBot, text: str) -> None:
        qtbot.keyClicks(self.first.pin_view.field, text)  # type: ignore[no-untyped-call]  # untyped in pytest-qt


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

    def load() -> Callable[[FirstLook], Callable[[], None]]:
        begun.set()
        assert closed.wait(10)
        seen.append("opened")
        return lambda _first: lambda: seen.append("joined")

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

    def load() -> Callable[[FirstLook], Callable[[], None]]:
        return interrupted

    def interrupted(_first: FirstLook) -> Callable[[], None]:
        QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGINT))
        return lambda: ended.append("ended")

    before = signal.getsignal(signal.SIGINT)
    assert run(Early(Remembered(language="en"), "ru"), load) == 0
    assert ended == ["ended"]
    assert signal.getsignal(signal.SIGINT) is before


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
