"""Rows as they stand in a file, before they mean anything: line number and named cells. No files are opened here."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import ClassVar, Generic, TypeVar

from loyalty_pos.centre.imports.columns import canonical
from loyalty_pos.core.problems import BadImportFile, Problem

SEPARATORS = (";", ",", "\t")
_HEADER_LOOKAHEAD = 10

Record = TypeVar("Record")


class MissingColumns(Problem):
    """A list cannot be what it is said to be. ``columns``: needed ones, ``a|b`` = one of them; ``strange``: headings
    of the file that say nothing to us.
    """

    code: ClassVar[str] = "missing_columns"
    path: str
    columns: tuple[str, ...]
    strange: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """How the columns of a file are called in it. ``ours``: by canonical name; ``strange``: those we do not know."""

    ours: Mapping[str, str]
    strange: tuple[str, ...] = ()


NO_HEADINGS = Headings({})


@dataclass(frozen=True, slots=True)
class SourceRow:
    """``line`` counts from 1 as an editor or a spreadsheet shows it; ``cells`` by canonical column name."""

    line: int
    cells: dict[str, str]
    headings: Headings = field(default=NO_HEADINGS, repr=False, compare=False)

    def get(self, column: str) -> str:
        """Return the trimmed text of a cell, "" when the column is absent."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Accepted(Generic[Record]):
    """A row that means something."""

    line: int
    record: Record


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is left out. ``reason`` is a code of ``cli/words.py``; ``text`` the offending text, shortened."""

    line: int
    column: str
    reason: str
    text: str = ""


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8 (with or without mark), UTF-16 with mark, else the Russian Windows page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


def table_from_csv(text: str, path: str) -> Iterator[SourceRow]:
    """Return the rows below the header; the separator is the one that splits the header best.

    Raises ``BadImportFile`` when there is no header with a column that we know.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    return _named(_numbered(text, separator, path), path)


def table_from_cells(rows: Iterable[list[str]], path: str) -> Iterator[SourceRow]:
    """Return the rows below the header of a sheet whose cells are texts already."""
    return _named(enumerate(rows, start=1), path)


def _numbered(text: str, separator: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Number rows by the line they begin at; a quoted cell may hold line breaks."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadImportFile(path=path, reason="not_a_table") from error
        yield begins, cells
        begins = reader.line_num + 1


def _named(rows: Iterable[tuple[int, list[str]]], path: str) -> Iterator[SourceRow]:
    names: list[str] | None = None
    headings = NO_HEADINGS
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if names is None:
            names = _header(cells)
            if names is None and line > _HEADER_LOOKAHEAD:
                break
            headings = _headings(names or [], cells)
            continue
        yield SourceRow(line, dict(zip(names, cells, strict=False)), headings)
    if names is None:
        raise BadImportFile(path=path, reason="no_header")


def _header(cells: list[str]) -> list[str] | None:
    """Return canonical names of a header row; lines above it (titles of reports) have fewer than two known words."""
    names = [canonical(cell) for cell in cells]
    enough = min(2, len([cell for cell in cells if cell.strip()]))
    return names if sum(bool(name) for name in names) >= enough else None


def _headings(names: Sequence[str], cells: Sequence[str]) -> Headings:
    told = [(name, cell.strip()) for name, cell in zip(names, cells, strict=False) if cell.strip()]
    return Headings(
        {name: cell for name, cell in told if name}, tuple(cell for name, cell in told if not name)
    )


def with_columns(
    rows: Iterable[SourceRow], needed: Sequence[str], path: str
) -> tuple[Headings, Iterator[SourceRow]]:
    """Return the headings and all rows. Raises ``MissingColumns`` once for the file; a file without rows has none."""
    all_rows = iter(rows)
    first = next(all_rows, None)
    if first is None:
        return NO_HEADINGS, all_rows
    headings = first.headings
    if headings.ours:
        missing = tuple(one for one in needed if not headings.ours.keys() & set(one.split("|")))
        if missing:
            raise MissingColumns(path=path, columns=missing, strange=headings.strange)
    return headings, chain([first], all_rows)
