"""Decides what can be tried in the demo: codes to scan, a cable to pull. No Qt, no words; nothing of it in a shop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.ui.parts import DemoParts, UiParts
from loyalty_pos.ui.shell.state import PageName

CABLE_KEY: Final = "Ctrl+N"
TOUR_KEY: Final = "Ctrl+T"
LESSON_KEY: Final = "Ctrl+G"


@dataclass(frozen=True, slots=True)
class DemoState:
    """``cards`` and ``goods``: (name, code), the code as a scanner would read it; ``pins``: (name, PIN).

    ``asked``: a PIN is asked for, nothing can be scanned now. ``phone``: a member's number, "" = none; ``message``: the code that came there.
    """

    plugged: bool = True
    has_tour: bool = False
    asked: bool = True
    pins: tuple[tuple[str, str], ...] = ()
    cards: tuple[tuple[str, str], ...] = ()
    goods: tuple[tuple[str, str], ...] = ()
    phone: str = ""
    message: str = ""


class DemoPresenter:
    """``show``: draws the state; ``scan``: the way every scanned code takes."""

    def __init__(
        self,
        show: Callable[[DemoState], None],
        demo: DemoParts,
        parts: UiParts,
        scan: Callable[[str], None],
    ) -> None:
        self._show, self._demo, self._parts, self._scan = show, demo, parts, scan
        self._page = PageName.LOGIN
        self._begin_tour: Callable[[], None] | None = None
        self._begin_lesson: Callable[[], None] = lambda: None
        self._heard = self._message = ""

    def turned(self, page: PageName) -> None:
        """Show what helps on this page; a code that was read is not needed on the next one."""
        self._page, self._message = page, ""
        self._show(self._state())

    def looked(self) -> None:
        """Show a code that came to the customer's phone meanwhile."""
        if self._demo.phone is not None and self._demo.phone.code != self._heard:
            self._heard = self._message = self._demo.phone.code
            self._show(self._state())

    def scanned(self, code: str) -> None:
        """Let the till read this code."""
        self._scan(code)

    def tour_asked(self, begin: Callable[[], None]) -> None:
        """Keep what the button of the tour does."""
        self._begin_tour = begin
        self._show(self._state())

    def tour(self) -> None:
        """Begin the tour, where there is one."""
        if self._begin_tour is not None:
            self._begin_tour()

    def lesson_asked(self, begin: Callable[[], None]) -> None:
        """Keep what the button of the first five minutes does."""
        self._begin_lesson = begin

    def lesson(self) -> None:
        """Begin the first five minutes."""
        self._begin_lesson()

    def cable(self) -> None:
        """Pull the network cable, or plug it in; the till tries the line at once, so that it shows what it finds."""
        cable = self._demo.cable
        if cable.plugged:
            cable.unplug()
        else:
            cable.plug()
        self._parts.sync_now()
        self._show(self._state())

    def _state(self) -> DemoState:
        world = self._parts.world
        cards = [(world.members.by_card(code), code) for code in self._demo.cards]
        goods = [(world.goods.by_barcode(code), code) for code in self._demo.goods]
        return DemoState(
            plugged=self._demo.cable.plugged,
            has_tour=self._begin_tour is not None,
            asked=self._page is PageName.LOGIN,
            pins=self._demo.pins,
            cards=tuple((one.name or one.card_last4, code) for one, code in cards if one),
            goods=tuple((one.name, code) for one, code in goods if one),
            phone=self._demo.phone.number if self._demo.phone else "",
            message=self._message,
        )
