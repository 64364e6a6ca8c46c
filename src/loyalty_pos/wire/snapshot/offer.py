"""What the centre offers a till that begins, or was away too long: a signed list of pages, and the pages one by one.

The head is signed, and it names the hash of each page: a page that is not the one that was signed is never read.
"""

from typing import Final

import msgspec

from loyalty_pos.wire.codec import make_ready

FORMAT: Final = 1
"""A till passes over a snapshot of another format and reads the plain feed."""
SNAPSHOT_WORD: Final = b"loyalty-pos snapshot\n"
"""Before what is signed as a snapshot: a signature of anything else is none of it."""
SNAPSHOT_REQUIRED: Final = "snapshot_required"
MAX_PAGES: Final = 8_192
MAX_PACKED: Final = 4 * 1024 * 1024
MAX_PLAIN: Final = 32 * 1024 * 1024
MAX_RATIO: Final = 400
"""Columns of the same word become almost nothing, but never less than this part of what they were."""
SMALL_PAGE: Final = 64 * 1024
"""So much a page may expand to whatever its ratio is."""
MAX_SERIAL: Final = 32


class PageMark(msgspec.Struct, frozen=True, array_like=True):
    """One page: bytes as it travels, bytes expanded, SHA-256 of the former."""

    packed: int
    plain: int
    hash: bytes


class SnapshotHead(msgspec.Struct, frozen=True):
    """``serial``: its name, hexadecimal digits. ``cursor``: the feed goes on from there. ``cards``: to be told to people.

    ``made_us``: when it was begun, UTC microseconds.
    """

    serial: str
    cursor: str
    cards: int
    made_us: int
    pages: list[PageMark]
    format: int = FORMAT


class SnapshotOffer(msgspec.Struct, frozen=True):
    """``head``: MessagePack of ``SnapshotHead``; ``signature``: the centre's Ed25519 over ``SNAPSHOT_WORD`` + these bytes."""

    head: bytes
    signature: str
    server_us: int


class SnapshotPage(msgspec.Struct, frozen=True):
    """One page as it was packed."""

    serial: str
    number: int
    data: bytes
    server_us: int


make_ready(__name__)
