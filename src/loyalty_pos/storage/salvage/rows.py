"""The rows on a page of SQLite's, without its tables: every record that a sound leaf holds.

It must never trust a number that it reads: what does not fit into the page is passed over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from loyalty_pos.storage.salvage.pages import overflow

Value = None | int | bytes | str
_TABLE_LEAF: Final = 0x0D
_INDEX_LEAF: Final = 0x0A
_INDEX_INSIDE: Final = 0x02
_SIZES: Final = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
_TEXT: Final = 13
_BLOB: Final = 12
_MOST_VARINT: Final = 9
_FIRST_PAGE_HEADER: Final = 100


class _NotARow(Exception):
    """The bytes are none."""


@dataclass(frozen=True, slots=True)
class Record:
    """``rowid`` 0 = of a table without row ids."""

    rowid: int
    values: tuple[Value, ...]


def is_table(page: bytes) -> bool:
    """Tell whether a page holds rows of a table that has row ids."""
    return page[0] == _TABLE_LEAF


def records(page: bytes, pages: Mapping[int, bytes]) -> Iterator[Record]:
    """Return the rows of a page; ``pages``: where long rows go on. Rows that cannot be read whole are left out."""
    start = _FIRST_PAGE_HEADER if page.startswith(b"SQLite format 3\0") else 0
    kind = page[start]
    if kind not in {_TABLE_LEAF, _INDEX_LEAF, _INDEX_INSIDE}:
        return
    count = int.from_bytes(page[start + 3 : start + 5])
    first = start + (12 if kind == _INDEX_INSIDE else 8)
    for cell in range(count):
        place = int.from_bytes(page[first + 2 * cell : first + 2 * cell + 2])
        try:
            yield _cell(page, place, kind, pages)
        except (_NotARow, IndexError, UnicodeDecodeError):
            continue


def _cell(page: bytes, place: int, kind: int, pages: Mapping[int, bytes]) -> Record:
    if kind == _INDEX_INSIDE:
        place += 4
    length, place = _varint(page, place)
    rowid = 0
    if kind == _TABLE_LEAF:
        rowid, place = _varint(page, place)
    local = _local(length, len(page), is_table=kind == _TABLE_LEAF)
    payload = page[place : place + local]
    if len(payload) != local:
        raise _NotARow
    if local < length:
        rest = overflow(pages, int.from_bytes(page[place + local : place + local + 4]), length - local)
        if rest is None:
            raise _NotARow
        payload += rest
    return Record(rowid, _values(payload))


def _local(length: int, usable: int, *, is_table: bool) -> int:
    """Return how many bytes of a row stand on its own page (the file format's section 1.6)."""
    most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    return here if here <= most else least


def _values(payload: bytes) -> tuple[Value, ...]:
    header, place = _varint(payload, 0)
    kinds = []
    while place < header:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    found: list[Value] = []
    at = header
    for kind in kinds:
        value, at = _value(payload, at, kind)
        found.append(value)
    return tuple(found)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind >= _BLOB:
        size = (kind - _BLOB) // 2
        data = payload[at : at + size]
        if len(data) != size:
            raise _NotARow
        return (data.decode() if kind % 2 else data), at + size
    if kind not in _SIZES:  # a real number, or none of SQLite's kinds: our tables have neither
        raise _NotARow
    if kind in {8, 9}:
        return kind - 8, at
    size = _SIZES[kind]
    return (int.from_bytes(payload[at : at + size], signed=True) if size else None), at + size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(_MOST_VARINT):
        byte = data[at + step]
        if step == _MOST_VARINT - 1:
            return (value << 8) | byte, at + step + 1
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:  # noqa: PLR2004  # the bit that says that more follows
            return value, at + step + 1
    raise _NotARow
