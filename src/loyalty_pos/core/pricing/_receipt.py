"""Discounts of the card and of the whole basket, the cap on all of them, and rounding of the receipt."""

from operator import mul
from typing import assert_never

from loyalty_pos.core.money import BASIS, Rounding, apportion, share, spread
from loyalty_pos.core.pricing._sheet import Sheet
from loyalty_pos.core.programme import (
    BasketAmount,
    BasketPercent,
    Counting,
    NoCardDiscount,
    Promotion,
    SeriesDiscount,
    TierDiscount,
)
from loyalty_pos.core.programme.tiers import tier_for
from loyalty_pos.core.quote import Cause

CARD_RULE = "card"
ROUNDING_RULE = "rounding"
_HALF = BASIS // 2


def apply_card(sheet: Sheet) -> None:
    """Give the card's percentage on the lines it is for; per line beside an offer or instead of it."""
    _count_this_purchase(sheet)
    sheet.card_bp = _card_bp(sheet)
    if not sheet.card_bp:
        return
    bp = sheet.card_bp
    shares = [bp if plan.card else 0 for plan in sheet.plans]
    or_card = sheet.compiled.or_card
    if or_card:
        shares = [bp if part and _card_is_better(sheet, p, or_card) else 0 for p, part in enumerate(shares)]
    wishes = [(net * part + _HALF) // BASIS for net, part in zip(sheet.net, shares, strict=True)]
    given = sheet.take_off(wishes, (CARD_RULE, Cause.CARD, ""))
    if given:
        tier_id = sheet.tier.id if sheet.tier else ""
        sheet.explain(("card", CARD_RULE, 0, "card_discount", given, (("bp", bp), ("tier", tier_id))))


def _count_this_purchase(sheet: Sheet) -> None:
    """Let this purchase, after offers on articles, count for its own tier where the programme says so."""
    tiers = sheet.compiled.programme.tiers
    if tiers is not None and tiers.counting is Counting.INCLUDING and sheet.standing is not None:
        spend_minor = sheet.standing.spend_minor + sum(sheet.net)
        sheet.tier = tier_for(tiers, spend_minor, sheet.standing.tier_id)


def _card_bp(sheet: Sheet) -> int:
    card = sheet.compiled.programme.card
    if sheet.standing is None:
        return 0
    match card:
        case NoCardDiscount():
            return 0
        case SeriesDiscount():
            return sheet.standing.card_discount_bp
        case TierDiscount():
            return sheet.tier.discount_bp if sheet.tier else 0
        case _:
            assert_never(card)


def _card_is_better(sheet: Sheet, position: int, or_card: frozenset[str]) -> bool:
    """Decide a line between offers that do not stack with the card and the card; the loser's discount goes."""
    rivals = [d for d in sheet.discounts[position] if d.rule_id in or_card]
    offered = sum(d.amount_minor for d in rivals)
    if not offered:
        return True
    before = sheet.net[position] + offered
    by_card = min(share(before, sheet.card_bp), before - sheet.floors[position])
    line_id = sheet.lines[position].id
    if by_card <= offered:
        sheet.explain(
            ("card", CARD_RULE, line_id, "offer_instead_of_card", offered, (("card_minor", by_card),))
        )
        return False
    sheet.discounts[position] = [d for d in sheet.discounts[position] if d.rule_id not in or_card]
    sheet.net[position] = before
    sheet.explain(("card", CARD_RULE, line_id, "card_instead_of_offer", by_card, (("offer_minor", offered),)))
    return True


def apply_baskets(sheet: Sheet) -> None:
    """Apply the offers on the whole basket, in order of (priority, id)."""
    taken_groups: set[str] = set()
    for number, rule in enumerate(sheet.compiled.baskets):
        if rule.group in taken_groups or not sheet.in_force(rule):
            continue
        nets = list(map(mul, sheet.net, [number in plan.basket_rules for plan in sheet.plans]))
        if _apply_basket(sheet, rule, nets) and rule.group:
            taken_groups.add(rule.group)


def _apply_basket(sheet: Sheet, rule: Promotion, nets: list[int]) -> int:
    """Spread one offer over its lines, as far as their floors let; ``nets``: 0 where it is not for the line."""
    eligible = sum(nets)
    match rule.effect:
        case BasketPercent(bp, from_minor):
            what, wanted = "basket_percent", share(eligible, bp)
        case BasketAmount(amount_minor, from_minor):
            what, wanted = "basket_amount", min(amount_minor, eligible)
        case _:
            raise AssertionError(rule)
    if eligible < from_minor or wanted == 0:
        return 0
    by = (rule.id, Cause.BASKET, rule.funder)
    shares = spread(wanted, nets, sheet.rooms()) if sheet.floored else apportion(wanted, nets)
    given = sheet.take_off(shares, by)
    sheet.explain(("basket", rule.id, 0, what, given, (("wanted_minor", wanted), ("from_minor", from_minor))))
    return given


def cap_discounts(sheet: Sheet) -> None:
    """Trim discounts above the cap: the last phase first, by what each line got (W22, decisions 34)."""
    cap_bp = sheet.compiled.programme.limits.max_discount_bp
    cap = share(sum(sheet.gross), cap_bp, Rounding.FLOOR)
    excess = sum(sheet.gross) - sum(sheet.net) - cap
    for cause in (Cause.COUPON, Cause.BASKET, Cause.CARD, Cause.ITEM):
        if excess <= 0:
            return
        got = [sum(d.amount_minor for d in line if d.cause is cause) for line in sheet.discounts]
        trims = spread(min(excess, sum(got)), got)
        for position, trim in enumerate(trims):
            if trim:
                sheet.put_back(position, trim, cause)
        if sum(trims):
            sheet.explain(("cap", cause.value, 0, "cap_trimmed", sum(trims), (("bp", cap_bp),)))
        excess -= sum(trims)


def round_receipt(sheet: Sheet) -> None:
    """Round the receipt down to its step by a discount, or not at all where the floors leave no room (W21)."""
    step = sheet.compiled.programme.limits.rounding_step_minor
    rest = sum(sheet.net) % step
    rooms = sheet.rooms()
    if rest == 0 or rest > sum(room for room, net in zip(rooms, sheet.net, strict=True) if net > 0):
        return
    sheet.take_off(spread(rest, sheet.net, rooms), (ROUNDING_RULE, Cause.ROUNDING, ""))
    sheet.explain(("rounding", ROUNDING_RULE, 0, "rounded_down", rest, (("step_minor", step),)))
