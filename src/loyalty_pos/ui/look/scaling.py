"""How large a point of the screen is: what the system says, unless the window would not fit on the screen then."""

import os
from collections.abc import Callable, MutableMapping
from typing import Final

from PySide6.QtWidgets import QApplication

from loyalty_pos.ui.look.tokens import LEAST_WINDOW

FACTOR: Final = "QT_SCALE_FACTOR"
_EDGE: Final = 1
"""A point may be lost where pixels are counted in whole ones."""


def program_that_fits(
    make: Callable[[], QApplication], environment: MutableMapping[str, str] = os.environ
) -> QApplication:
    """Return the program; one that has fewer points than the till needs begins again with smaller ones.

    A window on so low a screen has no frame: the screen is counted, not what a task bar leaves of it.
    """
    app = make()
    has = app.primaryScreen().size()
    (wide, high), edge = LEAST_WINDOW, _EDGE
    if has.width() >= wide and has.height() >= high:
        return app
    share = min(has.width() / (wide + edge), has.height() / (high + edge))
    environment[FACTOR] = str(float(environment.get(FACTOR) or 1) * share)
    app.shutdown()
    return make()
