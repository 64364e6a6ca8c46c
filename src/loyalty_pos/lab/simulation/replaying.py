"""The replay of some members with all their receipts under every programme; what one process does.

Members do not see each other, so any share of them may be replayed anywhere and the tallies added up.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.dates import moment
from loyalty_pos.core.pricing import compile_programme
from loyalty_pos.core.programme import Programme
from loyalty_pos.lab.simulation.assumptions import Assumptions
from loyalty_pos.lab.simulation.difference import Changes
from loyalty_pos.lab.simulation.life import Life, Terms, Visit, visit_of
from loyalty_pos.lab.simulation.past.beginnings import Beginning
from loyalty_pos.lab.simulation.past.receipts import Receipt
from loyalty_pos.lab.simulation.person import person_of
from loyalty_pos.lab.simulation.tally import Tally

MOST_TOLD: Final = 20
Batch = list[tuple[str, list[Receipt]]]


@dataclass(frozen=True, slots=True)
class Task:
    """The same for every process. ``compared``: places of the two programmes whose difference is explained.

    ``begin_us``, ``end_us``: when the books are opened and closed: with the first and the last receipt. ``beginnings``:
    what members have when they are opened, by how receipts call them.
    """

    programmes: tuple[Programme, ...]
    articles: tuple[Article, ...]
    assumptions: Assumptions
    end_us: int
    compared: tuple[int, int] | None = None
    most_told: int = MOST_TOLD
    begin_us: int = 0
    beginnings: Mapping[str, Beginning] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What was counted, by programme in their order; ``cpu_s`` is no part of the result."""

    tallies: list[Tally]
    changes: Changes
    receipts: int = 0
    cpu_s: float = field(default=0.0, compare=False)

    def merge(self, other: "Outcome") -> None:
        """Add another share of the members."""
        for mine, theirs in zip(self.tallies, other.tallies, strict=True):
            mine.merge(theirs)
        self.changes.merge(other.changes)
        self.receipts += other.receipts
        self.cpu_s += other.cpu_s


class Replay:
    """Compiled programmes, kept for all batches of one process."""

    def __init__(self, task: Task) -> None:
        self._task = task
        begin, end = moment(task.begin_us), moment(task.end_us)
        card_bp = task.assumptions.card_bp
        self._terms = [Terms(compile_programme(one), card_bp, begin, end) for one in task.programmes]

    def run(self, batch: Batch) -> Outcome:
        """Replay these members, each from the first receipt to the end."""
        began = time.process_time()
        outcome = nothing(self._task)
        for member, receipts in batch:
            self._live(member, receipts, outcome)
            outcome.receipts += len(receipts)
        outcome.changes.cut()
        outcome.cpu_s = time.process_time() - began
        return outcome

    def _live(self, member: str, receipts: Sequence[Receipt], outcome: Outcome) -> None:
        returned = {receipt.of for receipt in receipts if receipt.of}
        person = person_of(member, self._task.assumptions, self._task.beginnings.get(member))
        lives = [
            Life(terms, tally, person, returns=bool(returned))
            for terms, tally in zip(self._terms, outcome.tallies, strict=True)
        ]
        zone = self._task.programmes[0].zone
        for receipt in receipts:
            visit = visit_of(receipt, zone, person, self._task.assumptions, returned=receipt.id in returned)
            self._visit(visit, lives, outcome.changes)
        for life in lives:
            life.end()

    def _visit(self, visit: Visit, lives: Sequence[Life], changes: Changes) -> None:
        receipt = visit.receipt
        basket = self._basket(receipt)
        if receipt.of:
            for life in lives:
                life.take_back(visit, basket)
            return
        quotes = [life.sell(visit, basket) for life in lives]
        if self._task.compared:
            a, b = self._task.compared
            changes.compare(receipt, (quotes[a], quotes[b]), (lives[a].available, lives[b].available))

    def _basket(self, receipt: Receipt) -> Basket:
        articles = self._task.articles
        return Basket(
            tuple(
                Line(number, articles[place], qty_milli, price_minor)
                for number, (place, qty_milli, price_minor) in enumerate(receipt.lines, 1)
            )
        )


def nothing(task: Task) -> Outcome:
    """Return an outcome to add to."""
    return Outcome([Tally() for _ in task.programmes], Changes(task.most_told))
