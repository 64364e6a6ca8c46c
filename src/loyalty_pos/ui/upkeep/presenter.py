"""Decides what the page of upkeep shows; only for roles that may see the queue. No Qt, no words."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.till.office.managing import Managing
from loyalty_pos.till.office.table import parked_table
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.till.upkeep.port import Upkeep, Upkept
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Shell
from loyalty_pos.ui.shell.state import LinkState, PageName
from loyalty_pos.ui.upkeep.state import Section, UpkeepState
from loyalty_pos.wire.desk import DeskAsk, DeskTold


class UpkeepScreen(Protocol):
    """What the presenter needs of the view."""

    def show_upkeep(self, state: UpkeepState) -> None: ...


class UpkeepPresenter:
    """``ways``: where keys lead that belong to other pages."""

    def __init__(
        self,
        screen: UpkeepScreen,
        parts: UiParts,
        shell: Shell,
        upkeep: Upkeep,
        link: Callable[[], LinkState],
    ) -> None:
        self._screen, self._parts, self._shell, self._upkeep, self._link = screen, parts, shell, upkeep, link
        self._managing = Managing(parts.world, parts.digest)
        self.state = UpkeepState()
        self.ways: dict[str, Callable[[], object]] = {}
        self._keys: dict[str, Callable[[], object]] = {
            "F2": lambda: self._turn_to(Section.QUEUE),
            "F3": lambda: self._turn_to(Section.DATA),
            "F4": lambda: self._turn_to(Section.SETTINGS),
            "F6": lambda: self._turn_to(Section.LOG),
            "F1": lambda: self._parked("look"),
            "F12": lambda: self._parked("again"),
            "Ctrl+S": self._save,
            "F5": self._retry,
            "F9": self._write,
            "PgUp": lambda: self.turned(-1),
            "PgDown": lambda: self.turned(1),
        }

    def begin(self) -> None:
        """Ask for the right, then read."""
        self._shell.approve(Permission.QUEUE, lambda _approval: self._enter())

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if (action := self._keys.get(name) or self.ways.get(name)) is not None:
            action()

    def turned(self, pages: int) -> None:
        """Turn pages; the view knows where the last one is."""
        self._say(replace(self.state, page=max(0, self.state.page + pages)))

    def _enter(self) -> None:
        self._shell.go(PageName.UPKEEP)
        self._say(UpkeepState(link=self._link()))
        self._look()

    def _look(self) -> None:
        # reading may take long where much is kept: the cashier's keys do not wait for it
        self._shell.ask_centre(self._upkeep.look, self._looked)

    def _looked(self, told: Upkept) -> None:
        self._say(replace(self.state, told=told, link=self._link(), now=self._parts.world.clock.now()))

    def _turn_to(self, section: Section) -> None:
        self._say(replace(self.state, section=section, page=0))

    def _retry(self) -> None:
        self._parts.sync_now()
        self._shell.note(Note(NoteKind.SYNC_STARTED))
        self._look()

    def _parked(self, what: str) -> None:
        """Ask the centre for what waits aside, or to try it again; only where it is looked at."""
        if what == "look" or (self.state.section is Section.PARKED and self.state.parked):
            self._shell.approve(Permission.QUEUE, lambda approval: self._ask_parked(what, approval))

    def _ask_parked(self, what: str, approval: Approval) -> None:
        self._shell.go(PageName.UPKEEP)
        self._say(replace(self.state, section=Section.PARKED, page=0, asking=True))
        self._shell.commit(
            lambda: self._managing.parked(what, approval),
            lambda ask: self._shell.ask_centre(lambda: self._asked(ask), self._heard),
        )

    def _asked(self, ask: DeskAsk) -> DeskTold | Problem:
        try:
            return self._managing.ask(ask)
        except Problem as problem:
            return problem

    def _heard(self, answer: DeskTold | Problem) -> None:
        if isinstance(answer, Problem):
            self._say(replace(self.state, asking=False, parked=None))
            self._shell.refuse(answer)
        else:
            now = self._parts.world.clock.now()
            self._say(replace(self.state, asking=False, parked=tuple(answer.parked or ()), now=now))

    def _save(self) -> None:
        save, parked = self._parts.save_table, self.state.parked
        if save is not None and parked and self.state.section is Section.PARKED:
            table = parked_table(parked)
            self._shell.commit(lambda: save(table), self._saved)

    def _saved(self, path: Path) -> None:
        self._shell.note(Note(NoteKind.DESK_SAVED, {"path": str(path)}))

    def _write(self) -> None:
        self._shell.commit(self._upkeep.diagnostics, self._written)

    def _written(self, path: Path) -> None:
        self._shell.note(Note(NoteKind.DIAGNOSTICS_WRITTEN, {"path": str(path)}))

    def _say(self, state: UpkeepState) -> None:
        self.state = state
        self._screen.show_upkeep(state)
