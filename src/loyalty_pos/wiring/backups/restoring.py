"""An older copy of the centre is put back: the books of today are kept beside it, the tills bring what it lacks.

It must never overwrite books, and never put back while another program has them open.
"""

import tempfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import StorageCorrupt, StorageForeign
from loyalty_pos.storage.backup.archive import small_of
from loyalty_pos.storage.backup.copying import is_in_use
from loyalty_pos.storage.backup.placing import decide, is_pending
from loyalty_pos.storage.backup.refusals import CentreInUse
from loyalty_pos.storage.folders import refusals
from loyalty_pos.storage.instance_lock import InstanceLock
from loyalty_pos.storage.vault import FileVault, file_key
from loyalty_pos.wiring.backups.taking import HELD, Backup, Proven, prove, sweep
from loyalty_pos.wiring.centre import DATABASE, ERASED, KEYS, CentreSettings, open_centre

_BESIDE: Final = ("", "-wal", "-shm")
_WORK: Final = ".restoring-"


@dataclass(frozen=True, slots=True)
class Restored:
    """``kept``: where today's books are now, None = there were none."""

    backup: Backup
    kept: Path | None


def restore(path: Path, folder: Path, passphrase: str = "") -> Restored:
    """Put the backup in the place of the centre in ``folder``; it was proven before anything is touched.

    Killed on the way, either nothing has happened or the next start of the centre finishes it.
    Raises BackupUnusable, KeysMissing, CentreInUse, StorageFull, StorageFailing, StorageBusy.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = folder / DATABASE
    sweep(folder, _WORK)
    if is_pending(folder):  # one that was killed: its own end first, then this one
        open_centre(CentreSettings(folder)).close()
    with (
        refusals(path),
        tempfile.TemporaryDirectory(dir=folder, prefix=_WORK) as work,
        ExitStack() as held,
    ):
        held.callback(InstanceLock(Path(work) / HELD).release)
        proven = prove(path, folder, Path(work), passphrase)
        if database.exists() and _is_open(database, folder / KEYS):
            raise CentreInUse(path=str(database))
        kept = decide(folder, Path(work), _files(proven, folder), _small(path))
    open_centre(CentreSettings(folder, restored=True)).close()
    return Restored(proven.backup, kept if kept.exists() else None)


def _files(proven: Proven, folder: Path) -> dict[str, Path]:
    """Return what takes the place of today's books: the copy, its log should the proof have left one, its own keys."""
    parts = {f"{DATABASE}{end}": proven.copy.with_name(f"{proven.copy.name}{end}") for end in _BESIDE}
    found = {name: path for name, path in parts.items() if path.exists()}
    return found if proven.keys == folder / KEYS else found | {KEYS: proven.keys}


def _small(path: Path) -> dict[str, bytes]:
    """Return the note of erased people that lies in the backup."""
    erased = small_of(path, ERASED)
    return {} if erased is None else {ERASED: erased}


def _is_open(database: Path, keys: Path) -> bool:
    """Tell whether somebody else has today's books open; books that nobody can open are nobody's."""
    with suppress(StorageCorrupt, StorageForeign):
        return is_in_use(database, file_key(FileVault(keys), DATABASE))
    return False
