"""One encrypted SQLite file: opened with its raw key, asserted safe, one connection that writes, others that read.

Every error of the driver leaves here as a ``Problem`` or as a bug. Must never import SQLAlchemy: a file whose
schema is current is opened without it (decisions 18). A commit that failed may still be on disk, so whoever
writes repeats with the same ids (R43).
"""

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from sqlcipher3 import dbapi2

from loyalty_pos.core.problems import StorageCorrupt, StorageForeign, StorageFull, StorageNewer
from loyalty_pos.storage.faults import Fault, problem_of
from loyalty_pos.storage.folders import refusal, refusals, sync_folder
from loyalty_pos.storage.pages.kept_log import bring_back_log, close_keeping_log
from loyalty_pos.storage.pages.seals import has_sound_page

Row = tuple[Any, ...]
PAGE_BYTES: Final = 4096
SAFE_SQLITE: Final = (3, 51, 3)
"""Older ones may corrupt a file when two connections write and checkpoint at the same moment (offline.md 3.2)."""

_SALT_BYTES: Final = 16
_PLAIN_HEADER: Final = b"SQLite format 3\0"
_RAW_KEY: Final = re.compile(r"[0-9a-f]{96}")
_CHECKPOINT_BYTES: Final = 4 * 1024 * 1024
_BUSY_WAIT_S: Final = 5.0
_STATEMENTS_KEPT: Final = 256
_SYNCHRONOUS: Final = {"NORMAL": 1, "FULL": 2}


class Connection(Protocol):
    """What is used of the driver's connection."""

    @property
    def in_transaction(self) -> bool: ...

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Any: ...

    def executemany(self, sql: str, rows: Sequence[Sequence[object]], /) -> Any: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: ``application_id`` marks it as ours, ``version`` is the schema that this program writes.

    ``synchronous``: FULL where an acknowledged commit must survive a power cut, NORMAL where it can be fetched again.
    ``migrations``: folder with the numbered migrations and the baseline made from them. ``page_bytes``: small pages
    suit single look-ups in a large file: what is decrypted and kept in memory for one row is less.
    """

    name: str
    application_id: int
    version: int
    synchronous: str
    migrations: Path
    page_bytes: int = PAGE_BYTES

    def baseline(self) -> list[str]:
        """Return the statements that make a new file of the current version."""
        text = (self.migrations / "baseline.sql").read_text(encoding="utf-8")
        return [statement for statement in text.split(";\n") if statement.strip()]


Upgrade = Callable[[Path, str, FileKind], None]
"""Brings an older file to the current version: ``storage.upgrade.upgrade``, loaded by the wiring when needed."""


class Reader:
    """A connection that can only read; one statement at a time, from any thread."""

    def __init__(self, path: Path, key: str, page_bytes: int) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection = connect(path, key, page_bytes)
        self._connection.execute("PRAGMA query_only = ON")

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """Return the first row, or None."""
        try:
            with self._lock:
                found: Row | None = self._connection.execute(sql, parameters).fetchone()
        except Fault as error:
            raise _known(error, self._path) from error
        return found

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Return all rows."""
        try:
            with self._lock:
                found: list[Row] = self._connection.execute(sql, parameters).fetchall()
        except Fault as error:
            raise _known(error, self._path) from error
        return found

    def move_to(self, path: Path, connection: Connection) -> None:
        """Read from another file from now on, between two questions."""
        connection.execute("PRAGMA query_only = ON")
        with self._lock:
            self._connection, old = connection, self._connection
            self._path = path
        old.close()

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._connection.close()


class Database:
    """The open file. One writing connection behind a lock; readers see the last commit.

    ``written`` counts the commits: while it stands, what was read is still true (one process holds the folder).
    """

    def __init__(self, path: Path, key: str, kind: FileKind) -> None:
        self.path = path
        self.kind = kind
        self.written = 0
        self.paused: Callable[[], bool] = bool
        """Whether this file must wait for room on the disk; False where nobody says otherwise."""
        self._key = key
        self._lock = threading.RLock()
        self._writer = connect(path, key, kind.page_bytes)
        self._shared: Reader | None = None
        self._readers: list[Reader] = []

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hold the writing connection in one transaction: committed at the end, undone by any exception.

        Raises ``StorageFull``, ``StorageBusy``, ``StorageFailing``, ``StorageCorrupt``.
        """
        with self._lock:
            if self.paused():
                raise StorageFull(path=str(self.path))
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                self._writer.execute("COMMIT")
                self.written += 1
            except Fault as error:
                self._undo()
                raise _known(error, self.path) from error
            except BaseException:
                self._undo()
                raise

    def reader(self) -> Reader:
        """Return the reading connection that short questions share."""
        if self._shared is None:
            self._shared = self.new_reader()
        return self._shared

    def new_reader(self) -> Reader:
        """Return a reading connection of its own, for long answers on another thread; closed with the file."""
        try:
            reader = Reader(self.path, self._key, self.kind.page_bytes)
        except Fault as error:
            raise _known(error, self.path) from error
        self._readers.append(reader)
        return reader

    def move_to(self, path: Path) -> None:
        """Go on with another file of the same kind and key: whoever holds a reader reads it from now on.

        Raises the refusals of opening it; then everything goes on with the old file.
        """
        fresh: list[Connection] = []
        try:
            for _ in range(len(self._readers) + 1):
                fresh.append(connect(path, self._key, self.kind.page_bytes))  # noqa: PERF401 - the first ones are closed if one fails
        except Fault as error:
            for connection in fresh:
                connection.close()
            raise _known(error, path) from error
        with self._lock:
            self._writer, old = fresh.pop(), self._writer
            self.path = path
            old.close()
            self.prepare()
            for reader, connection in zip(self._readers, fresh, strict=True):
                reader.move_to(path, connection)
            self.written += 1

    def prepare(self) -> None:
        """Make sure that the file is one of ours, of this version, and as durable as its kind demands."""
        self._writer.execute("PRAGMA journal_mode = WAL")
        self._writer.execute(f"PRAGMA synchronous = {self.kind.synchronous}")
        self._writer.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_BYTES // self.kind.page_bytes}")
        self._writer.execute("PRAGMA journal_size_limit = 67108864")
        # a key that is destroyed must not lie in a free page
        self._writer.execute("PRAGMA secure_delete = ON")
        if self.is_empty():
            self._create()
        if _number(self._writer, "synchronous") != _SYNCHRONOUS[self.kind.synchronous]:
            unsafe = f"{self.kind.name}: synchronous is not {self.kind.synchronous}"
            raise RuntimeError(unsafe)

    def is_empty(self) -> bool:
        """Tell whether nothing was ever written."""
        return _number(self._writer, "schema_version") == 0

    def version(self) -> int:
        """Return the schema version of the file, at most that of this program.

        Raises ``StorageForeign`` when it is not of this kind, ``StorageNewer``.
        """
        if self.is_empty():
            return self.kind.version
        if _number(self._writer, "application_id") != self.kind.application_id:
            raise StorageForeign(path=str(self.path))
        found = _number(self._writer, "user_version")
        if found > self.kind.version:
            raise StorageNewer(path=str(self.path), found=found, known=self.kind.version)
        return found

    def damage(self) -> str:
        """Return what a quick check finds, "" = nothing. Takes about a second for each million rows."""
        reader = Reader(self.path, self._key, self.kind.page_bytes)
        try:
            found = reader.rows("PRAGMA quick_check(1)")
        except StorageCorrupt:
            return "malformed"
        finally:
            reader.close()
        return "" if found == [("ok",)] else str(found[0][0])

    def tidy(self) -> None:
        """Move the write-ahead log into the file and shorten it; for idle moments and the end of a shift."""
        with self._lock:
            try:
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except Fault as error:
                raise _known(error, self.path) from error

    def close(self) -> None:
        """Close all connections; the write-ahead log goes into the file."""
        for reader in self._readers:
            reader.close()
        with self._lock:
            self._writer.close()

    def _create(self) -> None:
        with self.writing() as connection:
            for statement in self.kind.baseline():
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {self.kind.application_id}")
            connection.execute(f"PRAGMA user_version = {self.kind.version}")
        sync_folder(self.path.parent)

    def _undo(self) -> None:
        """Roll back whatever is left of the transaction; SQLite may have done it already."""
        if self._writer.in_transaction:
            self._writer.execute("ROLLBACK")


def connect(path: Path, key: str, page_bytes: int = PAGE_BYTES) -> Connection:
    """Open the file with its raw key (64 hex digits of key, 32 of salt) and this house's settings; read its first page."""
    if dbapi2.sqlite_version_info < SAFE_SQLITE:
        unsafe = f"SQLite {dbapi2.sqlite_version} may corrupt files, {SAFE_SQLITE} is needed"
        raise RuntimeError(unsafe)
    assert _RAW_KEY.fullmatch(key), "not a raw key"
    with refusals(path):
        bring_back_log(path)
    connection: Connection = dbapi2.connect(
        path,
        isolation_level=None,
        check_same_thread=False,
        timeout=_BUSY_WAIT_S,
        cached_statements=_STATEMENTS_KEPT,
    )
    settings = (
        "cipher_log_level = NONE",
        f"key = \"x'{key}'\"",
        f"cipher_page_size = {page_bytes}",
        "cache_size = -65536",
        "mmap_size = 0",
        "temp_store = MEMORY",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
    )
    try:
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Fault:
        close_keeping_log(connection, path)
        raise
    return connection


def open_database(path: Path, key: str, kind: FileKind, upgrade: Upgrade) -> Database:
    """Open or create the file, upgraded to this program's version.

    Raises ``StorageForeign`` (not ours, or another key), ``StorageNewer``, ``StorageCorrupt``, ``StorageBusy``,
    ``StorageFull``, ``StorageFailing``; the file is left as it was.
    """
    if _is_foreign(path, key, kind.page_bytes):
        raise StorageForeign(path=str(path))
    database = _opened(path, key, kind)
    try:
        if database.version() < kind.version:
            database.close()
            upgrade(path, key, kind)
            database = _opened(path, key, kind)
        database.prepare()
    except Fault as error:
        database.close()
        raise _known(error, path) from error
    except BaseException:
        database.close()
        raise
    return database


def _opened(path: Path, key: str, kind: FileKind) -> Database:
    """Open and read the first page; one that cannot be decrypted is damaged if the file is ours, else foreign.

    Ours is what begins with our salt, or has any other page of ours: a first page may be destroyed with its salt.
    """
    try:
        return Database(path, key, kind)
    except Fault as error:
        problem = _known(error, path)
        header = _header(path)
        was_cut_off = not any(header)  # zeros: a first start that was cut off
        is_marked = was_cut_off or header == bytes.fromhex(key)[-_SALT_BYTES:]
        is_ours = is_marked or has_sound_page(path, key, kind.page_bytes)
        if isinstance(problem, StorageCorrupt) and not is_ours:
            raise StorageForeign(path=str(path)) from error
        raise problem from error


def _header(path: Path) -> bytes:
    """Return the first bytes of the file: with encryption its salt, which is not secret. Raises ``StorageFailing``."""
    try:
        with path.open("rb") as file:
            return file.read(_SALT_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise refusal(error, path) from error


def _is_foreign(path: Path, key: str, page_bytes: int) -> bool:
    """Tell whether the file is an unencrypted database, or too short for one: SQLite would begin a new one in it.

    A short beginning of our own is what a power cut leaves of a file that was never finished.
    """
    header = _header(path)
    if not header or bytes.fromhex(key)[-_SALT_BYTES:].startswith(header):
        return False
    return header == _PLAIN_HEADER or path.stat().st_size < page_bytes


def _number(connection: Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _known(error: Exception, path: Path) -> Exception:
    """Return the refusal for this error, or the error itself when it is a bug."""
    return problem_of(error, path) or error
