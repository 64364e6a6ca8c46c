"""Decides what a manager does at the desk: which drawer, which sheet, which question comes next. No Qt, no words.

What each drawer lets a person do is in ``drawers``; each question is written down by the till before the centre is asked.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.core.sale import CashMoved, Noted, Sale
from loyalty_pos.till.card_deeds.cards import CardDeeds
from loyalty_pos.till.office.managing import Managing, done_here
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.desk.drawers.months import MonthsDrawer
from loyalty_pos.ui.desk.drawers.points import PointsDrawer
from loyalty_pos.ui.desk.drawers.port import Drawer
from loyalty_pos.ui.desk.drawers.staff import StaffDrawer
from loyalty_pos.ui.desk.state import (
    MAY_BE_EMPTY,
    REASON_KEYS,
    SECTION_KEYS,
    SHEETS,
    TEXT_STEPS,
    DeskState,
    Section,
    Step,
    Wish,
)
from loyalty_pos.ui.desk.table import table_of
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.wire.desk import DeskAsk, DeskTold

Here = tuple[Noted | CashMoved, ...]
_STEPS_BACK: Final = {Step.AMOUNT: Step.MEMBER, Step.REASON: Step.AMOUNT, Step.NOTE: Step.REASON, Step.NAME: Step.PERSON,
                      Step.WHOSE: Step.RECEIPT, Step.SAID: Step.KIND}  # fmt: skip


class DeskScreen(Protocol):
    """What the presenter needs of the view."""

    def show_desk(self, state: DeskState) -> None: ...

    def typed_so_far(self) -> str: ...


class DeskPresenter:
    """The answer of the centre shows the whole desk anew."""

    def __init__(self, screen: DeskScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._managing = managing = Managing(parts.world, parts.digest)
        self._staff = StaffDrawer(self, managing, self._sold)
        self._months = MonthsDrawer(self, managing)
        cards = CardDeeds(parts.world, parts.issuing)
        self._drawers: dict[Section, Drawer] = {
            Section.MONTHS: self._months,
            Section.POINTS: PointsDrawer(self, managing, cards, lambda: routes.cards(None)),
            Section.STAFF: self._staff,
        }
        self._always: dict[str, Callable[[], object]] = {
            "F8": lambda: shell.approve(Permission.DESK, self._look),
            "F9": lambda: routes.statement(None, present=False),
            "Ctrl+S": lambda: shell.approve(Permission.DESK, self._save),
            "Up": lambda: self.moved(-1),
            "Down": lambda: self.moved(1),
            "PgUp": lambda: self.moved(-8),
            "PgDown": lambda: self.moved(8),
        }
        self.state = DeskState()

    def begin(self) -> None:
        """Ask for the right, then look at everything."""
        self._shell.approve(Permission.DESK, self._allowed)

    def key(self, name: str) -> None:
        """Do what a key means in this step."""
        state = self.state
        if name == "Esc":
            self._back()
        elif state.step is Step.LIST and name in SECTION_KEYS:
            self._open(SECTION_KEYS[name])
        elif state.step is Step.REASON and name in REASON_KEYS:
            self.wish(Step.NOTE, reason=REASON_KEYS[name])
        elif (action := self._actions().get(name)) is not None:
            action()

    def moved(self, rows: int) -> None:
        """Mark another row."""
        most = max(0, self.state.rows - 1)
        self._show(replace(self.state, marked=min(max(0, self.state.marked + rows), most)))

    def chosen(self, row: int) -> None:
        """Mark the row that was touched."""
        self.moved(row - self.state.marked)

    def entered(self, text: str) -> None:
        """Take what was typed, at Enter."""
        drawer = self._drawers.get(self.state.section)
        take = drawer.takers().get(self.state.step) if drawer else None
        if take is not None and (text or self.state.step in MAY_BE_EMPTY):
            self._shell.hush()
            take(text)

    def scanned(self, text: str) -> None:
        """Take a scanned receipt, which begins a remark about it; or a card: points for its owner."""
        is_receipt = self.state.step is Step.RECEIPT or self._sold(text) is not None
        section, step = (Section.STAFF, Step.RECEIPT) if is_receipt else (Section.POINTS, Step.MEMBER)
        turn = 1 if is_receipt else 0
        self._show(replace(self.state, section=section, turn=turn, step=step, wish=Wish(), done=None))
        self.entered(text)

    # --- for the drawers ------------------------------------------------------------------------------

    def wish(self, step: Step, **told: str | int) -> None:
        """Add to what is put together and ask the next question."""
        self._shell.hush()
        self._show(replace(self.state, step=step, wish=replace(self.state.wish, **told)))  # type: ignore[arg-type]  # its own fields

    def go_to(self, step: Step) -> None:
        """Ask another question; one that is not of a chain forgets what was put together."""
        wish = self.state.wish if step in _STEPS_BACK else Wish()
        self._show(replace(self.state, step=step, wish=wish, done=None, made=""))

    def approved(self, permission: Permission, wish: Callable[[Approval], DeskAsk]) -> None:
        """Ask for the right, write the wish down, ask the centre."""
        self._shell.approve(permission, lambda approval: self._send(lambda: wish(approval)))

    def refuse(self, problem: Problem) -> None:
        """Say why not."""
        self._shell.refuse(problem)

    # --- inside ---------------------------------------------------------------------------------------

    def _open(self, section: Section) -> None:
        """Open a drawer; of the open one turn to the next sheet."""
        self._shell.hush()
        turn = (self.state.turn + 1) % len(SHEETS[section]) if section is self.state.section else 0
        self._show(replace(self.state, section=section, turn=turn, marked=0, done=None, made=""))

    def _actions(self) -> dict[str, Callable[[], object]]:
        if self.state.step in TEXT_STEPS:
            return {"F12": lambda: self.entered(self._screen.typed_so_far())}
        if self.state.step is Step.SURE:
            return {"F12": self._months.close if self.state.wish.what == "close" else self._staff.dismiss}
        drawer = self._drawers.get(self.state.section)
        moves = {name: self._always[name] for name in ("Up", "Down", "PgUp", "PgDown")}
        always = self._always if self.state.step is Step.LIST else moves
        return {**always, **(drawer.actions() if drawer else {})}

    def _back(self) -> None:
        self._shell.hush()
        self._screen.typed_so_far()
        if self.state.step is Step.LIST:
            self._routes.sell()
        else:
            self.go_to(_STEPS_BACK.get(self.state.step, Step.LIST))

    def _allowed(self, approval: Approval) -> None:
        self._show(DeskState())
        self._shell.go(PageName.DESK)
        self._look(approval)

    def _look(self, approval: Approval) -> None:
        self._send(lambda: self._managing.look(approval))

    def _wished(self, wish: Callable[[], DeskAsk]) -> tuple[DeskAsk, Here]:
        return wish(), tuple(done_here(self._parts.world))

    def _sold(self, text: str) -> tuple[Sale, str] | None:
        try:
            sale = self._parts.returns.find(text)
        except Problem:
            return None
        event = self._parts.world.journal.event_of_sale(sale.sale_id)
        return (sale, event.cashier_id) if event else None

    def _save(self, approval: Approval) -> None:
        save, state = self._parts.save_table, self.state
        table = table_of(state)
        if save is None or table is None:
            return

        def write() -> Path:
            self._managing.saved(str(state.sheet), approval)
            return save(table)

        self._shell.go(PageName.DESK)
        self._shell.commit(write, self._saved)

    def _saved(self, path: Path) -> None:
        self._shell.note(Note(NoteKind.DESK_SAVED, {"path": str(path)}))

    def _send(self, wish: Callable[[], DeskAsk]) -> None:
        self._shell.go(PageName.DESK)
        self._shell.commit(lambda: self._wished(wish), self._ask)

    def _ask(self, wished: tuple[DeskAsk, Here]) -> None:
        ask, here = wished
        self._show(replace(self.state, asking=True, here=here))
        self._shell.ask_centre(lambda: self._asked(ask), self._answered)

    def _asked(self, ask: DeskAsk) -> DeskTold | Problem:
        try:
            return self._managing.ask(ask)
        except Problem as problem:
            return problem

    def _answered(self, answer: DeskTold | Problem) -> None:
        if isinstance(answer, Problem):
            self._show(replace(self.state, asking=False))
            self._shell.refuse(answer)
            return
        told = replace(self.state, told=answer, asking=False, done=answer.done, made=answer.made)
        state = replace(told, step=Step.LIST, wish=Wish())
        self._show(replace(state, marked=min(state.marked, max(0, state.rows - 1))))

    def _show(self, state: DeskState) -> None:
        self.state = state
        self._screen.show_desk(state)
