"""Receipts that another programme changes, and why: two quotes of one basket, their traces compared.

It must never guess: a reason is a step that one trace has and the other has not, or has with other numbers.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from loyalty_pos.core.quote import Quote, Step
from loyalty_pos.lab.simulation.past.receipts import Receipt

SILENT: Final = frozenset({"certificate"})


class Side(NamedTuple):
    """What one programme made of the receipt; points in its minor point units."""

    due_minor: int
    redeemed: int
    accrued: int
    tier_id: str
    available: int


@dataclass(frozen=True, slots=True)
class Change:
    """One changed receipt. ``steps_a``/``steps_b``: summed over lines, only those that differ."""

    receipt_id: str
    at_us: int
    member: str
    gross_minor: int
    a: Side
    b: Side
    steps_a: tuple[Step, ...]
    steps_b: tuple[Step, ...]

    @property
    def order(self) -> tuple[int, int, str]:
        """The largest change of money first, then of points, then by id."""
        points = abs(self.a.accrued - self.b.accrued)
        return (-abs(self.b.due_minor - self.a.due_minor), -points, self.receipt_id)


@dataclass(slots=True)
class Changes:
    """How many receipts change and by how much, by rule; ``largest`` are told one by one.

    ``reasons``: (phase, rule) -> receipts in which this rule gave something else; ``moved``: by how much less or more.
    """

    most: int
    receipts: int = 0
    due_minor: int = 0
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    moved: Counter[tuple[str, str]] = field(default_factory=Counter)
    largest: list[Change] = field(default_factory=list)

    def compare(self, receipt: Receipt, quotes: tuple[Quote, Quote], available: tuple[int, int]) -> None:
        """Look at one receipt under both programmes."""
        one, other = (_side(quote, there) for quote, there in zip(quotes, available, strict=True))
        if one[:3] == other[:3]:
            return
        steps_a, steps_b = _differing(quotes)
        self.receipts += 1
        self.due_minor += other.due_minor - one.due_minor
        self._count(steps_a, steps_b)
        change = Change(
            receipt.id,
            receipt.at_us,
            receipt.member,
            quotes[0].gross_minor,
            one,
            other,
            steps_a,
            steps_b,
        )
        self._keep([change])

    def merge(self, other: "Changes") -> None:
        """Add what another process found."""
        self.receipts += other.receipts
        self.due_minor += other.due_minor
        self.reasons.update(other.reasons)
        self.moved.update(other.moved)
        self._keep(other.largest)

    def _keep(self, found: Iterable[Change]) -> None:
        self.largest += found
        if len(self.largest) > 2 * self.most:
            self.cut()

    def cut(self) -> None:
        """Keep only what is told."""
        self.largest.sort(key=lambda change: change.order)
        del self.largest[self.most :]

    def _count(self, steps_a: tuple[Step, ...], steps_b: tuple[Step, ...]) -> None:
        amounts: Counter[tuple[str, str]] = Counter()
        for sign, steps in ((-1, steps_a), (1, steps_b)):
            for step in steps:
                amounts[step.phase, step.rule_id] += sign * step.amount_minor
        for reason, amount in amounts.items():
            self.reasons[reason] += 1
            self.moved[reason] += amount


def _side(quote: Quote, available: int) -> Side:
    return Side(quote.due_minor, quote.redeemed, quote.accrued, quote.tier_id, available)


def _differing(quotes: tuple[Quote, Quote]) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Return the steps of either trace, summed over lines, without those that are the same in both."""
    one, other = (_summed(quote.trace) for quote in quotes)
    return tuple(s for s in one if s not in other), tuple(s for s in other if s not in one)


def _summed(trace: Iterable[Step]) -> list[Step]:
    """Return the steps without their lines: what one rule gave on all lines in the same way is one step."""
    amounts: dict[Step, int] = {}
    for step in trace:
        if step.what not in SILENT:
            bare = step._replace(line_id=0, amount_minor=0)
            amounts[bare] = amounts.get(bare, 0) + step.amount_minor
    return [step._replace(amount_minor=amount) for step, amount in amounts.items()]
