"""Lists in and out of the centre's books, joined: file readers, the centre, PIN hashes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from loyalty_pos.centre.imports.importing import Intake, Pins
from loyalty_pos.centre.imports.partner_lists import take_rates, take_subscribers
from loyalty_pos.centre.imports.report import ImportReport
from loyalty_pos.centre.releases import UnknownStore
from loyalty_pos.centre.reports import Reports
from loyalty_pos.core.basket import Article
from loyalty_pos.core.dates import micros
from loyalty_pos.core.pricing import Context
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.storage.import_files import read_rows
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import ArticleRow, BundleRow
from loyalty_pos.wiring.centre import OpenCentre


@dataclass(frozen=True, slots=True)
class Asked:
    """One import: which list, from where, for real or not."""

    subject: str
    path: Path
    dry_run: bool = False


def bring(
    centre: OpenCentre, asked: Asked, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> ImportReport:
    """Import one file into the open centre. Raises ``BadImportFile``; rows that do not fit are in the report."""
    reports = reports_of(centre)
    pins = PinHasher(centre.lookup_key)
    intake = Intake(
        admin=centre.admin,
        reports=reports,
        programme=programme_of(reports),
        pins=Pins(pins.digest, pins.matches),
        progress=progress,
    )
    report = ImportReport(asked.subject, str(asked.path), dry_run=asked.dry_run)
    return intake.run(report, read_rows(asked.path, asked.subject))


def bring_rates(
    centre: OpenCentre, path: Path, progress: Callable[[int, int], None], *, dry_run: bool = False
) -> ImportReport:
    """Import what partners give back. Raises ``BadImportFile``; rows that do not fit are in the report."""
    exponent = programme_of(reports_of(centre)).unit.exponent
    report = ImportReport("rates", str(path), dry_run=dry_run)
    return take_rates(centre.admin.partners, report, read_rows(path, "rates"), exponent, progress)


def bring_subscribers(
    centre: OpenCentre,
    path: Path,
    partner_id: str,
    progress: Callable[[int, int], None],
    *,
    dry_run: bool = False,
) -> ImportReport:
    """Import the phones of a partner's customers. Raises ``BadImportFile``."""
    report = ImportReport("subscribers", str(path), dry_run=dry_run)
    rows = read_rows(path, "subscribers")
    return take_subscribers(centre.admin.partners, report, rows, partner_id, progress)


def reports_of(centre: OpenCentre) -> Reports:
    """Return what can be read of the centre."""
    return Reports(centre.books, centre.clock)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the tills of a store are told of its goods and by what they price them now."""

    articles: tuple[Article, ...]
    programme: Programme
    context: Context


def shelf_of(reports: Reports, store_id: str, now: datetime) -> Shelf:
    """Return the goods of a store with its own prices and its programme in force. Raises ``UnknownStore``."""
    stores = {store.store_id: store for store in reports.stores()}
    if store_id not in stores:
        raise UnknownStore(store=store_id, known=", ".join(stores))
    rows = list(reports.feed_rows(store_id))
    articles = (
        decode(change.row, ArticleRow).article for change in rows if change.table == "article" and change.row
    )
    bundles = (decode(change.row, BundleRow) for change in rows if change.table == "bundle" and change.row)
    begun = [bundle for bundle in bundles if bundle.from_us <= micros(now)]
    programme = read_together(max(begun, key=lambda bundle: bundle.serial).texts if begun else ())
    region = reports.setting("region", store_id) or reports.setting("region")
    return Shelf(
        tuple(sorted(articles, key=lambda article: article.id)),
        programme,
        Context(now, zone=stores[store_id].zone, store_id=store_id, region=region),
    )


def programme_of(reports: Reports) -> Programme:
    """Return the programme in force, an empty one before the first."""
    return read_together(reports.programme_texts())
