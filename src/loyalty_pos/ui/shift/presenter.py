"""Decides what happens with the shift: open, X, cash in and out, Z. No Qt, no words."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.dates import moment
from loyalty_pos.core.problems import BadAmount, Problem
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import ShiftClosed, ShiftOpened, ShiftTotals
from loyalty_pos.till.counter.unfinished import LooseEnd, unfinished
from loyalty_pos.till.shift import ShiftClosedDone, XReport
from loyalty_pos.till.shifts.pieces import PIECES_MINOR, pieces_of, worth_of
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parse import amount_minor
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell
from loyalty_pos.ui.shift.state import ShiftState, Step

REASONS: Final = {
    Step.CASH_IN: ("change", "correction", "other"),
    Step.CASH_OUT: ("bank", "purchase", "other"),
}
"""Why money is put in or taken out: the first keys of the digits."""


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
        self._amount, self._reasons = 0, tuple[str, ...]()
        self._counts: list[int] = []
        self._loose: tuple[LooseEnd, ...] = ()
        self._openings: tuple[tuple[datetime, str], ...] = ()
        self._keys: dict[str, Callable[[], None]] = {
            "F2": self._print_x,
            "F3": lambda: self._ask_for(Step.CASH_IN),
            "F4": lambda: self._ask_for(Step.CASH_OUT),
            "F12": self._close,
            "F5": self._by_pieces,
            "1": lambda: self._because(0),
            "2": lambda: self._because(1),
            "3": lambda: self._because(2),
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
            self._shell.commit(self._looked, self._told)

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if (action := self._keys.get(name)) is not None:
            action()

    def answered(self, text: str) -> None:
        """Take the typed amount for what was asked."""
        if self._step is Step.PIECES:
            self._count_pieces(text)
            return
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
            case Step.CASH_IN | Step.CASH_OUT:
                self._ask_why(amount)
            case Step.COUNT:
                self._shell.commit(lambda: self._shift.close(amount), self._closed)
            case _:
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
        elif self._step is Step.PIECES:
            self._counted_all()
        else:
            self._ask_for(Step.COUNT)

    def _next_shift(self) -> None:
        if self._step is Step.ENDED:
            self._shell.hush()
            self.begin()

    def _step_back(self) -> None:
        if self._step in {Step.OPEN, Step.CLOSED, Step.ENDED}:
            self._routes.sell()
        elif self._step is Step.PIECES and self._counts:
            self._counts.pop()
            self._show(self._shift.current())
        else:
            self._ask_for(Step.OPEN)

    def _ask_why(self, amount: int) -> None:
        self._amount = amount if self._step is Step.CASH_IN else -amount
        self._reasons = REASONS[self._step]
        self._step = Step.REASON
        self._show(self._shift.current())

    def _because(self, number: int) -> None:
        if self._step is Step.REASON:
            self._move(self._amount, self._reasons[number])

    def _move(self, amount: int, reason: str) -> None:
        def move(approval: Approval) -> None:
            self._shell.commit(
                lambda: self._shift.move_cash(amount, reason, approval), lambda _: self._moved(amount)
            )

        self._shell.approve(Permission.CASH_MOVE, move, amount)

    # --- counting by notes and coins

    def _by_pieces(self) -> None:
        if self._step is Step.COUNT:
            self._counts = []
            self._ask_for(Step.PIECES)

    def _count_pieces(self, text: str) -> None:
        if text and not is_digits(text):
            self._shell.refuse(BadAmount(text=text))
            return
        self._counts.append(int(text or "0"))
        if len(self._counts) == len(PIECES_MINOR):
            self._counted_all()
        else:
            self._show(self._shift.current())

    def _counted_all(self) -> None:
        pieces = pieces_of(self._counts)
        self._shell.commit(lambda: self._shift.close(worth_of(pieces), pieces), self._closed)

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
        zone = self._parts.world.zone
        openings = report.summary.openings
        self._openings = tuple((moment(at_us).astimezone(zone), why) for at_us, why in openings)
        self._show(self._shift.current())

    def _looked(self) -> tuple[XReport, tuple[LooseEnd, ...]]:
        """On the worker: the figures, and what is not finished."""
        papers = self._parts.around.papers
        waiting = papers.waiting() + len(papers.uncertain())
        return self._shift.x_report(), unfinished(self._parts.world, waiting)

    def _told(self, looked: tuple[XReport, tuple[LooseEnd, ...]]) -> None:
        report, self._loose = looked
        self._counted(report)

    def _show(self, current: ShiftOpened | None, closed: ShiftClosed | None = None) -> None:
        exponent = self._parts.world.programmes.current().programme.unit.exponent
        shift = closed or current
        by_pieces = self._step is Step.PIECES
        self._screen.show_shift(
            ShiftState(
                self._step,
                shift.number if shift else 0,
                self._totals,
                exponent,
                counted_minor=closed.counted_minor if closed else None,
                paper=self._paper,
                amount_minor=worth_of(pieces_of(self._counts)) if by_pieces else self._amount,
                piece_minor=PIECES_MINOR[len(self._counts)] if by_pieces else 0,
                reasons=self._reasons if self._step is Step.REASON else (),
                loose=self._loose if current else (),
                openings=self._openings if current else (),
            )
        )


def _closed_note(done: ShiftClosedDone) -> Note:
    """Return what the banner says: a shift that does not add up is said to be one."""
    kind = NoteKind.SHIFT_CLOSED
    if done.difference_minor:
        kind = NoteKind.SHIFT_SHORT if done.difference_minor < 0 else NoteKind.SHIFT_OVER
    return Note(kind, {"number": done.fact.number, "amount_minor": abs(done.difference_minor)})
