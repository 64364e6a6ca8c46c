"""Small baskets and programmes for rules about offers: money in minor units, one line a price."""

from datetime import UTC, datetime

from loyalty_pos.core.basket import Article, Basket, Line, Unit
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.programme import Programme, Promotion
from loyalty_pos.core.programme.conditions import Goods
from loyalty_pos.core.quote import Quote

NOON = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)  # Sunday noon in Moscow
ANNA = Standing("anna", visits=3)


def goods(name: str, price_minor: int, category: str = "", **more: object) -> Article:
    return Article(name, name, price_minor, category, **more)  # type: ignore[arg-type]  # the test names the fields


def weighed(name: str, price_minor: int, category: str = "") -> Article:
    return goods(name, price_minor, category, unit=Unit.KILOGRAM)


def basket(*items: Article | tuple[Article, int]) -> Basket:
    """One line an article; a pair is an article and its quantity in thousandths."""
    pairs = [item if isinstance(item, tuple) else (item, 1_000) for item in items]
    return Basket(tuple(Line(n, a, qty, a.price_minor) for n, (a, qty) in enumerate(pairs, 1)))


def pieces(*priced: tuple[int, int]) -> Basket:
    """Lines of (price, pieces)."""
    return basket(*((goods(f"a{n}", price), count * 1_000) for n, (price, count) in enumerate(priced, 1)))


def of(*categories: str) -> Goods:
    return Goods(categories=frozenset(categories))


def shop(*promotions: Promotion, **more: object) -> Programme:
    return Programme("p", (("en", "P"),), promotions=promotions, **more)  # type: ignore[arg-type]  # the test names the fields


def price(
    bought: Basket, *promotions: Promotion, member: Standing | None = None, context: Context | None = None
) -> Quote:
    return quote(bought, shop(*promotions), member, context or Context(NOON))


def saved(priced: Quote) -> list[int]:
    """What each line got off."""
    return [line.discount_minor for line in priced.lines]
