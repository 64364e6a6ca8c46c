"""Offers on the basket, and all offers by coupon after them; in order of (priority, id).

A sum is tested and taken of the offer's goods at current prices, and spread over them as far as floors let.
"""

from operator import mul

from loyalty_pos.core.money import apportion, share, spread
from loyalty_pos.core.pricing._items import apply_offer, give
from loyalty_pos.core.pricing._offers import Facts, Offer
from loyalty_pos.core.pricing._sets import gifts
from loyalty_pos.core.pricing._sheet import Sheet, Spent
from loyalty_pos.core.programme import BasketAmount, BasketLadder, BasketPercent, Gift


def apply_baskets(sheet: Sheet) -> None:
    """Apply the offers on the whole basket."""
    sheet.closed = sheet.shut
    for number, offer in enumerate(sheet.compiled.baskets):
        if not offer.checked or sheet.allows(offer.rule):
            _apply(sheet, offer, [number in plan.basket_rules for plan in sheet.plans])


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
    wanted, facts = _wanted(offer, costs)
    from_minor = facts[-1][1]
    assert isinstance(from_minor, int)
    if costs < from_minor:
        sheet.note(offer.rule.id, "more_money", (("missing_minor", from_minor - costs),))
    elif wanted:
        _spread(sheet, offer, nets, (wanted, facts))
    else:
        sheet.note(offer.rule.id, "nothing_left")


def _wanted(offer: Offer, eligible: int) -> tuple[int, Facts]:
    """Return what an offer takes off this sum, and what to tell of it; the last fact is its threshold."""
    least = offer.least_minor
    match offer.rule.effect:
        case BasketPercent(bp, from_minor):
            return share(eligible, bp), (("bp", bp), ("from_minor", max(least, from_minor)))
        case BasketAmount(amount_minor, from_minor):
            return min(amount_minor, eligible), (("from_minor", max(least, from_minor)),)
        case BasketLadder(steps):
            step = max(
                (s for s in steps if s.from_minor <= eligible), key=lambda s: s.from_minor, default=steps[0]
            )
            wanted = share(eligible, step.bp) if step.bp else min(step.amount_minor, eligible)
            return wanted, (("from_minor", max(least, step.from_minor)),)
        case _:
            raise AssertionError(offer)


def _spread(sheet: Sheet, offer: Offer, nets: list[int], wish: tuple[int, Facts]) -> None:
    """Spread one offer over its lines, as far as their floors let; ``nets``: 0 where it is not for the line."""
    wanted, facts = wish
    rule = offer.rule
    shares = spread(wanted, nets, sheet.rooms()) if sheet.floored else apportion(wanted, nets)
    given = sheet.take_off(shares, (rule.id, offer.cause, rule.funder))
    told = (("wanted_minor", wanted), *facts)
    sheet.explain((offer.cause.value, rule.id, 0, offer.what, given, told))
    if given:
        sheet.acted(rule, [p for p, part in enumerate(shares) if part])
    else:
        sheet.note(rule.id, "floor_reached")


def _give_away(sheet: Sheet, offer: Offer, effect: Gift, positions: list[int]) -> None:
    if sheet.spent is None:
        sheet.spent = Spent.nothing(len(sheet.lines))
    given = gifts(sheet, effect, positions, sheet.spent)
    if given:
        give(sheet, offer, given, offer.facts)
    elif sheet.notes is not None:
        _note_gift(sheet, offer, effect, positions)


def _note_gift(sheet: Sheet, offer: Offer, effect: Gift, positions: list[int]) -> None:
    """Say how much the rest of the basket lacks, or that there is nothing to give."""
    basket = sum([net for net, plan in zip(sheet.net, sheet.plans, strict=True) if plan.open])
    missing = effect.from_minor - basket + min([sheet.lines[p].price_minor for p in positions], default=0)
    if positions and missing > 0:
        sheet.note(offer.rule.id, "more_money", (("missing_minor", missing),))
    else:
        sheet.note(offer.rule.id, "nothing_left")
