"""Why an offer did nothing on this basket, and what is missing for it; worked out only where somebody asks.

The basket is priced once more with notes. It must never be part of a price (decisions 5).
"""

from collections.abc import Sequence
from typing import NamedTuple, assert_never

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing._best import best
from loyalty_pos.core.pricing._compiled import Compiled
from loyalty_pos.core.pricing._offers import Facts, Offer
from loyalty_pos.core.pricing._opening import open_sheet, ready
from loyalty_pos.core.pricing._receipt import CARD_RULE
from loyalty_pos.core.pricing._sheet import Context, Sheet, has_used_up
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.conditions import (
    Between,
    BetweenHours,
    Condition,
    FirstPurchase,
    ForMembers,
    FromSum,
    HasCoupon,
    InChannels,
    InClubs,
    InMonths,
    InRegions,
    InSegments,
    InStores,
    InTiers,
    NotInSegments,
    OnBirthday,
    OnDays,
    OnWeekdays,
    Situation,
    SubscriberOf,
    holds,
)
from loyalty_pos.core.programme.personal import withheld
from loyalty_pos.core.quote import Hint
from loyalty_pos.core.rewards.lines import bought

APPLIED = "applied"
_NEAR_PIECES_MILLI = 1_000
_NEAR_SHARE = 4  # a quarter of what is there already


class Verdict(NamedTuple):
    """What became of one offer: ``why`` is ``applied`` or the code of a reason, ``facts`` its numbers.

    ``amount_minor``: what it gave on this receipt.
    """

    rule_id: str
    name: str
    why: str
    facts: Facts = ()
    amount_minor: int = 0


def why_not(
    basket: Basket, programme: Compiled | Programme, standing: Standing | None, context: Context
) -> tuple[Verdict, ...]:
    """Return a verdict for each offer of the programme, in the order in which they are applied."""
    compiled = ready(programme, context)
    opened = open_sheet(bought(basket), compiled, standing, context)
    opened.notes = {}
    sheet = best(opened)
    given: dict[str, int] = {}
    for line in sheet.discounts:
        for rule_id, _, amount_minor, _ in line:
            given[rule_id] = given.get(rule_id, 0) + amount_minor
    offers = (*compiled.items, *compiled.baskets, *compiled.coupons)
    return tuple(_verdict(sheet, offer, given.get(offer.rule.id, 0)) for offer in offers)


def near(verdicts: Sequence[Verdict], basket: Basket) -> tuple[Hint, ...]:
    """Return what is so near that it is worth saying: one more piece, or a little more money."""
    little = bought(basket).gross_minor // _NEAR_SHARE
    hints: list[Hint] = []
    for verdict in verdicts:
        facts = dict(verdict.facts)
        pieces, money = facts.get("missing_milli"), facts.get("missing_minor")
        if verdict.why == "more_goods" and isinstance(pieces, int) and pieces <= _NEAR_PIECES_MILLI:
            hints.append(Hint("more_goods", (("offer", verdict.name), *verdict.facts)))
        elif verdict.why == "more_money" and isinstance(money, int) and money <= little:
            hints.append(Hint("more_money", (("offer", verdict.name), *verdict.facts)))
    return tuple(hints)


def _verdict(sheet: Sheet, offer: Offer, given: int) -> Verdict:
    rule = offer.rule
    if given:
        return Verdict(rule.id, rule.name, APPLIED, (), given)
    why, facts = _barred(sheet, offer) or _unfit(sheet, offer) or _noted(sheet, offer)
    return Verdict(rule.id, rule.name, why, facts)


def _barred(sheet: Sheet, offer: Offer) -> tuple[str, Facts] | None:
    """Return which condition keeps the offer away, whatever is in the basket."""
    rule = offer.rule
    if why := withheld(rule, sheet.standing, sheet.context.ended):
        return why, ()
    if rule.coupon and rule.coupon not in sheet.context.coupons:
        return "coupon_needed", (("coupon", rule.coupon),)
    for condition in rule.when:
        if not isinstance(condition, FromSum) and not holds(condition, sheet.situation):
            return _reason(condition, sheet.situation)
    if rule.per_member and sheet.standing is None:
        return "members_only", ()
    if rule.per_member and has_used_up(rule, sheet.standing):
        return "used_up", (("times", rule.per_member),)
    return None


def _reason(condition: Condition, situation: Situation) -> tuple[str, Facts]:
    match condition:
        case BetweenHours(start, end):
            return "wrong_hour", (("from", start.isoformat("minutes")), ("to", end.isoformat("minutes")))
        case HasCoupon(coupon_id):
            return "coupon_needed", (("coupon", coupon_id),)
        case Between() | InMonths():
            why = "not_yet" if _is_to_come(condition, situation) else "over"
        case OnWeekdays() | OnDays():
            why = "wrong_day"
        case InStores() | InRegions():
            why = "wrong_place"
        case InChannels():
            why = "wrong_channel"
        case FromSum():
            raise AssertionError(condition)
        case _:
            by_card = not isinstance(condition, SubscriberOf)  # a partner's customer needs none
            why = "members_only" if by_card and not situation.member else _for_whom(condition)
    return why, ()


def _is_to_come(condition: Between | InMonths, situation: Situation) -> bool:
    if isinstance(condition, InMonths):
        return f"{situation.local:%Y-%m}" < max(condition.months, default="")
    return condition.since is not None and situation.local < condition.since


def _for_whom(
    condition: ForMembers
    | InTiers
    | InSegments
    | NotInSegments
    | InClubs
    | OnBirthday
    | FirstPurchase
    | SubscriberOf,
) -> str:
    match condition:
        case InTiers():
            why = "wrong_tier"
        case InSegments() | NotInSegments() | SubscriberOf():
            why = "not_for_this_member"
        case InClubs():
            why = "not_in_club"
        case OnBirthday():
            why = "no_birthday"
        case FirstPurchase():
            why = "not_first_purchase"
        case ForMembers():
            why = "members_only"
        case _:
            assert_never(condition)
    return why


def _unfit(sheet: Sheet, offer: Offer) -> tuple[str, Facts] | None:
    """Return why nothing in the basket is for this offer."""
    if any(plan.is_for(offer) for plan in sheet.plans):
        return None
    theirs = [plan for plan in sheet.plans if offer.has(plan.article)]
    return ("goods_excluded" if theirs else "no_goods"), ()


def _noted(sheet: Sheet, offer: Offer) -> tuple[str, Facts]:
    """Return what was noted while the basket was priced."""
    why, facts = (sheet.notes or {}).get(offer.rule.id, ("", ()))
    if ("winner", CARD_RULE) in facts or (not why and offer.rule.id in sheet.compiled.or_card):
        return "card_better", ()
    return (why, facts) if why else ("cap_reached", ())
