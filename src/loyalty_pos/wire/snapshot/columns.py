"""Values of one column packed so that zstd finds what they share: indexes, planes of bytes, bare UUIDs.

All work on whole columns is slicing with a step, so that a million values cost tenths of a second. Any bytes give a
list of exactly as many values as were asked for, or ``BadMessage``; nothing is expanded beyond ``MAX_BYTES``.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.codec import make_ready

MAX_BYTES: Final = 64 * 1024 * 1024
"""Of all values of one column together."""
_FEW: Final = 256
_MANY: Final = 65_536
_UUID: Final = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_UUID_CHARS: Final = 36
_UUID_BYTES: Final = 16
_DASHES: Final = (8, 13, 18, 23)
_DIGITS: Final = tuple(at for at in range(_UUID_CHARS) if at not in _DASHES)

_WRONG: Final = (ValueError, IndexError, OverflowError, TypeError)
"""What unpacking bytes that are no column ends in."""

FEW, MANY, UUIDS, SIZED = range(4)


class TooManyLengths(Exception):
    """Values of more than 256 different lengths do not fit into one column."""


class Column(msgspec.Struct, frozen=True, array_like=True):
    """``form``: FEW and MANY number the values of ``table``; UUIDS have its one value before them; SIZED have ``sizes``."""

    form: int
    table: list[bytes]
    sizes: list[int]
    body: bytes


def packed(values: Sequence[bytes]) -> Column:
    """Return the column of these values. Raises ``TooManyLengths``."""
    table = list(dict.fromkeys(values))
    if len(table) <= _FEW and (len(table) * 4 <= len(values) or len(table) <= 1):
        return Column(FEW, table, [], _indexes(table, values) if len(table) > 1 else b"")
    prefix = _uuid_prefix(table)
    if prefix is not None:
        return Column(UUIDS, [prefix], [], _planes([_bare(value) for value in values], _UUID_BYTES))
    if len(table) <= _MANY and len(table) * 8 <= len(values):
        return Column(MANY, table, [], _wide_indexes(table, values))
    return _sized(values)


def unpacked(column: Column, count: int) -> list[bytes]:
    """Return the values. Raises ``BadMessage`` for anything that is not ``count`` of them."""
    read = _FORMS.get(column.form)
    if read is None:
        raise BadMessage(reason="snapshot column")
    try:
        values = read(column, count)
    except _WRONG as error:
        raise BadMessage(reason="snapshot column") from error
    if len(values) != count:
        raise BadMessage(reason="snapshot column")
    return values


def behind_each_other(column: Column, count: int) -> tuple[bytes, int] | None:
    """Return the values as one row of bytes and how long each is; None = they are of different lengths, or numbered.

    Nothing is cut that the reader cuts in another way. Raises ``BadMessage``.
    """
    try:
        if column.form == UUIDS:
            return _joined_uuids(column, count)
        if column.form == SIZED and len(column.sizes) == 1 and column.sizes[0] > 0:
            return _rows(column.body, column.sizes[0], count), column.sizes[0]
    except _WRONG as error:
        raise BadMessage(reason="snapshot column") from error
    return None


def first_bytes(column: Column, count: int) -> list[tuple[int, bytes]]:
    """Return each length of a sized column that was unpacked, with the first bytes of all values of it."""
    if len(column.sizes) == 1:
        return [(column.sizes[0], column.body[:count])]
    found, place = [], count
    for at, size in enumerate(column.sizes):
        many = column.body.count(at, 0, count)
        found.append((size, column.body[place : place + (many if size else 0)]))
        place += size * many
    return found


def _indexes(table: list[bytes], values: Sequence[bytes]) -> bytes:
    place = {value: at for at, value in enumerate(table)}
    return bytes(map(place.__getitem__, values))


def _wide_indexes(table: list[bytes], values: Sequence[bytes]) -> bytes:
    place = {value: at for at, value in enumerate(table)}
    found = [place[value] for value in values]
    return bytes(at >> 8 for at in found) + bytes(at & 255 for at in found)


def _uuid_prefix(table: list[bytes]) -> bytes | None:
    """Return what stands before every value's UUID, None = not all of them end with one."""
    prefix = table[0][:-_UUID_CHARS]
    for value in table:
        if value[:-_UUID_CHARS] != prefix or not _UUID.fullmatch(value[-_UUID_CHARS:]):
            return None
    return prefix


def _bare(value: bytes) -> bytes:
    return bytes.fromhex(value[-_UUID_CHARS:].decode().replace("-", ""))


def _sized(values: Sequence[bytes]) -> Column:
    sizes = sorted({len(value) for value in values})
    if len(sizes) > _FEW:
        raise TooManyLengths
    place = {size: at for at, size in enumerate(sizes)}
    parts = [bytes(place[len(value)] for value in values)] if len(sizes) > 1 else []
    parts += [_planes([value for value in values if len(value) == size], size) for size in sizes]
    return Column(SIZED, [], sizes, b"".join(parts))


def _planes(values: Sequence[bytes], size: int) -> bytes:
    """Return the first bytes of all values, then the second ones, and so on."""
    joined = b"".join(values)
    return b"".join(joined[at::size] for at in range(size))


def _rows(planes: bytes, size: int, count: int) -> bytes:
    """Undo ``_planes``."""
    if len(planes) != size * count or len(planes) > MAX_BYTES:
        raise ValueError
    joined = bytearray(len(planes))
    for at in range(size):
        joined[at::size] = planes[at * count : (at + 1) * count]
    return bytes(joined)


def _cut(joined: bytes, size: int) -> list[bytes]:
    return [joined[at : at + size] for at in range(0, len(joined), size)]


def _longest(column: Column, count: int) -> None:
    """Refuse values of a table that may be more than ``MAX_BYTES`` when they are laid out."""
    if count * max(map(len, column.table), default=0) > MAX_BYTES:
        raise ValueError


def _read_few(column: Column, count: int) -> list[bytes]:
    _longest(column, count)
    if len(column.table) == 1:
        return column.table * count
    return list(map(column.table.__getitem__, column.body))


def _read_many(column: Column, count: int) -> list[bytes]:
    _longest(column, count)
    if len(column.body) != 2 * count:
        raise ValueError
    high, low = column.body[:count], column.body[count:]
    table = column.table
    return [table[a << 8 | b] for a, b in zip(high, low, strict=True)]


def _read_uuids(column: Column, count: int) -> list[bytes]:
    return _cut(*_joined_uuids(column, count))


def _joined_uuids(column: Column, count: int) -> tuple[bytes, int]:
    (prefix,) = column.table
    digits = _rows(column.body, _UUID_BYTES, count).hex().encode()
    before, size = len(prefix), len(prefix) + _UUID_CHARS
    if size * count > MAX_BYTES:
        raise ValueError
    joined = bytearray((prefix + b"-" * _UUID_CHARS) * count)
    for at, place in enumerate(_DIGITS):
        joined[before + place :: size] = digits[at :: 2 * _UUID_BYTES]
    return bytes(joined), size


def _read_sized(column: Column, count: int) -> list[bytes]:
    sizes = column.sizes
    if not all(0 <= size <= MAX_BYTES for size in sizes) or len(set(sizes)) != len(sizes):
        raise ValueError
    if len(sizes) == 1:
        return _of_size(column.body, sizes[0], count)
    which, place = column.body[:count], count
    given = []
    for at, size in enumerate(sizes):
        many = which.count(at)
        given.append(iter(_of_size(column.body[place : place + size * many], size, many)))
        place += size * many
    if place != len(column.body):
        raise ValueError
    return list(map(next, map(given.__getitem__, which)))


def _of_size(planes: bytes, size: int, count: int) -> list[bytes]:
    if size:
        return _cut(_rows(planes, size, count), size)
    if planes:
        raise ValueError
    return [b""] * count


_FORMS: Final[dict[int, Callable[[Column, int], list[bytes]]]] = {
    FEW: _read_few,
    MANY: _read_many,
    UUIDS: _read_uuids,
    SIZED: _read_sized,
}


make_ready(__name__)
