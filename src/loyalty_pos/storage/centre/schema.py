"""Brings the centre's database to this program's schema, step by step; a newer one is refused and left alone.

It must never change a database it does not know.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

from loyalty_pos.core.problems import StorageNewer
from loyalty_pos.storage import migrations
from loyalty_pos.storage.centre.database import Sql
from loyalty_pos.storage.centre.postgres import PostgresDatabase
from loyalty_pos.storage.centre.sqlite import connect, problems_of

SCRIPTS: Final = Path(migrations.__file__).parent / "centre"
MakeScript = Callable[[str, str], str]
"""From dialect and version to what brings it to the newest one: ``storage.migrations.script``, loaded only when needed."""
_SQLITE_HAS: Final = "SELECT name FROM sqlite_schema WHERE name = 'alembic_version'"
_VERSION: Final = "SELECT version_num FROM alembic_version"
_POSTGRES_HAS: Final = "SELECT relname FROM pg_class WHERE oid = to_regclass('alembic_version')"


def upgrade_sqlite(path: Path, key_hex: str, make: MakeScript) -> None:
    """Run what is missing in one transaction, on a connection of its own. Raises StorageNewer."""
    connection = connect(path, key_hex)
    try:
        if not _is_current(found := _version_in_file(connection), str(path)):
            with problems_of(path):
                connection.executescript(f"BEGIN IMMEDIATE;\n{make('sqlite', found)}\nCOMMIT;")
    finally:
        connection.close()  # what was begun and not committed is undone


def upgrade_postgres(database: PostgresDatabase, make: MakeScript) -> None:
    """Run what is missing as one script in one transaction. Raises StorageNewer."""
    found = database.write(_version)
    if _is_current(found, "postgresql"):
        return
    database.script(f"BEGIN;\n{make('postgresql', found)}\nCOMMIT;")


def _is_current(found: str, name: str) -> bool:
    """Tell whether nothing is to be done. Raises StorageNewer for a step this program does not have."""
    known, newest = _steps()
    if found and found not in known:
        raise StorageNewer(path=name, found=int(found), known=max(int(step) for step in known))
    return found == newest


@cache
def _steps() -> tuple[frozenset[str], str]:
    """Return all steps of this program and the newest one, by the names of their files, which do not change while it runs."""
    steps = frozenset(path.name.partition("_")[0] for path in SCRIPTS.glob("versions/[0-9]*.py*"))
    return steps, max(steps)


def _version_in_file(connection: Any) -> str:
    if not connection.execute(_SQLITE_HAS).fetchone():
        return ""
    return str(connection.execute(_VERSION).fetchone()[0])


def _version(sql: Sql) -> str:
    return str(sql.rows(_VERSION)[0][0]) if sql.rows(_POSTGRES_HAS) else ""
