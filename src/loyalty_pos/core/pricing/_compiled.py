"""A programme made ready for pricing: rules in their order, and for each article what applies to it.

Compile once for each programme version and keep it: what a programme says of an article is worked out when the
article is first seen, and remembered. It must never depend on a basket, a member or the time.
"""

from dataclasses import dataclass
from math import gcd, prod

from loyalty_pos.core.basket import Article, Line, Unit
from loyalty_pos.core.money import BASIS, MILLI, Rounding, divide
from loyalty_pos.core.points import points_step
from loyalty_pos.core.programme import (
    Accrual,
    BasketAmount,
    BasketPercent,
    Choice,
    FixedPrice,
    LegalFloor,
    Multiplier,
    NoCardDiscount,
    PercentOff,
    Programme,
    Promotion,
    RateEarn,
    SetOff,
    WithCard,
)
from loyalty_pos.core.programme.conditions import Goods

_MOST_PLANS = 50_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What the programme says of one article; numbers index the compiled rules, in order of application.

    ``rate``: minor point units for BASIS of the base, at one minor money unit a point; ``steps``: it counts for
    the steps of a StepEarn; ``earns`` False = neither. ``factors``: what each multiplier does, in basis points.
    ``bare``: nothing gives the line a floor.
    """

    article: Article
    item_rules: tuple[int, ...]
    basket_rules: tuple[int, ...]
    card: bool
    earns: bool
    rate: int
    steps: bool
    factors: tuple[int, ...]
    redeem: bool
    pieces: bool
    vat_bp: int
    margin_bp: int | None
    legal: tuple[LegalFloor, ...]
    bare: bool

    def floor_minor(self, qty_milli: int, gross_minor: int) -> int:
        """Return what the line may not go below, rounded up, without dated floors (W29, decisions 35)."""
        article = self.article
        if article.fixed_price:
            return gross_minor
        floor = divide(article.min_price_minor * qty_milli, MILLI, Rounding.CEIL)
        if self.margin_bp is not None and article.cost_minor:
            cost = article.cost_minor * qty_milli * (BASIS + self.margin_bp)
            floor = max(floor, divide(cost, MILLI * BASIS, Rounding.CEIL))
        return min(floor, gross_minor)


class Compiled:
    """A programme with its rules in order of (priority, id) and the remembered plans of articles."""

    __slots__ = (
        "always",
        "baskets",
        "best_groups",
        "items",
        "or_card",
        "plans",
        "points_step",
        "programme",
        "rate_basis",
        "rate_unit",
        "sometimes",
        "timed",
        "told",
    )

    def __init__(self, programme: Programme) -> None:
        ordered = sorted(programme.promotions, key=lambda rule: (rule.priority, rule.id))
        self.programme = programme
        self.items: tuple[Promotion, ...] = tuple(r for r in ordered if not _for_basket(r))
        self.always, self.sometimes = _multipliers(programme.accrual)
        self.rate_unit = gcd(BASIS, *_rates(programme.accrual)) * prod(
            [gcd(BASIS, m.bp) for m in self.always]
        )
        self.rate_basis = BASIS ** (1 + len(self.always)) // self.rate_unit
        self.told = tuple(_told(rule) for rule in self.items)
        self.baskets: tuple[Promotion, ...] = tuple(r for r in ordered if _for_basket(r))
        self.or_card = frozenset(r.id for r in self.items if r.with_card is WithCard.BEST)
        self.timed = _timed(programme)
        self.best_groups = frozenset(g.id for g in programme.groups if g.choice is Choice.BEST)
        redemption = programme.redemption
        self.points_step = points_step(programme.unit, whole=redemption is None or redemption.whole_points)
        self.plans: dict[str, Plan] = {}  # by article id; check the article before use, see ``plan``

    def plans_of(self, lines: list[Line]) -> list[Plan]:
        """Return what the programme says of the article of each line."""
        known = self.plans
        plans: list[Plan] = []
        for line in lines:
            article = line.article
            plan = known.get(article.id)
            plans.append(plan if plan is not None and plan.article is article else self.plan(article))
        return plans

    def plan(self, article: Article) -> Plan:
        """Return what the programme says of this article."""
        plan = self.plans.get(article.id)
        if plan is not None and (plan.article is article or plan.article == article):
            return plan
        if len(self.plans) >= _MOST_PLANS:
            self.plans.clear()
        plan = self.plans[article.id] = self._planned(article)
        return plan

    def _planned(self, article: Article) -> Plan:
        programme = self.programme
        open_to_offers = not (article.no_discount or article.fixed_price)
        earns, earn_bp, steps = _earning(programme.accrual, article)
        for multiplier in self.always:
            earn_bp *= multiplier.bp if multiplier.goods.has(article) else BASIS
        numerator = earn_bp * programme.unit.scale
        by_cost = article.cost_minor and programme.limits.margin_bp is not None
        legal = tuple(f for f in programme.limits.legal if f.category == article.category)
        return Plan(
            article=article,
            item_rules=_matching(self.items, article) if open_to_offers else (),
            basket_rules=_matching(self.baskets, article) if open_to_offers else (),
            card=open_to_offers and _card_goods(programme).has(article),
            earns=earns,
            rate=numerator // self.rate_unit,
            steps=steps,
            factors=tuple(m.bp if m.goods.has(article) else BASIS for m in self.sometimes),
            redeem=_may_redeem(programme, article),
            pieces=article.unit is Unit.PIECE,
            vat_bp=article.vat_bp,
            margin_bp=programme.limits.margin_bp,
            legal=legal,
            bare=not (article.fixed_price or article.min_price_minor or by_cost or legal),
        )


def compile_programme(programme: Programme) -> Compiled:
    """Make a programme ready for pricing; keep the result as long as the programme is in force."""
    return Compiled(programme)


def _multipliers(accrual: Accrual | None) -> tuple[tuple[Multiplier, ...], tuple[Multiplier, ...]]:
    """Return those that can be part of an article's rate, and those to be looked at in each basket."""
    if accrual is None:
        return (), ()
    if not isinstance(accrual.earn, RateEarn):
        return (), accrual.multipliers
    return (
        tuple(m for m in accrual.multipliers if not m.when),
        tuple(m for m in accrual.multipliers if m.when),
    )


def _rates(accrual: Accrual | None) -> list[int]:
    """Return all rates there are, to find what they have in common."""
    if accrual is None:
        return []
    rates = [rate.bp for rate in accrual.rates]
    return [accrual.earn.bp, *rates] if isinstance(accrual.earn, RateEarn) else rates


def _told(rule: Promotion) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Return the code and the number that explain an offer."""
    match rule.effect:
        case PercentOff(bp):
            return "percent_off", (("bp", bp),)
        case FixedPrice(price_minor):
            return "fixed_price", (("price_minor", price_minor),)
        case SetOff(take):
            return "set_off", (("take", take),)
        case _:
            raise AssertionError(rule)


def _timed(programme: Programme) -> bool:
    """Tell whether anything in the programme looks at the shop's wall clock."""
    multipliers = programme.accrual.multipliers if programme.accrual else ()
    conditions = [rule.when for rule in programme.promotions] + [m.when for m in multipliers]
    return bool(programme.limits.legal) or any(conditions)


def _for_basket(rule: Promotion) -> bool:
    return isinstance(rule.effect, BasketPercent | BasketAmount)


def _matching(rules: tuple[Promotion, ...], article: Article) -> tuple[int, ...]:
    return tuple(i for i, rule in enumerate(rules) if rule.goods.has(article))


def _card_goods(programme: Programme) -> Goods:
    """Return the goods that the card's discount is for."""
    card = programme.card
    return Goods() if isinstance(card, NoCardDiscount) else card.goods


def _may_redeem(programme: Programme, article: Article) -> bool:
    redemption = programme.redemption
    if redemption is None or article.no_redeem or article.fixed_price:
        return False
    return redemption.excluded is None or not redemption.excluded.has(article)


def _earning(accrual: Accrual | None, article: Article) -> tuple[bool, int, bool]:
    """Return (earns at all, rate, counts for steps); a goods rate replaces the base rate unless it is additive.

    Source: decisions 37.
    """
    if accrual is None or article.no_earn or (accrual.excluded is not None and accrual.excluded.has(article)):
        return False, 0, False
    base_bp = accrual.earn.bp if isinstance(accrual.earn, RateEarn) else 0
    rates = [rate for rate in accrual.rates if rate.goods.has(article)]
    instead = [rate.bp for rate in rates if not rate.additive]
    extra_bp = sum(rate.bp for rate in rates if rate.additive)
    steps = not isinstance(accrual.earn, RateEarn) and not instead
    return True, (max(instead) if instead else base_bp) + extra_bp, steps
