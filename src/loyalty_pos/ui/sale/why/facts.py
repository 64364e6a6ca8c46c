"""Why a line costs what it costs, and what of the offers is worth saying; pure facts, no Qt, no words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.basket import Article, Basket, Unit
from loyalty_pos.core.money import BASIS
from loyalty_pos.core.pricing.why_not import APPLIED, Verdict, near
from loyalty_pos.core.programme import (
    BasketAmount,
    BasketLadder,
    BasketPercent,
    Effect,
    Gift,
    PercentOff,
    Programme,
    Promotion,
    QuantityLadder,
    QuantityStep,
    SetOff,
    SumStep,
    UnitAmount,
)
from loyalty_pos.core.quote import Hint, Quote, QuotedLine, Step

MOST_HINTS: Final = 2
_NOT_HERE: Final = "no_goods"
_NEAR: Final = frozenset({"more_goods", "more_money"})


@dataclass(frozen=True, slots=True)
class WhyFacts:
    """One line and the offers around it. ``steps``: what made it cheaper, with its own share of each amount.

    ``idle``: offers that did nothing, those for this article first, of these the nearest first; ``elsewhere``: names
    of those that act on other lines; ``not_here``: names of those none of whose goods are on the receipt.
    """

    name: str
    qty_milli: int
    unit: Unit
    price_minor: int
    gross_minor: int
    points_money_minor: int
    net_minor: int
    accrued: int
    exponent: int
    steps: tuple[Step, ...] = ()
    idle: tuple[Verdict, ...] = ()
    elsewhere: tuple[str, ...] = ()
    not_here: tuple[str, ...] = ()

    @property
    def nearest(self) -> frozenset[str]:
        """Rule ids of offers that lack only goods or money."""
        return frozenset(verdict.rule_id for verdict in self.idle if verdict.why in _NEAR)


def why_facts(
    line: QuotedLine, trace: Sequence[Step], verdicts: Sequence[Verdict], programme: Programme
) -> WhyFacts:
    """Return what there is to say of this line."""
    article, offers = line.line.article, {offer.id: offer for offer in programme.promotions}
    acted = {discount.rule_id for discount in line.discounts}
    idle = [verdict for verdict in verdicts if verdict.why not in {APPLIED, _NOT_HERE}]
    idle.sort(key=lambda v: (not _is_for(offers.get(v.rule_id), article), v.why not in _NEAR))
    return WhyFacts(
        name=article.name,
        qty_milli=line.line.qty_milli,
        unit=article.unit,
        price_minor=line.line.price_minor,
        gross_minor=line.gross_minor,
        points_money_minor=line.points_money_minor,
        net_minor=line.net_minor,
        accrued=line.accrued,
        exponent=programme.unit.exponent,
        steps=_steps(line, trace, offers),
        idle=tuple(idle),
        elsewhere=tuple(v.name for v in verdicts if v.why == APPLIED and v.rule_id not in acted),
        not_here=tuple(v.name for v in verdicts if v.why == _NOT_HERE),
    )


def worth_saying(verdicts: Sequence[Verdict], quote: Quote, programme: Programme) -> tuple[Hint, ...]:
    """Return at most two offers that lack a little, the one worth most money first."""
    basket = Basket(tuple(line.line for line in quote.lines))
    offers = {offer.id: offer for offer in programme.promotions}
    found = [
        (_worth(offers.get(verdict.rule_id), basket), hint)
        for verdict in verdicts
        for hint in near((verdict,), basket)
    ]
    found.sort(key=lambda one: -one[0])
    return tuple(hint for _, hint in found[:MOST_HINTS])


def _steps(line: QuotedLine, trace: Sequence[Step], offers: dict[str, Promotion]) -> tuple[Step, ...]:
    """Return the line's own steps, and of those of the whole receipt the line's share, with names for ids."""
    shares: dict[str, int] = {}
    for discount in line.discounts:
        shares[discount.rule_id] = shares.get(discount.rule_id, 0) + discount.amount_minor
    told = []
    for step in trace:
        if not step.line_id and step.rule_id in shares:
            told.append(step._replace(amount_minor=shares[step.rule_id]))
        elif step.line_id == line.line.id:
            told.append(step)
    return tuple(
        step._replace(rule_id=offers[step.rule_id].name) if step.rule_id in offers else step for step in told
    )


def _is_for(offer: Promotion | None, article: Article) -> bool:
    return offer is not None and offer.goods.has(article)


def _worth(offer: Promotion | None, basket: Basket) -> int:
    """Return about how much the offer would give, minor units: enough to tell the larger from the smaller.

    None: another programme came into force meanwhile. A fixed price or a bundle is never a little away.
    """
    if offer is None:
        return 0
    theirs = [line for line in basket.lines if offer.goods.has(line.article)]
    bp, amount_minor = _gain(offer.effect, min((line.price_minor for line in theirs), default=0))
    return amount_minor or sum(line.gross_minor for line in theirs) * bp // BASIS


def _gain(effect: Effect, cheapest_minor: int) -> tuple[int, int]:
    """Return the offer's share of its goods in basis points, and its amount where it gives one."""
    bp = amount_minor = 0
    match effect:
        case BasketPercent(bp) | PercentOff(bp) | QuantityLadder((QuantityStep(_, bp), *_)):
            pass
        case BasketAmount(amount_minor) | UnitAmount(amount_minor):
            pass
        case BasketLadder((SumStep(_, bp, amount_minor), *_)):
            pass
        case SetOff(take, pay, off_bp):
            amount_minor = cheapest_minor * (take - pay) * off_bp // BASIS
        case Gift(_, pieces):
            amount_minor = cheapest_minor * pieces
        case _:
            pass
    return bp, amount_minor
