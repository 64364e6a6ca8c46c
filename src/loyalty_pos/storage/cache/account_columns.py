"""Accounts that came as columns, as the cache keeps them: the values laid behind each other, nothing decoded twice.

A value that does not fit its field is refused here, not at the counter.
"""

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Final, get_type_hints

import msgspec

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.cache.account_row import KeptAccount, KeptLot
from loyalty_pos.wire.snapshot.columns import FEW, MANY, SIZED, UUIDS, Column, first_bytes, unpacked
from loyalty_pos.wire.snapshot.pages import Block, column
from loyalty_pos.wire.snapshot.rows import LOT, numbers

_encode: Final = msgspec.msgpack.Encoder().encode
_SHORT: Final = 16
_MOST_LOTS: Final = 1 << 20
"""In one block: many times what a page holds, and few enough to stand in memory."""


def kept_accounts(one: Block, incarnation: str = "", projected: int = 0) -> list[bytes]:
    """Return the bytes to keep of each account; see ``KeptAccount`` for what they contain beyond the cache.

    Raises ``BadMessage``.
    """
    own = {"incarnation": [_encode(incarnation)] * one.count, "projected": [_encode(projected)] * one.count}
    columns = [
        own[name]
        if name in own
        else _lots(one)
        if name == "lots"
        else _values(one, KeptAccount, name, one.count)
        for name in KeptAccount.__struct_fields__
    ]
    return _laid(_array(len(columns)), columns, one.count)


def _lots(one: Block) -> list[bytes]:
    """Return the lots of each account."""
    counts = numbers(one, "lots")
    many = sum(counts)
    if many > _MOST_LOTS:
        raise BadMessage(reason="snapshot lots")
    columns = [_values(one, KeptLot, name, many, LOT) for name in KeptLot.__struct_fields__]
    if max(counts, default=0) <= 1:
        each = repeat(_array(0)), iter(_laid(_array(1) + _array(len(columns)), columns, many))
        return list(map(next, map(each.__getitem__, counts)))
    lots = _laid(_array(len(columns)), columns, many)
    found, at = [], 0
    for count in counts:
        found.append(_array(count) + b"".join(lots[at : at + count]) if count else _array(0))
        at += count
    return found


def _values(
    one: Block, kind: type[msgspec.Struct], name: str, count: int, before: str = ""
) -> Sequence[bytes]:
    """Return one field of all rows; a column that the centre does not send is what a new row has."""
    default = _DEFAULTS[kind].get(name)
    found = one.columns.get(before + name)
    if found is None:
        return column(one, before + name, count, default)
    values = unpacked(found, count)
    if (kind, name) in _WHOLE and found.form == SIZED and _are_whole(found, count):
        return values
    # what stands in a table comes again and again and is looked at once; UUIDs differ in nothing but their digits
    looked_at = {FEW: found.table, MANY: found.table, UUIDS: values[:1]}.get(found.form, values)
    _check(looked_at, _DECODERS[kind, name])
    return values


def _are_whole(found: Column, count: int) -> bool:
    """Tell whether all values begin as MessagePack begins a whole number of their length; then they are one."""
    return all(not first.translate(None, _BEGINS.get(size, b"")) for size, first in first_bytes(found, count))


def _check(values: Iterable[bytes], decoder: msgspec.msgpack.Decoder[object]) -> None:
    """Refuse a value that is not exactly one of the field's type."""
    try:
        for value in values:
            decoder.decode(value)
    except (msgspec.MsgspecError, UnicodeError, ValueError, RecursionError) as error:
        raise BadMessage(reason="snapshot value") from error


def _laid(head: bytes, columns: list[Sequence[bytes]], count: int) -> list[bytes]:
    """Return rows of these fields; neighbours that are the same in all rows are laid together once."""
    parts: list[Sequence[bytes] | bytes] = [head]
    for values in columns:
        same = values[0] if count and values.count(values[0]) == count else None
        if same is not None and isinstance(parts[-1], bytes):
            parts[-1] += same
        else:
            parts.append(values if same is None else same)
    laid = [repeat(part, count) if isinstance(part, bytes) else part for part in parts]
    return list(map(b"".join, zip(*laid, strict=True)))


def _array(count: int) -> bytes:
    """Return how MessagePack begins an array of so many."""
    return bytes((0x90 | count,)) if count < _SHORT else b"\xdc" + count.to_bytes(2, "big")


def _defaults(kind: type[msgspec.Struct]) -> dict[str, bytes]:
    found = {}
    for field in msgspec.structs.fields(kind):
        if field.default is not msgspec.NODEFAULT:
            found[field.encode_name] = _encode(field.default)
    return found


_BEGINS: Final = {
    1: bytes((*range(0x80), *range(0xE0, 0x100))),
    2: b"\xcc\xd0",
    3: b"\xcd\xd1",
    5: b"\xce\xd2",
    9: b"\xcf\xd3",
}
"""How a whole number of so many bytes begins in MessagePack."""
_DEFAULTS: Final[dict[type[msgspec.Struct], dict[str, bytes]]] = {
    kind: _defaults(kind) for kind in (KeptAccount, KeptLot)
}
_DECODERS: Final[dict[tuple[type[msgspec.Struct], str], msgspec.msgpack.Decoder[object]]] = {
    (kind, name): msgspec.msgpack.Decoder(hint)
    for kind in (KeptAccount, KeptLot)
    for name, hint in get_type_hints(kind).items()
}
_WHOLE: Final = frozenset(
    (kind, name)
    for kind in (KeptAccount, KeptLot)
    for name, hint in get_type_hints(kind).items()
    if hint is int
)
