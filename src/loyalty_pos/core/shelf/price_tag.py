"""A price tag: what one unit costs without a card and with one, and the points it brings (A39, the jeweller's shelf).

The numbers are those of the till: the same pricing, a receipt of this one line. It must not promise what needs more
than the goods and a card: a member of the first tier, not new, without a birthday or segments.
"""

from typing import NamedTuple

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import MILLI
from loyalty_pos.core.pricing import Compiled, Context, quote

_ANY_MEMBER = Standing("", visits=1)


class PriceTag(NamedTuple):
    """For one piece, kilogram, litre or metre: minor units; ``points``: minor point units earned with a card."""

    price_minor: int
    now_minor: int
    with_card_minor: int
    points: int


def price_tag(article: Article, compiled: Compiled, context: Context) -> PriceTag:
    """Return what the tag says at the moment of ``context``; ``now_minor`` is for everybody."""
    basket = Basket((Line(1, article, MILLI, article.price_minor),))
    everybody = quote(basket, compiled, None, context)
    member = quote(basket, compiled, _ANY_MEMBER, context)
    return PriceTag(article.price_minor, everybody.due_minor, member.due_minor, member.accrued)
