"""An older copy of the centre is put back: the books of today are kept beside it, the tills bring what it lacks.

It must never overwrite books, and never put back while another program has them open.
"""

import tempfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import StorageCorrupt, StorageForeign
from loyalty_pos.storage.backup.archive import small_of
from loyalty_pos.storage.backup.copying import is_in_use
from loyalty_pos.storage.backup.refusals import CentreInUse
from loyalty_pos.storage.folders import refusals, sync_folder
from loyalty_pos.storage.instance_lock import InstanceLock
from loyalty_pos.storage.vault import FileVault, file_key
from loyalty_pos.wiring.backups.taking import HELD, Backup, prove, sweep
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

    Raises BackupUnusable, KeysMissing, CentreInUse, StorageFull, StorageFailing.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = folder / DATABASE
    sweep(folder, _WORK)
    with (
        refusals(path),
        tempfile.TemporaryDirectory(dir=folder, prefix=_WORK) as work,
        ExitStack() as held,
    ):
        held.callback(InstanceLock(Path(work) / HELD).release)
        proven = prove(path, folder, Path(work), passphrase)
        if database.exists() and _is_open(database, folder / KEYS):
            raise CentreInUse(path=str(database))
        kept = _set_aside(folder)
        if proven.keys != folder / KEYS:
            proven.keys.replace(folder / KEYS)
        for part in _BESIDE:  # its log too, should the proof have left one
            if (fresh := proven.copy.with_name(f"{proven.copy.name}{part}")).exists():
                fresh.replace(folder / f"{DATABASE}{part}")
        _keep_erased(path, folder)
    sync_folder(folder)
    open_centre(CentreSettings(folder, restored=True)).close()
    return Restored(proven.backup, kept)


def _is_open(database: Path, keys: Path) -> bool:
    """Tell whether somebody else has today's books open; books that nobody can open are nobody's."""
    with suppress(StorageCorrupt, StorageForeign):
        return is_in_use(database, file_key(FileVault(keys), DATABASE))
    return False


def _set_aside(folder: Path) -> Path | None:
    """Move today's books and keys into a folder of their own, all of their files together."""
    there = [path for end in _BESIDE if (path := folder / f"{DATABASE}{end}").exists()]
    if not there:
        return None
    kept = folder / f"before-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    kept.mkdir(mode=0o700)
    for path in there:
        path.replace(kept / path.name)
    if (folder / KEYS).exists():
        (kept / KEYS).touch(mode=0o600)
        (kept / KEYS).write_bytes((folder / KEYS).read_bytes())
    return kept


def _keep_erased(path: Path, folder: Path) -> None:
    """Keep the note of erased people: what is here is newer than what lies in a backup."""
    erased = small_of(path, ERASED)
    if erased is not None and not (folder / ERASED).exists():
        (folder / ERASED).write_bytes(erased)
