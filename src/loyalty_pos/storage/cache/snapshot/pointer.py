"""Which file is the cache: a name in the journal, because an open file cannot be put in another's place on Windows.

It must never name a file that is not whole, and never remove one that was set aside for people to look at.
"""

import logging
import re
from pathlib import Path
from typing import Final

from loyalty_pos.storage.database import Database
from loyalty_pos.storage.kinds import CACHE

FIRST: Final = f"{CACHE.name}.db"
PART: Final = "snapshot.part"
"""The pages that have come so far."""
_OURS: Final = re.compile(rf"{CACHE.name}(-[0-9a-f]+)?\.db(-wal|-shm|-journal)?")
_log = logging.getLogger(__name__)


def cache_name(journal: Database) -> str:
    """Return the name of the file in use."""
    row = journal.reader().row("SELECT name FROM cache_file")
    return row[0] if row and _OURS.fullmatch(row[0]) else FIRST


def point_to(journal: Database, name: str) -> None:
    """Make this file the cache, durably. Raises the refusals of the journal."""
    assert _OURS.fullmatch(name), name
    with journal.writing() as connection:
        connection.execute("UPDATE cache_file SET name = ?", (name,))


def name_of(serial: str) -> str:
    """Return how the file of a snapshot is called."""
    return f"{CACHE.name}-{serial}.db"


def sweep(folder: Path, in_use: str) -> None:
    """Remove caches that were in use before, or never were; what cannot be removed goes the next time."""
    for path in sorted(folder.glob(f"{CACHE.name}*")):
        if _OURS.fullmatch(path.name) and not path.name.startswith(in_use):
            try:
                path.unlink(missing_ok=True)
            except OSError:  # Windows: somebody reads it
                _log.warning("cache.old_one_kept file=%s", path.name)
