"""The public year of real baskets as past receipts: every household has a card; prices are the usual ones of the shelf."""

from typing import Final

from loyalty_pos.core.basket import Article, Unit
from loyalty_pos.core.money import MILLI
from loyalty_pos.lab.real.baskets import read_journey
from loyalty_pos.lab.simulation.past.receipts import Past, Receipt, Shelf, Taken, past_of

NAME: Final = "journey"
_ALL: Final = 1_000_000
_SECOND_US: Final = 1_000_000


def read_public_year(baskets: int = _ALL) -> Past:
    """Return the year, or whole households of about ``baskets``. Raises ``NothingHere`` without the data environment."""
    journey = read_journey(baskets, _ALL, 1)
    poured = {product for basket in journey.baskets for product, milli in basket.lines if milli % MILLI}
    shelf = Shelf()
    places: dict[str, tuple[int, int]] = {}
    for product in journey.products:
        unit = Unit.LITRE if product.product_id in poured else Unit.PIECE
        article = Article(
            product.product_id, product.name, product.price_minor, category=product.category, unit=unit
        )
        places[product.product_id] = shelf.place(article), product.price_minor
    receipts = [
        Receipt(
            str(basket.basket_id),
            basket.at_s * _SECOND_US,
            str(basket.store),
            str(basket.household),
            tuple(_taken(places[product], milli) for product, milli in basket.lines),
        )
        for basket in journey.baskets
    ]
    return past_of(NAME, shelf, receipts)


def _taken(place_and_price: tuple[int, int], milli: int) -> Taken:
    place, price_minor = place_and_price
    return Taken(place, milli, price_minor)
