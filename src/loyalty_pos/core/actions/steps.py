"""What counts towards a challenge or an achievement, and what was reached by it; pure.

A window begins with the first step and lasts its days; the result depends on the steps alone and not on the order in
which they came, so that a late till, a return and a repetition are all the same computation.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from loyalty_pos.core.actions.spans import closed, span_of, stepped
from loyalty_pos.core.basket import Article
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.actions import Achievement, Challenge, Counted, Stepped
from loyalty_pos.core.programme.conditions import ALL_GOODS

NEVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Step:
    """One sale or event that counts: ``amount`` pieces, or minor units of money."""

    source_id: str
    day: date
    amount: int


@dataclass(frozen=True, slots=True)
class Window:
    """An attempt that goes on: how far it is, and the last day on which something counts."""

    amount: int
    last: date


@dataclass(frozen=True, slots=True)
class Purchase:
    """A sale as challenges see it: goods and what was due for them, in minor units, certificates included."""

    day: date
    lines: tuple[tuple[Article, int], ...]

    @property
    def due_minor(self) -> int:
        """What was due in all."""
        return sum(net for _, net in self.lines)


def rules_of_purchases(programme: Programme, day: date) -> Iterator[Stepped]:
    """Yield the rules that count purchases on this day."""
    for rule in stepped(programme):
        if rule.by is not Counted.EVENTS and not closed(programme, rule, day):
            yield rule


def amount_of(rule: Stepped, purchase: Purchase) -> int:
    """Return what a purchase counts for a rule, 0 = nothing."""
    if rule.by is Counted.SPEND:
        return purchase.due_minor
    meant = [net for article, net in purchase.lines if rule.goods.has(article)]
    return int(bool(meant) and sum(meant) >= rule.from_minor)


def amount_left(rule: Stepped, amount: int, left_minor: int) -> int:
    """Return what a purchase still counts of ``amount`` when goods for ``left_minor`` were not brought back.

    A purchase of some goods counts as long as anything of it was kept: which goods came back is not looked at.
    """
    if rule.by is Counted.SPEND:
        return max(0, min(amount, left_minor))
    least = rule.from_minor if rule.goods == ALL_GOODS else 0
    return amount if left_minor > 0 and left_minor >= least else 0


def windows(
    programme: Programme, challenge: Challenge, steps: Iterable[Step]
) -> tuple[tuple[str, ...], Window | None]:
    """Return the sources that completed the challenge, in order, and the window that is open after the last step."""
    done: list[str] = []
    window: Window | None = None
    for step in counted_steps(challenge, steps):
        if done and not challenge.repeat:
            return tuple(done), None
        if window is None or step.day > window.last:
            window = Window(0, last_day(programme, challenge, step.day))
        window = Window(window.amount + step.amount, window.last)
        if window.amount >= challenge.goal:
            done.append(step.source_id)
            window = None
    return tuple(done), window


def last_day(programme: Programme, challenge: Challenge, first: date) -> date:
    """Return the last day of a window that begins on a day: the first one counts (A14)."""
    _, until = span_of(programme, challenge)
    ends = until - timedelta(days=1) if until is not None else NEVER
    if not challenge.days or challenge.days > (NEVER - first).days:
        return ends
    return min(ends, first + timedelta(days=challenge.days - 1))


def counted_steps(rule: Stepped, steps: Iterable[Step]) -> list[Step]:
    """Return the steps in the order of their days; several purchases of a day are one visit."""
    ordered = sorted(steps, key=lambda step: (step.day, step.source_id))
    if rule.by is not Counted.VISITS:
        return ordered
    first: dict[date, Step] = {}
    for step in ordered:
        first.setdefault(step.day, step)
    return list(first.values())


def total(rule: Stepped, steps: Iterable[Step]) -> int:
    """Return how much all steps are together."""
    return sum(step.amount for step in counted_steps(rule, steps))


def levels_reached(achievement: Achievement, amount: int) -> Sequence[int]:
    """Return the numbers of the levels that this much reaches, counting from 1."""
    return [number for number, level in enumerate(achievement.levels, 1) if level.goal <= amount]
