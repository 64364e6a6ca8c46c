"""Sees every key and finger that reaches the window, where the system hands them over: one look an event, no widget asked."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from loyalty_pos.ui.login.idle import LOCK_AFTER, USUAL_MIN, IdleLock
from loyalty_pos.ui.parts import UiParts

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


class Hands(QObject):
    """An event filter of the window of the system; it takes nothing away."""

    def __init__(self, window: QWidget, idle: IdleLock) -> None:
        super().__init__(window)
        self._idle = idle
        window.winId()  # the window of the system is made now, if it was not
        handle = window.windowHandle()
        assert handle is not None
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's name and shape
        """Note that somebody is there."""
        if event.type() in _TOUCHES:
            self._idle.touched()
        return False


def watch_hands(window: QWidget, parts: UiParts, lock: Callable[[], object], ticks: QTimer) -> IdleLock:
    """Lock the till when nobody touched the window for as long as the shop says (setting ``lock_after_min``)."""
    idle = IdleLock(lambda: parts.world.setting(LOCK_AFTER, USUAL_MIN), lock)
    Hands(window, idle)
    ticks.timeout.connect(idle.look)
    return idle
