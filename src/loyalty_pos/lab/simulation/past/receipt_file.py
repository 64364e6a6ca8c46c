"""Past receipts from a file: CSV with a row for each line of a receipt, or JSON lines with a receipt in each line.

Nothing is believed: every mistake is told with its line and column. Money in minor units, quantities in thousandths.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final, TextIO
from zoneinfo import ZoneInfo

from loyalty_pos.core.basket import MAX_LINES, Article, Unit
from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import Problem
from loyalty_pos.lab.simulation.past.receipts import Past, Receipt, Shelf, Taken, past_of

NEEDED: Final = ("receipt", "time", "article", "qty_milli", "price_minor")
_OF_RECEIPT: Final = ("receipt", "time", "store", "member", "certificate_minor", "of")
_NUMBERS: Final = ("qty_milli", "price_minor", "cost_minor", "min_price_minor", "vat_bp")
_FLAGS: Final = ("fixed_price", "no_discount", "no_earn", "no_redeem")
_OF_LINE: Final = ("article", "name", "category", "brand", "unit", *_NUMBERS, *_FLAGS)
COLUMNS: Final = (*_OF_RECEIPT, *_OF_LINE)
_YES: Final = frozenset({"1", "yes", "true", "да"})
_NO: Final = frozenset({"", "0", "no", "false", "нет"})
_WIDEST: Final = 2**53
_VAT_BP: Final = 2200
_HEADER_BYTES: Final = 4096
_JSON_ENDINGS: Final = frozenset({".jsonl", ".ndjson", ".json"})

Cells = Mapping[str, object]


class BadReceipts(Problem):
    """A line of a file of receipts does not fit; ``row`` counts from 1."""

    code: ClassVar[str] = "bad_receipts"
    path: str
    row: int
    column: str
    reason: str


class UnreadableReceipts(Problem):
    """There is no such file, it is no table, or there is not one receipt in it."""

    code: ClassVar[str] = "unreadable_receipts"
    path: str
    reason: str


@dataclass(slots=True)
class _Open:
    """A receipt whose lines are still coming."""

    row: int
    at_us: int
    store: str
    member: str
    certificate_minor: int
    of: str
    lines: list[Taken] = field(default_factory=list)


class _Reader:
    """Collects receipts from rows of cells; knows where it is for whoever made the mistake."""

    def __init__(self, path: Path, zone: str) -> None:
        self._path = str(path)
        self._zone = ZoneInfo(zone)
        self._shelf = Shelf()
        self._receipts: dict[str, _Open] = {}
        self._places: dict[tuple[object, ...], int] = {}
        self._moments: dict[str, int] = {}
        self.row = 0

    def refusal(self, column: str, reason: str) -> BadReceipts:
        return BadReceipts(path=self._path, row=self.row, column=column, reason=reason)

    def add_row(self, cells: Cells) -> None:
        """Take one line of a receipt with what is said of its receipt."""
        receipt_id = self._text(cells, "receipt")
        if not receipt_id:
            raise self.refusal(column="receipt", reason="empty")
        receipt = self._receipts.get(receipt_id)
        if receipt is None:
            receipt = self._receipts[receipt_id] = self._begun(cells)
        elif self._moment(cells) != receipt.at_us:
            raise self.refusal(column="time", reason="given_twice")
        if len(receipt.lines) == MAX_LINES:
            raise self.refusal(column="receipt", reason="too_many_receipt_lines")
        receipt.lines.append(self._taken(cells))

    def add_receipt(self, facts: Cells) -> None:
        """Take one receipt with all its lines."""
        lines = facts.get("lines")
        if not isinstance(lines, list) or not lines:
            raise self.refusal(column="lines", reason="empty")
        if self._text(facts, "receipt") in self._receipts:
            raise self.refusal(column="receipt", reason="given_twice")
        head = {name: facts.get(name, "") for name in _OF_RECEIPT}
        self._known(facts, (*_OF_RECEIPT, "lines"))
        for line in lines:
            if not isinstance(line, dict):
                raise self.refusal(column="lines", reason="not_an_object")
            self._known(line, _OF_LINE)
            self.add_row({**line, **head})

    def past(self) -> Past:
        """Return all of it in order of time. Raises ``UnreadableReceipts`` when there is nothing."""
        if not self._receipts:
            raise UnreadableReceipts(path=self._path, reason="empty")
        receipts = [
            Receipt(
                receipt_id,
                part.at_us,
                part.store,
                part.member,
                tuple(part.lines),
                part.certificate_minor,
                part.of,
            )
            for receipt_id, part in self._receipts.items()
        ]
        return past_of(Path(self._path).name, self._shelf, receipts)

    # --- parts --------------------------------------------------------------------------------------------

    def _begun(self, cells: Cells) -> _Open:
        return _Open(
            self.row,
            self._moment(cells),
            self._text(cells, "store"),
            self._text(cells, "member"),
            self._whole(cells, "certificate_minor", 0),
            self._text(cells, "of"),
        )

    def _taken(self, cells: Cells) -> Taken:
        price = self._whole(cells, "price_minor")
        qty = self._whole(cells, "qty_milli", low=1)
        return Taken(self._place(cells, price), qty, price)

    def _place(self, cells: Cells, price_minor: int) -> int:
        """Return the place of the article; the same cells are read once."""
        key = tuple([cells.get(name) for name in _OF_LINE if name not in {"qty_milli", "price_minor"}])
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = self._shelf.place(self._article(cells, price_minor))
        return place

    def _article(self, cells: Cells, price_minor: int) -> Article:
        article_id = self._text(cells, "article")
        if not article_id:
            raise self.refusal(column="article", reason="empty")
        unit = self._text(cells, "unit") or Unit.PIECE
        if unit not in list(Unit):
            raise self.refusal(column="unit", reason="unknown_unit")
        return Article(
            id=article_id,
            name=self._text(cells, "name") or article_id,
            price_minor=price_minor,
            category=self._text(cells, "category"),
            brand=self._text(cells, "brand"),
            unit=Unit(unit),
            vat_bp=self._whole(cells, "vat_bp", _VAT_BP, low=-1),
            min_price_minor=self._whole(cells, "min_price_minor", 0),
            cost_minor=self._whole(cells, "cost_minor", 0),
            fixed_price=self._flag(cells, "fixed_price"),
            no_discount=self._flag(cells, "no_discount"),
            no_earn=self._flag(cells, "no_earn"),
            no_redeem=self._flag(cells, "no_redeem"),
        )

    def _known(self, facts: Cells, known: tuple[str, ...]) -> None:
        for name in facts:
            if name not in known:
                raise self.refusal(column=str(name), reason="unknown_column")

    def _moment(self, cells: Cells) -> int:
        text = self._text(cells, "time")
        known = self._moments.get(text)
        if known is None:
            known = self._moments[text] = self._read_moment(text)
        return known

    def _read_moment(self, text: str) -> int:
        """Return microseconds; a time without a zone is the wall clock of the programme's zone."""
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            raise self.refusal(column="time", reason="not_a_date") from None
        return micros(at if at.tzinfo else at.replace(tzinfo=self._zone))

    def _text(self, cells: Cells, name: str) -> str:
        value = cells.get(name, "")
        if isinstance(value, bool | float | list | dict):
            raise self.refusal(column=name, reason="not_a_text")
        return "" if value is None else str(value).strip()

    def _whole(self, cells: Cells, name: str, default: int | None = None, low: int = 0) -> int:
        text = self._text(cells, name)
        if not text and default is not None:
            return default
        try:
            value = int(text)
        except ValueError:
            raise self.refusal(column=name, reason="not_a_whole_number") from None
        if not low <= value <= _WIDEST:
            raise self.refusal(column=name, reason="negative" if value < low else "too_large_number")
        return value

    def _flag(self, cells: Cells, name: str) -> bool:
        value = cells.get(name, "")
        text = str(value).strip().casefold()
        if text not in _YES | _NO:
            raise self.refusal(column=name, reason="not_yes_or_no")
        return text in _YES


def read_receipts(path: Path, zone: str) -> Past:
    """Return the receipts of a file. Raises ``UnreadableReceipts``, ``BadReceipts`` and nothing else.

    ``zone``: where a time without an offset was written.
    """
    reader = _Reader(path, zone)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            if path.suffix.casefold() in _JSON_ENDINGS:
                _read_json(reader, file)
            else:
                _read_csv(reader, file)
    except OSError:
        raise UnreadableReceipts(path=str(path), reason="cannot_open") from None
    except UnicodeDecodeError:
        raise UnreadableReceipts(path=str(path), reason="not_a_table") from None
    return reader.past()


def _read_json(reader: _Reader, file: TextIO) -> None:
    for reader.row, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            facts: object = json.loads(line)
        except (ValueError, RecursionError):
            raise reader.refusal(column="JSON", reason="not_json") from None
        if not isinstance(facts, dict):
            raise reader.refusal(column="JSON", reason="not_an_object")
        reader.add_receipt(facts)


def _read_csv(reader: _Reader, file: TextIO) -> None:
    head = file.read(_HEADER_BYTES).split("\n", 1)[0]
    file.seek(0)
    separator = max(";,\t", key=head.count)
    rows = csv.reader(file, delimiter=separator)
    try:
        header = [name.strip().casefold().lstrip("\ufeff") for name in next(rows, [])]
        reader.row = 1
        _check(reader, header)
        for cells in _filled(rows):
            reader.row = rows.line_num
            if len(cells) > len(header):
                raise reader.refusal(column=f"#{len(cells)}", reason="too_many_cells")
            reader.add_row(dict(zip(header, cells, strict=False)))
    except csv.Error:
        raise reader.refusal(column="CSV", reason="not_a_table") from None


def _check(reader: _Reader, header: list[str]) -> None:
    for name in NEEDED:
        if name not in header:
            raise reader.refusal(column=name, reason="missing_column")
    for name in header:
        if name not in COLUMNS:
            raise reader.refusal(column=name, reason="unknown_column")
        if header.count(name) > 1:
            raise reader.refusal(column=name, reason="given_twice")


def _filled(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    return (cells for cells in rows if any(cells))
