"""Decides what happens with the shift: open, X, cash in and out, Z. No Qt, no words."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import ShiftClosed, ShiftOpened, ShiftTotals
from loyalty_pos.till.shift import ShiftClosedDone, XReport
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parse import amount_minor
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell


class Step(StrEnum):
    """What the typed amount is for."""

    CLOSED = "closed"
    OPEN = "open"
    CASH_IN = "cash_in"
    CASH_OUT = "cash_out"
    COUNT = "count"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ShiftState:
    """``totals`` None = no open shift; ``exponent``: decimals of points.

    ``counted_minor``: what lay in the drawer at the end, None before; ``paper``: the X or Z that was printed.
    """

    step: Step
    number: int
    totals: ShiftTotals | None
    exponent: int
    counted_minor: int | None = None
    paper: Receipt | None = None


class ShiftScreen(Protocol):
    """What the presenter needs of the view."""

    def show_shift(self, state: ShiftState) -> None: ...


class ShiftPresenter:
    """The page of the shift."""

    def __init__(self, screen: ShiftScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._shift = parts.shift
        self._step = Step.CLOSED
        self._totals: ShiftTotals | None = None
        self._paper: Receipt | None = None
        self._keys: dict[str, Callable[[], None]] = {
            "F2": self._print_x,
            "F3": lambda: self._ask_for(Step.CASH_IN),
            "F4": lambda: self._ask_for(Step.CASH_OUT),
            "F12": self._close,
            "Enter": self._next_shift,
            "Esc": self._step_back,
        }

    def begin(self) -> None:
        """Show the shift as it is."""
        current = self._shift.current()
        self._step = Step.OPEN if current else Step.CLOSED
        self._totals, self._paper = None, None
        self._show(current)
        if current:
            self._shell.commit(self._shift.x_report, self._counted)

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if (action := self._keys.get(name)) is not None:
            action()

    def answered(self, text: str) -> None:
        """Take the typed amount for what was asked."""
        try:
            amount = amount_minor(text or "0") if text or self._step is Step.CLOSED else None
        except Problem as problem:
            self._shell.refuse(problem)
            return
        if amount is None:
            return
        match self._step:
            case Step.CLOSED:
                self._shell.commit(lambda: self._shift.open(amount), self._opened)
            case Step.CASH_IN:
                self._move(amount)
            case Step.CASH_OUT:
                self._move(-amount)
            case Step.COUNT:
                self._shell.commit(lambda: self._shift.close(amount), self._closed)
            case Step.OPEN | Step.ENDED:
                pass

    # --- inside ---------------------------------------------------------------------------------------

    def _ask_for(self, step: Step) -> None:
        current = self._shift.current()
        if current is not None:
            self._step, self._paper = step, None
            self._show(current)

    def _close(self) -> None:
        if self._step is Step.ENDED:
            self._next_shift()
        else:
            self._ask_for(Step.COUNT)

    def _next_shift(self) -> None:
        if self._step is Step.ENDED:
            self._shell.hush()
            self.begin()

    def _step_back(self) -> None:
        if self._step in {Step.OPEN, Step.CLOSED, Step.ENDED}:
            self._routes.sell()
        else:
            self._ask_for(Step.OPEN)

    def _move(self, amount: int) -> None:
        def move(approval: Approval) -> None:
            reason = "cash_in" if amount > 0 else "cash_out"
            self._shell.commit(
                lambda: self._shift.move_cash(amount, reason, approval), lambda _: self._moved(amount)
            )

        self._shell.approve(Permission.CASH_MOVE, move, amount)

    def _moved(self, amount: int) -> None:
        self.begin()
        self._shell.note(Note(NoteKind.CASH_MOVED, {"amount_minor": amount}))

    def _opened(self, shift: ShiftOpened) -> None:
        self._routes.sell()
        self._shell.note(Note(NoteKind.SHIFT_OPENED, {"number": shift.number}))

    def _closed(self, done: ShiftClosedDone) -> None:
        """Show what was counted against what must be there until the cashier goes on."""
        self._parts.printer.print(done.receipt)
        self._step, self._totals, self._paper = Step.ENDED, done.fact.totals, done.receipt
        self._show(None, done.fact)
        self._shell.note(_closed_note(done))

    def _print_x(self) -> None:
        if self._shift.current() is not None:
            self._shell.commit(self._shift.x_report, self._x_printed)

    def _x_printed(self, report: XReport) -> None:
        self._parts.printer.print(report.receipt)
        self._step, self._paper = Step.OPEN, report.receipt
        self._counted(report)
        self._shell.note(Note(NoteKind.X_PRINTED))

    def _counted(self, report: XReport) -> None:
        self._totals = report.totals
        self._show(self._shift.current())

    def _show(self, current: ShiftOpened | None, closed: ShiftClosed | None = None) -> None:
        exponent = self._parts.world.programmes.current().programme.unit.exponent
        shift = closed or current
        counted = closed.counted_minor if closed else None
        self._screen.show_shift(
            ShiftState(self._step, shift.number if shift else 0, self._totals, exponent, counted, self._paper)
        )


def _closed_note(done: ShiftClosedDone) -> Note:
    """Return what the banner says: a shift that does not add up is said to be one."""
    kind = NoteKind.SHIFT_CLOSED
    if done.difference_minor:
        kind = NoteKind.SHIFT_SHORT if done.difference_minor < 0 else NoteKind.SHIFT_OVER
    return Note(kind, {"number": done.fact.number, "amount_minor": abs(done.difference_minor)})
