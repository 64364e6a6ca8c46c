"""Disk space set aside, so that a full disk still lets the sale at hand finish and the shift be closed (R42).

While it is given up, only sales, returns and the ends of shifts are written. It comes back by itself when there is room
for it and a little more: on a disk that is just full it must not come and go.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

RESERVED_BYTES: Final = 32 * 1024 * 1024
_BESIDE_BYTES: Final = 8 * 1024 * 1024
"""So much must be left beside the reserve when it is laid in again."""
_CHUNK: Final = bytes(1024 * 1024)


class Reserve:
    """A file that is given up when the disk is full, and laid in again when there is room."""

    def __init__(self, path: Path, size: int | None = None) -> None:
        """``size``: in bytes, usually ``RESERVED_BYTES``."""
        self._path = path
        self._size = RESERVED_BYTES if size is None else size
        self._was_given_up = False

    @property
    def spent(self) -> bool:
        """Tell whether the space is gone: only what cannot wait is written."""
        return not self._path.exists()

    def refill(self) -> bool:
        """Lay the space in if it is not there, or is smaller than it should be; False when the disk has no room for it."""
        there = self._path.stat().st_size if self._path.exists() else 0
        if there >= self._size:
            return True
        try:
            if self._was_given_up and not self._has_room():
                return False
            self._lay_in()
        except OSError:
            if not there:
                with suppress(OSError):  # a disk that fails here too gives its reason where it matters
                    self._path.unlink(missing_ok=True)
            return False
        self._was_given_up = False
        return True

    def release(self) -> bool:
        """Give the space up; False when it is gone already."""
        if self.spent:
            return False
        try:
            self._path.unlink()
        except OSError:
            return False
        self._was_given_up = True
        return True

    def _has_room(self) -> bool:
        return shutil.disk_usage(self._path.parent).free >= self._size + _BESIDE_BYTES

    def _lay_in(self) -> None:
        """Have the file system set the blocks aside; where it cannot, write them."""
        with self._path.open("ab") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, self._size)
            else:
                while file.tell() < self._size:
                    file.write(_CHUNK[: self._size - file.tell()])
            file.flush()
            os.fsync(file.fileno())
