"""Older files that a till keeps beside its own, from before an upgrade or set aside as damaged: they name people too.

Journals keep everything but the keys and names of whoever was forgotten. Caches are only what the centre tells: those
go. A file that cannot be read any more is left as it is, and told in the log; if it was salvaged, it goes.
"""

import logging
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.cache.snapshot.pointer import PART, sweep
from loyalty_pos.storage.database import connect
from loyalty_pos.storage.kinds import CACHE, JOURNAL
from loyalty_pos.wire.rows import ForgetRow

TOLD: Final = ".told"
"""Beside a damaged journal: it was read through, and what it held is in a salvaged one."""
_log = logging.getLogger(__name__)


class OldCopies:
    """The older files in one till's folder; ``key``: of its journal."""

    def __init__(self, folder: Path, key: str) -> None:
        self._folder = folder
        self._key = key

    def forget(self, told: ForgetRow) -> None:
        """Destroy what older journals know of these persons."""
        for path in sorted(self._folder.glob(f"{JOURNAL.name}.*.db")):
            try:
                _destroy(path, self._key, told)
            except (dbapi2.Error, Problem):
                self._give_up(path)

    def _give_up(self, path: Path) -> None:
        """Delete a damaged journal that cannot be made to forget, once all that can be read of it is kept elsewhere."""
        if not path.with_suffix(TOLD).exists():
            _log.warning("forgetting.copy_unreadable file=%s", path.name)
            return
        for part in self._folder.glob(f"{path.name}*"):
            part.unlink(missing_ok=True)
        _log.warning("forgetting.copy_deleted file=%s", path.name)

    def drop_caches(self, in_use: str) -> None:
        """Delete older caches, with their logs, and what has come of a snapshot; ``in_use``: the cache that stays."""
        sweep(self._folder, in_use)
        for path in sorted([*self._folder.glob(f"{CACHE.name}*.*.db*"), *self._folder.glob(PART)]):
            try:
                path.unlink()
            except OSError:  # Windows: somebody reads it; the next time it goes
                _log.warning("forgetting.copy_kept file=%s", path.name)


def _destroy(path: Path, key: str, told: ForgetRow) -> None:
    connection = connect(path, key)
    try:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "DELETE FROM person_key WHERE person_id = ?", [(one,) for one in told.person_ids]
        )
        connection.execute(
            "UPDATE issued_card SET name = '', phone_key = 0 WHERE account_id = ?", (told.account_id,)
        )
        if "print_job" in tables:  # since version 2
            connection.execute("DELETE FROM print_job WHERE instr(job, ?) > 0", (told.account_id,))
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
