"""The window on the screen: it fills what is free, a small one wholly; F11 goes there and back."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Counter


def test_the_window_starts_as_large_as_the_screen_allows(counter: Counter, qtbot: QtBot) -> None:
    window = counter.studio.till.window
    window.hide()
    window.appear()
    qtbot.waitUntil(window.isMaximized)
    free = window.screen().availableSize().expandedTo(window.minimumSize())
    assert window.size().boundedTo(free) == window.size()


def test_a_till_may_start_with_the_full_screen(counter: Counter, qtbot: QtBot) -> None:
    window = counter.studio.till.window
    window.hide()
    window.appear(full=True)
    qtbot.waitUntil(window.isFullScreen)


def test_a_screen_too_low_for_a_frame_is_filled(counter: Counter, qtbot: QtBot) -> None:
    window = counter.studio.till.window
    window.hide()
    window.appear(QSize(1024, 600))
    qtbot.waitUntil(window.isFullScreen)


def test_f11_fills_the_screen_and_f11_brings_back_what_was(counter: Counter, qtbot: QtBot) -> None:
    window = counter.studio.till.window
    window.hide()
    window.appear()
    qtbot.waitUntil(window.isMaximized)
    counter.studio.press("F11")
    assert window.isFullScreen()
    counter.studio.press("F11")
    assert not window.isFullScreen()
    assert window.windowState() & Qt.WindowState.WindowMaximized


def test_the_usual_window_is_smaller_than_the_screen(counter: Counter) -> None:
    window = counter.studio.till.window
    window.hide()
    window.appear(QSize(1280, 720))
    QApplication.processEvents()
    assert window.normalGeometry().size().boundedTo(QSize(1152, 648)) == window.normalGeometry().size()
