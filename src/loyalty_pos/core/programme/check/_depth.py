"""How deep discounts of one article may add up at worst, and what guards the shop against it."""

from collections.abc import Iterator

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import (
    Base,
    BasketAmount,
    BasketLadder,
    BasketPercent,
    PercentOff,
    Programme,
    Promotion,
    QuantityLadder,
    SetOff,
    TierDiscount,
    WithCard,
)
from loyalty_pos.core.programme.check._advice import Advice
from loyalty_pos.core.programme.check._goods import apart

USUAL_MARGIN_BP = 2_500
"""A shop that knows no cost earns about a quarter of the price; deeper discounts may sell below cost."""
_FREE_BP = 9_000


def too_deep(programme: Programme) -> Iterator[Advice]:
    """Yield what may cost the shop more than it thinks."""
    for number, offer in enumerate(programme.promotions, 1):
        yield from _gifts(number, offer)
    if programme.limits.margin_bp is not None:
        return
    deepest = max((_stack(programme, offer) for offer in programme.promotions), default=_card(programme))
    deepest = min(deepest, programme.limits.max_discount_bp)
    facts = (("bp", deepest),)
    if deepest >= _FREE_BP:
        yield Advice("stacks_to_nothing", "limits", facts)
    elif deepest > USUAL_MARGIN_BP:
        yield Advice("below_cost", "limits", facts)


def _gifts(number: int, offer: Promotion) -> Iterator[Advice]:
    """Yield a sum off that a small receipt would get for nothing."""
    effect = offer.effect
    if isinstance(effect, BasketAmount) and effect.amount_minor * 2 > effect.from_minor:
        facts = (("rule", offer.id), ("amount_minor", effect.amount_minor), ("from_minor", effect.from_minor))
        yield Advice("receipt_for_nothing", f"promotion[{number}]", facts)


def _stack(programme: Programme, worst: Promotion) -> int:
    """Return the deepest share that this offer and all that may come with it take of an article together.

    Of a group only the deepest counts; what takes its percentage of the shelf price is added, the rest multiplies.
    """
    together: dict[str, Promotion] = {}
    for offer in programme.promotions:
        if offer is not worst and not apart(offer.goods, worst.goods):
            slot = offer.group or f"/{offer.id}"
            together[slot] = max(together.get(slot, offer), offer, key=_share)
    if worst.group:
        together.pop(worst.group, None)
    offers = [worst, *together.values()]
    initial = sum(_share(offer) for offer in offers if _of_shelf_price(offer))
    left = max(0, BASIS - initial)
    for offer in offers:
        if not _of_shelf_price(offer):
            left = left * (BASIS - _share(offer)) // BASIS
    stacking = all(offer.with_card is WithCard.STACK for offer in offers)
    return BASIS - (left * (BASIS - _card(programme)) // BASIS if stacking else left)


def _of_shelf_price(offer: Promotion) -> bool:
    return isinstance(offer.effect, PercentOff) and offer.effect.base is Base.INITIAL


def _share(offer: Promotion) -> int:
    """Return the share of the price that an offer takes at most; 0 where that depends on the price."""
    effect = offer.effect
    if isinstance(effect, PercentOff | BasketPercent):
        return effect.bp
    if isinstance(effect, QuantityLadder | BasketLadder):
        return max(step.bp for step in effect.steps)
    if isinstance(effect, SetOff):
        return (effect.take - effect.pay) * effect.off_bp // effect.take
    if isinstance(effect, BasketAmount) and effect.from_minor:
        return min(BASIS, effect.amount_minor * BASIS // effect.from_minor)
    return 0


def _card(programme: Programme) -> int:
    if isinstance(programme.card, TierDiscount) and programme.tiers is not None:
        return max(step.discount_bp for step in programme.tiers.steps)
    return 0
