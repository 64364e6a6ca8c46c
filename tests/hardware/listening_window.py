"""A window with a field and the scanner's ear, as a program of its own; says on stdout what it got, a line each."""

import json
import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from loyalty_pos.devices.scanner_keyboard import BurstSettings, KeyBurst
from loyalty_pos.ui.scan_filter import ScanFilter


def say(what: str, value: str) -> None:
    """Tell the test."""
    sys.stdout.write(json.dumps({what: value}) + "\n")
    sys.stdout.flush()


class Window(QWidget):
    """Tells the field's text whenever it changes, and every key that the field did not use."""

    def __init__(self) -> None:
        super().__init__()
        field = QLineEdit(self)
        field.textChanged.connect(lambda text: say("field", text))
        field.returnPressed.connect(lambda: say("enter", field.text()))
        QVBoxLayout(self).addWidget(field)
        field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tell function keys."""
        if event.key() == Qt.Key.Key_F12:
            say("key", "F12")


def main() -> None:
    """Run until the test ends it."""
    app = QApplication(sys.argv)
    window = Window()
    ear = ScanFilter(app, KeyBurst(BurstSettings(gap_ms=int(sys.argv[1]))), lambda scan: say("scan", scan))
    window.show()
    window.activateWindow()
    QTimer.singleShot(300, lambda: say("ready", ear.objectName()))
    app.exec()


if __name__ == "__main__":
    main()
