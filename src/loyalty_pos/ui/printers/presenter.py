"""Decides what the page of the printer does: papers that wait, a trial, the table of letters, the drawer. No Qt, no words."""

from collections.abc import Callable
from typing import Protocol

from loyalty_pos.till.ports import PrintState
from loyalty_pos.till.printing.bench import PrinterBench, Trait
from loyalty_pos.till.printing.deeds import trial_paper, write_drawer_opened, write_paper_dropped
from loyalty_pos.till.staff import Permission
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.printers.state import DRAWER_WHY, DROP_WHY, TRAITS, Asking, PrintersState
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell


class PrintersScreen(Protocol):
    """What the presenter needs of the view."""

    def show_printers(self, state: PrintersState) -> None: ...


class Side(Protocol):
    """The customer's display, as something to be switched."""

    @property
    def shows(self) -> bool: ...

    def switch(self) -> bool: ...


class PrintersPresenter:
    """Nothing is printed twice here: a paper that may be out already is asked about in the bar above every page."""

    def __init__(
        self, screen: PrintersScreen, parts: UiParts, shell: Shell, routes: Routes, side: Side
    ) -> None:
        self._screen, self._parts, self._shell, self._routes, self._side = screen, parts, shell, routes, side
        self._state = PrintersState()
        self._asking, self._marked = Asking.NOTHING, 0
        self._keys: dict[str, Callable[[], object]] = {
            "Up": lambda: self.marked(self._marked - 1),
            "Down": lambda: self.marked(self._marked + 1),
            "F4": self._trial,
            "F5": self._now,
            "F6": self._probe,
            "F8": self._ask_drop,
            "F9": self.ask_drawer,
            "Esc": self._back,
        }

    def begin(self) -> None:
        """Show how things are."""
        self._asking, self._marked = Asking.NOTHING, 0
        self.look()

    def look(self) -> None:
        """Show what changed since the last look."""
        state = self._now_state()
        if state != self._state:
            self._state = state
            self._screen.show_printers(state)

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if name.isdigit():
            self._digit(int(name))
        elif (action := self._keys.get(name)) is not None:
            action()
        self.look()

    def marked(self, place: int) -> None:
        """Mark another of the papers that wait."""
        self._marked = place
        self.look()

    def ask_drawer(self) -> None:
        """Ask why the drawer is to be opened."""
        self._ask(Asking.DRAWER)

    # --- inside -------------------------------------------------------------------------------------------

    def _now_state(self) -> PrintersState:
        papers, bench, status = (
            self._parts.around.papers,
            self._parts.at_printer,
            self._parts.printer.status(),
        )
        held = tuple(papers.held())
        self._marked = min(max(0, self._marked), max(0, len(held) - 1))
        if self._asking is Asking.DROP and not held:
            self._asking = Asking.NOTHING
        return PrintersState(
            name=status.name,
            printer=status.state,
            held=held,
            marked=self._marked,
            asking=self._asking,
            traits=bench.traits() if bench else None,
            display=self._side.shows,
        )

    def _ask(self, asking: Asking) -> None:
        self._asking = asking
        self._shell.hush()
        self.look()

    def _digit(self, digit: int) -> None:
        asking, self._asking = self._asking, Asking.NOTHING
        match asking:
            case Asking.DROP:
                self._drop(digit)
            case Asking.DRAWER:
                self._open_drawer(digit)
            case Asking.LINE:
                self._choose(digit)
            case Asking.NOTHING:
                self._turn(digit)

    def _turn(self, digit: int) -> None:
        if digit == len(TRAITS) + 1:
            self._side.switch()
        bench = self._parts.at_printer
        if bench is not None and 1 <= digit <= len(TRAITS):
            self._shell.approve(Permission.SETTINGS, lambda _: self._turned(bench, TRAITS[digit - 1]))

    def _turned(self, bench: PrinterBench, trait: Trait) -> None:
        bench.turn(trait)
        self.look()

    def _choose(self, line: int) -> None:
        bench = self._parts.at_printer
        if bench is None:
            return
        if bench.choose(line):
            self._shell.note(Note(NoteKind.TABLE_CHOSEN, {"number": line}))
        else:
            self._asking = Asking.LINE

    def _probe(self) -> None:
        bench = self._parts.at_printer
        if bench is not None:
            self._shell.approve(Permission.SETTINGS, lambda _: self._probed(bench.probe))

    def _probed(self, probe: Callable[[], None]) -> None:
        probe()
        self._ask(Asking.LINE)

    def _trial(self) -> None:
        self._parts.printer.print(trial_paper(self._parts.world))
        self._shell.note(Note(NoteKind.TRIAL_PRINTED))

    def _now(self) -> None:
        self._parts.around.papers.now()
        self._shell.hush()

    def _ask_drop(self) -> None:
        held = self._state.held
        if held and held[self._state.marked].state is not PrintState.PRINTED:
            self._ask(Asking.DROP)

    def _drop(self, digit: int) -> None:
        held = self._state.held
        if not held or not 1 <= digit <= len(DROP_WHY):
            return
        paper, why = held[self._state.marked], DROP_WHY[digit - 1]
        world, papers = self._parts.world, self._parts.around.papers

        def written(_: None) -> None:
            gone = papers.drop(paper.number)
            self._shell.note(Note(NoteKind.PAPER_DROPPED if gone else NoteKind.PAPER_GONE))
            self.look()

        self._shell.commit(lambda: write_paper_dropped(world, paper, why), written)

    def _open_drawer(self, digit: int) -> None:
        if not 1 <= digit <= len(DRAWER_WHY):
            return
        world, why = self._parts.world, DRAWER_WHY[digit - 1]

        def written(_: None) -> None:
            self._parts.drawer.open()
            self._shell.note(Note(NoteKind.DRAWER_OPENED))

        self._shell.commit(lambda: write_drawer_opened(world, why), written)

    def _back(self) -> None:
        if self._asking is Asking.NOTHING:
            self._routes.sell()
        else:
            self._asking = Asking.NOTHING
