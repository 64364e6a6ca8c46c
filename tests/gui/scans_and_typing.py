"""Thousands of scans mixed with a person's typing, as key events into a real window with the till's own ear.

python -m tests.gui.scans_and_typing [--count N] [--seed N]

The events carry the time of the keyboard, as a real one's do, so nothing is waited for: a person's keys are 60 ms and
more apart, a scanner's 1 to 34. Layout, Caps Lock, speed, suffix and kind of code change from one to the next.
"""

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from loyalty_pos.core.gs1 import GS
from loyalty_pos.devices.scanner_keyboard import BurstSettings, KeyBurst
from loyalty_pos.lab.scanners.faults import shop_codes
from loyalty_pos.lab.scanners.strokes import stroke
from loyalty_pos.till.keyboard import Key
from loyalty_pos.ui.scan_filter import ScanFilter

TYPED = "abcdefghijklmnopqrstuvwxyz0123456789 .,-"
PERSON_MS, SCANNER_MS = (60, 400), (1, 35)
FAULTS = ("lost", "merged", "reversed", "misread", "typed_wrong")


class Window(QWidget):
    """A field that has the focus; it knows what was typed into it, and the function keys that were pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.field)
        self.typed = ""
        self.field.textEdited.connect(self._edited)
        self.pressed: list[int] = []

    def _edited(self, text: str) -> None:
        self.typed += text
        self.field.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Note what nobody in the window used."""
        self.pressed.append(event.key())


class Hands:
    """A scanner and a person at one keyboard, with one clock."""

    def __init__(self, window: Window, seed: int) -> None:
        self._window, self._dice, self._at_ms = window, random.Random(seed), 1_000
        self.events, self.typed, self.keys = 0, "", 0

    def scan(self, code: str) -> None:
        """Type as a scanner; the next may follow at once."""
        gap = self._dice.randrange(*SCANNER_MS)
        self._at_ms += self._dice.choice([gap, 36 + self._dice.randrange(500)])
        how = {"russian": self._dice.random() < 0.4, "caps": self._dice.random() < 0.2}
        for char in code + self._dice.choice("\r\r\r\t"):
            self._press(stroke(char, self._at_ms, **how) if char != "\t" else Key("\t", 15 + 8, self._at_ms))
            self._at_ms += gap

    def type(self) -> None:
        """Type as a person: letters and, now and then, a function key."""
        self._at_ms += 200
        for char in self._dice.choices(TYPED, k=self._dice.randrange(1, 9)):
            self._at_ms += self._dice.randrange(*PERSON_MS)
            self._press(stroke(char, self._at_ms))
            self.typed += char
        if self._dice.random() < 0.3:
            self._at_ms += self._dice.randrange(*PERSON_MS)
            self._press(Key("", 66 + 8, self._at_ms))
            self.keys += 1
        self._at_ms += PERSON_MS[0]

    def _press(self, key: Key) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, _qt_key(key), _modifiers(key), key.scan_code, 0, 0, key.text)
            event.setTimestamp(key.at_ms)
            QApplication.sendEvent(self._window.field, event)
            self.events += 1


def _qt_key(key: Key) -> int:
    special = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "": Qt.Key.Key_F8}
    return special.get(key.text) or ord(key.text.upper())


def _modifiers(key: Key) -> Qt.KeyboardModifier:
    shift = Qt.KeyboardModifier.ShiftModifier if key.shift else Qt.KeyboardModifier.NoModifier
    return shift | (Qt.KeyboardModifier.ControlModifier if key.command else Qt.KeyboardModifier.NoModifier)


def played(count: int, seed: int) -> dict[str, int]:
    """Scan so many codes between typing; return what was counted, every fault by its name."""
    app = QApplication.instance() or QApplication(["scans"])
    assert isinstance(app, QApplication)
    window = Window()
    heard: list[str] = []
    ear = ScanFilter(app, KeyBurst(BurstSettings()), heard.append)
    window.show()
    window.field.setFocus()
    hands, dice = Hands(window, seed), random.Random(seed + 1)
    codes = [_dressed(code, dice) for code in shop_codes(count, dice)]
    try:
        for code in codes:
            hands.scan(code)
            if dice.random() < 0.4:
                hands.type()
        ear._paused()
    finally:
        app.removeEventFilter(ear)
        ear.deleteLater()
        window.close()
        window.deleteLater()
    wrong = compared(codes, heard)
    wrong["typed_wrong"] = int(window.typed != hands.typed) + int(len(window.pressed) != hands.keys)
    return {
        "scans": len(codes),
        "heard": len(heard),
        "events": hands.events,
        "typed": len(hands.typed),
        **{name: wrong[name] for name in FAULTS},
    }


def _dressed(code: str, dice: random.Random) -> str:
    """Put in front of some codes what scanners say of the symbology; make some a marked pack's."""
    if code.startswith("460") and dice.random() < 0.2:
        return f"]d201{code.zfill(14)}21{dice.randrange(10**6)}{GS}93Ab+/"
    return dice.choice(["", "", "]C1" if code.startswith("LP") else "]E0"]) + code


def compared(codes: Sequence[str], heard: Sequence[str]) -> Counter[str]:
    """Name what is different: a text that is two codes together, a code backwards, any other text, a code too few."""
    wrong: Counter[str] = Counter()
    wanted, got = Counter(codes), Counter(heard)
    for text in (got - wanted).elements():
        kind = "reversed" if text[::-1] in wanted else "misread"
        wrong["merged" if sum(text.count(code) for code in wanted if code in text) > 1 else kind] += 1
    wrong["lost"] += (wanted - got).total()
    if not wrong.total() and list(codes) != list(heard):
        wrong["misread"] += 1  # in another order
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Scan and print what was counted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    counted = played(options.count, options.seed)
    sys.stdout.write(f"{json.dumps(counted)}\n")
    return 0 if counted["heard"] and counted["typed"] and not any(counted[name] for name in FAULTS) else 1


if __name__ == "__main__":
    sys.exit(main())
