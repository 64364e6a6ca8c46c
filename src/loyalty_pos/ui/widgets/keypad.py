"""A pad of digits for fingers; it types into a line like a keyboard would."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from loyalty_pos.ui.look.appearance import Appearance

_KEYS = ("7", "8", "9", "4", "5", "6", "1", "2", "3")
_COLUMNS = 3


class Keypad(QWidget):
    """``pressed``: a digit, ``,``, or ``back`` for the last character; the place of the keys never changes."""

    pressed = Signal(str)

    def __init__(self, look: Appearance, *, comma: bool = True) -> None:
        super().__init__()
        self._look = look
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setContentsMargins(0, 0, 0, 0)
        for i, digit in enumerate(_KEYS):
            grid.addWidget(self._key(digit), i // _COLUMNS, i % _COLUMNS)
        corner = self._key(",") if comma else self._key("00")
        grid.addWidget(corner, 3, 0)
        grid.addWidget(self._key("0"), 3, 1)
        self._back = self._key("back")
        self._back.setText("")
        grid.addWidget(self._back, 3, 2)
        self.setLayout(grid)
        look.changed.connect(self._dress)
        self._dress()

    def _key(self, name: str) -> QPushButton:
        button = QPushButton(name)
        button.setProperty("look", "digit")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumHeight(56)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.pressed.emit(name))
        return button

    def _dress(self) -> None:
        self._back.setAccessibleName(self.tr("Erase the last one"))
        self._back.setIcon(self._look.icon("erase", "text", 28))
        self._back.setIconSize(self._back.icon().actualSize(self._back.size()))
