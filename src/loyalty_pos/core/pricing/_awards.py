"""Awards of a receipt (a visit, a birthday, pick-up), and the limits on what a member earns in a period.

Awards come on top of what the purchase earns and are multiplied by nothing (decisions 37); each becomes a lot of
its own. Where no line earns, there are none.
"""

from datetime import date, timedelta
from operator import mul
from typing import Final, NamedTuple

from loyalty_pos.core.points import extra_life
from loyalty_pos.core.pricing._earn_rules import least_due
from loyalty_pos.core.pricing._sheet import Sheet
from loyalty_pos.core.pricing._used_up import limit_counts, limit_left, receipts_used_up, today_of
from loyalty_pos.core.programme import Accrual, Extra, Once
from loyalty_pos.core.programme.conditions import Goods, OnBirthday
from loyalty_pos.core.programme.periods import Counters, Limit, Per, counter_key, used
from loyalty_pos.core.quote import Award

_LONG_AGO: Final = timedelta(days=200)
"""A window around a birthday is shorter, the next birthday is further away."""


class Due(NamedTuple):
    """An award that is due, the lines it is spread over by their weights, and the key it is counted under, if any."""

    award: Award
    weights: list[int]
    key: str


def due_for(sheet: Sheet, goods: Goods) -> int:
    """Return what is really due for these goods, certificates included (decisions 37)."""
    return sum([net for net, line in zip(sheet.net, sheet.lines, strict=True) if goods.has(line.article)])


def due_awards(sheet: Sheet, accrual: Accrual, bases: list[int]) -> list[Due]:
    """Return the awards of this receipt in the order of the programme; ``bases``: what each line earns from."""
    found: list[Due] = []
    for number, extra in enumerate(accrual.extras):
        if extra.posted or not sheet.in_force(extra):
            continue
        key = _key(sheet, extra)
        if key and (_used(sheet, key) or _kept_lately(sheet, extra)):
            continue
        meant = [plan.earning.awards[number] for plan in sheet.plans]
        weights = list(map(mul, bases, meant))
        if any(weights) and sum(map(mul, sheet.net, meant)) >= least_due(extra):
            life = extra_life(sheet.compiled.programme, extra.id, sheet.context.now)
            found.append(Due(Award(extra.id, extra.points, *life), weights, key))
    return found


def _key(sheet: Sheet, extra: Extra) -> str:
    """Return the name under which the award is counted, "" where each receipt gets it."""
    if extra.once is Once.RECEIPT:
        return ""
    return counter_key(f"extra.{extra.id}", Per(extra.once.value), today_of(sheet))


def _used(sheet: Sheet, key: str) -> int:
    assert sheet.standing is not None
    return used(sheet.standing.counters, key)


def _kept_lately(sheet: Sheet, extra: Extra) -> bool:
    """Tell whether a birthday was kept a little while ago: a window over New Year lies in two years (A33)."""
    if not _yearly_birthday(extra):
        return False
    assert sheet.standing is not None
    prefix, today = f"{_kept(extra)}@", today_of(sheet)
    return any(
        amount and key.startswith(prefix) and today - date.fromisoformat(key.removeprefix(prefix)) < _LONG_AGO
        for key, amount in sheet.standing.counters
    )


def _yearly_birthday(extra: Extra) -> bool:
    return extra.once is Once.YEAR and OnBirthday() in extra.when


def _kept(extra: Extra) -> str:
    return f"extra.{extra.id}.kept/day"


def _days_kept(sheet: Sheet, due: list[Due], accrual: Accrual) -> Counters:
    """Return on which day birthdays were kept with this receipt."""
    given = {one.award.id for one in due}
    kept = [extra for extra in accrual.extras if extra.id in given and _yearly_birthday(extra)]
    return tuple((f"{_kept(extra)}@{today_of(sheet).isoformat()}", 1) for extra in kept)


def within_limits(
    sheet: Sheet, accrual: Accrual, base: int, awards: list[Due]
) -> tuple[int, list[Due], Counters]:
    """Return base points, awards and what they use up, cut at what the member may still earn; base points first."""
    left = base + sum(due.award.points for due in awards)
    for limit in accrual.limits:
        left = min(left, _left(sheet, limit, left))
    base = min(base, left)
    kept: list[Due] = []
    rest = left - base
    for due in awards:
        points = min(due.award.points, rest)
        if points:
            kept.append(due._replace(award=due.award._replace(points=points)))
            sheet.explain(("accrual", due.award.id, 0, "extra_points", 0, (("points", points),)))
        rest -= points
    counted = [(due.key, 1) for due in kept if due.key]
    counted += _days_kept(sheet, kept, accrual) if kept else ()
    for limit in accrual.limits if left else ():
        counted += limit_counts("earned", limit, left, sheet)
    return base, kept, tuple(counted)


def _left(sheet: Sheet, limit: Limit, wanted: int) -> int:
    """Return how many of these points the limit lets through; say so where it is fewer."""
    left = limit_left("earned", limit, sheet, wanted)
    if left < wanted and receipts_used_up("earned", limit, sheet):
        facts = (("receipts", limit.receipts or 0), ("per", limit.per.value))
        sheet.explain(("accrual", "accrual", 0, "accrual_receipts", 0, facts))
    elif left < wanted:
        sheet.explain(
            ("accrual", "accrual", 0, "accrual_limited", 0, (("points", left), ("per", limit.per.value)))
        )
    return left
