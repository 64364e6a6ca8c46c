"""PostgreSQL through asyncpg: its event loop lives in one thread of its own, callers stay plain functions.

It must never leave a transaction open: whatever happens, it ends with the work.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, Final, TypeVar

import asyncpg

from loyalty_pos.centre.ports import Unstorable
from loyalty_pos.core.problems import StorageBusy
from loyalty_pos.storage.centre.database import CLOSED, Result, Row, Sql

POOL_SIZE: Final = 8
CALL_S: Final = 60
STATEMENTS: Final = 128
"""Prepared statements that a connection keeps, those used last: three times as many as a batch of events has, 3 KiB each.

All of this package's on all connections were 6 MiB that filled in the first hours as if something leaked.
"""
ATTEMPTS: Final = 5
_LOCK: Final = " FOR UPDATE"
_LOCK_NAMES: Final = (  # always in the same order, so that two who want the same names never wait for each other
    "SELECT pg_advisory_xact_lock(key) FROM (SELECT DISTINCT hashtextextended(name, 0) AS key "
    "FROM unnest($1::text[]) AS name ORDER BY key) AS keys"
)
_CONFLICTS: Final = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
Answer = TypeVar("Answer")


class _PostgresSql:
    """Statements on one connection that is inside a transaction."""

    def __init__(
        self, call: Callable[[Coroutine[Any, Any, Any]], Any], connection: Any, *, readonly: bool
    ) -> None:
        self._call = call
        self._connection = connection
        self._readonly = readonly

    def rows(self, statement: str, *values: object) -> list[Row]:
        text = statement.replace(_LOCK, "") if self._readonly else statement  # a snapshot locks nothing
        return [tuple(record) for record in self._call(self._connection.fetch(text, *values))]

    def run(self, statement: str, *values: object) -> None:
        self._call(self._connection.execute(statement, *values))

    def many(self, statement: str, rows: Iterable[Row]) -> None:
        if listed := list(rows):
            self._call(self._connection.executemany(statement, listed))

    def lock(self, names: Iterable[str]) -> None:
        self._call(self._connection.execute(_LOCK_NAMES, list(names)))


class PostgresDatabase:
    """A ``Database`` behind a pool; conflicts between transactions are tried again."""

    def __init__(self, url: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="centre-postgres", daemon=True)
        self._thread.start()
        try:
            self._pool: Any = self._call(_pool(url))
        except BaseException:
            self._end_loop()
            raise

    def read(self, work: Callable[[Sql], Result]) -> Result:
        """Run ``work`` on one snapshot."""
        return self._transaction(work, isolation="repeatable_read", readonly=True)

    def write(self, work: Callable[[Sql], Result]) -> Result:
        """Run ``work`` in one transaction; rows that matter are locked by ``FOR UPDATE``."""
        for _ in range(ATTEMPTS):
            try:
                return self._transaction(work, isolation="read_committed", readonly=False)
            except _CONFLICTS:
                continue
            except (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError) as error:
                raise Unstorable(type(error).__name__) from error
        raise StorageBusy(path="postgresql")

    def script(self, statements: str) -> None:
        """Run a script of statements as it stands (migrations bring their own BEGIN and COMMIT)."""
        self._call(self._pool.execute(statements))

    def tidy(self) -> None:
        """Do nothing: a server empties its own logs."""

    def close(self) -> None:
        """Close the pool and end the loop's thread; again does nothing."""
        if self._loop.is_closed():
            return
        self._call(self._pool.close())
        self._end_loop()

    def _transaction(self, work: Callable[[Sql], Result], *, isolation: str, readonly: bool) -> Result:
        if self._loop.is_closed():
            raise RuntimeError(CLOSED)
        connection = self._call(self._pool.acquire())
        try:
            transaction = connection.transaction(isolation=isolation, readonly=readonly)
            self._call(transaction.start())
            try:
                result = work(_PostgresSql(self._call, connection, readonly=readonly))
            except BaseException:
                self._call(transaction.rollback())
                raise
            self._call(transaction.commit())
            return result
        finally:
            self._call(self._pool.release(connection))

    def _call(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(_awaited(work), self._loop).result(CALL_S)

    def _end_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _awaited(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Await inside the loop: the pool's acquire is awaitable, but no coroutine."""
    return await work


async def _pool(url: str) -> Any:
    return await asyncpg.create_pool(
        url,
        min_size=1,
        max_size=POOL_SIZE,
        command_timeout=CALL_S,
        statement_cache_size=STATEMENTS,
        max_cached_statement_lifetime=0,
    )
