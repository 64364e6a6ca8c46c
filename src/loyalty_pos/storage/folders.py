"""What the file system must promise beyond the content of files: names that survive a power cut, refusals told kindly."""

import errno
import os
from pathlib import Path

from loyalty_pos.core.problems import Problem, StorageFailing, StorageFull


def sync_folder(folder: Path) -> None:
    """Make names of new files in the folder durable; Windows needs and allows no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def refusal(error: OSError, path: Path) -> Problem:
    """Return what the system's error means for people."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StorageFull(path=str(path))
    return StorageFailing(path=str(path), reason=errno.errorcode.get(error.errno or 0, "unknown"))
