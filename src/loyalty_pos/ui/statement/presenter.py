"""Decides whose points are shown and by whose word: this till's at once, the centre's when it answers. No Qt, no words."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import Problem, UnknownCard
from loyalty_pos.till.office.asking import Look, Office
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell
from loyalty_pos.ui.statement.state import Source, StatementState
from loyalty_pos.wire.office import Statement


class StatementScreen(Protocol):
    """What the presenter needs of the view."""

    def show_statement(self, state: StatementState) -> None: ...


class StatementPresenter:
    """The page of one member's points; an answer for somebody else than who shows now is dropped."""

    def __init__(self, screen: StatementScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._office = Office(parts.world)
        self._member: Member | None = None
        self._look: Look | None = None
        self.state = StatementState()
        self._keys: dict[str, Callable[[], None]] = {
            "F5": self._ask,
            "Ctrl+P": self._print,
            "Ctrl+Shift+P": self._save,
            "PgUp": lambda: self.turned(-1),
            "PgDown": lambda: self.turned(1),
            "Esc": lambda: self._routes.ask_balance(self._member),
        }

    def begin(self, member: Member | None, *, present: bool) -> None:
        """Show this member's points; nobody = wait for a card. ``present``: the member is at the till."""
        self._member, self._look = None, None
        self._show(StatementState(exponent=self._exponent()))
        if member is None:
            return
        if present:
            self._begin(member, None, present=True)
        else:
            self._shell.approve(
                Permission.BALANCE_SEARCH, lambda approval: self._begin(member, approval, present=False)
            )

    def find(self, text: str) -> None:
        """Look somebody up by card, full phone or QR who is not here; that is not for everybody."""
        if text:
            self._shell.approve(
                Permission.BALANCE_SEARCH, lambda approval: self._found(text, approval, present=False)
            )

    def scanned(self, text: str) -> None:
        """Show whose card was scanned: who holds the card may know where its points went."""
        self._found(text, None, present=True)

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if (action := self._keys.get(name)) is not None:
            action()

    def turned(self, pages: int) -> None:
        """Turn to older changes (1) or newer ones (-1); the view knows where the last page is."""
        state = self.state
        self._show(StatementState(state.told, state.source, max(0, state.page + pages), state.exponent))

    # --- inside ---------------------------------------------------------------------------------------

    def _found(self, text: str, approval: Approval | None, *, present: bool) -> None:
        try:
            found = self._parts.enquiry.find(text)
            if not found:
                raise UnknownCard(last4=text.strip()[-4:])
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._begin(found[0], approval, present=present)

    def _begin(self, member: Member, approval: Approval | None, *, present: bool) -> None:
        self._shell.hush()
        self._member = member
        # whose approval it was is written down with the look itself, in one place
        self._shell.commit(lambda: self._office.look_at(member, approval, present=present), self._looked)

    def _looked(self, look: Look) -> None:
        self._look = look
        self._show(StatementState(look.here, Source.ASKING, 0, self._exponent()))
        self._ask()

    def _ask(self) -> None:
        look = self._look
        if look is None:
            return
        self._shell.ask_centre(lambda: self._asked(look), lambda answer: self._answered(look, answer))

    def _asked(self, look: Look) -> Statement | Problem | None:
        """On the worker of the centre; a refusal is told on the page, which goes on with what is known here."""
        try:
            return self._office.ask_statement(look)
        except Problem as problem:
            return problem

    def _answered(self, look: Look, answer: Statement | Problem | None) -> None:
        if look is not self._look:
            return
        if isinstance(answer, Statement):
            self._show(StatementState(answer, Source.CENTRE, self.state.page, self._exponent()))
            return
        if isinstance(answer, Problem):
            self._shell.refuse(answer)
        if not self.state.from_centre:
            self._show(StatementState(look.here, Source.ALONE, self.state.page, self._exponent()))

    def _print(self) -> None:
        state = self.state
        if state.told is not None:
            paper = self._office.statement_slip(state.told, from_centre=state.from_centre)
            self._parts.printer.print(paper)

    def _save(self) -> None:
        save, state = self._parts.save_statement, self.state
        told = state.told
        if save is not None and told is not None:
            self._shell.commit(lambda: save(told, state.from_centre), self._saved)

    def _saved(self, path: Path) -> None:
        self._shell.note(Note(NoteKind.STATEMENT_SAVED, {"path": str(path)}))

    def _exponent(self) -> int:
        return self._parts.world.programmes.current().programme.unit.exponent

    def _show(self, state: StatementState) -> None:
        self.state = state
        self._screen.show_statement(state)
