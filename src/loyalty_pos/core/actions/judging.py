"""Whether an event gives points to whoever did it: which action it is, and what its limits leave; pure.

The days of earlier events are all that is looked at, so that the order in which events come does not matter.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from loyalty_pos.core.actions.spans import NOT_YET, OVER, closed, stepped
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.actions import Action, Counted, Stepped
from loyalty_pos.core.programme.periods import Per, Spell, counter_key

LIMIT = "limit"
ONCE = "once"
UNKNOWN_ACTION = "unknown_action"
COUNTED = "counted"
"""An event that no action pays for, and that counts towards a challenge or an achievement."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Meant:
    """The action that an event is meant for; without one the reason why there is none."""

    action: Action | None = None
    reason: str = ""


def meant(programme: Programme, event: str, day: date) -> Meant:
    """Return the action of an event on a day: the first one that holds then."""
    actions = [action for action in programme.actions if action.event == event]
    reasons = [closed(programme, action, day) for action in actions]
    for action, reason in zip(actions, reasons, strict=True):
        if not reason:
            return Meant(action)
    if any(steps_by_event(programme, event, day)):
        return Meant(reason=COUNTED)
    return Meant(reason=(NOT_YET if NOT_YET in reasons else OVER) if reasons else UNKNOWN_ACTION)


def steps_by_event(programme: Programme, event: str, day: date) -> Iterator[Stepped]:
    """Yield the challenges and achievements that count an event of this kind on this day."""
    for rule in stepped(programme):
        if rule.by is Counted.EVENTS and rule.event == event and not closed(programme, rule, day):
            yield rule


def looked_at(action: Action, day: date) -> tuple[date, date]:
    """Return the first and the last day whose events matter for the limits of one on this day."""
    if action.once is Per.EVER:
        return date.min, date.max
    if action.once is Per.YEAR:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    monday = day - timedelta(days=day.weekday())
    first, last = monday, monday + timedelta(days=_WEEK - 1)
    if action.once is Per.MONTH:
        first = min(first, day.replace(day=1))
        last = max(last, day.replace(day=28) + timedelta(days=4))
    return first, last


def refused(action: Action, day: date, earlier: Collection[date]) -> str:
    """Return why an event on this day gives nothing after those on ``earlier`` days, "" = it gives (A12)."""
    if action.once is not None and _same(action.once, day, earlier):
        return ONCE
    if action.per_day and _same(Per.DAY, day, earlier) >= action.per_day:
        return LIMIT
    if action.per_week and _same(Per.WEEK, day, earlier) >= action.per_week:
        return LIMIT
    return ""


def _same(per: Per | Spell, day: date, earlier: Collection[date]) -> int:
    """Return how many of the days lie in the same period."""
    key = counter_key("", per, day)
    return sum(counter_key("", per, other) == key for other in earlier)
