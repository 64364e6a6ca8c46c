"""Rows of an old goods list -> articles with barcodes; rows of a price list -> new prices."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from loyalty_pos.centre.imports import cells
from loyalty_pos.centre.imports.cells import BadCell
from loyalty_pos.centre.imports.source import Accepted, RefusedRow, SourceRow
from loyalty_pos.core.basket import Article, FiscalObject, Unit
from loyalty_pos.wire.rows import ArticleRow

_UNITS: Final = {
    "": Unit.PIECE,
    "шт": Unit.PIECE,
    "штука": Unit.PIECE,
    "pc": Unit.PIECE,
    "pcs": Unit.PIECE,
    "piece": Unit.PIECE,
    "кг": Unit.KILOGRAM,
    "килограмм": Unit.KILOGRAM,
    "kg": Unit.KILOGRAM,
    "kilogram": Unit.KILOGRAM,
    "л": Unit.LITRE,
    "литр": Unit.LITRE,
    "l": Unit.LITRE,
    "litre": Unit.LITRE,
    "м": Unit.METRE,
    "метр": Unit.METRE,
    "m": Unit.METRE,
    "metre": Unit.METRE,
}
_NO_VAT: Final = frozenset({"без ндс", "без", "none", "no vat", "не облагается"})
_MAX_NAME: Final = 200
_ADULT: Final = 18
_USUAL_VAT_BP: Final = 2200  # the default of ``Article``


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A new shelf price; exactly one of ``article_id`` and ``barcode`` is set."""

    article_id: str
    barcode: str
    price_minor: int


def read_goods(rows: Iterable[SourceRow]) -> Iterator[Accepted[ArticleRow] | RefusedRow]:
    """Check every row; an article or barcode may stand once (a repeated equal row is no fault)."""
    seen: dict[str, ArticleRow] = {}
    owner: dict[str, str] = {}
    for row in rows:
        try:
            record = _article(row)
            taken = next(
                (c for c in record.barcodes if owner.get(c, record.article.id) != record.article.id), ""
            )
            if taken:
                raise BadCell(column="barcode", reason="barcode_twice", text=taken)  # noqa: TRY301 - one way out for all refusals
            if seen.setdefault(record.article.id, record) != record:
                raise BadCell(column="id", reason="given_twice", text=record.article.id)  # noqa: TRY301 - as above
        except BadCell as bad:
            yield RefusedRow(row.line, bad.column, bad.reason, bad.text)
            continue
        owner.update(dict.fromkeys(record.barcodes, record.article.id))
        yield Accepted(row.line, record)


def read_prices(rows: Iterable[SourceRow]) -> Iterator[Accepted[PriceChange] | RefusedRow]:
    """Check every row of a price list: code or barcode, and price."""
    seen: dict[tuple[str, str], PriceChange] = {}
    for row in rows:
        try:
            record = _price(row)
            key = (record.article_id, record.barcode)
            if seen.setdefault(key, record) != record:
                raise BadCell(column="id", reason="given_twice", text=record.article_id or record.barcode)  # noqa: TRY301 - one way out
        except BadCell as bad:
            yield RefusedRow(row.line, bad.column, bad.reason, bad.text)
            continue
        yield Accepted(row.line, record)


def _article(row: SourceRow) -> ArticleRow:
    barcodes = cells.barcodes(row.get("barcode"), "barcode")
    name = cells.need(row.get("name"), "name")
    if len(name) > _MAX_NAME:
        raise BadCell(column="name", reason="too_long", text=name)
    price_minor = cells.money(row.get("price"), "price")
    min_price_minor = _optional_money(row, "min_price") or 0
    if min_price_minor > price_minor:
        raise BadCell(column="min_price", reason="over_price", text=row.get("min_price"))
    age = cells.whole(row.get("age").removesuffix("+"), "age")
    article = Article(
        id=cells.need(row.get("id") or next(iter(barcodes), ""), "id"),
        name=name,
        price_minor=price_minor,
        category=row.get("category"),
        brand=row.get("brand"),
        unit=_unit(row),
        vat_bp=_vat(row),
        min_price_minor=min_price_minor,
        cost_minor=_optional_money(row, "cost") or 0,
        fixed_price=cells.yes(row.get("fixed_price"), "fixed_price"),
        no_discount=cells.yes(row.get("no_discount"), "no_discount"),
        no_earn=cells.yes(row.get("no_earn"), "no_earn"),
        no_redeem=cells.yes(row.get("no_redeem"), "no_redeem"),
        age=age,
        fiscal_object=FiscalObject.EXCISE if age >= _ADULT else FiscalObject.COMMODITY,
    )
    position = cells.whole(row.get("position"), "position")
    return ArticleRow(article=article, barcodes=barcodes, page=row.get("page"), position=position)


def _price(row: SourceRow) -> PriceChange:
    codes = cells.barcodes(row.get("barcode"), "barcode")
    article_id = row.get("id")
    if not article_id and len(codes) != 1:
        raise BadCell(column="id", reason="empty")
    price_minor = cells.money(row.get("price"), "price")
    return PriceChange(article_id, "" if article_id else codes[0], price_minor)


def _optional_money(row: SourceRow, column: str) -> int | None:
    text = row.get(column)
    return cells.money(text, column) if text else None


def _unit(row: SourceRow) -> Unit:
    text = row.get("unit").casefold().rstrip(".")
    if text not in _UNITS:
        raise BadCell(column="unit", reason="unknown_unit", text=text)
    return _UNITS[text]


def _vat(row: SourceRow) -> int:
    text = row.get("vat").casefold()
    if not text:
        return _USUAL_VAT_BP
    return -1 if text in _NO_VAT else cells.percent(text, "vat")
