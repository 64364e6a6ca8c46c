"""What fingers need: lines of text that tell the window when they are touched, keys that take no keyboard, and rows
that follow a finger."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QScroller,
    QSizePolicy,
    QWidget,
)

ALPHABETS: Final = {
    "ru": ("йцукенгшщзхъ", "фывапролджэё", "ячсмитьбю-"),
    "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm-'"),
}
"""The rows of letters, wherever a finger types."""
SHOWN: Final = {"ru": "АБВ", "en": "ABC"}
"""What is written on the key that leads to an alphabet."""
_ASKED: Final = QEvent.Type(QEvent.registerEventType())


class LettersAsked(QEvent):
    """Somebody pressed a line of text: with a finger, or with something else."""

    def __init__(self, line: "TouchLine", *, by_finger: bool) -> None:
        super().__init__(_ASKED)
        self.line, self.by_finger = line, by_finger


class TouchLine(QLineEdit):
    """A line of text; whatever is pressed there is told to its window, which has letters for those without a keyboard."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the window. Qt makes a mouse of every touch that nobody took, and says whose finger it was."""
        super().mouseReleaseEvent(event)
        if self.echoMode() is not QLineEdit.EchoMode.Normal or not self.rect().contains(
            event.position().toPoint()
        ):
            return  # a PIN has the pad beside it, and no letters
        by_finger = event.pointerType() is QPointingDevice.PointerType.Finger
        QCoreApplication.sendEvent(self.window(), LettersAsked(self, by_finger=by_finger))


def touch_key(shown: str, look: str) -> QPushButton:
    """Return a button for a finger, which takes no keyboard."""
    button = QPushButton(shown)
    button.setProperty("look", look)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAccessibleName(shown)
    button.setMinimumWidth(1)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return button


def follow_fingers(page: QWidget) -> None:
    """Let a finger push whatever scrolls on this page; a bar of 12 pixels is for a mouse."""
    for area in page.findChildren(QAbstractScrollArea):
        if not isinstance(area, QHeaderView) and not QScroller.hasScroller(area.viewport()):
            QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
