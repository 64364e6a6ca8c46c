"""``export``: goods, members or sales of the centre as CSV or XLSX that no spreadsheet computes (T18)."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from loyalty_pos.centre.imports.importing import all_articles, all_members
from loyalty_pos.centre.reports import Reports
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.column_words import heading
from loyalty_pos.cli.words import line
from loyalty_pos.core.dates import moment
from loyalty_pos.core.pricing import compile_programme
from loyalty_pos.core.shelf.price_tag import price_tag
from loyalty_pos.storage.export_files import Cell, write_table
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.intake import Shelf, programme_of, reports_of, shelf_of


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows."""

    header: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]


def run(options: Namespace) -> int:
    """Write the list; its columns carry the names that ``import`` understands."""
    with opened(options) as centre:
        reports = reports_of(centre)
        if options.subject == "tags":
            table = _tags(reports, options.store)
        else:
            table = {"goods": _goods, "members": _members, "sales": _sales}[options.subject](reports)
        header = [heading(name, options.lang) for name in table.header]
        count = write_table(options.file, header, table.rows)
    say(line("exported", options.lang, count=count, path=options.file))
    return 0


def _goods(reports: Reports) -> Table:
    header = (
        "id;barcode;name;category;brand;unit;price;vat;min price;cost;fixed price;no discount;no earn;no redeem;"
        "age;page;position"
    )
    return Table(tuple(header.split(";")), _goods_rows(reports))


def _goods_rows(reports: Reports) -> Iterator[tuple[Cell, ...]]:
    for item in all_articles(reports):
        article = item.article
        yield (
            article.id,
            " ".join(item.barcodes),
            article.name,
            article.category,
            article.brand,
            article.unit.value,
            _money(article.price_minor),
            "none" if article.vat_bp < 0 else _money(article.vat_bp),
            _money(article.min_price_minor),
            _money(article.cost_minor),
            *(
                int(flag)
                for flag in (article.fixed_price, article.no_discount, article.no_earn, article.no_redeem)
            ),
            article.age,
            item.page,
            item.position,
        )


def _members(reports: Reports) -> Table:
    header = "card;name;phone;birthday;state;discount;tier;points;spend;visits"
    return Table(tuple(header.split(";")), _member_rows(reports))


def _member_rows(reports: Reports) -> Iterator[tuple[Cell, ...]]:
    exponent = programme_of(reports).unit.exponent
    for item in all_members(reports):
        yield (
            item.card_number,
            item.name,
            item.phone,
            item.birthday,
            item.state.value,
            _money(item.discount_bp),
            item.tier_id,
            _points(item.points, exponent),
            _money(item.spend_minor),
            item.visits,
        )


def _sales(reports: Reports) -> Table:
    header = (
        "receipt;time;store;cashier;account;gross;discount;points money;certificate;paid;redeemed;accrued"
    )
    return Table(tuple(header.split(";")), _sale_rows(reports))


def _sale_rows(reports: Reports) -> Iterator[tuple[Cell, ...]]:
    exponent = programme_of(reports).unit.exponent
    for sale in reports.sales():
        yield (
            sale.code,
            moment(sale.sold_at_us).isoformat(timespec="seconds"),
            sale.store_id,
            sale.cashier_id,
            sale.account_id,
            _money(sale.gross_minor),
            _money(sale.discount_minor),
            _money(sale.points_money_minor),
            _money(sale.certificate_minor),
            _money(sale.paid_minor),
            _points(sale.redeemed, exponent),
            _points(sale.accrued, exponent),
        )


def _tags(reports: Reports, store_id: str) -> Table:
    """Return price tags for the shelf: what the till of this store would say now (A39)."""
    first = next((store.store_id for store in reports.stores()), "")
    header = ("id", "name", "price", "now", "with card", "points")
    return Table(header, _tag_rows(shelf_of(reports, store_id or first, datetime.now(UTC))))


def _tag_rows(shelf: Shelf) -> Iterator[tuple[Cell, ...]]:
    compiled = compile_programme(shelf.programme)
    exponent = shelf.programme.unit.exponent
    for article in shelf.articles:
        tag = price_tag(article, compiled, shelf.context)
        yield (
            article.id,
            article.name,
            _money(tag.price_minor),
            _money(tag.now_minor),
            _money(tag.with_card_minor),
            _points(tag.points, exponent),
        )


def _points(minor: int, exponent: int) -> Decimal:
    return Decimal(minor).scaleb(-exponent)


def _money(minor: int) -> Decimal:
    return Decimal(minor).scaleb(-2)
