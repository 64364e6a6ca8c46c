"""Takes every scan to where it belongs; what comes while a commit runs waits for its end. No Qt, no words."""

from collections import deque
from collections.abc import Callable, Mapping
from typing import Final, Protocol, assert_never

from loyalty_pos.core.problems import PinWanted, Problem, ReceiptWanted
from loyalty_pos.till.scanning.kinds import badge_in, form_of, kind_of
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.scans.deeds import BY_FORM, DEEDS, Deed
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell
from loyalty_pos.ui.shell.state import PageName

_MOST_WAITING: Final = 50


class TakesScans(Protocol):
    """A page that has a use of its own for some scans."""

    def scanned(self, text: str) -> None: ...


Takers = Mapping[PageName, Callable[[], TakesScans]]
"""By name, because most pages are built when they are first needed."""


class ScanRouter:
    """``takers``: the pages that take scans of their own; ``page``: the one that shows."""

    def __init__(
        self, parts: UiParts, shell: Shell, routes: Routes, page: Callable[[], PageName], takers: Takers
    ) -> None:
        self._parts, self._shell, self._routes, self._page, self._takers = parts, shell, routes, page, takers
        self._waiting: deque[str] = deque(maxlen=_MOST_WAITING)

    def scanned(self, text: str, *, frozen: bool) -> None:
        """Take a scanned text; ``frozen``: the till is busy with something that must end first."""
        if frozen or self._waiting:
            self._waiting.append(text)
        else:
            self._act(text)

    def next_waiting(self) -> bool:
        """Take the oldest that waited; return whether there was one."""
        if not self._waiting:
            return False
        self._act(self._waiting.popleft())
        return True

    def _act(self, text: str) -> None:
        page = self._page()
        kind = (form_of if page in BY_FORM else kind_of)(self._parts.world, text)
        match DEEDS[page][kind]:
            case Deed.HERE:
                self._takers[page]().scanned(text)
            case Deed.SALE:
                self._routes.sell(text)
            case Deed.BADGE:
                self._badge(text)
            case Deed.PIN_FIRST:
                self._shell.refuse(PinWanted())
            case Deed.RECEIPT_FIRST:
                self._shell.refuse(ReceiptWanted())
            case other:
                assert_never(other)

    def _badge(self, text: str) -> None:
        """Say whose it is: on the pages of work a badge opens nothing."""
        try:
            name = badge_in(self._parts.world, text).name
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._shell.note(Note(NoteKind.BADGE_READ, {"name": name}))
