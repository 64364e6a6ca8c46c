"""A backup's copy on another machine's disk or on a stick: carried there, read back from there, proven there.

It must never spoil the backup that it copies, and never make the folder of a medium that is away: that would be a folder on
the first disk.
"""

import os
import shutil
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

from loyalty_pos.centre.daily.backup_age import tell_of_second
from loyalty_pos.core.problems import Problem, StorageBusy, StorageFull
from loyalty_pos.storage.backup.refusals import BackupUnusable
from loyalty_pos.storage.folders import refusals, sync_folder
from loyalty_pos.storage.instance_lock import InstanceLock
from loyalty_pos.wiring.backups.taking import HELD, WORK, Backup, drop_old, prove, sweep
from loyalty_pos.wiring.centre import CentreSettings, open_centre

AWAY: Final = "away"
SAME_DISK: Final = "same_disk"
_FULL: Final = "full"
_DAMAGED: Final = "damaged"
_FAILING: Final = "failing"


def carried(backup: Backup, second: Path, folder: Path, passphrase: str = "", keep: int = 0) -> str:
    """Copy a backup into the folder ``second``, prove the copy, tell a person what is wrong; "" = nothing is.

    ``keep``: of the copies there, 0 = all. away | full | damaged | failing: there is none; same_disk: there is one, but on
    the disk of the books, so that both go together.
    """
    trouble = _tried(backup, second, folder, passphrase, keep)
    if trouble:
        with closing(open_centre(CentreSettings(folder))) as centre:
            tell_of_second(centre.books, f"{trouble} {second}", time.time_ns() // 1000)
    return trouble


def _tried(backup: Backup, second: Path, folder: Path, passphrase: str, keep: int) -> str:
    if not second.is_dir():
        return AWAY
    try:
        with refusals(second):
            _copied(backup.path, second, folder, passphrase)
            if keep > 0:
                drop_old(second, keep)
            return SAME_DISK if is_same_disk(second, folder) else ""
    except BackupUnusable:
        return _DAMAGED
    except StorageFull:
        return _FULL
    except StorageBusy:
        raise  # the books, not the medium
    except Problem:
        return _FAILING


def is_same_disk(one: Path, other: Path) -> bool:
    """Tell whether two folders lie on the same disk, as far as the system knows."""
    return one.stat().st_dev == other.stat().st_dev


def _copied(path: Path, second: Path, folder: Path, passphrase: str) -> None:
    """Copy it under a name of work; it gets its own when what was read back is proven."""
    sweep(second)
    with tempfile.TemporaryDirectory(dir=second, prefix=WORK) as work, ExitStack() as held:
        held.callback(InstanceLock(Path(work) / HELD).release)
        fresh = Path(work) / path.name
        with path.open("rb") as source, fresh.open("wb") as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
            if hasattr(os, "posix_fadvise"):  # what is read back comes from the medium, not from memory
                os.posix_fadvise(copy.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        with tempfile.TemporaryDirectory(prefix="loyalty-pos-") as opened:
            prove(fresh, folder, Path(opened), passphrase)
        fresh.replace(second / path.name)
    sync_folder(second)
