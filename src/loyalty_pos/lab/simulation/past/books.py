"""Past receipts from our own books: a centre's if this machine has them, else the till's journal. Reads only.

Voided sales never happened. Shelf prices, goods and shop are what the sale has kept; cost prices, brands and marks
of the goods are today's, as far as the goods are still known.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from loyalty_pos.centre.imports.importing import all_articles
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Card
from loyalty_pos.core.basket import Article, FiscalObject, Unit
from loyalty_pos.core.money import MILLI
from loyalty_pos.core.sale import Fact, Return, Sale, SoldLine, Void
from loyalty_pos.lab.simulation.past.receipt_file import UnreadableReceipts
from loyalty_pos.lab.simulation.past.receipts import Past, Receipt, Shelf, Taken, past_of
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wiring.books import events_of
from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, open_centre
from loyalty_pos.wiring.folders import Folders
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import TillSettings, open_files

NAME: Final = "journal"
_PAGE: Final = 2_000

Known = Callable[[str], Article | None]


def read_books(folders: Folders, database_url: str = "") -> Past:
    """Return every sale and return of the centre's books, or of the till's journal where there is no centre."""
    if database_url or folders.centre.exists():
        return _of_centre(folders, database_url)
    if not folders.till.exists():
        raise UnreadableReceipts(path=str(folders.data), reason="cannot_open")
    files = open_files(TillSettings(folders.till))
    try:
        facts = [fact for event in events_of(files) if (fact := fact_of(event)) is not None]
        return past_of_facts(facts, files.goods.by_id)
    finally:
        files.close()


def _of_centre(folders: Folders, database_url: str) -> Past:
    centre = open_centre(CentreSettings(folders.centre, database_url))
    try:
        reports = reports_of(centre)
        goods = {item.article.id: item.article for item in all_articles(reports)}
        facts = [fact for event in reports.events() if (fact := fact_of(event)) is not None]
        return replace(past_of_facts(facts, goods.get), holders=_holders(centre))
    finally:
        centre.close()


def _holders(centre: OpenCentre) -> dict[str, str]:
    """Return whose each card is."""
    found: dict[str, str] = {}
    after = ""
    while page := centre.books.read(partial(_cards, after)):
        after = page[-1].number
        found |= {card.number: card.account_id for card in page}
    return found


def _cards(after: str, desk: Desk) -> list[Card]:
    return desk.members.card_page(after, _PAGE)


def past_of_facts(facts: Iterable[Fact], known: Known) -> Past:
    """Return the receipts behind these facts. ``known``: the article as it is today, None = no longer there."""
    every = list(facts)
    voided = {fact.sale_id for fact in every if isinstance(fact, Void)}
    shelf = _Goods(known)
    sold: dict[str, Mapping[int, SoldLine]] = {}
    receipts: list[Receipt] = []
    for fact in every:
        if isinstance(fact, Sale) and fact.sale_id not in voided:
            sold[fact.sale_id] = {line.line_id: line for line in fact.lines}
            receipts.append(_sold(fact, shelf))
    receipts += [
        _back(fact, sold[fact.sale_id], shelf)
        for fact in every
        if isinstance(fact, Return) and fact.sale_id in sold
    ]
    return past_of(NAME, shelf.shelf, receipts)


class _Goods:
    """Articles of old lines, each looked up once."""

    def __init__(self, known: Known) -> None:
        self.shelf = Shelf()
        self._known = known
        self._places: dict[str, int] = {}

    def taken(self, line: SoldLine, qty_milli: int) -> Taken:
        """Return what lay on the counter; the article is placed as the first line of it says."""
        place = self._places.get(line.article_id)
        if place is None:
            article = self._known(line.article_id) or _article(line)
            place = self._places[line.article_id] = self.shelf.place(article)
        return Taken(place, qty_milli, line.price_minor)


def _sold(sale: Sale, goods: _Goods) -> Receipt:
    return Receipt(
        sale.sale_id,
        sale.sold_at_us,
        sale.store_id,
        sale.account_id,
        tuple(goods.taken(line, line.qty_milli) for line in sale.lines),
        sale.certificate_minor,
        channel=sale.channel,
    )


def _back(fact: Return, lines: Mapping[int, SoldLine], goods: _Goods) -> Receipt:
    return Receipt(
        fact.return_id,
        fact.returned_at_us,
        fact.store_id,
        fact.account_id,
        tuple(goods.taken(lines[line.line_id], line.qty_milli) for line in fact.lines),
        of=fact.sale_id,
    )


def _article(line: SoldLine) -> Article:
    """Return the article as far as the sale has kept it."""
    return Article(
        id=line.article_id,
        name=line.name,
        price_minor=line.price_minor,
        category=line.category,
        unit=Unit.KILOGRAM if line.qty_milli % MILLI else Unit.PIECE,
        vat_bp=line.vat_bp,
        fiscal_object=FiscalObject(line.fiscal_object),
    )
