"""Write a table as CSV or XLSX so that no spreadsheet takes a text of ours for a formula (T18).

Numbers are numbers; a text that begins like a formula gets an apostrophe, whatever its script or spaces say.
"""

import contextlib
import csv
import errno
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import ClassVar, Final

import openpyxl

from loyalty_pos.core.problems import Problem

Cell = str | int | Decimal | None
Header = Sequence[str]
Rows = Iterable[Sequence[Cell]]
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_REASONS: Final = {
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.EISDIR: "is_folder",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EROFS: "not_allowed",
}


class ExportNotWritten(Problem):
    """The table is not there; what was in its place before still is. ``reason`` is a code of ``cli/words.py``."""

    code: ClassVar[str] = "export_not_written"
    path: str
    reason: str


def write_table(path: Path, header: Header, rows: Rows) -> int:
    """Write the table, return the number of rows; the ending of the name decides the form.

    Raises ``ExportNotWritten``; a table that broke off leaves nothing behind.
    """
    write = _FORMS.get(path.suffix.casefold())
    if write is None:
        raise ExportNotWritten(path=str(path), reason="unknown_ending")
    if path.is_dir():
        raise ExportNotWritten(path=str(path), reason="is_folder")
    unfinished = path.with_name(f".{path.name}.part")
    try:
        count = write(unfinished, header, rows)
        unfinished.replace(path)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "cannot_write")
        raise ExportNotWritten(path=str(path), reason=reason) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()
    return count


def safe(text: str) -> str:
    """Return the text, made harmless if a spreadsheet would compute it."""
    return (
        "'" + text
        if text.lstrip(" \u00a0\u200b\ufeff").startswith(_STARTS) or text.startswith(_STARTS)
        else text
    )


def _csv(path: Path, header: Header, rows: Rows) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        for count, row in enumerate(rows, start=1):  # noqa: B007 - the count is the answer
            writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return count


def _xlsx(path: Path, header: Header, rows: Rows) -> int:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Loyalty POS")
    sheet.append(list(header))
    count = 0
    try:
        for count, row in enumerate(rows, start=1):  # noqa: B007 - the count is the answer
            sheet.append([safe(cell) if isinstance(cell, str) else cell for cell in row])
    finally:
        sheet.close()  # a sheet that broke off would end its file when nobody listens any more
    book.save(path)
    return count


_FORMS: Final[dict[str, Callable[[Path, Header, Rows], int]]] = {".csv": _csv, ".xlsx": _xlsx}
