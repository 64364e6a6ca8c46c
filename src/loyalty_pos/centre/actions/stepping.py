"""Brings challenges and achievements of one member to what their steps say, whatever happened before.

It must never look at anything but the steps: a late sale, a return and a repetition all end in the same awards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.actions.awarding import GIVEN, Awarding, Gift
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import StepDone
from loyalty_pos.core.actions.progress import retold, told_achievement, told_challenge
from loyalty_pos.core.actions.steps import Step, levels_reached, total, windows
from loyalty_pos.core.ledger import Applied
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.actions import Achievement, Challenge, Stepped
from loyalty_pos.core.programme.periods import Counters


@dataclass(frozen=True, slots=True)
class Cause:
    """What moved something: when, in which store, by which sale or event."""

    source_id: str
    at: datetime
    store_id: str = ""


def rule_name(rule: Stepped) -> str:
    """Return the name of a rule among all rules of a member."""
    return f"{'challenge' if isinstance(rule, Challenge) else 'achievement'}:{rule.id}"


class Stepping:
    """Settles members whose accounts are open in this transaction."""

    def __init__(self, desk: Desk, accounts: OpenAccounts, programme: Programme, awarding: Awarding) -> None:
        self._desk = desk
        self._accounts = accounts
        self._programme = programme
        self._awarding = awarding

    def add(self, account_id: str, day: date, amounts: Sequence[tuple[Stepped, int]], cause: Cause) -> None:
        """Add a step to these rules, and give what it leads to."""
        steps = [
            StepDone(account_id, rule_name(rule), cause.source_id, day.toordinal(), amount)
            for rule, amount in amounts
        ]
        self._desk.activities.put_steps(steps)
        self.settle(account_id, [rule for rule, _ in amounts], cause)

    def settle(self, account_id: str, rules: Sequence[Stepped], cause: Cause) -> None:
        """Give what is reached and not given, take back what is not reached any more, tell the tills."""
        if not rules:
            return
        by_rule: dict[str, list[Step]] = {}
        for done in self._desk.activities.steps(account_id, [rule_name(rule) for rule in rules]):
            step = Step(done.source_id, date.fromordinal(done.day), done.amount)
            by_rule.setdefault(done.rule_id, []).append(step)
        told: list[tuple[str, int]] = []
        for rule in rules:
            steps = by_rule.get(rule_name(rule), [])
            if isinstance(rule, Challenge):
                told += self._challenge(account_id, rule, steps, cause)
            else:
                told += self._achievement(account_id, rule, steps, cause)
        state = self._accounts.get(account_id).state
        counters = retold(state.counters, rules, tuple(told))
        if counters != state.counters:
            self._accounts.post(account_id, Applied(replace(state, counters=counters)))

    def _challenge(self, account_id: str, rule: Challenge, steps: list[Step], cause: Cause) -> Counters:
        completed, window = windows(self._programme, rule, steps)
        given = self._desk.awards.awards(account_id, [rule_name(rule)])
        held = [award for award in given if award.state == GIVEN]
        for award in reversed(held[len(completed) :]):
            self._awarding.recall(award, cause.at)
        for number in range(len(given) + 1, len(given) + 1 + len(completed) - len(held)):
            gift = Gift(
                account_id=account_id,
                kind="challenge",
                rule=rule,
                number=str(number),
                points=rule.points,
                medal=rule.medal,
                source_id=cause.source_id,
                at=cause.at,
                store_id=cause.store_id,
            )
            self._awarding.give(gift, number)
        return told_challenge(rule, len(completed), window, _last(steps))

    def _achievement(self, account_id: str, rule: Achievement, steps: list[Step], cause: Cause) -> Counters:
        """Give each level once; one that is lost again by a return was paid and stays so (T55)."""
        amount = total(rule, steps)
        for number in levels_reached(rule, amount):
            level = rule.levels[number - 1]
            gift = Gift(
                account_id=account_id,
                kind="achievement",
                rule=rule,
                number=level.id,
                points=level.points,
                medal=level.medal,
                source_id=cause.source_id,
                at=cause.at,
                store_id=cause.store_id,
            )
            self._awarding.give(gift, number)
        return told_achievement(rule, amount, _last(steps))


def _last(steps: Iterable[Step]) -> date | None:
    return max((step.day for step in steps), default=None)
