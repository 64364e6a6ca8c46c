"""The one line for scanning and typing; the keyboard always lands here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.touch import TouchLine

_ICON = 26


class ScanLine(TouchLine):
    """``entered``: the text at Enter (the line is empty then); ``moved``: -1, +1, or a page's worth of rows."""

    entered = Signal(str)
    moved = Signal(int)

    def __init__(self, look: Appearance, picture: str = "scan") -> None:
        super().__init__()
        self._look, self._picture = look, picture
        self._icon = QLabel(self)
        self._icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMaxLength(512)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.returnPressed.connect(self._enter)
        look.changed.connect(self._dress)
        self._dress()

    def take(self) -> str:
        """Return what is typed so far and empty the line."""
        text = self.text().strip()
        self.clear()
        return text

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Pass the arrows on to the list below; keep Enter, which Qt would hand on to the window as well."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self.moved.emit(step)
            return
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the icon in its place."""
        super().resizeEvent(event)
        self._icon.setGeometry(16, 0, _ICON, self.height())

    def _enter(self) -> None:
        self.entered.emit(self.take())

    def _dress(self) -> None:
        self.setMinimumHeight(self._look.sizes.scan)
        self.setTextMargins(_ICON + 14, 0, 0, 0)
        self._icon.setPixmap(self._look.icon(self._picture, "muted", _ICON))
