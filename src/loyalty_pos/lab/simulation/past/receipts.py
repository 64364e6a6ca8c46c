"""Past receipts as plain facts: what was on the counter, when, where, for whom; never what a programme made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from loyalty_pos.core.basket import Article
from loyalty_pos.core.dates import local_day, moment

_DAY_US: Final = 86_400_000_000
_WEEK: Final = 7


class Taken(NamedTuple):
    """A line: place of the article in ``Past.articles``, thousandths, shelf price of one unit."""

    article: int
    qty_milli: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt at shelf prices. ``member`` "" = no card; ``at_us`` microseconds UTC since 1970.

    ``of``: goods that come back; the id of the receipt they were sold by. Quantities are positive all the same.
    ``channel``: how the goods went out, "" = over the counter, or nobody wrote it down.
    """

    id: str
    at_us: int
    store: str
    member: str
    lines: tuple[Taken, ...]
    certificate_minor: int = 0
    of: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """All receipts in order of (time, id), and the articles on them. ``source`` is what people call it.

    ``holders``: which member of these receipts holds a card, by its number; empty where receipts name the card itself.
    """

    source: str
    articles: tuple[Article, ...]
    receipts: tuple[Receipt, ...]
    holders: Mapping[str, str] = field(default_factory=dict)

    @property
    def begin_us(self) -> int:
        """When the first receipt was made, 0 without any."""
        return self.receipts[0].at_us if self.receipts else 0

    @property
    def end_us(self) -> int:
        """When the last receipt was made, 0 without any."""
        return self.receipts[-1].at_us if self.receipts else 0


class Shelf:
    """Collects the articles of past receipts: the same facts are one object, so that pricing plans them once."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self._places: dict[Article, int] = {}

    def place(self, article: Article) -> int:
        """Return the place of this article, a new one at the first sight."""
        known = self._places.get(article)
        if known is None:
            known = self._places[article] = len(self.articles)
            self.articles.append(article)
        return known


def past_of(source: str, shelf: Shelf, receipts: list[Receipt]) -> Past:
    """Return the receipts in order; goods come back to whoever bought them."""
    owners = {receipt.id: receipt.member for receipt in receipts if not receipt.of}
    known = [replace(r, member=owners.get(r.of, r.member)) if r.of else r for r in receipts]
    known.sort(key=lambda r: (r.at_us, bool(r.of), r.id))
    return Past(source, tuple(shelf.articles), tuple(known))


def moved_to(past: Past, first_day: date, zone: str) -> Past:
    """Return the same receipts later or earlier by whole weeks, so that the first falls on ``first_day`` or after it.

    A programme for next year is tried on last year's receipts; weekdays and hours stay as they were.
    """
    if not past.receipts:
        return past
    days = (first_day - local_day(moment(past.receipts[0].at_us), zone)) // timedelta(days=1)
    shift_us = -(-days // _WEEK) * _WEEK * _DAY_US
    moved = tuple(replace(receipt, at_us=receipt.at_us + shift_us) for receipt in past.receipts)
    return replace(past, receipts=moved)
