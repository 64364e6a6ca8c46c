"""The embedded database of a small centre: one encrypted file, one writer thread, a few reading connections.

It must never write outside the writer thread, and never return from ``write`` before the file is synced.
"""

import json
import queue
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from loyalty_pos.centre.ports import Unstorable
from loyalty_pos.storage.centre.database import CLOSED, Result, Row, Sql
from loyalty_pos.storage.faults import Fault, problem_of
from loyalty_pos.storage.folders import refusals
from loyalty_pos.storage.pages.kept_log import bring_back_log, close_keeping_log

READERS: Final = 4
SHARED_COMMIT: Final = 32
"""Most callers that one commit answers, so that the first of them does not wait for long."""
BUSY_MS: Final = 10_000
_LIST: Final = re.compile(r"= ANY\(\$(\d+)\)")
_PAIRS: Final = re.compile(r"json_array_elements\(\$(\d+)::json\)")
_PLACE: Final = re.compile(r"\$(\d+)")
_PRAGMAS: Final = (
    "PRAGMA cache_size=-65536",
    "PRAGMA mmap_size=0",
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA wal_autocheckpoint=8000",  # 32 MB: a page that changes often is copied once, not with every batch
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # a person's key that is destroyed must not lie in a free page
)
_FULL: Final = 2


@cache
def translated(statement: str) -> str:
    """Return the statement as SQLite reads it; cached for ever, as statements are constants of this package."""
    text = _LIST.sub(r"IN (SELECT value FROM json_each(?\1))", statement)
    text = _PAIRS.sub(r"json_each(?\1)", text)
    return _PLACE.sub(r"?\1", text).replace(" FOR UPDATE", "")


def connect(path: Path, key_hex: str) -> Any:
    """Open the file with its raw key (and salt) in hex; durability is read back, not believed.

    Raises StorageCorrupt for a damaged file and for one of another key, StorageBusy, StorageFailing.
    """
    with problems_of(path):
        with refusals(path):
            bring_back_log(path)
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA key=\"x'{key_hex}'\"")
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            (level,) = connection.execute("PRAGMA synchronous").fetchone()
        except Fault:
            close_keeping_log(connection, path)
            raise
        assert level == _FULL, level
        return connection


@contextmanager
def problems_of(path: Path) -> Iterator[None]:
    """Turn the driver's complaints about the file into refusals; anything else is a bug and stays one."""
    try:
        yield
    except (dbapi2.IntegrityError, dbapi2.DataError, OverflowError) as error:
        raise Unstorable(type(error).__name__) from error
    except Fault as error:
        problem = problem_of(error, path)
        if problem is None:
            raise
        raise problem from error


def _bound(values: Iterable[object]) -> list[object]:
    return [json.dumps(value) if isinstance(value, list) else value for value in values]


class _SqliteSql:
    """Statements on one connection that is inside a transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, statement: str, *values: object) -> list[Row]:
        cursor = self._connection.execute(translated(statement), _bound(values))
        found: list[Row] = cursor.fetchall()
        return found

    def run(self, statement: str, *values: object) -> None:
        self._connection.execute(translated(statement), _bound(values))

    def many(self, statement: str, rows: Iterable[Row]) -> None:
        if listed := list(rows):
            self._connection.executemany(translated(statement), listed)

    def lock(self, names: Iterable[str]) -> None:
        """Do nothing: only one transaction writes at a time."""


class _Job:
    """A piece of work that waits for the writer, and what came of it."""

    def __init__(self, work: Callable[[Sql], Any]) -> None:
        self.work = work
        self.result: Any = None
        self.refusal: BaseException | None = None
        self.answer: Future[Any] = Future()

    def tell(self) -> None:
        """Answer whoever waits; the commit is over."""
        if self.refusal is not None:
            self.answer.set_exception(self.refusal)
        else:
            self.answer.set_result(self.result)


class SqliteDatabase:
    """A ``Database`` in one file; the writer queue serves the callers in their order."""

    def __init__(self, path: Path, key_hex: str) -> None:
        self._path = path
        self._key_hex = key_hex
        self._closed = False
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="centre-writer")
        self._waiting: deque[_Job] = deque()
        self._connection = connect(path, key_hex)
        self._readers: queue.LifoQueue[Any] = queue.LifoQueue()
        for _ in range(READERS):
            self._readers.put(None)

    def read(self, work: Callable[[Sql], Result]) -> Result:
        """Run ``work`` on one snapshot; waits for one of the reading connections."""
        connection = self._readers.get()
        try:
            if self._closed:
                raise RuntimeError(CLOSED)
            connection = connection or connect(self._path, self._key_hex)
            return self._transaction(connection, "BEGIN", work)
        finally:
            self._readers.put(connection)

    def write(self, work: Callable[[Sql], Result]) -> Result:
        """Run ``work`` on the writer thread, as one transaction that is synced when this returns.

        Whoever waits at the same moment shares the commit: the disk is asked once for all of them.
        """
        job: _Job = _Job(work)
        self._waiting.append(job)
        self._writer.submit(self._write_waiting)
        result: Result = job.answer.result()
        return result

    def tidy(self) -> None:
        """Move the write-ahead log into the file and empty it; where another connection reads, the next one does."""
        self._writer.submit(self._emptied).result()

    def _emptied(self) -> None:
        with problems_of(self._path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Finish the writer's queue and close every connection; again does nothing."""
        if self._closed:
            return
        self._closed = True
        self._writer.shutdown(wait=True)
        for _ in range(READERS):
            reader = self._readers.get()
            if reader is not None:
                reader.close()
        self._connection.close()
        self._readers.put(
            None
        )  # whoever asks closed books hears so, one after the other, and waits for nobody

    def _write_waiting(self) -> None:
        """Do what waits, each between savepoints of its own, and commit it together; only then anybody is answered."""
        jobs = [self._waiting.popleft() for _ in range(min(len(self._waiting), SHARED_COMMIT))]
        if not jobs:
            return  # an earlier turn took it along
        try:
            with problems_of(self._path):
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    for job in jobs:
                        self._do(job)
                    self._connection.execute("COMMIT")
                except BaseException:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise
        except BaseException as error:  # noqa: BLE001 - told to everybody whose work is undone with it
            for job in jobs:
                job.answer.set_exception(job.refusal or error)
            return
        for job in jobs:
            job.tell()

    def _do(self, job: "_Job") -> None:
        """Do one piece of work; its refusal undoes it alone, unless SQLite has undone everything."""
        self._connection.execute("SAVEPOINT job")
        try:
            with problems_of(self._path):
                job.result = job.work(_SqliteSql(self._connection))
        except BaseException as refusal:
            if not self._connection.in_transaction:
                raise
            job.refusal = refusal
            self._connection.execute("ROLLBACK TO job")
        self._connection.execute("RELEASE job")

    def _transaction(self, connection: Any, begin: str, work: Callable[[Sql], Result]) -> Result:
        with problems_of(self._path):
            connection.execute(begin)
            try:
                result = work(_SqliteSql(connection))
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            return result
