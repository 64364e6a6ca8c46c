"""Discounts of the card and of the whole basket, the cap on all of them, and rounding of the receipt."""

from typing import assert_never

from loyalty_pos.core.money import Rounding, share, spread
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


def apply_card(sheet: Sheet) -> None:
    """Give the card's percentage on the lines it is for; per line beside an offer or instead of it."""
    _count_this_purchase(sheet)
    sheet.card_bp = _card_bp(sheet)
    if not sheet.card_bp:
        return
    by = (CARD_RULE, Cause.CARD, "")
    or_card = sheet.compiled.or_card
    positions = [
        position
        for position, plan in enumerate(sheet.plans)
        if plan.card and (not or_card or _card_is_better(sheet, position, or_card))
    ]
    given = sum(sheet.take_off([(p, share(sheet.net[p], sheet.card_bp)) for p in positions], by))
    if given:
        tier_id = sheet.tier.id if sheet.tier else ""
        sheet.explain(
            ("card", CARD_RULE, 0), "card_discount", given, ("bp", sheet.card_bp), ("tier", tier_id)
        )


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
    by_card = min(share(sheet.net[position] + offered, sheet.card_bp), sheet.room[position] + offered)
    line_id = sheet.lines[position].id
    if by_card <= offered:
        sheet.explain(("card", CARD_RULE, line_id), "offer_instead_of_card", offered, ("card_minor", by_card))
        return False
    sheet.discounts[position] = [d for d in sheet.discounts[position] if d.rule_id not in or_card]
    sheet.net[position] += offered
    sheet.room[position] += offered
    sheet.explain(("card", CARD_RULE, line_id), "card_instead_of_offer", by_card, ("offer_minor", offered))
    return True


def apply_baskets(sheet: Sheet) -> None:
    """Apply the offers on the whole basket, in order of (priority, id)."""
    taken_groups: set[str] = set()
    for number, rule in enumerate(sheet.compiled.baskets):
        if rule.group in taken_groups or not sheet.in_force(rule):
            continue
        positions = [p for p, plan in enumerate(sheet.plans) if number in plan.basket_rules]
        if positions and _apply_basket(sheet, rule, positions) and rule.group:
            taken_groups.add(rule.group)


def _apply_basket(sheet: Sheet, rule: Promotion, positions: list[int]) -> int:
    """Spread one offer over its lines, as far as their floors let."""
    nets = [sheet.net[p] for p in positions]
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
    shares = spread(wanted, nets, [sheet.room[p] for p in positions])
    given = sum(sheet.take_off(list(zip(positions, shares, strict=True)), by))
    sheet.explain(("basket", rule.id, 0), what, given, ("wanted_minor", wanted), ("from_minor", from_minor))
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
            sheet.explain(("cap", cause.value, 0), "cap_trimmed", sum(trims), ("bp", cap_bp))
        excess -= sum(trims)


def round_receipt(sheet: Sheet) -> None:
    """Round the receipt down to its step by a discount, or not at all where the floors leave no room (W21)."""
    step = sheet.compiled.programme.limits.rounding_step_minor
    rest = sum(sheet.net) % step
    if rest == 0 or rest > sum(room for room, net in zip(sheet.room, sheet.net, strict=True) if net > 0):
        return
    shares = list(enumerate(spread(rest, sheet.net, sheet.room)))
    sheet.take_off(shares, (ROUNDING_RULE, Cause.ROUNDING, ""))
    sheet.explain(("rounding", ROUNDING_RULE, 0), "rounded_down", rest, ("step_minor", step))
