"""The events of a journal as they lie on the disk, read without opening the till: nothing is mended or set aside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import StorageForeign
from loyalty_pos.storage.database import Reader
from loyalty_pos.storage.journal.events import COLUMNS
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.vault import Vault
from loyalty_pos.wire.events import Event

_PAGE: Final = 500
_NEXT: Final = f"SELECT {COLUMNS} FROM event WHERE seq > ? ORDER BY seq LIMIT ?"  # noqa: S608  # our own columns


def untouched_events(folder: Path, vault: Vault) -> Iterator[Event]:
    """Yield every event in order. Raises the storage's refusals where the file cannot be read."""
    path = folder / f"{JOURNAL.name}.db"
    key = vault.get(f"{JOURNAL.name}-key")
    if key is None:  # a vault of another account, or a lost one
        raise StorageForeign(path=str(path))
    reader = Reader(path, key, JOURNAL.page_bytes)
    try:
        seq = 0
        while rows := reader.rows(_NEXT, (seq, _PAGE)):
            events = [Event(*row) for row in rows]
            yield from events
            seq = events[-1].seq
    finally:
        reader.close()
