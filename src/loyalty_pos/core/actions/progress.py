"""How far a member is with challenges and achievements, told to tills as counters and read from them; pure.

The keys are those of ``programme.periods``: a window's last day is the period of its counter, so that a till that sells
counts up the same counter, and a newer window takes the place of an older one.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from loyalty_pos.core.actions.spans import closed
from loyalty_pos.core.actions.steps import (
    NEVER,
    Purchase,
    Window,
    amount_of,
    last_day,
    rules_of_purchases,
)
from loyalty_pos.core.dates import local_day
from loyalty_pos.core.member import Standing
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.actions import Achievement, Challenge, Counted, Stepped
from loyalty_pos.core.programme.periods import Counters, counted_up, used
from loyalty_pos.core.quote import Hint

_CHALLENGE = "challenge."
_ACHIEVEMENT = "achievement."


@dataclass(frozen=True, slots=True)
class Progress:
    """A challenge or the next level of an achievement: ``done`` of ``goal``; ``last``: the last day, None = no end.

    ``by`` says what is counted; ``points`` and ``medal`` what reaching it gives. ``reached``: nothing is missing, the
    centre gives it with the next exchange, or has given it.
    """

    rule_id: str
    name: str
    by: Counted
    done: int
    goal: int
    points: int
    medal: str = ""
    last: date | None = None
    reached: bool = False

    @property
    def missing(self) -> int:
        """How much is still to be done."""
        return max(0, self.goal - self.done)


# --- the centre tells ------------------------------------------------------------------------------------


def told_challenge(
    challenge: Challenge, completed: int, window: Window | None, seen: date | None
) -> Counters:
    """Return the counters of one challenge; ``seen``: the last day with a visit."""
    counters = [(f"{_CHALLENGE}{challenge.id}.done/ever@", completed)] if completed else []
    if window is not None:
        counters.append((_window_key(challenge, window.last), window.amount))
    return (*counters, *_seen(challenge, seen))


def told_achievement(achievement: Achievement, amount: int, seen: date | None) -> Counters:
    """Return the counters of one achievement."""
    counters = ((f"{_ACHIEVEMENT}{achievement.id}/ever@", amount),) if amount else ()
    return (*counters, *_seen(achievement, seen))


def is_progress(key: str) -> bool:
    """Tell whether a counter is how far somebody is with a challenge or an achievement: no price depends on those."""
    return key.startswith((_CHALLENGE, _ACHIEVEMENT))


def retold(counters: Counters, rules: Collection[Stepped], new: Counters) -> Counters:
    """Return all counters with those of these rules as they are now."""
    names = {_named(rule) for rule in rules}
    kept = [(key, amount) for key, amount in counters if _owner(key) not in names]
    return tuple(sorted([*kept, *new]))


def _named(rule: Stepped) -> str:
    return f"{_CHALLENGE if isinstance(rule, Challenge) else _ACHIEVEMENT}{rule.id}"


def _owner(key: str) -> str:
    """Return the rule that a counter belongs to."""
    subject = key.partition("@")[0].rpartition("/")[0]
    return subject.removesuffix(".done").removesuffix(".seen")


def _window_key(challenge: Challenge, last: date) -> str:
    return f"{_CHALLENGE}{challenge.id}/until@{last.isoformat()}"


def _seen_key(rule: Stepped, day: date) -> str:
    return f"{_named(rule)}.seen/day@{day.isoformat()}"


def _seen(rule: Stepped, seen: date | None) -> Counters:
    return ((_seen_key(rule, seen), 1),) if seen is not None and rule.by is Counted.VISITS else ()


# --- a till reads, and counts its own sale ---------------------------------------------------------------


def progress_of(standing: Standing, programme: Programme, now: datetime) -> tuple[Progress, ...]:
    """Return what a member can still reach, in the order of the programme; what is over is not told (A52)."""
    day = local_day(now, programme.zone)
    found = [
        _challenge(standing.counters, programme, challenge, day)
        for challenge in programme.challenges
        if not closed(programme, challenge, day)
    ]
    found += [
        _achievement(standing.counters, achievement)
        for achievement in programme.achievements
        if not closed(programme, achievement, day)
    ]
    return tuple(found)


def _challenge(counters: Counters, programme: Programme, challenge: Challenge, day: date) -> Progress:
    amount, last = _open_window(counters, challenge, day) or (0, last_day(programme, challenge, day))
    completed = used(counters, f"{_CHALLENGE}{challenge.id}.done/ever@")
    once = bool(completed) and not challenge.repeat
    return Progress(
        rule_id=challenge.id,
        name=challenge.name,
        by=challenge.by,
        done=challenge.goal if once else amount,
        goal=challenge.goal,
        points=challenge.points,
        medal=challenge.medal,
        last=None if last == NEVER or once else last,
        reached=once or amount >= challenge.goal,
    )


def _achievement(counters: Counters, achievement: Achievement) -> Progress:
    amount = used(counters, f"{_ACHIEVEMENT}{achievement.id}/ever@")
    following = next((level for level in achievement.levels if level.goal > amount), achievement.levels[-1])
    return Progress(
        rule_id=achievement.id,
        name=following.name,
        by=achievement.by,
        done=amount,
        goal=following.goal,
        points=following.points,
        medal=following.medal,
        reached=amount >= following.goal,
    )


def _open_window(counters: Counters, challenge: Challenge, day: date) -> tuple[int, date] | None:
    """Return the window that is open on a day; one that was reached is not."""
    prefix = f"{_CHALLENGE}{challenge.id}/until@"
    for key, amount in counters:
        if key.startswith(prefix):
            last = date.fromisoformat(key.removeprefix(prefix))
            return (amount, last) if day <= last else None
    return None


def counted_by(standing: Standing, programme: Programme, purchase: Purchase) -> Counters:
    """Return what a purchase counts up; the centre counts all of them anew and is right in the end."""
    counters: list[tuple[str, int]] = []
    for rule in rules_of_purchases(programme, purchase.day):
        amount = amount_of(rule, purchase)
        if rule.by is Counted.VISITS and used(standing.counters, _seen_key(rule, purchase.day)):
            continue
        if amount and (key := _key_on(standing.counters, programme, rule, purchase.day)):
            counters += [(key, amount), *_seen(rule, purchase.day)]
    return tuple(counters)


def _key_on(counters: Counters, programme: Programme, rule: Stepped, day: date) -> str:
    """Return the counter that a step on this day belongs to, "" where the challenge is done for good."""
    if isinstance(rule, Achievement):
        return f"{_ACHIEVEMENT}{rule.id}/ever@"
    if not rule.repeat and used(counters, f"{_CHALLENGE}{rule.id}.done/ever@"):
        return ""
    window = _open_window(counters, rule, day)
    return _window_key(rule, window[1] if window else last_day(programme, rule, day))


def worth_saying(
    standing: Standing, programme: Programme, now: datetime, purchase: Purchase
) -> tuple[Hint, ...]:
    """Return the challenge with points that is nearest after this purchase: how much is left, or that it is reached."""
    counters = counted_up(standing.counters, counted_by(standing, programme, purchase))
    after = progress_of(replace(standing, counters=counters), programme, now)
    before = {one.rule_id for one in progress_of(standing, programme, now) if one.reached}
    names = {challenge.id for challenge in programme.challenges}
    open_ones = [
        one for one in after if one.rule_id in names - before and one.points and (one.done or one.reached)
    ]
    nearest = sorted(open_ones, key=lambda one: (one.missing * 10_000 // one.goal, one.rule_id))
    return tuple(_hint(one) for one in nearest[:1])


def _hint(progress: Progress) -> Hint:
    facts: tuple[tuple[str, int | str], ...] = (("challenge", progress.name), ("points", progress.points))
    if progress.reached:
        return Hint("challenge_reached", facts)
    spend = progress.by is Counted.SPEND
    left = (("left_minor" if spend else "left", progress.missing),)
    last = (("last_day", progress.last.isoformat()),) if progress.last else ()
    what = f"challenge_{'sum' if spend else 'more'}{'' if last else '_open'}"
    return Hint(what, (*left, *last, *facts))
