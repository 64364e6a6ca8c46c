"""PySide6 must not eat references to None: 6.12 on Python 3.11 lost one for each call of a None-returning method.

A till that runs for a week makes millions of such calls; when the count reaches zero the interpreter dies
(ADR 0004).  From Python 3.12 on None is immortal and the count does not move at all.
"""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 300
NOISE = 60  # what pytest and Qt themselves may keep or drop meanwhile


def test_three_hundred_labels_texts_leave_none_alone(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    texts = [str(number) for number in range(CALLS)]

    before = sys.getrefcount(None)
    for text in texts:
        label.setText(text)
    after = sys.getrefcount(None)

    assert abs(after - before) < NOISE, (
        f"{CALLS} calls of setText changed the count of None by {after - before}"
    )
