"""A backup is taken while the centre serves, and counts only when it was opened, read and followed to its end.

A copy that nobody has opened is a hope. So each is drilled before it gets its name, and can be drilled again at any time.
"""

import shutil
import tempfile
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from loyalty_pos import __version__
from loyalty_pos.centre.proof.verifying import Verifying
from loyalty_pos.core.problems import StorageBusy
from loyalty_pos.storage.backup.archive import (
    DATABASE as COPY,
)
from loyalty_pos.storage.backup.archive import (
    Contents,
    contents_of,
    pack,
    sha256_of,
    small_of,
    unpack_database,
)
from loyalty_pos.storage.backup.copying import check_pages, copy_database
from loyalty_pos.storage.backup.placing import is_pending
from loyalty_pos.storage.backup.refusals import BackupUnusable, KeysMissing, NoBooksHere, WeakPassphrase
from loyalty_pos.storage.backup.sealed_keys import SHORTEST, open_keys, seal_keys
from loyalty_pos.storage.centre.books import open_sqlite
from loyalty_pos.storage.folders import refusals
from loyalty_pos.storage.instance_lock import InstanceLock
from loyalty_pos.storage.vault import FileVault, file_key
from loyalty_pos.wire.rows import LAST_BACKUP
from loyalty_pos.wiring.centre import (
    DATABASE,
    ERASED,
    KEYS,
    CentreSettings,
    centre_is_here,
    late_script,
    open_centre,
)

SUFFIX: Final = ".lpbackup"
SEALED_KEYS: Final = "keys.sealed"
WORK: Final = ".taking-"
HELD: Final = "held"


@dataclass(frozen=True, slots=True)
class Backup:
    """``has_keys``: the keys are in it, sealed with a passphrase."""

    path: Path
    contents: Contents
    has_keys: bool


@dataclass(frozen=True, slots=True)
class Proven:
    """A backup with its unpacked database, and the file of the keys that open it."""

    backup: Backup
    copy: Path
    keys: Path


def take(folder: Path, target: Path, passphrase: str = "") -> Backup:
    """Copy the centre in ``folder`` into the folder ``target`` and prove the copy.

    Raises NoBooksHere, WeakPassphrase, BackupUnusable, StorageFull, StorageFailing, StorageBusy.
    """
    if not centre_is_here(folder):
        raise NoBooksHere(folder=str(folder))
    if passphrase and len(passphrase) < SHORTEST:
        raise WeakPassphrase(shortest=SHORTEST)
    with refusals(target):
        return _taken(folder, target, passphrase)


def _taken(folder: Path, target: Path, passphrase: str) -> Backup:
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    if is_pending(folder):
        open_centre(CentreSettings(folder)).close()
    keys = folder / KEYS
    small = {ERASED: (folder / ERASED).read_bytes()} if (folder / ERASED).exists() else {}
    if passphrase:
        small[SEALED_KEYS] = seal_keys(keys.read_bytes(), passphrase)
    taken_us = time.time_ns() // 1000
    sweep(target)
    with tempfile.TemporaryDirectory(dir=target, prefix=WORK) as work, ExitStack() as held:
        held.callback(InstanceLock(Path(work) / HELD).release)
        copy = Path(work) / COPY
        copy_database(folder / DATABASE, file_key(FileVault(keys), DATABASE), copy)
        contents = _drilled(copy, keys, taken_us)
        path = target / f"centre-{datetime.fromtimestamp(taken_us / 1e6, UTC):%Y%m%d-%H%M%S-%f}{SUFFIX}"
        pack(path, copy, contents, small)
    with closing(open_centre(CentreSettings(folder))) as centre:
        centre.admin.set_setting(LAST_BACKUP, str(taken_us))
    return Backup(path, contents, bool(passphrase))


def sweep(target: Path, work: str = WORK) -> None:
    """Remove what was left behind by a program that was killed, or whose disk let nothing be removed: it names people."""
    for left in target.glob(f"{work}*"):
        try:
            InstanceLock(left / HELD).release()
        except (StorageBusy, OSError):
            continue  # somebody is at work there
        shutil.rmtree(left, ignore_errors=True)


def check(path: Path, folder: Path, passphrase: str = "") -> Backup:
    """Prove a backup again, with the keys of the centre in ``folder`` or those inside it.

    Raises BackupUnusable, KeysMissing, StorageFull, StorageFailing.
    """
    with refusals(path), tempfile.TemporaryDirectory(prefix="loyalty-pos-") as work:
        return prove(path, folder, Path(work), passphrase).backup


def prove(path: Path, folder: Path, work: Path, passphrase: str = "") -> Proven:
    """Unpack a backup into ``work`` and prove what is unpacked; raises as ``check``."""
    said = contents_of(path)
    copy, keys = work / COPY, keys_for(path, folder, work, passphrase)
    unpack_database(path, copy)
    found = _drilled(copy, keys, said.taken_us)
    if (found.events, found.accounts, found.entries) != (said.events, said.accounts, said.entries):
        raise BackupUnusable(path=str(path), reason="does_not_follow")
    return Proven(Backup(path, said, small_of(path, SEALED_KEYS) is not None), copy, keys)


def keys_for(path: Path, folder: Path, work: Path, passphrase: str) -> Path:
    """Return the file of the keys that open a backup: those in it where a passphrase is given, else those in ``folder``."""
    sealed = small_of(path, SEALED_KEYS)
    if passphrase and sealed is not None:
        opened = open_keys(sealed, passphrase)
        if opened is None:
            raise BackupUnusable(path=str(path), reason="wrong_passphrase")
        keys = work / KEYS
        keys.touch(mode=0o600)
        keys.write_bytes(opened)
        return keys
    if not (folder / KEYS).exists():
        raise KeysMissing(path=str(path))
    return folder / KEYS


def backups_in(target: Path) -> list[Backup]:
    """Return the backups in a folder, oldest first; what cannot be read is not among them."""
    found = []
    for path in sorted(target.glob(f"centre-*{SUFFIX}")):
        try:
            found.append(Backup(path, contents_of(path), small_of(path, SEALED_KEYS) is not None))
        except BackupUnusable:
            continue
    return found


def drop_old(target: Path, keep: int) -> list[Path]:
    """Delete all but the newest ``keep`` (at least 1) backups of a folder; return what is gone."""
    gone = [backup.path for backup in backups_in(target)][: -max(1, keep)]
    for path in gone:
        path.unlink()
    return gone


def _drilled(copy: Path, keys: Path, taken_us: int) -> Contents:
    """Open the copy as a centre would, read every page and follow every chain. Raises BackupUnusable."""
    vault = FileVault(keys)
    check_pages(copy, file_key(vault, DATABASE))
    with closing(open_sqlite(copy, vault, late_script)) as books:
        verifying = Verifying(books)
        streams = list(verifying.streams())
        accounts = list(verifying.accounts())
        newest = books.read(lambda desk: max((one.seen_us for one in desk.streams.all()), default=0))
    if not all(one.is_whole for one in streams) or not all(one.is_whole for one in accounts):
        raise BackupUnusable(path=str(copy), reason="does_not_follow")
    return Contents(
        taken_us=taken_us,
        program=__version__,
        sha256=sha256_of(copy),
        bytes=copy.stat().st_size,
        events=sum(one.events for one in streams),
        accounts=len(accounts),
        entries=sum(one.entries for one in accounts),
        newest_us=newest,
    )
