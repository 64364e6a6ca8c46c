"""Lists about partners: rates of thousands, phones of a partner's customers; a wrong row is refused by its line.

It must never keep a phone: only keyed hashes leave this page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from loyalty_pos.centre.imports.cells import BadCell, need, percent, phone, points
from loyalty_pos.centre.imports.columns import NEEDED
from loyalty_pos.centre.imports.report import ImportReport, control_of
from loyalty_pos.centre.imports.source import Accepted, RefusedRow, SourceRow, with_columns
from loyalty_pos.centre.partners.desk import PartnerDesk, host_of
from loyalty_pos.core.partners.rates import NO_CAP, Rate
from loyalty_pos.core.programme.partners import CEILING_BP

CHUNK: Final = 1000
_LONGEST_ID: Final = 60
_LONGEST_TEXT: Final = 500
Record = TypeVar("Record", Rate, str)
Progress = Callable[[int, int], None]


def take_rates(
    desk: PartnerDesk, report: ImportReport, rows: Iterable[SourceRow], exponent: int, progress: Progress
) -> ImportReport:
    """Read rates and put them into the catalogue; the report is filled and returned. Raises ``MissingColumns``."""
    headings, rows = with_columns(rows, NEEDED["rates"], report.path)
    report.headings = dict(headings.ours)
    rates = _without_doubles(_sorted_out(_read(rows, lambda row: _rate(row, exponent)), report), report)
    report.control = control_of(rates)
    for first in range(0, 0 if report.dry_run else len(rates), CHUNK):
        kept = desk.put_rates(rates[first : first + CHUNK])
        report.added += kept.added
        report.changed += kept.changed
        report.same += kept.same
        progress(min(first + CHUNK, len(rates)), len(rates))
    return report


def take_subscribers(
    desk: PartnerDesk, report: ImportReport, rows: Iterable[SourceRow], partner_id: str, progress: Progress
) -> ImportReport:
    """Read phones and tell the tills that whoever has one is this partner's customer. Raises ``MissingColumns``."""
    headings, rows = with_columns(rows, NEEDED["subscribers"], report.path)
    report.headings = dict(headings.ours)
    phones = _sorted_out(_read(rows, lambda row: phone(need(row.get("phone"), "phone"), "phone")), report)
    keys = [desk.phone_key(one) for one in phones]
    report.control = control_of(sorted(keys))
    for first in range(0, 0 if report.dry_run else len(keys), CHUNK):
        chunk = keys[first : first + CHUNK]
        added = desk.put_subscribers(partner_id, chunk)
        report.added += added
        report.same += len(chunk) - added
        progress(min(first + CHUNK, len(keys)), len(keys))
    return report


def _read(
    rows: Iterable[SourceRow], read: Callable[[SourceRow], Record]
) -> Iterator[Accepted[Record] | RefusedRow]:
    for row in rows:
        try:
            yield Accepted(row.line, read(row))
        except BadCell as bad:
            yield RefusedRow(row.line, bad.column, bad.reason, bad.text)


def _rate(row: SourceRow, exponent: int) -> Rate:
    """Return the rate of a row; one over its ceiling is refused (A18)."""
    ceiling = row.get("ceiling")
    cap = row.get("month_cap")
    rate = Rate(
        partner_id=_short(row, "id", _LONGEST_ID),
        name=_short(row, "name", _LONGEST_TEXT),
        rate_bp=percent(need(row.get("rate"), "rate"), "rate"),
        domain=host_of(row.get("domain")),
        conditions=row.get("conditions")[:_LONGEST_TEXT],
        first_rate_bp=percent(row.get("first_rate"), "first_rate"),
        ceiling_bp=percent(ceiling, "ceiling") if ceiling else CEILING_BP,
        month_cap=points(cap, "month_cap", exponent) if cap else NO_CAP,
    )
    if not rate.is_sound:
        wrong = "rate" if rate.rate_bp > rate.ceiling_bp else "first_rate"
        raise BadCell(wrong, "over_the_ceiling", row.get(wrong))
    return rate


def _short(row: SourceRow, column: str, longest: int) -> str:
    text = need(row.get(column), column)
    if len(text) > longest or not text.isprintable():
        raise BadCell(column, "too_long" if len(text) > longest else "not_printable", text)
    return text


def _sorted_out(outcomes: Iterable[Accepted[Record] | RefusedRow], report: ImportReport) -> list[Record]:
    accepted: list[Record] = []
    for outcome in outcomes:
        report.read += 1
        if isinstance(outcome, Accepted):
            accepted.append(outcome.record)
        else:
            report.refused.append(outcome)
    return accepted


def _without_doubles(rates: Sequence[Rate], report: ImportReport) -> list[Rate]:
    """Return each partner once, as its last row says: a chunk must not change what it has just put."""
    last = {rate.partner_id: rate for rate in rates}
    report.same += len(rates) - len(last)
    return list(last.values())
