"""Rules that can never act: their time is over or never comes, nobody is meant, no goods are left, another wins."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import product

from loyalty_pos.core.programme import Choice, Exclusive, PercentOff, Programme, Promotion
from loyalty_pos.core.programme.check._advice import Advice
from loyalty_pos.core.programme.check._goods import covers, has_none
from loyalty_pos.core.programme.conditions import (
    Between,
    BetweenHours,
    Condition,
    Goods,
    InSegments,
    InTiers,
    NotInSegments,
    OnDays,
    OnWeekdays,
    Situation,
    holds,
)

_YEARS = 12  # every day of the year has met every weekday by then, but 29 February: it takes 28
_LEAP_YEARS = 28
Rule = tuple[str, str, Goods, tuple[Condition, ...]]
"""Key path, id, goods and conditions of a rule."""


def rules_without_chance(programme: Programme, today: date) -> Iterator[Advice]:
    """Yield an advice for each rule that can never act from ``today`` on."""
    for rule in _rules(programme):
        key, rule_id, goods, when = rule
        if has_none(goods):
            yield Advice("no_goods", f"{key}.goods", (("rule", rule_id),))
        yield from _time(rule, today, _span_of(programme))
        yield from _people(programme, key, rule_id, when)
    yield from _beaten(programme)


def _rules(programme: Programme) -> Iterator[Rule]:
    for number, offer in enumerate(programme.promotions, 1):
        yield f"promotion[{number}]", offer.id, offer.goods, offer.when
    if programme.accrual is not None:
        for number, rate in enumerate(programme.accrual.rates, 1):
            yield f"accrual.rate[{number}]", rate.id, rate.goods, ()
        for number, multiplier in enumerate(programme.accrual.multipliers, 1):
            yield f"accrual.multiplier[{number}]", multiplier.id, multiplier.goods, multiplier.when
        for number, extra in enumerate(programme.accrual.extras, 1):
            yield f"accrual.extra[{number}]", extra.id, extra.goods, extra.when


# --- time ------------------------------------------------------------------------------------------------


def _span_of(programme: Programme) -> list[Between]:
    """Return the days of the programme as a condition of each rule."""
    ends = [datetime.combine(day, time()) if day else None for day in (programme.since, programme.until)]
    return [Between(*ends)] if any(ends) else []


def _time(rule: Rule, today: date, span: list[Between]) -> Iterator[Advice]:
    key, rule_id, _, when = rule
    own = [c for c in when if isinstance(c, Between | OnWeekdays | BetweenHours | OnDays)]
    windows = [c for c in own if isinstance(c, Between)]
    timed = [*own, *span] if own else []
    ended = [c.until for c in windows if c.until is not None and c.until <= datetime.combine(today, time())]
    if ended:
        yield Advice("window_past", f"{key}.when", (("rule", rule_id), ("until", ended[0])))
    elif len(timed) > 1 and not any(_meet(timed, moment) for moment in _moments(timed, today)):
        yield Advice("window_empty", f"{key}.when", (("rule", rule_id),))


def _meet(timed: list[Between | OnWeekdays | BetweenHours | OnDays], moment: datetime) -> bool:
    situation = Situation(moment, member=True, tier_id="", store_id="")
    return all(holds(condition, situation) for condition in timed)


def _moments(timed: list[Between | OnWeekdays | BetweenHours | OnDays], today: date) -> Iterator[datetime]:
    """Yield each moment at which a window, a day or an hour begins: if they ever meet, they meet at one of these."""
    begins = [c.since for c in timed if isinstance(c, Between) and c.since is not None]
    ends = [c.until for c in timed if isinstance(c, Between) and c.until is not None]
    hours = [time(), *(c.start for c in timed if isinstance(c, BetweenHours))]
    first = max([today, *(begin.date() for begin in begins)])
    rare = any(isinstance(c, OnDays) for c in timed)
    last = min(
        [first + timedelta(days=366 * (_LEAP_YEARS if rare else _YEARS)), *(end.date() for end in ends)]
    )
    yield from begins
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    for day, hour in product(days, hours):
        yield datetime.combine(day, hour)


# --- people ----------------------------------------------------------------------------------------------


def _people(programme: Programme, key: str, rule_id: str, when: tuple[Condition, ...]) -> Iterator[Advice]:
    steps = {step.id for step in programme.tiers.steps} if programme.tiers is not None else set()
    meant = [c.segment_ids for c in when if isinstance(c, InSegments)]
    barred = [c.segment_ids for c in when if isinstance(c, NotInSegments)]
    for condition in when:
        if isinstance(condition, InTiers) and not condition.tier_ids <= steps:
            strange = ", ".join(sorted(condition.tier_ids - steps))
            yield Advice("unknown_tier", f"{key}.when.tiers", (("rule", rule_id), ("tiers", strange)))
    if meant and barred and meant[0] <= barred[0]:
        yield Advice("nobody_meant", f"{key}.when", (("rule", rule_id),))


# --- other rules -----------------------------------------------------------------------------------------


def _beaten(programme: Programme) -> Iterator[Advice]:
    """Yield offers that another offer always keeps from acting."""
    offers = list(enumerate(programme.promotions, 1))
    choices = {group.id: group.choice for group in programme.groups}
    for number, offer in offers:
        for _, other in offers:
            if other is not offer and _shuts_out(other, offer, choices):
                facts = (("rule", offer.id), ("other", other.id))
                yield Advice("always_beaten", f"promotion[{number}]", facts)
                break


def _shuts_out(other: Promotion, offer: Promotion, choices: dict[str, Choice]) -> bool:
    """Tell whether wherever ``offer`` could act ``other`` acts and keeps it from acting."""
    same_coupon = other.coupon in {"", offer.coupon}
    if not (same_coupon and set(other.when) <= set(offer.when) and covers(other.goods, offer.goods)):
        return False
    earlier = (other.priority, other.id) < (offer.priority, offer.id)
    if offer.group and offer.group == other.group:
        return earlier if choices[offer.group] is Choice.PRIORITY else _better(other, offer, earlier=earlier)
    limited = other.per_receipt or other.per_member or other.budget_minor
    on_same = isinstance(other.effect, PercentOff) and isinstance(offer.effect, PercentOff)
    return earlier and on_same and other.exclusive is not Exclusive.NONE and not limited


def _better(other: Promotion, offer: Promotion, *, earlier: bool) -> bool:
    """Tell whether of two percentages the other always leaves less to pay."""
    if not (isinstance(other.effect, PercentOff) and isinstance(offer.effect, PercentOff)):
        return False
    plain = other.effect.base is offer.effect.base and other.with_card is offer.with_card
    limited = other.per_receipt or other.per_member or other.budget_minor
    return plain and not limited and (other.effect.bp, earlier) > (offer.effect.bp, not earlier)
