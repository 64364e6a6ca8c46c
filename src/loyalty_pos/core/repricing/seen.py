"""What a till keeps of a question to pricing, so that the same question can be asked again: the least that makes it exact.

Of the member it keeps only what the programme asks for, so that a body that is kept for ever says no more of a person
than the price needs. It must never keep a name, a phone or a date of birth: pricing knows none of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntFlag
from typing import Self

from loyalty_pos.core.actions.progress import is_progress
from loyalty_pos.core.basket import Article, Basket, Unit
from loyalty_pos.core.dates import micros
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Compiled, Context
from loyalty_pos.core.programme import Programme, SeriesDiscount
from loyalty_pos.core.programme.conditions import (
    Condition,
    FirstPurchase,
    InClubs,
    InSegments,
    NotInSegments,
    OnBirthday,
)
from loyalty_pos.core.sale import Seen, SeenGoods, SeenMember


class Mark(IntFlag):
    """What an article is beside its price; ``MEASURED``: not counted in pieces."""

    FIXED_PRICE = 1
    NO_DISCOUNT = 2
    NO_EARN = 4
    NO_REDEEM = 8
    MEASURED = 16


@dataclass(frozen=True, slots=True)
class Asks:
    """What a programme asks of goods and of members; facts nobody asks for are not kept.

    ``tiers``: spend and visits; ``records``: months and the tier held too.
    """

    segments: frozenset[str]
    clubs: frozenset[str]
    birthday: bool
    visits: bool
    tiers: bool
    records: bool
    series: bool
    opting_out: bool
    cost: bool
    limited: frozenset[str]

    @classmethod
    def of(cls, compiled: Compiled) -> Self:
        """Look through all rules; do it once a programme."""
        programme = compiled.programme
        asked = list(_conditions(programme))
        tiers = programme.tiers is not None
        return cls(
            segments=_named(c.segment_ids for c in asked if isinstance(c, InSegments | NotInSegments)),
            clubs=_named(c.club_ids for c in asked if isinstance(c, InClubs)),
            birthday=OnBirthday() in asked,
            visits=tiers or FirstPurchase() in asked,
            tiers=tiers,
            records=tiers and compiled.tier_steps is None,
            series=isinstance(programme.card, SeriesDiscount),
            opting_out=any(rule.personal for rule in programme.promotions),
            cost=programme.limits.margin_bp is not None,
            limited=frozenset(rule.id for rule in compiled.guarded),
        )


def seen_of(
    basket: Basket, asks: Asks, standing: Standing | None, context: Context, *, over: bool = False
) -> Seen:
    """Return what a later pricing of this basket needs; ``over``: the bundle's life was over.

    A till wants as many points as it has a right to. So that number decides, and not how many the member owns, which
    is nobody's business here.
    """
    return Seen(
        at_us=micros(context.now),
        granted=standing.redeem_right if standing is not None else 0,
        coupons=context.coupons,
        ended=tuple(sorted(context.ended & asks.limited)),
        region=context.region,
        over=over,
        goods=tuple(
            told for line in basket.lines if (told := _goods(line.id, line.article, asks))[1:] != _NOTHING
        ),
        member=_member(standing, asks) if standing is not None else None,
    )


_NOTHING = ("", 0, 0, 0)


def _goods(line_id: int, article: Article, asks: Asks) -> SeenGoods:
    marks = (
        Mark.FIXED_PRICE * article.fixed_price
        | Mark.NO_DISCOUNT * article.no_discount
        | Mark.NO_EARN * article.no_earn
        | Mark.NO_REDEEM * article.no_redeem
        | Mark.MEASURED * (article.unit is not Unit.PIECE)
    )
    cost_minor = article.cost_minor if asks.cost else 0
    return line_id, article.brand, int(marks), article.min_price_minor, cost_minor


def _member(standing: Standing, asks: Asks) -> SeenMember:
    since: date | None = standing.tier_since if asks.records else None
    opted_out = asks.opting_out and standing.opted_out
    segments = frozenset[str]() if standing.opted_out else standing.segments & asks.segments
    return SeenMember(
        spend_minor=standing.spend_minor if asks.tiers else 0,
        visits=standing.visits if asks.visits else 0,
        tier_id=standing.tier_id if asks.tiers else "",
        tier_since=since.isoformat() if since else "",
        card_bp=standing.card_discount_bp if asks.series else 0,
        birthday=asks.birthday and standing.birthday,
        opted_out=opted_out,
        segments=tuple(sorted(segments)),
        clubs=tuple(sorted(standing.clubs & asks.clubs)),
        counters=tuple(one for one in standing.counters if not is_progress(one[0])),
        months=standing.months if asks.records else (),
    )


def _conditions(programme: Programme) -> Iterable[Condition]:
    for rule in programme.promotions:
        yield from rule.when
    if programme.accrual is not None:
        for multiplier in programme.accrual.multipliers:
            yield from multiplier.when
        for extra in programme.accrual.extras:
            yield from extra.when


def _named(several: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*several)
