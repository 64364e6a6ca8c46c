"""The scanner's ear in a window: typing arrives as typed, a scan reaches the till and touches no field."""

from collections.abc import Iterator, Sequence
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from loyalty_pos.devices.scanner_keyboard import BurstSettings, KeyBurst
from loyalty_pos.ui.scan_filter import ScanFilter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the screenless platform says so
CTRL = Qt.KeyboardModifier.ControlModifier


class Window(QWidget):
    """A field and a record of the keys that nobody in it used."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.field)
        self.keys: list[int] = []

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: N802, ANN001 - Qt's name and type
        """Note the key; Ctrl by itself does nothing."""
        if event.key() != Qt.Key.Key_Control:
            self.keys.append(event.key())


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.field.setFocus()
    return window


@pytest.fixture
def scans(qapp: QApplication) -> Iterator[list[str]]:
    """No scan code comes with made-up events; only their text is looked at."""
    scans: list[str] = []
    ear = ScanFilter(qapp, KeyBurst(BurstSettings(scan_code_offset=None)), scans.append)
    yield scans
    qapp.removeEventFilter(ear)
    ear.deleteLater()


NO_MODIFIER = Qt.KeyboardModifier.NoModifier
Stroke = tuple[Qt.Key, str, Qt.KeyboardModifier]


def strokes(text: str) -> list[Stroke]:
    """Return the keys of a text."""
    return [
        (Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char.upper())), char, NO_MODIFIER) for char in text
    ]


def burst(field: QLineEdit, keys: Sequence[Stroke]) -> None:
    """Press keys 2 ms apart by the keyboard's own clock, however slow this computer is at the moment."""
    begin_ms = int(monotonic() * 1000)
    for number, (key, text, held) in enumerate(keys):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, held, text)
            event.setTimestamp(begin_ms + 2 * number)
            QApplication.sendEvent(field, event)


def press(window: Window, text: str, *, pause_ms: int = -1) -> None:
    """Press keys; -1: as fast as a machine."""
    if pause_ms < 0:
        burst(window.field, strokes(text))
        return
    for char in text:
        QTest.keyClick(window.field, char, delay=pause_ms)  # type: ignore[call-overload]  # the char overload


def test_a_scan_reaches_the_till_and_no_field(qtbot: QtBot, window: Window, scans: list[str]) -> None:
    press(window, "4006381333931\r")
    assert scans == ["4006381333931"]
    qtbot.wait(80)
    assert (window.field.text(), window.keys) == ("", [])


def test_typing_reaches_the_field(qtbot: QtBot, window: Window, scans: list[str]) -> None:
    press(window, "ivan7", pause_ms=60)
    qtbot.waitUntil(lambda: window.field.text() == "ivan7")
    assert scans == []


def test_a_function_key_of_a_person_works_a_moment_later(
    qtbot: QtBot, window: Window, scans: list[str]
) -> None:
    QTest.keyClick(window.field, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: window.keys == [Qt.Key.Key_F12])
    assert scans == []


def test_t15_a_hotkey_inside_a_scan_does_nothing(qtbot: QtBot, window: Window, scans: list[str]) -> None:
    for at in range(7):
        hotkeys = [(Qt.Key.Key_O, "\x0f", CTRL), (Qt.Key.Key_F12, "", NO_MODIFIER)]
        burst(window.field, [*strokes("400638"[:at]), *hotkeys, *strokes("400638"[at:] + "\r")])
        qtbot.wait(80)
    assert window.keys == [] and window.field.text() == ""
    assert len(scans) == 7 and all("\x1a" in scan for scan in scans)


def test_a_scan_and_typing_after_one_another(qtbot: QtBot, window: Window, scans: list[str]) -> None:
    press(window, "ab", pause_ms=60)
    qtbot.wait(60)
    press(window, "4006381333931\r")
    press(window, "2912345678901234\r")
    qtbot.wait(60)
    press(window, "cd", pause_ms=60)
    qtbot.waitUntil(lambda: window.field.text() == "abcd")
    assert scans == ["4006381333931", "2912345678901234"]


def test_a_scan_into_an_open_dialog_is_a_scan_too(window: Window, scans: list[str]) -> None:
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    dialog.show()
    burst(field, strokes("4006381333931\r"))
    assert scans == ["4006381333931"] and field.text() == "" and dialog.isVisible()
    dialog.close()


def test_keys_for_a_window_that_is_gone_are_dropped(qtbot: QtBot, window: Window, scans: list[str]) -> None:
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    dialog.show()
    QTest.keyClick(field, "a")  # type: ignore[call-overload]  # the char overload
    field.deleteLater()
    dialog.deleteLater()
    qtbot.wait(100)
    assert scans == []
