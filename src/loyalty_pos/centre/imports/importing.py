"""Checked records -> the centre in chunks, idempotently, with counts and control sums; opens no files itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from loyalty_pos.centre.admin import (
    ArticleItem,
    BalanceItem,
    CentreAdmin,
    Counts,
    MemberItem,
    PriceItem,
    StaffItem,
)
from loyalty_pos.centre.imports.columns import NEEDED
from loyalty_pos.centre.imports.goods import PriceChange, read_goods, read_prices
from loyalty_pos.centre.imports.people import (
    CardRecord,
    StaffRecord,
    read_balances,
    read_cards,
    read_staff,
)
from loyalty_pos.centre.imports.ranges import is_misprinted, new_ranges
from loyalty_pos.centre.imports.report import ImportReport, control_of
from loyalty_pos.centre.imports.source import Accepted, RefusedRow, SourceRow, with_columns
from loyalty_pos.centre.reports import Reports
from loyalty_pos.core.dates import micros, start_of_day
from loyalty_pos.core.programme import Programme
from loyalty_pos.wire.card_ranges import SETTING, ranges_text, read_ranges
from loyalty_pos.wire.rows import ArticleRow

CHUNK: Final = 1000

Record = TypeVar("Record", ArticleRow, PriceChange, StaffRecord, CardRecord)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Pins:
    """How a PIN becomes a hash and is recognised again; slow on purpose, so unchanged ones are not hashed anew."""

    digest: Callable[[str], str]
    matches: Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Intake:
    """Imports into one centre. ``programme``: gives decimals of points, zone and the tiers that exist."""

    admin: CentreAdmin
    reports: Reports
    programme: Programme
    pins: Pins
    progress: Callable[[int, int], None] = lambda _done, _all: None

    def run(self, report: ImportReport, rows: Iterable[SourceRow]) -> ImportReport:
        """Read, check and (unless it is a dry run) carry out; the report is filled and returned.

        Raises ``MissingColumns``.
        """
        report.exponent = self._exponent
        headings, rows = with_columns(rows, NEEDED[report.subject], report.path)
        report.headings = dict(headings.ours)
        match report.subject:
            case "goods":
                accepted = _sort_out(read_goods(rows), report)
                _sum_goods(report, accepted)
                self._goods(report, accepted)
            case "prices":
                self._prices(report, _sort_out(read_prices(rows), report))
            case "staff":
                self._staff(report, _sort_out(read_staff(rows), report))
            case "cards":
                self._cards(report, self._read_by_tills(report, read_cards(rows, self._exponent)))
            case "balances":
                self._balances(report, self._with_known_tier(report, read_balances(rows, self._exponent)))
            case unknown:
                raise AssertionError(unknown)
        report.refused.sort(key=lambda row: row.line)
        return report

    # --- one subject each -----------------------------------------------------------------------------

    def _goods(self, report: ImportReport, accepted: Sequence[Accepted[ArticleRow]]) -> None:
        items = [
            ArticleItem(row.record.article, tuple(row.record.barcodes), row.record.page, row.record.position)
            for row in accepted
        ]
        known = {item.article.id for item in all_articles(self.reports)} if report.dry_run else set()
        self._put(report, accepted, items, self.admin.put_articles)
        _preview(report, [item.article.id for item in items], known)

    def _prices(self, report: ImportReport, accepted: list[Accepted[PriceChange]]) -> None:
        known = list(all_articles(self.reports))
        ids = {item.article.id for item in known}
        owner = {barcode: item.article.id for item in known for barcode in item.barcodes}
        found: list[Accepted[PriceChange]] = []
        items: list[PriceItem] = []
        for row in accepted:
            article_id = row.record.article_id or owner.get(row.record.barcode, "")
            if article_id not in ids:
                text = row.record.article_id or row.record.barcode
                report.refused.append(RefusedRow(row.line, "id", "unknown_article", text))
                continue
            found.append(row)
            items.append(PriceItem(article_id, row.record.price_minor))
            report.add(price_minor=row.record.price_minor)
        report.control = control_of(items)
        self._put(report, found, items, self.admin.put_prices)
        _preview(report, [item.article_id for item in items], ids)

    def _staff(self, report: ImportReport, accepted: Sequence[Accepted[StaffRecord]]) -> None:
        known = {item.staff_id: item for item in self.reports.staff()}
        hidden = [
            (row.record.staff_id, row.record.name, row.record.role, row.record.active) for row in accepted
        ]
        report.control = control_of(hidden)
        if not report.dry_run:
            items = [self._staff_item(row.record, known.get(row.record.staff_id)) for row in accepted]
            self._put(report, accepted, items, self.admin.put_staff)
        _preview(report, [row.record.staff_id for row in accepted], set(known))

    def _staff_item(self, record: StaffRecord, known: StaffItem | None) -> StaffItem:
        pin_hash = known.pin_hash if known else ""
        if record.pin and not (pin_hash and self.pins.matches(record.pin, pin_hash)):
            pin_hash = self.pins.digest(record.pin)
        badge = known.badge_number if known else ""
        return StaffItem(record.staff_id, record.name, record.role, pin_hash, badge, active=record.active)

    def _cards(self, report: ImportReport, accepted: Sequence[Accepted[CardRecord]]) -> None:
        _sum_cards(report, accepted)
        items = [self._member_item(row.record) for row in accepted]
        known = {item.card_number for item in all_members(self.reports)} if report.dry_run else set()
        self._add_ranges(report, [item.card_number for item in items])
        self._put(report, accepted, items, self.admin.put_members)
        _preview(report, [item.card_number for item in items], known)

    def _add_ranges(self, report: ImportReport, numbers: Sequence[str]) -> None:
        """Tell the tills which old numbers are cards, so that a scan of one is never taken for goods."""
        known = read_ranges(self.reports.setting(SETTING))
        barcodes = (code for item in all_articles(self.reports) for code in item.barcodes)
        added = new_ranges(numbers, known, barcodes)
        report.ranges = [f"{one.first}… ({one.min_length})" for one in added]
        if added and not report.dry_run:
            self.admin.set_setting(SETTING, ranges_text((*known, *added)))

    def _balances(self, report: ImportReport, accepted: Sequence[Accepted[CardRecord]]) -> None:
        _sum_cards(report, accepted)
        items = [
            BalanceItem(
                card_number=row.record.number,
                points=row.record.points or 0,
                spend_minor=row.record.spend_minor or 0,
                visits=row.record.visits or 0,
                tier_id=self._tier_id(row.record.tier_id) or "",
                expire_us=self._end_of(row.record.expires),
            )
            for row in accepted
        ]
        known = {item.card_number for item in all_members(self.reports)} if report.dry_run else set()
        self._put(report, accepted, items, self.admin.put_balances)
        _preview(report, [item.card_number for item in items], known)

    def _member_item(self, record: CardRecord) -> MemberItem:
        return MemberItem(
            card_number=record.number,
            name=record.name,
            phone=record.phone,
            birthday=record.birthday.isoformat() if record.birthday else "",
            state=record.state,
            discount_bp=record.discount_bp,
            tier_id=self._tier_id(record.tier_id) or "",
            points=record.points or 0,
            expire_us=self._end_of(record.expires),
            spend_minor=record.spend_minor or 0,
            visits=record.visits or 0,
        )

    # --- what the programme decides ---------------------------------------------------------------------

    @property
    def _exponent(self) -> int:
        return self.programme.unit.exponent

    def _tier_id(self, text: str) -> str | None:
        """Return the id of a tier given by id or name, "" for "", None for one that the programme lacks."""
        steps = self.programme.tiers.steps if self.programme.tiers else ()
        for tier in steps:
            if text.casefold() in {tier.id.casefold(), tier.name.casefold()}:
                return tier.id
        return None if text else ""

    def _with_known_tier(
        self, report: ImportReport, outcomes: Iterable[Accepted[CardRecord] | RefusedRow]
    ) -> list[Accepted[CardRecord]]:
        found = []
        for row in _sort_out(outcomes, report):
            if self._tier_id(row.record.tier_id) is None:
                report.refused.append(RefusedRow(row.line, "tier", "unknown_tier", row.record.tier_id))
            else:
                found.append(row)
        return found

    def _read_by_tills(
        self, report: ImportReport, outcomes: Iterable[Accepted[CardRecord] | RefusedRow]
    ) -> list[Accepted[CardRecord]]:
        """Return the rows without cards that no till would read: of a known block, and its check digit is wrong."""
        found = []
        known = read_ranges(self.reports.setting(SETTING))
        for row in self._with_known_tier(report, outcomes):
            if is_misprinted(row.record.number, known):
                report.refused.append(RefusedRow(row.line, "card", "wrong_check_digit", row.record.number))
            else:
                found.append(row)
        return found

    def _end_of(self, day: date | None) -> int:
        """Return the moment after the last valid day in the programme's zone, 0 = never."""
        if day is None:
            return 0
        return micros(start_of_day(day + timedelta(days=1), self.programme.zone))

    def _put(
        self,
        report: ImportReport,
        rows: Sequence[Accepted[Record]],
        items: Sequence[Item],
        put: Callable[[list[Item]], Counts],
    ) -> None:
        """Hand over in chunks; what the centre refuses is reported with its line."""
        if report.dry_run:
            return
        for start in range(0, len(items), CHUNK):
            counts = put(list(items[start : start + CHUNK]))
            report.added += counts.added
            report.changed += counts.changed
            report.same += counts.same
            for refused in counts.refused:
                report.refused.append(RefusedRow(rows[start + refused.index].line, "", refused.code))
            self.progress(min(start + CHUNK, len(items)), len(items))


def all_articles(reports: Reports) -> Iterator[ArticleItem]:
    """Return every article, page by page."""
    after = ""
    while page := reports.articles(after, CHUNK):
        yield from page
        after = page[-1].article.id


def all_members(reports: Reports) -> Iterator[MemberItem]:
    """Return every card with its member, page by page."""
    after = ""
    while page := reports.members(after, CHUNK):
        yield from page
        after = page[-1].card_number


def _sort_out(
    outcomes: Iterable[Accepted[Record] | RefusedRow], report: ImportReport
) -> list[Accepted[Record]]:
    accepted: list[Accepted[Record]] = []
    for outcome in outcomes:
        report.read += 1
        if isinstance(outcome, Accepted):
            accepted.append(outcome)
        else:
            report.refused.append(outcome)
    return accepted


def _preview(report: ImportReport, keys: Sequence[str], known: set[str]) -> None:
    """Count for a dry run what is new; what exists already is told as the same until it is compared for real."""
    if report.dry_run:
        report.added = sum(key not in known for key in keys)
        report.same = len(keys) - report.added


def _sum_goods(report: ImportReport, accepted: Sequence[Accepted[ArticleRow]]) -> None:
    report.control = control_of(row.record for row in accepted)
    for row in accepted:
        report.add(price_minor=row.record.article.price_minor, barcodes=len(row.record.barcodes))


def _sum_cards(report: ImportReport, accepted: Sequence[Accepted[CardRecord]]) -> None:
    report.control = control_of(row.record for row in accepted)
    for row in accepted:
        report.add(points=row.record.points or 0, spend_minor=row.record.spend_minor or 0)
