"""What the file system must promise beyond the content of files: names that survive a power cut, refusals told kindly."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loyalty_pos.core.problems import Problem, StorageFailing, StorageFull


def sync_folder(folder: Path) -> None:
    """Make names of new files in the folder durable; Windows needs and allows no such thing.

    Raises StorageFull, StorageFailing.
    """
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise refusal(error, folder) from error


def sync_file(path: Path) -> None:
    """Make what a file holds durable. Raises OSError."""
    with path.open("r+b") as file:  # Windows syncs only what is open for writing
        os.fsync(file.fileno())


def put_file(path: Path, data: bytes) -> None:
    """Put a small file in its place, for its owner alone: a power cut leaves the old one or the new one, whole.

    Whoever does the same at the same moment writes a file of their own first. Raises StorageFull, StorageFailing.
    """
    try:
        handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # readable by its owner only
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(fresh).replace(path)
        except OSError:
            Path(fresh).unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise refusal(error, path) from error


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what the system says of a file inside the block into refusals."""
    try:
        yield
    except OSError as error:
        raise refusal(error, path) from error


def refusal(error: OSError, path: Path) -> Problem:
    """Return what the system's error means for people."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StorageFull(path=str(path))
    return StorageFailing(path=str(path), reason=errno.errorcode.get(error.errno or 0, "unknown"))
