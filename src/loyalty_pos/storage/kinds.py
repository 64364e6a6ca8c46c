"""The kinds of files a till keeps: its journal, which is its own truth, and its cache, which can be fetched again."""

from pathlib import Path
from typing import Final

from loyalty_pos.storage.database import FileKind

_MIGRATIONS: Final = Path(__file__).parent / "migrations"

JOURNAL: Final = FileKind("journal", 0x4C505331, 8, "FULL", _MIGRATIONS / "till_journal")
CACHE: Final = FileKind("cache", 0x4C505332, 8, "NORMAL", _MIGRATIONS / "till_cache", page_bytes=1024)
