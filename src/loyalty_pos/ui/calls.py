"""Answers what another start of the program asks, on the window's own thread: come to the front, or finish and go."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer

from loyalty_pos.till.upkeep.calls import Ask, Busy, Call
from loyalty_pos.ui.background import Bridge
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shell.window import TillWindow

if TYPE_CHECKING:
    from loyalty_pos.ui.parts import UiParts

_AT_REST: Final = frozenset(
    {
        PageName.LOGIN,
        PageName.SALE,
        PageName.BESIDE,
        PageName.RECEIPT,
        PageName.BALANCE,
        PageName.BENEFITS,
        PageName.MENU,
        PageName.STATEMENT,
        PageName.EXPOSURE,
        PageName.STATUS,
        PageName.SCANNERS,
        PageName.PRINTERS,
        PageName.UPKEEP,
    }
)
"""Pages on which nothing is half done; on any other one somebody is in the middle of something."""


class WindowCalls(QObject):
    """``busy``: why the till stays, asked anew for each call; ``leave``: closes the program."""

    def __init__(self, window: TillWindow, busy: Callable[[], Busy], leave: Callable[[], None]) -> None:
        super().__init__()
        self._window, self._busy, self._leave = window, busy, leave
        self._bridge = Bridge()
        self._bridge.heard.connect(self._heard)

    def take(self, call: Call) -> None:
        """Take a call from any thread."""
        self._bridge.tell(call)

    def _heard(self, call: Call) -> None:
        if call.ask is Ask.RAISE:
            come_forward(self._window)
            call.reply(Busy.FREE)
            return
        busy = self._busy()
        call.reply(busy)
        if busy is Busy.FREE:
            QTimer.singleShot(0, self._leave)


def come_forward(window: TillWindow) -> None:
    """Show the window before all others, as large as it was."""
    window.setWindowState(
        window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive
    )
    window.raise_()
    window.activateWindow()


def busy_with(window: TillWindow, parts: "UiParts") -> Busy:
    """Tell what would be left unfinished if the window closed now."""
    if window.frozen:
        return Busy.WRITING
    if parts.world.desk.lying:
        return Busy.RECEIPT
    page = next(name for name, page in window.pages.items() if page is window.page)
    somebody_is_asked = page is PageName.LOGIN and parts.staff.current is not None
    if page not in _AT_REST or somebody_is_asked:
        return Busy.PAGE
    return Busy.FREE
