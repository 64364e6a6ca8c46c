"""Long work on the Qt thread in small steps: between two turns the window draws and takes keys.

Must never decide what is done: it only calls the next step.
"""

import time
from collections.abc import Callable, Generator
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

BUDGET_S: Final = 0.006
"""How long one turn goes on with the next step: well under the 16 ms of a frame, for a step may be long itself."""

T = TypeVar("T")
Steps = Generator[None, None, T]


class Slices(QObject):
    """``done`` is called with what the steps return."""

    def __init__(self, steps: Steps[Any], done: Callable[[Any], object]) -> None:
        super().__init__()
        self._steps, self._done = steps, done
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)
        self._timer.start(0)

    def stop(self) -> None:
        """Leave the rest undone; the steps put away what they began."""
        self._timer.stop()
        self._steps.close()

    def _turn(self) -> None:
        end = time.perf_counter() + BUDGET_S
        try:
            while time.perf_counter() < end:
                next(self._steps)
        except StopIteration as last:
            self._timer.stop()
            self._done(last.value)
        except BaseException:
            self._timer.stop()
            raise


def at_once(steps: Steps[T]) -> T:
    """Do all steps now; return what they return."""
    while True:
        try:
            next(steps)
        except StopIteration as last:
            result: T = last.value
            return result


def styled(page: QWidget) -> Steps[None]:
    """Style every piece of a page that does not show yet: all at once at its first turn would be felt."""
    for piece in page.findChildren(QWidget):
        if isValid(piece):  # between two steps a list may have changed
            piece.ensurePolished()
        yield
