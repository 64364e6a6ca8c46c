"""Goes from task to task as they are done; whoever sits there does them, or is shown how."""

from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from loyalty_pos.ui.demo.presenter import LESSON_KEY
from loyalty_pos.ui.lesson.tasks import Lesson, Task
from loyalty_pos.ui.lesson.view import END_KEY, LessonBar
from loyalty_pos.ui.parts import DemoParts

_TICK_MS: Final = 200


class LessonRunner(QObject):
    """One lesson at a time. ``till``: the window with everything behind it (``ui.pages.Till``)."""

    def __init__(self, till: Any, demo: DemoParts, bar: LessonBar) -> None:
        super().__init__(bar)  # it ends with the window
        self._till, self._demo, self._bar = till, demo, bar
        self._tasks: Iterator[Task] = iter(())
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._look)
        bar.show_me.clicked.connect(self.press)
        bar.end.clicked.connect(self.end)
        till.window.keys.update({LESSON_KEY: self.press, END_KEY: self.end})

    def press(self) -> None:
        """Begin, or show how the task is done."""
        if self._task is not None:
            self._task.show()
            return
        self._till.sell()  # where each task begins, whatever page was open; the log-in where nobody works
        self._tasks = Lesson(self._till, self._demo).tasks()
        self._timer.start()
        self._next()

    def end(self) -> None:
        """End it, wherever it is."""
        self._timer.stop()
        self._task = None
        self._bar.hide()

    def _look(self) -> None:
        if self._till.window.frozen or not self._bar.isVisible():
            return
        if self._task is not None and self._task.done():
            self._next()

    def _next(self) -> None:
        self._task = next(self._tasks)
        self._bar.say(self._task.topic)
