"""A program of its own whose till does not open: prints what its window says, and that its caller heard of it too.

``python -m tests.gui.shut_window``: a window that is left by force may not share its process with other tests.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from loyalty_pos.core.problems import NotEnrolled
from loyalty_pos.ui.first import Early, Join, run
from tests.gui.conftest import Remembered, visible_texts


def main() -> int:
    """Show it, read it, close it; 0 when the reason came back to the caller."""
    app = QApplication(sys.argv[:1])

    def load() -> Join:
        raise NotEnrolled

    def look() -> None:
        window = next((one for one in QApplication.topLevelWidgets() if one.isVisible()), None)
        if window is not None and "No place" in visible_texts(window):
            print(*visible_texts(window), sep="\n")  # noqa: T201 - the test reads it
            window.close()
            QApplication.exit(0)

    often = QTimer(interval=20)
    often.timeout.connect(look)
    often.start()
    try:
        run(Early(Remembered(language="en"), "ru", tells=lambda _: ("No place", "Get a code")), load)
    except NotEnrolled:
        return 0
    finally:
        often.stop()
        app.quit()
    return 1


if __name__ == "__main__":
    sys.exit(main())
