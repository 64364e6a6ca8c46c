"""The card's discount, the cap on all discounts, and rounding of the receipt."""

from typing import assert_never

from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import BASIS, Rounding, share, spread
from loyalty_pos.core.pricing._hints import tier_now
from loyalty_pos.core.pricing._sheet import Sheet
from loyalty_pos.core.programme import (
    NoCardDiscount,
    SeriesDiscount,
    TierDiscount,
)
from loyalty_pos.core.quote import Cause, Given

CARD_RULE = "card"
ROUNDING_RULE = "rounding"
_HALF = BASIS // 2
_CARD = Cause.CARD  # a member of an enumeration is slow to look up


def apply_card(sheet: Sheet) -> None:
    """Give the card's percentage on the lines it is for; per line beside an offer or instead of it."""
    compiled = sheet.compiled
    if sheet.standing is None:
        return
    if compiled.including:
        this_purchase = (sum(sheet.net), 1)
        sheet.tier = tier_now(compiled, sheet.standing, sheet.context.now, this_purchase)
        sheet.situation = sheet.situation._replace(tier_id=sheet.tier.id if sheet.tier else "")
    sheet.card_bp = bp = _card_bp(sheet, sheet.standing)
    if not bp:
        return
    given = sheet.take_off(_wishes(sheet, bp), (CARD_RULE, _CARD, ""))
    if given:
        tier_id = sheet.tier.id if sheet.tier else ""
        facts = (("bp", bp), ("tier", tier_id))
        sheet.steps.append(("card", CARD_RULE, 0, "card_discount", given, facts))


def _wishes(sheet: Sheet, bp: int) -> list[int]:
    """Return what the card would take off each line, 0 where an offer stands instead of it."""
    if sheet.usual and not (sheet.shut or sheet.cardless or sheet.compiled.or_card):
        return [(net * bp + _HALF) // BASIS for net in sheet.net]
    shares = [bp if plan.card else 0 for plan in sheet.plans]
    if sheet.shut or sheet.cardless:
        kept_from = sheet.shut | sheet.cardless
        shares = [0 if p in kept_from else part for p, part in enumerate(shares)]
    or_card = sheet.compiled.or_card
    if or_card:
        shares = [bp if part and _card_is_better(sheet, p, or_card) else 0 for p, part in enumerate(shares)]
    return [(net * part + _HALF) // BASIS for net, part in zip(sheet.net, shares, strict=True)]


def _card_bp(sheet: Sheet, standing: Standing) -> int:
    card = sheet.compiled.programme.card
    match card:
        case NoCardDiscount():
            return 0
        case SeriesDiscount():
            return standing.card_discount_bp
        case TierDiscount():
            return sheet.tier.discount_bp if sheet.tier else 0
        case _:
            assert_never(card)


def _card_is_better(sheet: Sheet, position: int, or_card: frozenset[str]) -> bool:
    """Decide a line between offers that do not stack with the card and the card; the loser's discount goes."""
    offered = sum([amount for rule_id, _, amount, _ in sheet.discounts[position] if rule_id in or_card])
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
    sheet.discounts[position] = [d for d in sheet.discounts[position] if d[0] not in or_card]
    sheet.net[position] = before
    sheet.explain(("card", CARD_RULE, line_id, "card_instead_of_offer", by_card, (("offer_minor", offered),)))
    return True


def cap_discounts(sheet: Sheet) -> None:
    """Trim discounts above the cap: the last phase first, by what each line got (W22, decisions 34)."""
    cap_bp = sheet.compiled.programme.limits.max_discount_bp
    cap = share(sum(sheet.gross), cap_bp, Rounding.FLOOR)
    excess = sum(sheet.gross) - sum(sheet.net) - cap
    for cause in (Cause.COUPON, Cause.BASKET, Cause.CARD, Cause.ITEM):
        if excess <= 0:
            return
        got = [sum([amount for _, of, amount, _ in line if of is cause]) for line in sheet.discounts]
        trims = spread(min(excess, sum(got)), got)
        for position, trim in enumerate(trims):
            if trim:
                _put_back(sheet, position, trim, cause)
        if sum(trims):
            sheet.explain(("cap", cause.value, 0, "cap_trimmed", sum(trims), (("bp", cap_bp),)))
        excess -= sum(trims)


def _put_back(sheet: Sheet, position: int, amount_minor: int, cause: Cause) -> None:
    """Undo part of a line's discounts of one cause, the last given first."""
    sheet.net[position] += amount_minor
    kept: list[Given] = []
    for rule_id, given_for, amount, funder in reversed(sheet.discounts[position]):
        cut = min(amount_minor, amount) if given_for is cause else 0
        amount_minor -= cut
        if cut < amount:
            kept.append((rule_id, given_for, amount - cut, funder))
    assert amount_minor == 0, cause
    sheet.discounts[position] = kept[::-1]


def rounding_of(sheet: Sheet) -> int:
    """Return by how much the receipt would be rounded down now: 0 where the floors leave no room for it (W21)."""
    rest = sum(sheet.net) % sheet.compiled.programme.limits.rounding_step_minor
    return rest if rest <= sum(sheet.rooms()) else 0


def round_receipt(sheet: Sheet) -> None:
    """Round the receipt down to its step by a discount, or not at all."""
    rest = rounding_of(sheet)
    if rest:
        step = sheet.compiled.programme.limits.rounding_step_minor
        sheet.take_off(spread(rest, sheet.net, sheet.rooms()), (ROUNDING_RULE, Cause.ROUNDING, ""))
        sheet.explain(("rounding", ROUNDING_RULE, 0, "rounded_down", rest, (("step_minor", step),)))
