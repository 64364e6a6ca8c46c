"""What SQLite says, as a refusal for people; whatever is not in the table is a bug and goes on as it is."""

from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from loyalty_pos.core.problems import Problem, StorageBusy, StorageCorrupt, StorageFailing, StorageFull

Fault = dbapi2.Error
"""Base of everything that the driver raises."""

_PRIMARY: Final = 0xFF
_BUSY: Final = {5, 6}  # BUSY, LOCKED
_REFUSED: Final = {3, 8, 10, 14}  # PERM, READONLY, IOERR, CANTOPEN
_CORRUPT: Final = {11, 26}  # CORRUPT, NOTADB: with encryption a damaged first page reads as "not a database"
_FULL: Final = {13}
_FULL_EXTENDED: Final = {10 | 19 << 8}  # IOERR_SHMSIZE: no room for the index of the write-ahead log


def problem_of(error: Exception, path: Path) -> Problem | None:
    """Return the refusal for a driver's error on this file, None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    primary = code & _PRIMARY
    if primary in _FULL or code in _FULL_EXTENDED:
        return StorageFull(path=str(path))
    if primary in _BUSY:
        return StorageBusy(path=str(path))
    if primary in _CORRUPT:
        return StorageCorrupt(path=str(path), kept_as=str(path))
    if primary in _REFUSED:
        return StorageFailing(path=str(path), reason=str(getattr(error, "sqlite_errorname", code)))
    return None
