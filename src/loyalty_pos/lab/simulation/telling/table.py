"""The report for a terminal: tables of text, sentences; and as rows for a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from loyalty_pos.core.dates import moment
from loyalty_pos.lab.simulation.telling.report import LETTERS, Kind, Report, Table, Value
from loyalty_pos.lab.simulation.telling.words import (
    assumptions_in_words,
    label_text,
    say_in,
    title,
    unknowable_in_words,
    value_text,
)
from loyalty_pos.storage.export_files import Cell
from loyalty_pos.till.formats import format_day, format_number

_IN_FILES_ONLY: Final = frozenset({"segments_cell", "month_due", "month_issued", "month_redeemed"})
_ONLY_IF_ANY: Final = frozenset({"returns", "funded"})
_GAP: Final = "  "


def shown(report: Report) -> list[Table]:
    """Return the tables that people read; the others are for spreadsheets and plots."""
    told = [_without_zeros(table) for table in report.tables if table.code not in _IN_FILES_ONLY]
    return [table for table in told if table.rows]


def _without_zeros(table: Table) -> Table:
    """Return the table without rows in which nothing happened; what it is all about is told even then."""
    rows = tuple(
        (label, values)
        for label, values in table.rows
        if any(value.number for value in values) or (table.code == "money" and label.code not in _ONLY_IF_ANY)
    )
    return replace(table, rows=rows)


def head(report: Report, lang: str) -> str:
    """Return what was simulated."""
    past, zone = report.past, report.programmes[0][1].zone
    first, last = (
        format_day(moment(receipt.at_us), zone, lang) for receipt in (past.receipts[0], past.receipts[-1])
    )
    count = format_number(len(past.receipts), 0, lang)
    return say_in(lang, "head", receipts=count, source=past.source, first=first, last=last)


def assumed(report: Report, lang: str) -> list[str]:
    """Return the assumptions of this simulation, and what these receipts could not try."""
    known = not report.figures[0].money.unknown_minor
    asked = ((letter, report.not_told(programme)) for letter, programme in report.programmes)
    told = assumptions_in_words(report.assumptions, report.beginnings, costs_known=known, lang=lang)
    silent = [
        f"{letter}: {say_in(lang, 'never_acted', rules=', '.join(figures.never_acted))}"
        for (letter, _), figures in zip(report.programmes, report.figures, strict=True)
        if figures.never_acted
    ]
    return [*told, *unknowable_in_words(asked, lang), *silent]


def in_text(report: Report, lang: str) -> Iterator[str]:
    """Return the lines of the report."""
    yield head(report, lang)
    for letter, programme in report.programmes:
        yield f"{letter}{_GAP}{programme.name(lang)} ({programme.id})"
    yield ""
    yield f"{say_in(lang, 'assumed')}:"
    yield from (f"- {line}" for line in assumed(report, lang))
    currency = report.programmes[0][1].currency
    for table in shown(report):
        yield ""
        yield title(table, lang)
        yield from _aligned(_texts(table, lang, currency))


def _texts(table: Table, lang: str, currency: str) -> list[list[str]]:
    header = ["", *(label_text(column, lang) for column in table.columns)]
    rows = [
        [label_text(label, lang), *(value_text(value, lang, currency) for value in values)]
        for label, values in table.rows
    ]
    return [header, *rows]


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield (_GAP + _GAP.join(cells)).rstrip()


def sheet_header(report: Report, lang: str) -> list[str]:
    """Return the columns of the spreadsheet: a table's own columns stand in rows, programmes side by side."""
    return [say_in(lang, "table"), say_in(lang, "column"), "", *LETTERS[: len(report.figures)]]


def sheet_rows(report: Report, lang: str) -> Iterator[list[Cell]]:
    """Return every number of the report; money with decimals, shares in per cent."""
    size = len(report.figures)
    for table in report.tables:
        if not table.of:
            for label, values in table.rows:
                yield [title(table, lang), label_text(label, lang), "", *map(_number, values)]
            continue
        place = LETTERS.index(table.of)
        for label, values in table.rows:
            for column, value in zip(table.columns, values, strict=True):
                cells: list[Cell] = [None] * size
                cells[place] = _number(value)
                yield [title(table, lang), label_text(label, lang), label_text(column, lang), *cells]


def _number(value: Value) -> Cell:
    if value.number is None:
        return None
    match value.kind:
        case Kind.MONEY | Kind.SHARE:
            return Decimal(value.number).scaleb(-2)
        case Kind.POINTS:
            return Decimal(value.number).scaleb(-value.exponent)
        case Kind.COUNT:
            return value.number
