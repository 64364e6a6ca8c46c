"""The best combination of offers for the customer: who of each group acts, and which whole offers beat the card.

Whole receipts are compared: least to pay, then most points earned, then priority, then id (decisions 6); to pay is
what is left after discounts and rounding when no points are used, because points are the customer's own. Up to
``MOST_COMBINATIONS`` all are priced; above that each choice in turn, from the result by priority on, and the
trace says so. The result by priority is always among them.
"""

from dataclasses import dataclass
from itertools import product
from math import prod

from loyalty_pos.core.pricing._offers import Offer
from loyalty_pos.core.pricing._phases import discount, settle
from loyalty_pos.core.pricing._receipt import CARD_RULE, rounding_of
from loyalty_pos.core.pricing._sheet import Sheet

MOST_COMBINATIONS = 64
_MOST_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class _Option:
    """One way to decide: who gives way to whom, and on which lines an offer stands instead of the card."""

    acts: str
    out: tuple[tuple[str, str], ...]
    cardless: frozenset[int] = frozenset()


_Choice = list[_Option]
_Picks = tuple[int, ...]


def best(sheet: Sheet) -> Sheet:
    """Return the sheet with the discounts of the best combination."""
    choices = _choices(sheet)
    if not choices:
        discount(sheet)
        return sheet
    return _ranked(sheet, choices)[0]


def second_best(sheet: Sheet) -> Sheet | None:
    """Return the runner-up: the best combination but one, None where there is no choice."""
    choices = _choices(sheet)
    return _ranked(sheet, choices)[1] if choices else None


def _ranked(sheet: Sheet, choices: list[_Choice]) -> list[Sheet]:
    """Return the sheets of all combinations that were priced, the best first."""
    there = prod(len(choice) for choice in choices)
    exact = there <= MOST_COMBINATIONS
    tried = _all(sheet, choices) if exact else _greedy(sheet, choices)
    order = sorted(tried, key=lambda picks: (_payable(tried[picks]), picks))
    sheets = _by_points([tried[picks] for picks in order])
    if not exact:
        facts = (("combinations", there), ("tried", len(tried)))
        sheets[0].explain(("best", "best", 0, "best_of_many", 0, facts))
    return sheets


def _choices(sheet: Sheet) -> list[_Choice]:
    """Return what there is to choose for this basket, first what has the best priority."""
    compiled = sheet.compiled
    choices: list[tuple[int, str, _Choice]] = []
    for group in compiled.rivals:
        alive = sorted((o for o in group if _alive(sheet, o)), key=_rank)
        if len(alive) > 1:
            options = [
                _Option(a.rule.id, tuple((o.rule.id, a.rule.id) for o in alive if o is not a)) for a in alive
            ]
            choices.append((*_rank(alive[0]), options))
    if sheet.standing is not None:
        for offer in compiled.card_rivals:
            if _alive(sheet, offer):
                lines = frozenset(_lines(sheet, offer))
                options = [
                    _Option(offer.rule.id, (), lines),
                    _Option(CARD_RULE, ((offer.rule.id, CARD_RULE),)),
                ]
                choices.append((*_rank(offer), options))
    return [options for _, _, options in sorted(choices, key=lambda choice: choice[:2])]


def _rank(offer: Offer) -> tuple[int, str]:
    return offer.rule.priority, offer.rule.id


def _alive(sheet: Sheet, offer: Offer) -> bool:
    return sheet.allows(offer.rule) and bool(_lines(sheet, offer))


def _lines(sheet: Sheet, offer: Offer) -> list[int]:
    return [position for position, plan in enumerate(sheet.plans) if plan.is_for(offer)]


def _priced(sheet: Sheet, choices: list[_Choice], picks: _Picks) -> Sheet:
    out: dict[str, str] = {}
    cardless: frozenset[int] = frozenset()
    chosen = [choice[pick] for choice, pick in zip(choices, picks, strict=True)]
    for option in chosen:
        out.update(option.out)
    for option in chosen:
        if option.acts not in out:
            cardless |= option.cardless
    trial = sheet.fresh(out, cardless)
    discount(trial)
    return trial


def _payable(sheet: Sheet) -> int:
    return sum(sheet.net) - rounding_of(sheet)


def _by_points(sheets: list[Sheet]) -> list[Sheet]:
    """Put those that cost the same as the first in order of what they earn; equal ones stay as they are."""
    least = _payable(sheets[0])
    equal = [sheet for sheet in sheets if _payable(sheet) == least]
    if len(equal) > 1 and sheets[0].compiled.programme.accrual is not None:
        equal.sort(key=lambda sheet: -_points(sheet))
    return equal + sheets[len(equal) :]


def _points(sheet: Sheet) -> int:
    """Return what the receipt would earn; worked out on a copy, so that the sheet can still be settled."""
    return sum(settle(sheet.copied()).earned.lines)


def _all(sheet: Sheet, choices: list[_Choice]) -> dict[_Picks, Sheet]:
    return {picks: _priced(sheet, choices, picks) for picks in product(*(range(len(c)) for c in choices))}


def _greedy(sheet: Sheet, choices: list[_Choice]) -> dict[_Picks, Sheet]:
    """Change one choice at a time, as long as that lowers what is to pay."""
    picks = _by_priority(sheet, choices)
    tried = {picks: _priced(sheet, choices, picks)}
    for _ in range(_MOST_ROUNDS):
        before = picks
        for place, choice in enumerate(choices):
            for pick in range(len(choice)):
                other = (*picks[:place], pick, *picks[place + 1 :])
                if other not in tried:
                    tried[other] = _priced(sheet, choices, other)
            picks = min(tried, key=lambda known: (_payable(tried[known]), known))
        if picks == before:
            break
    return tried


def _by_priority(sheet: Sheet, choices: list[_Choice]) -> _Picks:
    """Return which options the result by priority has: in each group whoever acts when nobody compares."""
    trial = sheet.fresh({}, frozenset())
    discount(trial)
    acted = {rule_id for line in trial.discounts for rule_id, _, _, _ in line}
    return tuple(
        next((pick for pick, option in enumerate(choice) if option.acts in acted), 0) for choice in choices
    )
