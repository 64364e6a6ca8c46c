"""Open a file that somebody gives us (CSV, XLSX, exchange file) and return its rows; nothing is believed here.

It must never load a whole spreadsheet with formulas or follow links in it: read-only, values only, size limited.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from loyalty_pos.centre.imports import frontol
from loyalty_pos.centre.imports.source import SourceRow, decode, table_from_cells, table_from_csv
from loyalty_pos.core.problems import BadImportFile

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 512 * 1024 * 1024
_ZIP: Final = b"PK\x03\x04"
_EXACT_DIGITS: Final = 10**15


def read_rows(path: Path, subject: str) -> Iterator[SourceRow]:
    """Return the rows of the file that are about ``subject`` (``goods``, ``prices``, ``staff``, ``cards``, ``balances``).

    Raises ``BadImportFile`` (missing, too large, not a table).
    """
    data = _bytes_of(path)
    if data.startswith(_ZIP):
        return table_from_cells(_sheet(path), str(path))
    text = decode(data)
    if "\0" in text:
        raise BadImportFile(path=str(path), reason="not_a_table")
    if not frontol.is_frontol(text):
        return table_from_csv(text, str(path))
    if subject in {"goods", "prices"}:
        return frontol.goods_rows(text)
    if subject == "cards":
        return frontol.card_rows(text)
    raise BadImportFile(path=str(path), reason="not_in_exchange_file")


def unread_commands(path: Path) -> list[str]:
    """Return what an exchange file also asks for and no import does; empty for other files."""
    data = _bytes_of(path)
    text = "" if data.startswith(_ZIP) else decode(data)
    return frontol.unread_commands(text) if frontol.is_frontol(text) else []


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadImportFile(path=str(path), reason="too_large")
        return path.read_bytes()
    except OSError as error:
        raise BadImportFile(path=str(path), reason="cannot_open") from error


def _sheet(path: Path) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED_BYTES:
                raise BadImportFile(path=str(path), reason="too_large")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise BadImportFile(path=str(path), reason="not_a_table") from error
    try:
        sheet = book.active
        if sheet is None:
            raise BadImportFile(path=str(path), reason="no_header")
        for row in sheet.iter_rows(values_only=True):
            yield [_text(value) for value in row]
    finally:
        book.close()


def _text(value: object) -> str:
    """Return a cell as a person would type it; a number beyond 15 digits is shown broken, as the sheet keeps it."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case int() | float() if abs(value) >= _EXACT_DIGITS:
            return f"{Decimal(value):.3E}"
        case float():
            return str(int(value)) if value.is_integer() else str(Decimal(str(value)))
        case datetime() | date():
            return value.strftime("%d.%m.%Y")
        case _:
            return str(value)
