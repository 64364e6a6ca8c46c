"""The working sheet of one pricing: what each line still costs and may still lose, phase after phase.

Lines stand in order of their ids. ``net`` only falls (or is put back by a trim) and never goes below the line's
floor; what is left above it is the line's room.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from operator import sub
from typing import Final

from loyalty_pos.core.basket import Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing._compiled import Compiled, Plan
from loyalty_pos.core.pricing._offers import Facts
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.programme import Exclusive, Extra, Multiplier, Promotion, Tier
from loyalty_pos.core.programme.conditions import Situation, holds
from loyalty_pos.core.quote import Cause, Given, Told

Wanted = list[tuple[int, int]]  # position of a line, discount wanted
Note = tuple[str, Facts]


class All(Enum):
    """As many points as possible."""

    ALL = "all"


ALL: Final = All.ALL
_ANY_SUM = 1 << 62


@dataclass(frozen=True, slots=True)
class Context:
    """Everything but the basket, the programme and the member that a price depends on.

    ``now`` aware UTC; ``zone`` of the shop, "" = the programme's; ``wanted`` points in minor point units;
    ``certificate_minor``: sum of the certificates offered. ``coupons``: ids of those on the counter; ``channel``:
    how the goods go to the customer, "" = over the counter. ``ended``: ids of offers whose budget is used up.
    """

    now: datetime
    zone: str = ""
    wanted: int | All = 0
    certificate_minor: int = 0
    bundle: str = ""
    store_id: str = ""
    channel: str = ""
    region: str = ""
    coupons: tuple[str, ...] = ()
    ended: frozenset[str] = frozenset()


@dataclass(slots=True)
class Spent:
    """Per line: pieces that sets have used already, and what those sets took off the line."""

    pieces: list[int]
    money: list[int]

    @classmethod
    def nothing(cls, lines: int) -> "Spent":
        """Return a row of which no piece was used."""
        return cls([0] * lines, [0] * lines)


@dataclass(slots=True)
class Sheet:
    """Mutable while pricing runs, seen by nobody else. ``floored``: some line has a floor above 0; ``usual``: all
    lines are of usual articles (``Plan``), so that nobody has to look at each.

    ``out``: ids of offers that give way to others, found by comparing whole receipts, with the winner's id;
    ``cardless``: lines where such an offer stands instead of the card. ``taken``: groups of which an offer has acted, and which one.
    ``closed``: lines that an exclusive offer keeps to itself in this phase; ``shut``: and in all later ones.
    ``barred``: offers that are not for this member (``programme.personal``). ``notes``: why offers did nothing, only where somebody asked.
    """

    compiled: Compiled
    standing: Standing | None
    context: Context
    situation: Situation
    tier: Tier | None
    lines: list[Line]
    plans: list[Plan]
    gross: list[int]
    net: list[int]
    floors: list[int]
    floored: bool
    usual: bool
    discounts: list[list[Given]]
    steps: list[Told]
    refusals: list[Problem]
    card_bp: int = 0
    spent: Spent | None = None
    out: dict[str, str] | None = None
    cardless: frozenset[int] = frozenset()
    taken: dict[str, str] | None = None
    closed: frozenset[int] = frozenset()
    shut: frozenset[int] = frozenset()
    notes: dict[str, Note] | None = None
    barred: frozenset[str] = frozenset()

    def fresh(self, out: dict[str, str], cardless: frozenset[int]) -> "Sheet":
        """Return the untouched sheet of the same basket, for another choice of who gives way."""
        discounts: list[list[Given]] = [[] for _ in self.lines]
        notes: dict[str, Note] | None = None if self.notes is None else {}
        return replace(
            self,
            net=self.gross[:],
            discounts=discounts,
            steps=[],
            refusals=[],
            out=out,
            cardless=cardless,
            notes=notes,
        )

    def copied(self) -> "Sheet":
        """Return a sheet that may go on without changing this one; both have the same discounts so far."""
        discounts = [line[:] for line in self.discounts]
        return replace(self, net=self.net[:], discounts=discounts, steps=[], refusals=[])

    def in_force(self, rule: Promotion | Multiplier | Extra, sum_minor: int = _ANY_SUM) -> bool:
        """Tell whether all conditions of the rule hold; ``sum_minor``: what its goods cost, if that is known."""
        return not rule.when or all(holds(condition, self.situation, sum_minor) for condition in rule.when)

    def allows(self, rule: Promotion) -> bool:
        """Tell whether an offer may act now: its conditions, its uses, its group and other offers let it."""
        if self.barred and rule.id in self.barred:
            return False
        if self.out and rule.id in self.out:
            self.note_lost(rule, self.out[rule.id])
            return False
        if self.taken and rule.group in self.taken:
            self.note_lost(rule, self.taken[rule.group])
            return False
        if rule.per_member and has_used_up(rule, self.standing):
            return False
        if rule.coupon and rule.coupon not in self.context.coupons:
            return False
        return self.in_force(rule)

    def still_open(self, rule: Promotion, positions: list[int]) -> list[int]:
        """Return those lines that no exclusive offer keeps to itself."""
        kept = [p for p in positions if p not in self.closed]
        if not kept:
            self.note(rule.id, "lines_closed")
        return kept

    def acted(self, rule: Promotion, positions: list[int]) -> None:
        """Note that an offer gave something on these lines: for its group, and where it keeps them to itself."""
        if rule.group:
            self.taken = {**(self.taken or {}), rule.group: rule.id}
        if rule.exclusive is not Exclusive.NONE:
            self.closed |= set(positions)
        if rule.exclusive is Exclusive.ALL:
            self.shut |= set(positions)

    def rooms(self) -> list[int]:
        """Return what each line may still lose."""
        return list(map(sub, self.net, self.floors))

    def take_off(self, wishes: list[int], rule: tuple[str, Cause, str]) -> int:
        """Take a discount off every line as far as its floor lets; return what all of them got.

        ``wishes``: one for each line, 0 where the rule is not for it; ``rule`` = (id, cause, funder).
        """
        rule_id, cause, funder = rule
        amounts = list(map(min, wishes, self.rooms())) if self.floored else wishes
        self.net = list(map(sub, self.net, amounts))
        discounts = self.discounts
        for position, amount in enumerate(amounts):
            if amount:
                discounts[position].append((rule_id, cause, amount, funder))
        return sum(amounts)

    def explain(self, step: Told) -> None:
        """Add a step to the trace; the fields of a ``Step`` in their order."""
        self.steps.append(step)

    def note(self, rule_id: str, why: str, facts: Facts = ()) -> None:
        """Remember why an offer did nothing, if somebody asked."""
        if self.notes is not None:
            self.notes[rule_id] = (why, facts)

    def note_lost(self, rule: Promotion, winner_id: str) -> None:
        """Remember that an offer gave way to another one, if somebody asked."""
        if self.notes is not None and winner_id != rule.id:
            self.notes[rule.id] = ("lost_in_group", (("winner", winner_id),))


def has_used_up(rule: Promotion, standing: Standing | None) -> bool:
    """Tell whether an offer for some receipts of a member is not for this one any more; without a card it never was."""
    return standing is None or dict(standing.counters).get(rule.id, 0) >= rule.per_member
