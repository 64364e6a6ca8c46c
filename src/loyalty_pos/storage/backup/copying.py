"""A copy of an encrypted database while others write to it: one file, as of one moment, under the same key.

It must never copy the file itself: without its log beside it that is another moment, or none.
"""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from loyalty_pos.core.problems import (
    StorageBusy,
    StorageCorrupt,
    StorageFailing,
    StorageForeign,
    StorageFull,
)
from loyalty_pos.storage.backup.refusals import BackupUnusable
from loyalty_pos.storage.centre.sqlite import connect, problems_of


def copy_database(source: Path, key_hex: str, target: Path) -> None:
    """Copy ``source`` to the new file ``target``. Raises StorageBusy, StorageFull, StorageFailing, StorageCorrupt."""
    reading = connect(source, key_hex)
    try:
        with problems_of(target):
            copy = dbapi2.connect(str(target), isolation_level=None)
            try:
                copy.execute(f"PRAGMA key=\"x'{key_hex}'\"")
                _copy_pages(reading, copy, target)
                copy.execute("PRAGMA journal_mode=DELETE")  # all of it in the one file
            finally:
                copy.close()
    finally:
        reading.close()


def _copy_pages(reading: Any, copy: Any, target: Path) -> None:
    """Copy page by page; the driver tells no code of what goes wrong here, only its sentence."""
    try:
        reading.backup(copy)
    except dbapi2.OperationalError as error:
        if "full" in str(error):
            raise StorageFull(path=str(target)) from error
        if "locked" in str(error):
            raise StorageBusy(path=str(target)) from error
        raise StorageFailing(path=str(target), reason=str(error)) from error


def check_pages(path: Path, key_hex: str) -> None:
    """Read every page and index of the file. Raises BackupUnusable, also for a file of another key."""
    try:
        connection = connect(path, key_hex)
    except (StorageCorrupt, StorageForeign) as error:
        raise BackupUnusable(path=str(path), reason="other_keys") from error
    try:
        with problems_of(path):
            found = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
            found += [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    except StorageCorrupt as error:
        raise BackupUnusable(path=str(path), reason="damaged") from error
    finally:
        connection.close()
    if found:
        raise BackupUnusable(path=str(path), reason="damaged")


def is_in_use(path: Path, key_hex: str) -> bool:
    """Tell whether another program has the database open."""
    with problems_of(path):
        connection = dbapi2.connect(str(path), isolation_level=None, timeout=0)
        try:
            connection.execute(f"PRAGMA key=\"x'{key_hex}'\"")
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        except dbapi2.OperationalError as error:
            if "locked" in str(error):
                return True
            raise
        finally:
            connection.close()
    return False
