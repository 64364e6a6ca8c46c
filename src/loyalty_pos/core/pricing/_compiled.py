"""A programme made ready for pricing: rules in their order, and for each article what applies to it.

Compile once for each programme version and keep it: what a programme says of an article is worked out when the
article is first seen, and remembered. It must never depend on a basket, a member or the time.
"""

from dataclasses import dataclass
from itertools import accumulate
from math import lcm

from loyalty_pos.core.basket import Article, Line, Unit
from loyalty_pos.core.money import BASIS, MILLI, Rounding, divide
from loyalty_pos.core.points import points_step
from loyalty_pos.core.pricing._earn_rules import Earning, EarnRules
from loyalty_pos.core.pricing._offers import Alone, Offer, alone_of, offers_of, split_by_funders
from loyalty_pos.core.programme import (
    Choice,
    Counting,
    Downgrade,
    LegalFloor,
    NoCardDiscount,
    Programme,
    Tier,
    Tiers,
    Upgrade,
    WithCard,
)
from loyalty_pos.core.programme.conditions import Goods, TimeCondition
from loyalty_pos.core.programme.tiers import needed
from loyalty_pos.core.quote import Cause

_MOST_PLANS = 50_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What the programme says of one article; numbers index the compiled offers, in order of application.

    ``alone``: offers that look at one line only, laid out; ``pooled``: those that look at several lines together.
    ``open``: it may get cheaper at all, and counts for the sums and sets of offers (decisions 32).
    ``bare``: nothing gives the line a floor. ``usual``: it is open, has no floor, earns, and both the card and
    points may make it cheaper, as far as the programme speaks of that at all. ``earns`` and ``rate`` are those of ``earning``, looked at for every line.
    """

    article: Article
    alone: tuple[Alone, ...]
    pooled: tuple[int, ...]
    basket_rules: tuple[int, ...]
    coupon_rules: tuple[int, ...]
    open: bool
    earning: Earning
    pieces: bool
    vat_bp: int
    margin_bp: int | None
    legal: tuple[LegalFloor, ...]
    bare: bool
    usual: bool
    card: bool
    redeem: bool
    earns: bool
    rate: int

    def is_for(self, offer: Offer) -> bool:
        """Tell whether the article is one of the offer's."""
        match offer.cause:
            case Cause.ITEM:
                return offer.number in self.pooled or any(row[0] == offer.number for row in self.alone)
            case Cause.BASKET:
                return offer.number in self.basket_rules
            case _:
                return offer.number in self.coupon_rules

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
        "alone_before",
        "always",
        "baskets",
        "card_rivals",
        "coupons",
        "earning",
        "grouped",
        "guarded",
        "including",
        "items",
        "or_card",
        "per_member",
        "plans",
        "points_step",
        "pooled",
        "programme",
        "resting",
        "rivals",
        "scale",
        "splits",
        "tier_after",
        "tier_steps",
        "timed",
        "value_minor",
    )

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.always = programme.since is None and programme.until is None
        self.items, self.baskets, self.coupons = offers_of(programme)
        self.alone_before = list(accumulate([offer.alone for offer in self.items], initial=0))
        self.pooled = not all(offer.alone for offer in self.items)
        self.grouped = bool(programme.groups)
        self.rivals, self.card_rivals = _choices(programme, (*self.items, *self.baskets, *self.coupons))
        self.splits = {rule.id: split_by_funders(rule) for rule in programme.promotions if rule.funders}
        tiers = programme.tiers
        self.including = (
            tiers is not None and tiers.counting is Counting.INCLUDING and tiers.upgrade is Upgrade.AT_ONCE
        )
        self.tier_steps = _tier_steps(tiers)
        self.tier_after = _tier_after(tiers)
        active = programme.cashback is not None and programme.cashback.active is not None
        self.earning = EarnRules(programme.accrual, programme.unit, active=active)
        self.guarded = tuple(rule for rule in programme.promotions if rule.guarded)
        self.per_member = frozenset(rule.id for rule in programme.promotions if rule.per_member)
        self.or_card = frozenset(o.rule.id for o in self.items if o.rule.with_card is WithCard.BEST)
        self.timed = _timed(programme)
        redemption = programme.redemption
        step = points_step(programme.unit, whole=redemption is None or redemption.whole_points)
        self.points_step = lcm(step, redemption.block) if redemption else step
        self.scale, self.value_minor = programme.unit.scale, programme.unit.value_minor
        self.plans: dict[str, Plan] = {}  # by article id; check the article before use, see ``plan``
        self.resting: Compiled | None = None  # what is left on days when it is not in force, see ``ready``

    def plans_of(self, lines: list[Line]) -> list[Plan]:
        """Return what the programme says of the article of each line."""
        articles = [line.article for line in lines]
        known = self.plans
        try:
            plans = [known[article.id] for article in articles]
        except KeyError:
            return [self.plan(article) for article in articles]
        if [plan.article for plan in plans] == articles:  # mostly the very same, which takes no comparing
            return plans
        return [self.plan(article) for article in articles]

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
        earning = self.earning.of(article)
        by_cost = article.cost_minor and programme.limits.margin_bp is not None
        legal = tuple(f for f in programme.limits.legal if f.category == article.category)
        items = [self.items[n] for n in _matching(self.items, article)] if open_to_offers else []
        bare = not (article.fixed_price or article.min_price_minor or by_cost or legal)
        card = open_to_offers and _card_goods(programme).has(article)
        redeem = _may_redeem(programme, article)
        may = redeem or programme.redemption is None
        return Plan(
            article=article,
            alone=tuple(alone_of(offer) for offer in items if offer.alone),
            pooled=tuple(offer.number for offer in items if not offer.alone),
            basket_rules=_matching(self.baskets, article) if open_to_offers else (),
            coupon_rules=_matching(self.coupons, article) if open_to_offers else (),
            open=open_to_offers,
            earning=earning,
            pieces=article.unit is Unit.PIECE,
            vat_bp=article.vat_bp,
            margin_bp=programme.limits.margin_bp,
            legal=legal,
            bare=bare,
            usual=bare and card and may and (earning.earns or programme.accrual is None),
            card=card,
            redeem=redeem,
            earns=earning.earns,
            rate=earning.rate,
        )


def compile_programme(programme: Programme) -> Compiled:
    """Make a programme ready for pricing; keep the result as long as the programme is in force."""
    return Compiled(programme)


def _tier_steps(tiers: Tiers | None) -> tuple[tuple[int, Tier], ...] | None:
    """Return what each tier needs where that count alone decides; None where the day or the tier held does too."""
    if tiers is None or tiers.dated or tiers.granted or tiers.downgrade is Downgrade.NEVER:
        return None
    return tuple((needed(tiers, tier), tier) for tier in tiers.steps)


def _tier_after(tiers: Tiers | None) -> dict[str, Tier]:
    """Return the next tier after each one, by id; after "" the first one."""
    steps = tiers.steps if tiers else ()
    return dict(zip(("", *[tier.id for tier in steps]), steps, strict=False))


def _timed(programme: Programme) -> bool:
    """Tell whether anything in the programme looks at the shop's wall clock."""
    accrual = programme.accrual
    conditions = [rule.when for rule in programme.promotions]
    if accrual is not None:
        conditions += [multiplier.when for multiplier in accrual.multipliers]
        conditions += [extra.when for extra in accrual.extras]
    return bool(programme.limits.legal) or any(
        isinstance(c, TimeCondition) for when in conditions for c in when
    )


def _matching(offers: tuple[Offer, ...], article: Article) -> tuple[int, ...]:
    return tuple(offer.number for offer in offers if offer.has(article))


def _choices(
    programme: Programme, offers: tuple[Offer, ...]
) -> tuple[tuple[tuple[Offer, ...], ...], tuple[Offer, ...]]:
    """Return the groups of which the best for the customer acts, and whole offers that stand instead of the card."""
    best = [group.id for group in programme.groups if group.choice is Choice.BEST]
    groups = [tuple(offer for offer in offers if offer.rule.group == group) for group in best]
    several = tuple(group for group in groups if len(group) > 1)
    against = (o for o in offers if o.cause is not Cause.ITEM and o.rule.with_card is WithCard.BEST)
    return several, () if isinstance(programme.card, NoCardDiscount) else tuple(against)


def _card_goods(programme: Programme) -> Goods:
    """Return the goods that the card's discount is for."""
    card = programme.card
    return Goods() if isinstance(card, NoCardDiscount) else card.goods


def _may_redeem(programme: Programme, article: Article) -> bool:
    redemption = programme.redemption
    if redemption is None or article.no_redeem or article.fixed_price:
        return False
    return redemption.excluded is None or not redemption.excluded.has(article)
