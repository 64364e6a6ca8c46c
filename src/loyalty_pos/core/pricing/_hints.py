"""The member's tier on this receipt, and what is worth saying of it: how far the next one is, what points could pay."""

from datetime import date, datetime

from loyalty_pos.core.actions.progress import worth_saying
from loyalty_pos.core.actions.steps import Purchase
from loyalty_pos.core.dates import local_day
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing._compiled import Compiled
from loyalty_pos.core.pricing._points import Redeemed
from loyalty_pos.core.pricing._sheet import Sheet
from loyalty_pos.core.programme import Programme, Tier, TierBy, TierDiscount, Tiers
from loyalty_pos.core.programme.tiers import counted, needed, record_of, tier_of
from loyalty_pos.core.quote import Hint

_ANY_DAY = date(1970, 1, 1)
_new = tuple.__new__


def tier_now(
    compiled: Compiled, standing: Standing, now: datetime, this_purchase: tuple[int, int] = (0, 0)
) -> Tier | None:
    """Return the member's tier; ``this_purchase`` = (minor units, visits) counts beside what was bought before."""
    tiers = compiled.programme.tiers
    if tiers is None:
        return None
    if compiled.tier_steps is not None:  # the usual case, at each key press
        spend_minor, visits = standing.spend_minor + this_purchase[0], standing.visits + this_purchase[1]
        count = visits if tiers.by is TierBy.VISITS else spend_minor
        reached: Tier | None = None
        for least, tier in compiled.tier_steps:
            if least <= count:
                reached = tier
        return reached
    record = record_of(standing, standing.tier_id)
    return tier_of(tiers, record, _today(tiers, compiled.programme, now), this_purchase)


def _today(tiers: Tiers, programme: Programme, now: datetime) -> date:
    return local_day(now, programme.zone) if tiers.dated else _ANY_DAY


def hints(sheet: Sheet, redeemed: Redeemed, due_minor: int) -> tuple[Hint, ...]:
    """Return what is worth saying to the member; there must be one."""
    assert sheet.standing is not None
    compiled, programme = sheet.compiled, sheet.compiled.programme
    found: list[Hint] = []
    following = compiled.tier_after.get(sheet.tier.id if sheet.tier else "")
    if programme.tiers is not None and following is not None:
        found.append(_next_tier(sheet, sheet.standing, (programme.tiers, following), due_minor))
    if redeemed.maximum:
        money = redeemed.maximum * compiled.value_minor // compiled.scale
        found.append(_new(Hint, ("redeemable", (("points", redeemed.maximum), ("money_minor", money)))))
    redemption = programme.redemption
    if redemption is not None and 0 < redemption.confirm_from <= redeemed.total:
        found.append(Hint("confirm_redemption", (("points", redeemed.total),)))
    if programme.challenges:
        found += worth_saying(sheet.standing, programme, sheet.context.now, purchase_of(sheet))
    return tuple(found)


def purchase_of(sheet: Sheet) -> Purchase:
    """Return the receipt as challenges see it."""
    lines = [(line.article, net) for line, net in zip(sheet.lines, sheet.net, strict=True)]
    return Purchase(local_day(sheet.context.now, sheet.compiled.programme.zone), tuple(lines))


def _next_tier(sheet: Sheet, standing: Standing, rules: tuple[Tiers, Tier], due_minor: int) -> Hint:
    """Return how much, or how many visits, are missing after this purchase."""
    tiers, following = rules
    programme = sheet.compiled.programme
    spend_minor, visits = counted(
        tiers, record_of(standing, standing.tier_id), _today(tiers, programme, sheet.context.now)
    )
    bp = following.discount_bp if isinstance(programme.card, TierDiscount) else following.earn_bp
    facts: tuple[tuple[str, int | str], ...] = (("tier", following.name), ("bp", bp))
    by_visits = tiers.by is TierBy.VISITS
    so_far = visits + bool(sheet.lines) if by_visits else spend_minor + due_minor
    missing = needed(tiers, following) - so_far
    if missing <= 0:
        return Hint("tier_reached", facts)
    if by_visits:
        return Hint("next_tier_visits", (("visits", missing), *facts))
    return Hint("next_tier", (("missing_minor", missing), *facts))
