"""The world of a replay: a centre process, its books with stores, goods and a card for each household."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from loyalty_pos.centre.items import MemberItem, StaffItem
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import FeedRow
from loyalty_pos.core.basket import Article, Unit
from loyalty_pos.core.cards import own_card
from loyalty_pos.core.money import MILLI
from loyalty_pos.lab.real.baskets import Journey, Product
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.rows import ArticleRow
from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, open_centre
from loyalty_pos.wiring.clock import SystemClock
from loyalty_pos.wiring.folders import folders_at

PIN: Final = "1111"
_CHUNK: Final = 1000
PROGRAMME: Final = """
id = "replay"
names = { en = "Real baskets" }
[tiers]
[[tiers.step]]
id = "basic"
name = "Basic"
from_minor = 0
[[tiers.step]]
id = "silver"
name = "Silver"
from_minor = 50000
discount_bp = 200
[card]
discount = "tiers"
[[promotion]]
id = "cheese"
name = "Cheese week"
kind = "percent"
bp = 1000
goods = { categories = ["CHEESE", "YOGURT", "FLUID MILK PRODUCTS"] }
[[promotion]]
id = "soft-drinks"
name = "Three for two"
kind = "set"
take = 3
pay = 2
goods = { categories = ["SOFT DRINKS"] }
[[promotion]]
id = "big"
name = "Big basket"
kind = "basket_amount"
amount_minor = 300
from_minor = 5000
[accrual]
rate_bp = 500
life_months = 24
[points]
exponent = 0
value_minor = 1
[redemption]
receipt_cap_bp = 5000
"""


class TownClock(SystemClock):
    """The clock of one till, moved along by the baskets."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def now(self) -> datetime:
        """Return the moment of the current basket."""
        return self.at


def card_of(household: int) -> str:
    """Return the household's card."""
    return own_card(f"{household:013d}")


@contextmanager
def centre_process(data: Path) -> Iterator[int]:
    """Run ``loyalty-pos centre`` and give its port."""
    command = [sys.executable, "-m", "loyalty_pos", "--data", str(data), "centre", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:  # noqa: S603 - ourselves
        assert process.stdout
        try:
            words = process.stdout.readline().split()
            yield int(next(word for word in words if word.startswith("http")).rstrip(".").rsplit(":", 1)[1])
        finally:
            process.terminate()


def found_town(data: Path, journey: Journey) -> OpenCentre:
    """Put programme, cashier, stores, goods and cards into the books beside the running centre."""
    centre = open_centre(CentreSettings(folders_at(data).centre))
    centre.admin.set_programme(PROGRAMME)
    pin_hash = PinHasher(centre.lookup_key).digest(PIN)
    centre.admin.put_staff([StaffItem("anna", "Anna", "senior", pin_hash)])
    for store in sorted({basket.store for basket in journey.baskets}):
        centre.admin.create_store(str(store), f"Store {store}")
    _put_goods(centre, journey)
    households = sorted({basket.household for basket in journey.baskets})
    for members in _chunks([MemberItem(card_of(household)) for household in households]):
        centre.admin.put_members(members)
    return centre


def _put_goods(centre: OpenCentre, journey: Journey) -> None:
    """Put all goods into the books, and tell each store of those that it sells: a year has 68,000 in 457 stores."""
    poured = {product for basket in journey.baskets for product, milli in basket.lines if milli % MILLI}
    goods = {p.product_id: _article(p, is_poured=p.product_id in poured) for p in journey.products}
    sold = sorted({(b.store, product) for b in journey.baskets for product, _ in b.lines})
    for articles in _chunks(list(goods.values())):
        centre.books.write(partial(_keep_goods, articles))
    told = [FeedRow(str(store), "article", product, encode(goods[product])) for store, product in sold]
    for rows in _chunks(told):
        centre.books.write(partial(_tell_tills, rows))


def _keep_goods(articles: list[ArticleRow], desk: Desk) -> None:
    desk.reference.put_articles(articles)


def _tell_tills(rows: list[FeedRow], desk: Desk) -> None:
    desk.feed.publish(rows)


def _article(product: Product, *, is_poured: bool) -> ArticleRow:
    unit = Unit.LITRE if is_poured else Unit.PIECE
    article = Article(
        product.product_id, product.name, product.price_minor, category=product.category, unit=unit
    )
    return ArticleRow(article, [product.product_id])


def _chunks(items: list) -> Iterator[list]:  # type: ignore[type-arg]  # lists of any items
    remaining = iter(items)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk
