"""Decides what the page of packs does: two numbers receive a pack, a scan spoils a card, a number is the count. No Qt, no words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from loyalty_pos.core.cards import is_digits, last4
from loyalty_pos.core.packs.pack import MOST_CARDS, Pack, Tally
from loyalty_pos.core.problems.issuing import BadPackRange
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.till.packs.deeds import Packs
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.packs.state import PacksState, Step
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell

SPOILED: Final = "spoiled"
_STEPS: Final = {"F2": Step.FIRST, "F3": Step.SPOIL, "F4": Step.COUNT}


class PacksScreen(Protocol):
    """What the presenter needs of the view."""

    def show_packs(self, state: PacksState) -> None: ...
    def typed_so_far(self) -> str: ...


class PacksPresenter:
    """The packs of this till."""

    def __init__(self, screen: PacksScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._packs = Packs(parts.world)
        self.state = PacksState()

    def begin(self) -> None:
        """Show what there is."""
        self._screen.typed_so_far()
        self.state = PacksState(Step.LIST, self._packs.lines(), self._packs.tally())
        self._screen.show_packs(self.state)

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if name in _STEPS:
            self._step(_STEPS[name])
        elif name == "F12":
            self.entered(self._screen.typed_so_far())
        elif name == "Esc" and self.state.step is Step.LIST:
            self._routes.issue()
        elif name == "Esc":
            self.begin()

    def entered(self, text: str) -> None:
        """Take what was typed or scanned in this step."""
        takes: dict[Step, Callable[[str], None]] = {
            Step.FIRST: self._first,
            Step.LAST: self._last,
            Step.SPOIL: self._spoil,
            Step.COUNT: self._count,
        }
        take = takes.get(self.state.step)
        if text and take is not None:
            take(text)

    def scanned(self, text: str) -> None:
        """A scan is what would be typed; on the list alone it begins a pack."""
        if self.state.step is Step.LIST:
            self._step(Step.FIRST)
        self.entered(text)

    # --- inside ---------------------------------------------------------------------------------------

    def _step(self, step: Step) -> None:
        self._shell.hush()
        self._screen.typed_so_far()
        self.state = replace(self.state, step=step)
        self._screen.show_packs(self.state)

    def _first(self, text: str) -> None:
        self.state = replace(self.state, first=text)
        self._step(Step.LAST)

    def _last(self, text: str) -> None:
        self._shell.approve(Permission.CARDS, lambda approval: self._receive(text, approval))

    def _receive(self, last: str, approval: Approval) -> None:
        first = self.state.first
        self._shell.commit(lambda: self._packs.receive(first, last, approval), self._received)

    def _received(self, pack: Pack) -> None:
        self.begin()
        self._shell.note(Note(NoteKind.PACK_RECEIVED, {"count": pack.size}))

    def _spoil(self, text: str) -> None:
        self._shell.commit(lambda: self._packs.spoil(text, SPOILED), self._spoiled)

    def _spoiled(self, number: str) -> None:
        self.begin()
        self._shell.note(Note(NoteKind.PLASTIC_SPOILED, {"last4": last4(number)}))

    def _count(self, text: str) -> None:
        if not is_digits(text) or len(text) > len(str(MOST_CARDS)):
            self._shell.refuse(BadPackRange(most=MOST_CARDS))
            return
        self._shell.commit(lambda: self._packs.count(int(text)), self._counted)

    def _counted(self, done: tuple[Tally, Receipt]) -> None:
        tally, paper = done
        self._parts.printer.print(paper)
        self.begin()
        self.state = replace(self.state, tally=tally)
        self._screen.show_packs(self.state)
        facts: dict[str, int | str] = {"count": tally.counted or 0, "left": tally.left}
        self._shell.note(Note(NoteKind.PACKS_DIFFER if tally.difference else NoteKind.PACKS_AGREE, facts))
