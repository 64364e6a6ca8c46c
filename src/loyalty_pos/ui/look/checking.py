"""Looks whether this installation can draw a window: Qt starts, the shipped fonts know our letters, the languages are whole.

Qt ends the whole process where it cannot start, so whoever asks does it in a process of its own. No window is made.
"""

import os
import sys
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

from loyalty_pos.till.upkeep.checked import Checked, State
from loyalty_pos.ui.look import fonts
from loyalty_pos.ui.look.appearance import LANGUAGES
from loyalty_pos.ui.look.resources import resource

FONTS, TRANSLATIONS, WINDOW = "fonts", "translations", "window"
_LETTERS: Final = "AЯёй0€₽—"
_SOURCE: Final = "en"


def look() -> tuple[Checked, ...]:
    """Return what was found; on the main thread of a process that has no window."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)
    return (
        Checked(WINDOW, State.GOOD, "starts", app.platformName()),
        *_told(FONTS, _bad_fonts(), str(len(fonts.FILES))),
        *_told(TRANSLATIONS, _bad_languages(), ", ".join(LANGUAGES)),
    )


def _told(part: str, bad: Iterator[str], good: str) -> tuple[Checked, ...]:
    found = tuple(Checked(part, State.BROKEN, "missing", name) for name in bad)
    return found or (Checked(part, State.GOOD, "whole", good),)


def _bad_fonts() -> Iterator[str]:
    for name in fonts.FILES:
        try:
            path = str(resource("fonts", name))
        except FileNotFoundError:
            yield name
            continue
        drawn = QRawFont(path, 20.0)
        if QFontDatabase.addApplicationFont(path) < 0 or not all(
            drawn.supportsCharacter(ord(one)) for one in _LETTERS
        ):
            yield name


def _bad_languages() -> Iterator[str]:
    for language in LANGUAGES:
        if language == _SOURCE:
            continue
        name = f"loyalty_pos_{language}.qm"
        try:
            path = str(resource("i18n", name))
        except FileNotFoundError:
            yield name
            continue
        translator = QTranslator()
        if not translator.load(path) or translator.isEmpty():
            yield name
