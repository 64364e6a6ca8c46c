"""A proven copy takes the place of the books: decided by one rename, done step by step, finished by whoever comes next.

Before the rename nothing has happened; behind it each step may be taken again after a death, and leads to the same end.
It must never leave a folder that looks like a centre without books: an empty one would be made there.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from loyalty_pos.storage.folders import put_file, sync_file, sync_folder
from loyalty_pos.storage.instance_lock import InstanceLock

READY: Final = "restoring"
"""The folder whose appearance is the decision."""
_KEPT: Final = "kept"
_ASIDE: Final = "aside"
_HELD: Final = "held"
_PARTS: Final = ("-wal", "-shm", "")
"""The database goes last: where it stands, its log does too."""


@dataclass(frozen=True, slots=True)
class Names:
    """The files of a centre: its books, their keys, the note of who was erased."""

    database: str
    keys: str
    erased: str


def is_pending(folder: Path) -> bool:
    """Tell whether a copy waits to take the place of the books in this folder."""
    return (folder / READY).is_dir()


def decide(folder: Path, work: Path, files: Mapping[str, Path], small: Mapping[str, bytes]) -> Path:
    """Let these files take the place of today's; from here on it is only done. Return where today's books will be kept.

    ``work``: a folder below ``folder`` that goes away. ``files``: what to place, by name, taken from where it is. Raises OSError.
    """
    ready = work / READY
    ready.mkdir(mode=0o700)
    for name, path in files.items():
        path.replace(ready / name)
        sync_file(ready / name)
    kept = f"before-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    for name, data in {**small, _KEPT: kept.encode()}.items():
        put_file(ready / name, data)
    ready.rename(folder / READY)
    sync_folder(folder)
    return folder / kept


@contextmanager
def finishing(folder: Path, names: Names) -> Iterator[Path | None]:
    """Put what was decided into its place, and forget the decision when the block has opened the books.

    Gives where today's books are kept, None = nothing was decided. Raises StorageBusy while somebody else is at it, OSError.
    """
    ready = folder / READY
    if not ready.is_dir():
        yield None
        return
    with ExitStack() as held:
        held.callback(InstanceLock(ready / _HELD).release)
        kept = None
        if (ready / _KEPT).exists():  # else all was done but the forgetting
            kept = folder / (ready / _KEPT).read_text("utf-8")
            _place(folder, ready, kept, names)
        yield kept
        _forget(ready)
    with suppress(OSError):  # Windows removes nothing that is held
        shutil.rmtree(ready)


def _place(folder: Path, ready: Path, kept: Path, names: Names) -> None:
    parts = [f"{names.database}{end}" for end in _PARTS]
    if not (ready / _ASIDE).exists():
        _set_aside(folder, kept, parts, names.keys)
        put_file(ready / _ASIDE, b"")
    if (folder / names.erased).exists():  # what is here is newer than what lay in a backup
        (ready / names.erased).unlink(missing_ok=True)
    for name in (names.keys, names.erased, *parts):
        if (ready / name).exists():
            (ready / name).replace(folder / name)
    sync_folder(folder)


def _set_aside(folder: Path, kept: Path, parts: list[str], keys: str) -> None:
    """Move today's books into a folder of their own, all of their files together, with a copy of their keys."""
    if any((folder / name).exists() for name in parts):
        kept.mkdir(mode=0o700, exist_ok=True)
        if (folder / keys).exists():
            put_file(kept / keys, (folder / keys).read_bytes())
    for name in parts:
        if (folder / name).exists():
            (folder / name).replace(kept / name)
    if kept.exists():
        sync_folder(kept)
    sync_folder(folder)


def _forget(ready: Path) -> None:
    """Remove the decision first: what is left behind it is nothing."""
    (ready / _KEPT).unlink(missing_ok=True)
    sync_folder(ready)
