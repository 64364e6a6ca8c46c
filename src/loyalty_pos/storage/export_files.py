"""Write a table as CSV or XLSX so that no spreadsheet takes a text of ours for a formula (T18).

Numbers are numbers; a text that begins like a formula gets an apostrophe, whatever its script or spaces say.
"""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

import openpyxl

from loyalty_pos.core.problems import BadImportFile

Cell = str | int | Decimal | None
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write the table, return the number of rows; the ending of the name decides the form.

    Raises ``BadImportFile`` (cannot be written, unknown ending).
    """
    try:
        match path.suffix.casefold():
            case ".csv":
                return _csv(path, header, rows)
            case ".xlsx":
                return _xlsx(path, header, rows)
            case _:
                raise BadImportFile(path=str(path), reason="unknown_ending")
    except OSError as error:
        raise BadImportFile(path=str(path), reason="cannot_write") from error


def safe(text: str) -> str:
    """Return the text, made harmless if a spreadsheet would compute it."""
    return (
        "'" + text
        if text.lstrip(" \u00a0\u200b\ufeff").startswith(_STARTS) or text.startswith(_STARTS)
        else text
    )


def _csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        for count, row in enumerate(rows, start=1):  # noqa: B007 - the count is the answer
            writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return count


def _xlsx(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Loyalty POS")
    sheet.append(list(header))
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the count is the answer
        sheet.append([safe(cell) if isinstance(cell, str) else cell for cell in row])
    book.save(path)
    return count
