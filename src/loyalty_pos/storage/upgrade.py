"""Bring an older file to this program's schema by its numbered migrations; a copy of the old file is kept.

Imports SQLAlchemy and Alembic, so nothing on the start-up path may import it: the wiring passes ``upgrade`` to
``open_database``, which calls it only for an older file.
"""

import shutil
from pathlib import Path
from typing import Any, Final

import sqlalchemy
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from loyalty_pos.storage.database import Connection, FileKind, connect
from loyalty_pos.storage.faults import problem_of
from loyalty_pos.storage.folders import refusal, sync_file, sync_folder

ATTACHED_FILES: Final = ("", "-wal", "-shm")


def upgrade(path: Path, key: str, kind: FileKind) -> None:
    """Copy the closed file aside, then run all missing migrations in ONE transaction.

    Raises ``StorageFull``, ``StorageFailing``; then the file is of its old version.
    """
    try:
        keep_copy(path)
    except OSError as error:
        raise refusal(error, path) from error
    connection = connect(path, key, kind.page_bytes)
    try:
        migrate(connection, kind)
    except sqlalchemy.exc.DBAPIError as error:
        problem = problem_of(error.orig, path) if isinstance(error.orig, Exception) else None
        raise problem or error from error
    finally:
        connection.close()


def keep_copy(path: Path) -> Path:
    """Copy the file (with its log, if it has one) beside itself, durably before it is changed; return the copy's name."""
    number = 1
    while (copy := path.with_name(f"{path.stem}.before-upgrade-{number}{path.suffix}")).exists():
        number += 1
    for suffix in ATTACHED_FILES:
        source = path.with_name(path.name + suffix)
        if source.exists():
            kept = copy.with_name(copy.name + suffix)
            shutil.copy2(source, kept)
            sync_file(kept)
    sync_folder(path.parent)
    return copy


def migrate(connection: Connection, kind: FileKind, to_version: int | None = None) -> None:
    """Run the migrations from the connection's version up to ``to_version`` (default: the current one)."""
    target = kind.version if to_version is None else to_version
    script = ScriptDirectory(str(kind.migrations))
    engine = sqlalchemy.create_engine(
        "sqlite://", module=dbapi2, creator=lambda: connection, poolclass=StaticPool
    )
    sqlalchemy.event.listen(engine, "begin", lambda session: session.exec_driver_sql("BEGIN IMMEDIATE"))

    def steps(revision: Any, _context: Any) -> Any:
        return script._upgrade_revs(f"{target:04}", revision)  # noqa: SLF001  # Alembic's documented way without env.py

    with engine.begin() as session, EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=session)
        environment.run_migrations()
        session.exec_driver_sql(f"PRAGMA application_id = {kind.application_id}")
        session.exec_driver_sql(f"PRAGMA user_version = {target}")


def baseline_of(kind: FileKind) -> str:
    """Return what ``baseline.sql`` must hold: the schema and first rows that the migrations make."""
    connection: Any = dbapi2.connect(":memory:", isolation_level=None)
    migrate(connection, kind)
    schema = connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    ).fetchall()
    statements = [sql for (sql,) in schema]
    for table in ("alembic_version", *_tables_with_rows(connection)):
        for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608  # names from our own schema
            values = ", ".join(repr(value) for value in row)
            statements.append(f"INSERT INTO {table} VALUES ({values})")  # noqa: S608  # as above
    connection.close()
    return ";\n".join(statements) + ";\n"


def _tables_with_rows(connection: Any) -> list[str]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('alembic_version') ORDER BY rowid"
    ).fetchall()
    return [name for (name,) in names if connection.execute(f"SELECT 1 FROM {name}").fetchone()]  # noqa: S608  # as above
