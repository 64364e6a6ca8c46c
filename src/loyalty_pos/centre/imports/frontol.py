"""The exchange file of a widespread Russian till program -> the same named cells as any table (domain.md 2.1).

Header ``##@@&&`` and ``#`` (``@`` once it was loaded), then commands ``$$$NAME`` with rows of fields separated
by ``;`` counted from 1. Goods: 1 code, 2 barcodes, 3 name, 5 price, 8 flags (first: fractional quantity, eleventh:
discounts allowed), 9 minimum price, 16 parent group, 17 article or group, 23 tax group, 55 kind of marked goods.
Cards: 3 number, 6 active, 8 per cent. Commands that delete are not obeyed: an import never takes anything away.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from loyalty_pos.centre.imports.source import SourceRow

MARK: Final = "##@@&&"
_GOODS: Final = frozenset(
    {
        "$$$ADDQUANTITY",
        "$$$REPLACEQUANTITY",
        "$$$REPLACEQUANTITYWITHOUTSALE",
        "$$$ADDWARES",
        "$$$REPLACEWARES",
    }
)
_CARDS: Final = frozenset({"$$$ADDCCARDDISCS"})
_VAT: Final = {"1": "0", "2": "10", "3": "22", "4": "без ндс"}
_TOBACCO: Final = frozenset({"4", "12"})
_ALCOHOL: Final = frozenset({"1", "17", "18"})
_DISCOUNT_FLAG: Final = 10


def is_frontol(text: str) -> bool:
    """Tell whether this is an exchange file."""
    return text.lstrip("\ufeff \r\n").startswith(MARK)


def goods_rows(text: str) -> Iterator[SourceRow]:
    """Return articles with their group's name as category; groups themselves are no articles."""
    groups: dict[str, str] = {}
    for line, fields in _rows(text, _GOODS):
        if _field(fields, 17) == "0":
            groups[_field(fields, 1)] = _field(fields, 3)
            continue
        flags = _field(fields, 8).split(",")
        marked = _field(fields, 55)
        cells = {
            "id": _field(fields, 1),
            "barcode": _field(fields, 2),
            "name": _field(fields, 3),
            "price": _field(fields, 5),
            "min_price": _field(fields, 9),
            "category": groups.get(_field(fields, 16), ""),
            "unit": "кг" if flags[0] == "1" else "шт",
            "vat": _VAT.get(_field(fields, 23), ""),
            "no_discount": "1" if flags[_DISCOUNT_FLAG : _DISCOUNT_FLAG + 1] == ["0"] else "",
            "fixed_price": "1" if marked in _TOBACCO else "",
            "age": "18" if marked in _TOBACCO | _ALCOHOL else "",
        }
        yield SourceRow(line, cells)


def card_rows(text: str) -> Iterator[SourceRow]:
    """Return discount cards: number, state, per cent."""
    for line, fields in _rows(text, _CARDS):
        cells = {
            "card": _field(fields, 3),
            "state": _field(fields, 6) or "1",
            "discount": _field(fields, 8),
        }
        yield SourceRow(line, cells)


def unread_commands(text: str) -> list[str]:
    """Return the commands of the file that no import of ours reads, in order, once each."""
    found = [line.strip() for line in text.splitlines() if line.startswith("$$$")]
    return [name for name in dict.fromkeys(found) if name not in _GOODS | _CARDS]


def _rows(text: str, commands: frozenset[str]) -> Iterator[tuple[int, list[str]]]:
    reading = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("$$$"):
            reading = line.strip() in commands
        elif reading and line.strip():
            yield number, line.split(";")


def _field(fields: Sequence[str], number: int) -> str:
    return fields[number - 1].strip() if len(fields) >= number else ""
