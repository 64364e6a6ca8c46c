"""What is unwise about partners: names that no contract has, offers of months that are over."""

from collections.abc import Iterator
from datetime import date

from loyalty_pos.core.dates import add_months
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.check._advice import Advice
from loyalty_pos.core.programme.conditions import Condition, InMonths, SubscriberOf

_Named = tuple[str, str, str]
"""Key path, id of the rule, the partner it names."""


def unwise_partners(programme: Programme, today: date) -> Iterator[Advice]:
    """Yield what to think over; a programme without partners may name whom it likes as a funder."""
    known = {partner.id for partner in programme.partners}
    for key, rule, partner in _named(programme) if known else ():
        if partner not in known:
            yield Advice("unknown_partner", key, (("rule", rule), ("partner", partner)))
    for key, rule, when in _rules(programme):
        for condition in when:
            if isinstance(condition, InMonths) and condition.months and _end_of(condition) <= today:
                yield Advice(
                    "window_past", f"{key}.when.months", (("rule", rule), ("until", _end_of(condition)))
                )


def _named(programme: Programme) -> Iterator[_Named]:
    for number, offer in enumerate(programme.promotions, 1):
        word = "funders" if offer.funders else "funder"
        for partner in (*(name for name, _ in offer.funders), *([offer.funder] if offer.funder else [])):
            yield f"promotion[{number}].{word}", offer.id, partner
    for number, extra in enumerate(programme.accrual.extras if programme.accrual else (), 1):
        if extra.partner:
            yield f"accrual.extra[{number}].partner", extra.id, extra.partner
    for key, rule, when in _rules(programme):
        for condition in when:
            if isinstance(condition, SubscriberOf):
                yield f"{key}.when.subscriber_of", rule, condition.partner


def _rules(programme: Programme) -> Iterator[tuple[str, str, tuple[Condition, ...]]]:
    for number, offer in enumerate(programme.promotions, 1):
        yield f"promotion[{number}]", offer.id, offer.when
    if programme.accrual is not None:
        for number, extra in enumerate(programme.accrual.extras, 1):
            yield f"accrual.extra[{number}]", extra.id, extra.when
        for number, multiplier in enumerate(programme.accrual.multipliers, 1):
            yield f"accrual.multiplier[{number}]", multiplier.id, multiplier.when


def _end_of(condition: InMonths) -> date:
    """Return the first day after the last of the months."""
    year, month = map(int, max(condition.months).split("-"))
    return add_months(date(year, month, 1), 1)
