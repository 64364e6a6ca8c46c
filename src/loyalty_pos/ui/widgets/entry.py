"""A field with a pad of digits beside it: for amounts, PINs, phones; keyboard and fingers are equal."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.keypad import Keypad
from loyalty_pos.ui.widgets.touch import TouchLine


class EntryField(TouchLine):
    """``entered``: the text at Enter; it stays in the field until the page takes it away."""

    entered = Signal(str)

    def __init__(self, look: Appearance, *, amount: bool = False, secret: bool = False) -> None:
        super().__init__()
        self._look = look
        if amount:
            self.setProperty("look", "amount")
        self.be_secret(secret=secret)
        self.returnPressed.connect(lambda: self.entered.emit(self.text().strip()))
        look.changed.connect(self._dress)
        self._dress()

    def be_secret(self, *, secret: bool) -> None:
        """Show dots instead of characters, or not."""
        self.setEchoMode(self.EchoMode.Password if secret else self.EchoMode.Normal)

    def follow(self, pad: Keypad) -> None:
        """Type what the pad says."""
        pad.pressed.connect(self.press)

    def press(self, key: str) -> None:
        """Type one key of a pad."""
        if key == "back":
            self.backspace()
        else:
            self.insert(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keep Enter, which Qt would hand on to the window as well."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()

    def _dress(self) -> None:
        self.setMinimumHeight(self._look.sizes.scan)
