"""Offers made ready for pricing: in their order, each with its phase, its words and how it is to be applied.

It knows the programme only; it must never depend on a basket, a member or the time.
"""

from dataclasses import dataclass
from typing import NamedTuple

from loyalty_pos.core.basket import Article
from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import (
    Base,
    BasketAmount,
    BasketLadder,
    BasketPercent,
    Bundle,
    Exclusive,
    FixedPrice,
    Gift,
    PercentOff,
    Programme,
    Promotion,
    QuantityLadder,
    SetOff,
    UnitAmount,
    WithCard,
)
from loyalty_pos.core.programme.conditions import ALL_GOODS, FromSum
from loyalty_pos.core.quote import Cause

Facts = tuple[tuple[str, int | str], ...]
_SINGLE = PercentOff | UnitAmount | FixedPrice
_ANY_BASKET = BasketPercent | BasketAmount | BasketLadder | Gift


class FromSumOff(NamedTuple):
    """An offer on the basket laid out: a percentage or an amount (the other one 0) from a sum on, and what to tell."""

    bp: int
    amount_minor: int
    from_minor: int
    facts: Facts


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer of one phase. ``number``: its place in the order of the phase; ``phase``, ``what``, ``facts``: for the trace.

    ``everywhere``: all goods are its goods. ``asks``: the moment, the place or the member decides if it acts; ``checked``: those, or anything else beside its
    goods. ``claims``: other offers depend on whether it acts. ``alone``: a line's discount depends on that line only, so
    lines can be worked through one by one.
    """

    rule: Promotion
    number: int
    cause: Cause
    phase: str
    what: str
    facts: Facts
    alone: bool
    everywhere: bool
    asks: bool
    checked: bool
    claims: bool
    from_sum: FromSumOff | None
    least_minor: int
    least_milli: int

    def has(self, article: Article) -> bool:
        """Tell whether the article is one of the offer's, apart from what may not get cheaper at all."""
        effect = self.rule.effect
        if isinstance(effect, Bundle) and not any(part.goods.has(article) for part in effect.parts):
            return False
        return self.rule.goods.has(article)

    @property
    def for_basket(self) -> bool:
        """Tell whether the discount is of a sum and spread over lines."""
        return isinstance(self.rule.effect, _ANY_BASKET)

    @property
    def uses_pieces(self) -> bool:
        """Tell whether a piece that the offer made cheaper, or that another one did, is gone for it."""
        return isinstance(self.rule.effect, SetOff | Bundle | Gift)


Alone = tuple[int, int, str, str, str, Facts, bool, Offer]
"""An offer that looks at one line only, laid out for the loop over all lines; a plain row comes apart at once, a named
one is walked field by field: (number, bp, rule id, funder, what, facts, checked, offer).

``bp``: a plain percentage of the current price, 0 = something else; ``checked``: it has conditions.
"""


def offers_of(programme: Programme) -> tuple[tuple[Offer, ...], tuple[Offer, ...], tuple[Offer, ...]]:
    """Return the offers on articles, on the basket and by coupon, each in order of (priority, id)."""
    ordered = sorted(programme.promotions, key=lambda rule: (rule.priority, rule.id))
    items = [r for r in ordered if not r.coupon and not isinstance(r.effect, _ANY_BASKET)]
    baskets = [r for r in ordered if not r.coupon and isinstance(r.effect, _ANY_BASKET)]
    coupons = [r for r in ordered if r.coupon]
    closing = any(rule.exclusive is not Exclusive.NONE for rule in items)
    return (
        tuple(_offer(rule, n, Cause.ITEM, alone=not closing) for n, rule in enumerate(items)),
        tuple(_offer(rule, n, Cause.BASKET) for n, rule in enumerate(baskets)),
        tuple(_offer(rule, n, Cause.COUPON) for n, rule in enumerate(coupons)),
    )


def alone_of(offer: Offer) -> Alone:
    """Lay an offer out for the loop over lines."""
    rule = offer.rule
    effect = rule.effect
    plain = isinstance(effect, PercentOff) and effect.base is Base.CURRENT
    bp = effect.bp if isinstance(effect, PercentOff) and plain else 0
    return offer.number, bp, rule.id, rule.funder, offer.what, offer.facts, _asks(rule), offer


def _offer(rule: Promotion, number: int, cause: Cause, *, alone: bool = False) -> Offer:
    what, facts = _told(rule)
    least_minor = max((c.from_minor for c in rule.when if isinstance(c, FromSum)), default=0)
    effect = rule.effect
    return Offer(
        rule=rule,
        number=number,
        cause=cause,
        phase=cause.value,
        what=what,
        facts=facts,
        alone=alone and isinstance(effect, _SINGLE) and not (rule.group or rule.per_receipt or least_minor),
        everywhere=rule.goods == ALL_GOODS and not isinstance(effect, Bundle),
        asks=_asks(rule),
        checked=bool(_asks(rule) or rule.group or rule.coupon or rule.with_card is WithCard.BEST),
        claims=bool(rule.group) or rule.exclusive is not Exclusive.NONE,
        from_sum=_from_sum(rule, least_minor),
        least_minor=least_minor,
        least_milli=_least_milli(rule),
    )


def _asks(rule: Promotion) -> bool:
    return bool(rule.when or rule.per_member or rule.guarded)


def _from_sum(rule: Promotion, least_minor: int) -> FromSumOff | None:
    match rule.effect:
        case BasketPercent(bp, from_minor):
            least = max(least_minor, from_minor)
            return FromSumOff(bp, 0, least, (("bp", bp), ("from_minor", least)))
        case BasketAmount(amount_minor, from_minor):
            least = max(least_minor, from_minor)
            return FromSumOff(0, amount_minor, least, (("from_minor", least),))
        case _:
            return None


def _least_milli(rule: Promotion) -> int:
    """Return the quantity of its goods without which an offer can do nothing."""
    match rule.effect:
        case SetOff(take, pay, unfinished=unfinished):
            return 1000 * (pay + 1 if unfinished else take)
        case Bundle(parts):
            return 1000 * sum(part.pieces for part in parts)
        case QuantityLadder(steps):
            return steps[0].from_milli
        case _:
            return 0


def _told(rule: Promotion) -> tuple[str, Facts]:
    """Return the code and the number that explain an offer; a ladder's number is that of the step reached."""
    match rule.effect:
        case PercentOff(bp):
            return "percent_off", (("bp", bp),)
        case UnitAmount(amount_minor):
            return "unit_amount", (("each_minor", amount_minor),)
        case FixedPrice(price_minor):
            return "fixed_price", (("price_minor", price_minor),)
        case SetOff(take):
            return "set_off", (("take", take),)
        case Gift(from_minor, pieces):
            return "gift", (("from_minor", from_minor), ("pieces", pieces))
        case _:
            return _TOLD[type(rule.effect)], ()


_TOLD = {
    Bundle: "bundle_off",
    QuantityLadder: "quantity_ladder",
    BasketPercent: "basket_percent",
    BasketAmount: "basket_amount",
    BasketLadder: "basket_ladder",
}


def split_by_funders(rule: Promotion) -> tuple[tuple[str, int], ...]:
    """Return who pays which share of an offer, the shop ("") with what nobody else pays."""
    rest = BASIS - sum(bp for _, bp in rule.funders)
    shop = (("", rest),) if rest else ()
    return (*rule.funders, *shop) if rule.funders else ()
