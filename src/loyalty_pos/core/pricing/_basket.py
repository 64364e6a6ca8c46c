"""Offers on the basket, and all offers by coupon after them; in order of (priority, id).

A sum is tested and taken of the offer's goods at current prices, and spread over them as far as floors let.
"""

from operator import attrgetter, mul

from loyalty_pos.core.money import BASIS, apportion, spread
from loyalty_pos.core.pricing._items import apply_offer, give
from loyalty_pos.core.pricing._offers import Facts, FromSumOff, Offer
from loyalty_pos.core.pricing._sets import gifts
from loyalty_pos.core.pricing._sheet import Sheet, Spent
from loyalty_pos.core.programme import BasketLadder, Gift

_HALF = BASIS // 2
_FROM = attrgetter("from_minor")


def apply_baskets(sheet: Sheet) -> None:
    """Apply the offers on the whole basket."""
    sheet.closed = sheet.shut
    for number, offer in enumerate(sheet.compiled.baskets):
        if not offer.checked or sheet.allows(offer.rule):
            everything = sheet.usual and offer.everywhere
            plans = sheet.plans
            is_for = [True] * len(plans) if everything else [number in plan.basket_rules for plan in plans]
            _apply(sheet, offer, is_for)


def apply_coupons(sheet: Sheet) -> None:
    """Apply what the coupons on the counter give, on articles or on the basket."""
    sheet.closed = sheet.shut
    for number, offer in enumerate(sheet.compiled.coupons):
        if not sheet.allows(offer.rule):
            continue
        eligible = [number in plan.coupon_rules for plan in sheet.plans]
        if offer.for_basket:
            _apply(sheet, offer, eligible)
        elif any(eligible):
            apply_offer(sheet, offer, [p for p, is_for in enumerate(eligible) if is_for])


def _apply(sheet: Sheet, offer: Offer, eligible: list[bool]) -> None:
    if sheet.closed:
        eligible = [is_for and p not in sheet.closed for p, is_for in enumerate(eligible)]
    effect = offer.rule.effect
    if isinstance(effect, Gift):
        _give_away(sheet, offer, effect, [p for p, is_for in enumerate(eligible) if is_for])
        return
    nets = sheet.net if False not in eligible else list(map(mul, sheet.net, eligible))
    costs = sum(nets)
    off = offer.from_sum or _step(offer, costs)
    if costs < off.from_minor:
        sheet.note(offer.rule.id, "more_money", (("missing_minor", off.from_minor - costs),))
        return
    wanted = (costs * off.bp + _HALF) // BASIS if off.bp else min(off.amount_minor, costs)
    if wanted:
        _spread(sheet, offer, nets, (wanted, off.facts))
    else:
        sheet.note(offer.rule.id, "nothing_left")


def _step(offer: Offer, costs: int) -> FromSumOff:
    """Return the highest step of a ladder that this sum reaches, the first one where it reaches none."""
    assert isinstance(offer.rule.effect, BasketLadder)
    steps = offer.rule.effect.steps
    step = max((s for s in steps if s.from_minor <= costs), key=_FROM, default=steps[0])
    least = max(offer.least_minor, step.from_minor)
    return FromSumOff(step.bp, step.amount_minor, least, (("from_minor", least),))


def _spread(sheet: Sheet, offer: Offer, nets: list[int], wish: tuple[int, Facts]) -> None:
    """Spread one offer over its lines, as far as their floors let; ``nets``: 0 where it is not for the line."""
    wanted, facts = wish
    rule = offer.rule
    shares = spread(wanted, nets, sheet.rooms()) if sheet.floored else apportion(wanted, nets)
    given = sheet.take_off(shares, (rule.id, offer.cause, rule.funder))
    told = (("wanted_minor", wanted), *facts)
    sheet.steps.append((offer.phase, rule.id, 0, offer.what, given, told))
    if given and offer.claims:
        sheet.acted(rule, [p for p, part in enumerate(shares) if part])
    elif not given:
        sheet.note(rule.id, "floor_reached")


def _give_away(sheet: Sheet, offer: Offer, effect: Gift, positions: list[int]) -> None:
    if sheet.spent is None:
        sheet.spent = Spent.nothing(len(sheet.lines))
    costs = sum([sheet.net[p] for p in positions])
    if costs < offer.least_minor:
        sheet.note(offer.rule.id, "more_money", (("missing_minor", offer.least_minor - costs),))
        return
    given = gifts(sheet, effect, positions, sheet.spent)
    if given:
        give(sheet, offer, given, offer.facts)
    elif sheet.notes is not None:
        _note_gift(sheet, offer, effect, positions)


def _note_gift(sheet: Sheet, offer: Offer, effect: Gift, positions: list[int]) -> None:
    """Say how much the rest of the basket lacks, or that there is nothing to give."""
    if positions:
        basket = sum([net for net, plan in zip(sheet.net, sheet.plans, strict=True) if plan.open])
        missing = effect.from_minor - basket + min([sheet.lines[p].price_minor for p in positions])
        if missing > 0:
            sheet.note(offer.rule.id, "more_money", (("missing_minor", missing),))
            return
    sheet.note(offer.rule.id, "nothing_left")
