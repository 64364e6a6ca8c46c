"""The working sheet of one pricing: what each line still costs and may still lose, phase after phase.

Lines stand in order of their ids. ``net`` only falls (or is put back by a trim) and never goes below the line's
floor; what is left above it is the line's room.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from operator import sub
from typing import Final

from loyalty_pos.core.basket import Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing._compiled import Compiled, Plan
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.programme import Multiplier, Promotion, Tier
from loyalty_pos.core.programme.conditions import Situation, holds
from loyalty_pos.core.quote import Cause, Discount, Step


class All(Enum):
    """As many points as possible."""

    ALL = "all"


ALL: Final = All.ALL
_new = tuple.__new__  # half the time of the named tuple's own constructor, for what is made by the dozen


@dataclass(frozen=True, slots=True)
class Context:
    """Everything but the basket, the programme and the member that a price depends on.

    ``now`` aware UTC; ``zone`` of the shop, "" = the programme's; ``wanted`` points in minor point units;
    ``certificate_minor``: sum of the certificates offered. ``coupons``: ids of those on the counter; ``channel``:
    how the goods go to the customer, "" = over the counter.
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


@dataclass(slots=True)
class Sheet:
    """Mutable while pricing runs, seen by nobody else. ``floored``: some line has a floor above 0."""

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
    discounts: list[list[Discount]]
    steps: list[Step] = field(default_factory=list)
    refusals: list[Problem] = field(default_factory=list)
    card_bp: int = 0

    def in_force(self, rule: Promotion | Multiplier) -> bool:
        """Tell whether all conditions of the rule hold."""
        return not rule.when or all(holds(condition, self.situation) for condition in rule.when)

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
        for discounts, amount in zip(self.discounts, amounts, strict=True):
            if amount:
                discounts.append(_new(Discount, (rule_id, cause, amount, funder)))
        return sum(amounts)

    def put_back(self, position: int, amount_minor: int, cause: Cause) -> None:
        """Undo part of a line's discounts of one cause, the last given first."""
        self.net[position] += amount_minor
        kept: list[Discount] = []
        for discount in reversed(self.discounts[position]):
            cut = min(amount_minor, discount.amount_minor) if discount.cause is cause else 0
            amount_minor -= cut
            if cut < discount.amount_minor:
                kept.append(discount._replace(amount_minor=discount.amount_minor - cut))
        assert amount_minor == 0, cause
        self.discounts[position] = kept[::-1]

    def explain(self, step: tuple[str, str, int, str, int, tuple[tuple[str, int | str], ...]]) -> None:
        """Add a step to the trace; the fields of a ``Step`` in their order."""
        self.steps.append(_new(Step, step))
