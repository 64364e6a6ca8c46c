"""Builds the bar of the first five minutes and what leads through them; demo and training alone have them."""

from typing import Any

from loyalty_pos.ui.lesson.runner import LessonRunner
from loyalty_pos.ui.lesson.view import LessonBar
from loyalty_pos.ui.parts import DemoParts


def open_lesson(till: Any, demo: DemoParts) -> LessonRunner:
    """Add the bar and its keys to the window."""
    bar = LessonBar(till.look)
    till.window.bars.addWidget(bar)
    return LessonRunner(till, demo, bar)
