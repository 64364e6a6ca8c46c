"""Disk space set aside, so that a full disk still lets the sale at hand finish (R42)."""

import os
from pathlib import Path
from typing import Final

RESERVED_BYTES: Final = 8 * 1024 * 1024
_CHUNK: Final = bytes(1024 * 1024)


class Reserve:
    """A file of zeros that is given up once when the disk is full, and laid in again when there is room."""

    def __init__(self, path: Path, size: int = RESERVED_BYTES) -> None:
        self._path = path
        self._size = size

    @property
    def spent(self) -> bool:
        """Tell whether the space is gone: time to say "the disk is full" before it hurts."""
        return not self._path.exists()

    def refill(self) -> bool:
        """Lay the space in if it is not there; False when the disk has no room for it."""
        if not self.spent:
            return True
        try:
            with self._path.open("wb") as file:
                for _ in range(self._size // len(_CHUNK)):
                    file.write(_CHUNK)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            self._path.unlink(missing_ok=True)
            return False
        return True

    def release(self) -> bool:
        """Give the space up; False when it is gone already."""
        if self.spent:
            return False
        try:
            self._path.unlink()
        except OSError:
            return False
        return True
