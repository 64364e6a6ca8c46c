"""At every size and scaling of a screen: nothing is cut, nothing lies outside, everything is large enough for a finger."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from loyalty_pos.ui.look.tokens import LEAST_WINDOW
from tests.gui.fits import SCALES, SCREENS, command
from tests.gui.measuring import cut_texts, outside, small_targets

POINTS = {
    ("1024x600", "1.25"): LEAST_WINDOW,
    ("1366x768", "1.25"): (1093, 614),
    ("1366x768", "1.5"): LEAST_WINDOW,
    ("1920x1080", "1.5"): (1280, 720),
    ("1920x1080", "2"): LEAST_WINDOW,
}
"""What is left of a screen; where it would be less than the least, the till makes its points smaller."""


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(POINTS)))
def test_a_scaled_screen_shows_all_of_every_page_in_both_languages(number: int) -> None:
    """Each has a part of the scenes, the long run has all of them everywhere (``tests.gui.fits --count 15``)."""
    (screen, scale), points = list(POINTS.items())[number]
    assert screen in SCREENS and scale in SCALES
    done = subprocess.run(
        command(screen, scale, f"{number}/{2 * len(POINTS)}"), capture_output=True, text=True, check=False
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1]) if done.stdout else {"wrong": done.stderr}
    assert told["wrong"] == {}
    assert told["looked"] >= 16
    assert all(0 <= got - least <= 25 for got, least in zip(told["window"], points, strict=True))


# --- the measure has teeth ------------------------------------------------------------------------------


@pytest.fixture
def board(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1024, 600)
    made.show()
    yield made
    made.hide()


def test_a_text_with_too_little_room_is_seen(board: QWidget) -> None:
    label = QLabel("99 999 999,99 ₽", board)
    label.setGeometry(0, 0, 40, 30)
    label.show()
    assert cut_texts(board) == ["99 999 999,99 ₽"]
    label.resize(400, 60)
    assert cut_texts(board) == []


def test_a_key_that_sticks_out_and_one_too_small_are_seen(board: QWidget) -> None:
    key, line = QPushButton("OK", board), QLineEdit(board)
    key.setGeometry(1000, 0, 60, 60)
    line.setGeometry(0, 100, 200, 48)
    for one in (key, line):
        one.show()
    assert (outside(board), small_targets(board)) == (["OK"], ["QLineEdit 200x48"])
    key.move(0, 0)
    line.resize(200, 56)
    assert (outside(board), small_targets(board)) == ([], [])
