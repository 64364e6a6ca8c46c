"""One page of a snapshot: blocks of columns as MessagePack inside one zstd frame; never expanded beyond what was signed."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
import zstandard

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.codec import decode, encode, make_ready
from loyalty_pos.wire.snapshot.columns import Column, packed, unpacked
from loyalty_pos.wire.snapshot.offer import MAX_PLAIN, MAX_RATIO, SMALL_PAGE
from loyalty_pos.wire.zstd import Zstd

LEVEL: Final = 9
MAX_ROWS: Final = 65_536


class Block(msgspec.Struct, frozen=True):
    """Rows of one kind. ``kind``: who reads it; unknown ones are passed over. Columns unknown to the reader are too."""

    kind: str
    count: int
    columns: dict[str, Column]


class Page(msgspec.Struct, frozen=True):
    blocks: list[Block]


def block(kind: str, columns: Mapping[str, Sequence[bytes]], count: int) -> Block:
    """Return the block of these columns; ``count``: its rows (a column beside the rows may have another length)."""
    return Block(kind, count, {name: packed(values) for name, values in columns.items()})


def pack_page(blocks: list[Block]) -> tuple[bytes, int]:
    """Return the page as it travels, and how long it is expanded."""
    plain = encode(Page(blocks))
    return zstandard.ZstdCompressor(level=LEVEL).compress(plain), len(plain)


def read_page(data: bytes, plain: int) -> list[Block]:
    """Return the blocks of a page that expands to ``plain`` bytes. Raises ``BadMessage``."""
    if plain > MAX_PLAIN or plain > max(SMALL_PAGE, len(data) * MAX_RATIO):
        raise BadMessage(reason="snapshot page too large")
    expanded = Zstd().expand(data, plain)
    if len(expanded) != plain:
        raise BadMessage(reason="snapshot page cut")
    blocks = decode(expanded, Page).blocks
    if any(not 0 <= one.count <= MAX_ROWS for one in blocks):
        raise BadMessage(reason="snapshot block")
    return blocks


def column(one: Block, name: str, count: int | None = None, missing: bytes | None = None) -> list[bytes]:
    """Return a column's values; ``missing``: what each value is where the column is not there, None = refuse it.

    Raises ``BadMessage``.
    """
    many = one.count if count is None else count
    if missing is not None and name not in one.columns:
        return [missing] * many
    return unpacked(named(one, name), many)


def named(one: Block, name: str) -> Column:
    """Return a column as it came. Raises ``BadMessage``: it is not there."""
    found = one.columns.get(name)
    if found is None:
        raise BadMessage(reason="snapshot column missing")
    return found


make_ready(__name__)
