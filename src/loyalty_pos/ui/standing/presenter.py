"""Decides what waits for a person beside the sale, the most urgent first. No Qt, no words.

Looked at once a second and whenever the printer says something; nothing is asked twice, nothing goes away unanswered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from loyalty_pos.core.problems import (
    ClockSuspect,
    DiskFullMode,
    OffersOutOfDate,
    PaperOut,
    PaperUncertain,
    PrinterOffline,
    PrinterOpen,
    Problem,
    ScannerLost,
)
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Shell

_BLOCKED: Final[dict[str, type[Problem]]] = {
    "paper_out": PaperOut,
    "cover_open": PrinterOpen,
    "offline": PrinterOffline,
}


class Answer(StrEnum):
    """What a person can say to it."""

    COPY = "copy"
    THERE = "there"
    SEEN = "seen"


KEYS: Final = {Answer.COPY: "Ctrl+1", Answer.THERE: "Ctrl+2", Answer.SEEN: "Ctrl+2"}


@dataclass(frozen=True, slots=True)
class StandingState:
    """``problem`` None = nothing waits. Without ``answers`` it goes away by itself."""

    problem: Problem | None = None
    answers: tuple[Answer, ...] = ()

    def same_as(self, other: "StandingState") -> bool:
        """Compare by what is said: two refusals with the same facts are the same to a person."""
        ours, theirs = (
            (one.problem.code, one.problem.facts()) if one.problem else None for one in (self, other)
        )
        return ours == theirs and self.answers == other.answers


class StandingPresenter:
    """``show``: draws the state; called only when it changed."""

    def __init__(self, show: Callable[[StandingState], None], parts: UiParts, shell: Shell) -> None:
        self._show, self._parts, self._shell = show, parts, shell
        self._state = StandingState()

    def look(self) -> None:
        """Look at everything; cheap enough for every second."""
        state = self._now()
        if not state.same_as(self._state):
            self._state = state
            self._show(state)

    def key(self, name: str) -> None:
        """Take the answer that this key stands for, if it is asked for now."""
        for answer in self._state.answers:
            if KEYS[answer] == name:
                self._answered(answer)

    def _now(self) -> StandingState:
        around = self._parts.around
        someone = self._parts.staff.current is not None
        if papers := around.papers.uncertain():
            asked = PaperUncertain(paper=papers[0].kind, number=papers[0].number)
            return StandingState(asked, (Answer.COPY, Answer.THERE) if someone else ())
        disk = around.disk()
        if disk and isinstance(disk[0], DiskFullMode):
            return StandingState(disk[0])
        if incidents := around.incidents():
            return StandingState(incidents[0], (Answer.SEEN,) if someone else ())
        lost = [scanner for scanner in around.scanners() if scanner.state == "offline"]
        if lost:
            return StandingState(ScannerLost(port=lost[0].name))
        blocked = _BLOCKED.get(self._parts.printer.status().state)
        if blocked is not None and around.papers.waiting():
            return StandingState(blocked())
        return StandingState(self._of_time() or next(iter(disk), None))

    def _of_time(self) -> Problem | None:
        """Return what is said of the clock, or of offers that are older than they should be."""
        world = self._parts.world
        if world.time is not None and (doubt := world.time.doubt()):
            return ClockSuspect(why=doubt)
        return OffersOutOfDate() if self._out_of_date() else None

    def _out_of_date(self) -> bool:
        try:
            return self._parts.world.programmes.current().out_of_date
        except Problem:  # no programme at all: whoever asks for a price is told
            return False

    def _answered(self, answer: Answer) -> None:
        around = self._parts.around
        if answer is Answer.SEEN:
            around.seen()
            self.look()
        elif papers := around.papers.uncertain():
            self._settle(papers[0], printed=answer is Answer.THERE)

    def _settle(self, paper: Receipt, *, printed: bool) -> None:
        """Write down who looked at the paper and what was seen, then obey."""
        papers, enquiry = self._parts.around.papers, self._parts.enquiry

        def done(_: None) -> None:
            if printed:
                papers.settled(paper.key)
            else:
                papers.again(paper.key)
                self._shell.note(Note(NoteKind.COPY_PRINTED))
            self.look()

        self._shell.commit(lambda: enquiry.paper_seen(paper, printed=printed), done)
