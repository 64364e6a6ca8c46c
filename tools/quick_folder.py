"""Where tests put their files: into memory, where this machine has it and enough of it is free.

Ten thousand small databases are made and thrown away in one run; on a disk that is a third of its time.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - each run makes a folder of its own in it
_ENOUGH: Final = 8 * 1024**3
"""Bytes; a whole run was seen to need less than a third of it."""


@contextmanager
def quick_folder() -> Iterator[dict[str, str]]:
    """Yield the settings of a process that leaves all its files in one folder, which is gone at the end."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= _ENOUGH
    with tempfile.TemporaryDirectory(
        prefix="lp-", dir=_MEMORY if roomy else None, ignore_cleanup_errors=True
    ) as folder:
        yield {"TMPDIR": folder, "PYTEST_DEBUG_TEMPROOT": folder}
