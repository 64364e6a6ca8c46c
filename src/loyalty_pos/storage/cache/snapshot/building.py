"""A new cache file out of a snapshot's pages, encrypted from its first byte on; nothing else is touched.

Rows come in the order of their keys, so every page of the file is written once. It is not in use before it is whole:
until then there is no log, and a cut leaves a file that the next start removes.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
from sqlcipher3 import dbapi2

from loyalty_pos.core.problems import BadMessage, StorageCorrupt
from loyalty_pos.storage.cache.account_columns import kept_accounts
from loyalty_pos.storage.cache.feed import take_common
from loyalty_pos.storage.cache.snapshot.inserting import insert
from loyalty_pos.storage.database import Connection, Reader, Row, connect
from loyalty_pos.storage.faults import Fault, problem_of
from loyalty_pos.storage.folders import refusal, sync_folder
from loyalty_pos.storage.kinds import CACHE
from loyalty_pos.wire.snapshot.pages import Block, column
from loyalty_pos.wire.snapshot.rows import (
    ACCOUNTS,
    CARDS,
    CHANGES,
    PHONES,
    UNTOLD,
    changes_of,
    numbers,
    texts,
)

_INDEX: Final = "CREATE INDEX card_by_account"
_MOST_BP: Final = 10_000
_whole: Final = msgspec.msgpack.Decoder(int)
_PRAGMAS: Final = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the new file takes over from the old one: bundles never go back (offline.md I13)."""

    bundles: Sequence[Row] = ()
    bundle_head: int = 0


def build(path: Path, key: str, cursor: str, pages: Iterable[list[Block]], kept: Kept) -> None:
    """Make the file, safe on the disk and checked. Raises ``BadMessage`` and the refusals of the disk; then there is none."""
    remove(path)
    try:
        _filled(path, key, cursor, pages, kept)
        _sync(path)
        _checked(path, key)
    except BaseException:
        remove(path)
        raise


def remove(path: Path) -> None:
    """Remove a file that is not in use."""
    for part in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + part).unlink(missing_ok=True)


def _filled(path: Path, key: str, cursor: str, pages: Iterable[list[Block]], kept: Kept) -> None:
    try:
        connection = connect(path, key, CACHE.page_bytes)
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.execute("BEGIN")
            fill(connection, pages)
            connection.executemany("INSERT INTO bundle VALUES (?, ?, ?, ?)", list(kept.bundles))
            connection.execute("UPDATE bundle_head SET serial = ?", (kept.bundle_head,))
            connection.execute("UPDATE feed SET cursor = ?", (cursor,))
            connection.execute(f"PRAGMA application_id = {CACHE.application_id}")
            connection.execute(f"PRAGMA user_version = {CACHE.version}")
            connection.execute("COMMIT")
        finally:
            connection.close()
    except Fault as error:
        raise problem_of(error, path) or error from error


def fill(connection: Connection, pages: Iterable[list[Block]]) -> None:
    """Make the tables, take the pages in, and make the index over all cards when they are there. Raises ``BadMessage``."""
    late = [_made(connection, statement) for statement in CACHE.baseline()]
    take_pages(connection, pages)
    for statement in filter(None, late):
        connection.execute(statement)


def take_pages(connection: Connection, pages: Iterable[list[Block]]) -> None:
    """Take pages into tables that are empty. Raises ``BadMessage``."""
    filler = _Filler(connection)
    try:
        for blocks in pages:
            for block in blocks:
                filler.take(block)
    except (dbapi2.IntegrityError, dbapi2.DataError, OverflowError) as error:
        raise BadMessage(reason="snapshot rows") from error


def _made(connection: Connection, statement: str) -> str:
    """Make a table; an index over all cards is made when they are there: return its statement."""
    if statement.startswith(_INDEX):
        return statement
    connection.execute(statement)
    return ""


class _Filler:
    """Takes blocks in; accounts are numbered as they come, cards and phones name these numbers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._accounts = 0
        self._takers: dict[str, Callable[[Block], None]] = {
            ACCOUNTS: self._told,
            UNTOLD: self._untold,
            CARDS: self._cards,
            PHONES: self._phones,
            CHANGES: self._rows,
        }

    def take(self, block: Block) -> None:
        """Take one block in; a kind that this program does not know is passed over. Raises ``BadMessage``."""
        taker = self._takers.get(block.kind)
        if taker is not None and block.count:
            taker(block)

    def _rows(self, block: Block) -> None:
        take_common(self._connection, changes_of(block))

    def _told(self, block: Block) -> None:
        self._add(texts(block, "id"), kept_accounts(block))

    def _untold(self, block: Block) -> None:
        self._add(texts(block, "id"), [b""] * block.count)

    def _add(self, ids: list[str], rows: list[bytes]) -> None:
        # numbered by SQLite, one behind the other: a number that is given would be looked for first
        self._accounts += len(ids)
        insert(self._connection, "account (id, row)", [ids, rows])

    def _cards(self, block: Block) -> None:
        told = column(block, "discount_bp")
        discounts = {value: _discount(value) for value in set(told)}
        insert(
            self._connection,
            "card",
            [
                numbers(block, "key"),
                self._known(block),
                texts(block, "state"),
                texts(block, "last4"),
                list(map(discounts.__getitem__, told)),
            ],
        )

    def _phones(self, block: Block) -> None:
        insert(self._connection, "phone", [numbers(block, "key"), self._known(block)])

    def _known(self, block: Block) -> Sequence[int]:
        """Return the numbers of the accounts that rows name."""
        named = numbers(block, "account")
        if not 1 <= min(named) <= max(named) <= self._accounts:
            raise BadMessage(reason="snapshot account")
        return named


def _discount(value: bytes) -> int:
    found = _decoded(value)
    if not 0 <= found <= _MOST_BP:
        raise BadMessage(reason="snapshot value")
    return found


def _decoded(value: bytes) -> int:
    try:
        return _whole.decode(value)
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadMessage(reason="snapshot value") from error


def _sync(path: Path) -> None:
    """Make the file safe before anything names it."""
    try:
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise refusal(error, path) from error
    sync_folder(path.parent)


def _checked(path: Path, key: str) -> None:
    """Read it through once, as SQLite finds it: every page has its MAC. Raises ``StorageCorrupt``."""
    reader = Reader(path, key, CACHE.page_bytes)
    try:
        found = reader.rows("PRAGMA quick_check(1)")
    finally:
        reader.close()
    if found != [("ok",)]:
        raise StorageCorrupt(path=str(path), kept_as=str(path))
