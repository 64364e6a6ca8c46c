"""While a commit runs the window takes no input, and does not flicker: only a commit that lasts is seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shell.window import TillWindow
from loyalty_pos.ui.widgets.bits import column
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.key_page import KeyPage
from loyalty_pos.ui.widgets.scan_line import ScanLine


class OnePage(KeyPage):
    """A button and a field; ``heard``: what reached the page."""

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self.heard: list[str] = []
        self.button = self.action("F8", "delete")
        self.listens = self.line = ScanLine(look)
        self.key.connect(self.heard.append)
        whole = column()
        whole.addWidget(self.line)
        whole.addWidget(self.button)
        self.setLayout(whole)


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> Iterator[OnePage]:
    look = Appearance(qapp, language="en")
    window, page = TillWindow(look), OnePage(look)
    qtbot.addWidget(window)
    window.add_page(PageName.SALE, page)
    window.show()
    page.entered()
    yield page
    look.undress()


def work(page: OnePage) -> list[str]:
    """Touch the button, press its key and type; return what came of it."""
    window = page.window()
    window_point = page.button.mapTo(window, page.button.rect().center())
    QTest.mouseClick(
        window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, window_point
    )
    for key in (Qt.Key.Key_F8, Qt.Key.Key_7):
        QTest.keyClick(QApplication.focusWidget() or window, key)
    heard, page.heard[:] = [*page.heard, *page.line.text()], []
    page.line.clear()
    return heard


def test_nothing_reaches_the_page_while_a_sale_is_written(page: OnePage) -> None:
    window = page.window()
    assert isinstance(window, TillWindow)
    assert work(page) == ["F8", "F8", "7"]
    window.freeze(frozen=True)
    assert work(page) == []
    window.freeze(frozen=False)
    assert work(page) == ["F8", "F8", "7"]


def test_a_short_commit_is_not_seen_and_a_long_one_is(page: OnePage, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, TillWindow)
    window.freeze(frozen=True)
    assert page.isEnabled(), "nothing flickers"
    qtbot.waitUntil(lambda: not page.isEnabled())
    window.freeze(frozen=False)
    assert page.isEnabled()
    assert QApplication.focusWidget() is page.line


def test_a_button_held_down_when_the_commit_began_does_nothing_when_it_is_let_go(page: OnePage) -> None:
    window = page.window()
    assert isinstance(window, TillWindow)
    place = page.button.mapTo(window, page.button.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window.windowHandle(), left, none, place)
    window.freeze(frozen=True)
    assert not page.isEnabled(), "at once"
    QTest.mouseRelease(window.windowHandle(), left, none, place)
    assert page.heard == []
    window.freeze(frozen=False)


def test_words_of_a_button_that_cannot_be_pressed_are_pale(qapp: QApplication, qtbot: QtBot) -> None:
    look = Appearance(qapp, language="en")
    for tone in ("", "pay"):
        button = KeyButton(look, "delete", "F8", tone=tone)
        qtbot.addWidget(button)
        button.say("Delete")
        for enabled in (False, True, False):
            button.setEnabled(enabled)
            for words in (button.words, button.key):
                words.ensurePolished()
                pale = words.palette().color(words.foregroundRole()).name() == look.colours.disabled
                assert pale is not enabled, (tone, enabled, words.text())
    look.undress()
