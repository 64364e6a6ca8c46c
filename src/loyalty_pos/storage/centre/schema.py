"""Brings the centre's database to this program's schema, step by step; a newer one is refused and left alone.

It must never change a database it does not know.
"""

import io
from functools import cache
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from loyalty_pos.core.problems import StorageNewer
from loyalty_pos.storage import migrations
from loyalty_pos.storage.centre.database import Sql
from loyalty_pos.storage.centre.postgres import PostgresDatabase
from loyalty_pos.storage.centre.sqlite import connect, problems_of

_SCRIPTS: Final = Path(migrations.__file__).parent / "centre"
_SQLITE_HAS: Final = "SELECT name FROM sqlite_schema WHERE name = 'alembic_version'"
_VERSION: Final = "SELECT version_num FROM alembic_version"
_POSTGRES_HAS: Final = "SELECT relname FROM pg_class WHERE oid = to_regclass('alembic_version')"


def upgrade_sqlite(path: Path, key_hex: str) -> None:
    """Run what is missing in one transaction, on a connection of its own. Raises StorageNewer."""
    connection = connect(path, key_hex)
    try:
        if not _is_current(found := _version_in_file(connection), str(path)):
            with problems_of(path):
                connection.executescript(f"BEGIN IMMEDIATE;\n{script('sqlite', found)}\nCOMMIT;")
    finally:
        connection.close()  # what was begun and not committed is undone


def upgrade_postgres(database: PostgresDatabase) -> None:
    """Run what is missing as one script in one transaction. Raises StorageNewer."""
    found = database.write(_version)
    if _is_current(found, "postgresql"):
        return
    database.script(f"BEGIN;\n{script('postgresql', found)}\nCOMMIT;")


@cache
def script(dialect: str, found: str, to: str = "head") -> str:
    """Return what leads from a version ("" = nothing there) to another, as one script without a transaction."""
    written = io.StringIO()
    config = Config(output_buffer=written)
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["dialect"] = dialect
    command.upgrade(config, f"{found}:{to}" if found else to, sql=True)
    return written.getvalue()


def _is_current(found: str, name: str) -> bool:
    """Tell whether nothing is to be done. Raises StorageNewer for a step this program does not have."""
    known, newest = _steps()
    if found and found not in known:
        raise StorageNewer(path=name, found=int(found), known=max(int(step) for step in known))
    return found == newest


@cache
def _steps() -> tuple[frozenset[str], str | None]:
    """Return all steps of this program and the newest one: files that do not change while it runs."""
    scripts = ScriptDirectory(str(_SCRIPTS))
    return frozenset(step.revision for step in scripts.walk_revisions()), scripts.get_current_head()


def _version_in_file(connection: Any) -> str:
    if not connection.execute(_SQLITE_HAS).fetchone():
        return ""
    return str(connection.execute(_VERSION).fetchone()[0])


def _version(sql: Sql) -> str:
    return str(sql.rows(_VERSION)[0][0]) if sql.rows(_POSTGRES_HAS) else ""
