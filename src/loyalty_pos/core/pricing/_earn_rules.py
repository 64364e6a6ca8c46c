"""How articles earn, worked out once for a programme: rates, multipliers, capped rates, awards.

It must never depend on a basket, a member or the time. Rates are whole numbers over one denominator, so that a
basket of many lines adds and multiplies only.
"""

from math import gcd, prod
from typing import NamedTuple

from loyalty_pos.core.basket import Article
from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import Accrual, Extra, GoodsRate, Multiplier, PointUnit, RateEarn
from loyalty_pos.core.programme.conditions import FromSum


class Earning(NamedTuple):
    """How one article earns; ``earns`` False = not at all, whatever the rest says: what it earns from is nothing.

    ``rate``: minor point units for ``EarnRules.basis`` of the base, at one minor money unit a point, by all rates
    that have no cap; ``capped``: the same for each rate with one. ``steps``: it counts for the steps of a StepEarn.
    ``each``: minor point units for a piece by rates without a cap, ``capped_each`` by each rate with one.
    ``factors``: what each multiplier does, in basis points. ``awards``: which awards speak of the article.
    """

    earns: bool
    rate: int
    steps: bool
    factors: tuple[int, ...]
    each: int
    capped: tuple[int, ...]
    capped_each: tuple[int, ...]
    awards: tuple[bool, ...]


_NOTHING = Earning(False, 0, False, (), 0, (), (), ())  # noqa: FBT003  # the fields in their order


class EarnRules:
    """An accrual made ready: ``sometimes`` and ``capped`` are the multipliers and rates to look at in each basket.

    ``always`` are part of the rates already. ``special``: something beyond rates and multipliers is to be done.
    ``simple``: rates are all there is, but for the tier.
    """

    __slots__ = (
        "_accrual",
        "_scale",
        "_unit",
        "always",
        "basis",
        "capped",
        "each",
        "simple",
        "sometimes",
        "special",
    )

    def __init__(self, accrual: Accrual | None, unit: PointUnit, *, active: bool = False) -> None:
        """``active``: there is a factor for active members, which only their orders tell."""
        rates = accrual.rates if accrual else ()
        self._accrual = accrual
        self._scale = unit.scale
        self.each = any(rate.points_each for rate in rates)
        self.always, self.sometimes = _multipliers(accrual, each=self.each)
        self.capped: tuple[GoodsRate, ...] = tuple(rate for rate in rates if rate.month_cap is not None)
        self._unit = gcd(BASIS, *_bps(accrual)) * prod([gcd(BASIS, m.bp) for m in self.always])
        self.basis = BASIS ** (1 + len(self.always)) // self._unit
        by_rate = accrual is not None and isinstance(accrual.earn, RateEarn)
        self.simple = by_rate and not (self.each or self.sometimes or self.capped or active)
        self.special = bool(accrual and (self.capped or accrual.extras or accrual.limits))

    def of(self, article: Article) -> Earning:
        """Return how this article earns; a goods rate replaces the base rate unless it is additive (decisions 37)."""
        accrual = self._accrual
        if accrual is None:
            return _NOTHING
        rates = [rate for rate in accrual.rates if rate.goods.has(article)]
        instead = [rate for rate in rates if not rate.additive]
        acting = [rate for rate in rates if rate.additive]
        if instead:
            acting.append(max(instead, key=lambda rate: rate.bp))
        plain_bp = sum(rate.bp for rate in acting if rate.month_cap is None)
        if not instead and isinstance(accrual.earn, RateEarn):
            plain_bp += accrual.earn.bp
        excluded = article.no_earn or (accrual.excluded is not None and accrual.excluded.has(article))
        return Earning(
            earns=not excluded,
            rate=self._rate(article, plain_bp),
            steps=not instead and not isinstance(accrual.earn, RateEarn),
            factors=tuple(m.bp if m.goods.has(article) else BASIS for m in self.sometimes),
            each=sum(rate.points_each for rate in acting if rate.month_cap is None),
            capped=tuple(self._rate(article, r.bp if r in acting else 0) for r in self.capped),
            capped_each=tuple(r.points_each if r in acting else 0 for r in self.capped),
            awards=tuple(extra.goods.has(article) for extra in accrual.extras),
        )

    def _rate(self, article: Article, bp: int) -> int:
        for multiplier in self.always:
            bp *= multiplier.bp if multiplier.goods.has(article) else BASIS
        return bp * self._scale // self._unit


def least_due(rule: Multiplier | Extra) -> int:
    """Return what must be due for the rule's goods at least, however the programme said it."""
    said = [condition.from_minor for condition in rule.when if isinstance(condition, FromSum)]
    return max([rule.from_minor, *said])


def _multipliers(
    accrual: Accrual | None, *, each: bool
) -> tuple[tuple[Multiplier, ...], tuple[Multiplier, ...]]:
    """Return those that can be part of an article's rate, and those to be looked at in each basket."""
    if accrual is None:
        return (), ()
    if each or not isinstance(accrual.earn, RateEarn):
        return (), accrual.multipliers
    return (
        tuple(m for m in accrual.multipliers if not (m.when or m.from_minor)),
        tuple(m for m in accrual.multipliers if m.when or m.from_minor),
    )


def _bps(accrual: Accrual | None) -> list[int]:
    """Return all rates there are, to find what they have in common."""
    if accrual is None:
        return []
    rates = [rate.bp for rate in accrual.rates]
    return [accrual.earn.bp, *rates] if isinstance(accrual.earn, RateEarn) else rates
