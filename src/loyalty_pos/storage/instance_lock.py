"""One program per till folder: the second instance is refused before it touches a file (R21)."""

import os
import sys
from pathlib import Path

from loyalty_pos.core.problems import StorageBusy

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class InstanceLock:
    """Held until ``release`` or the end of the process, however it ends."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises ``StorageBusy`` when another process, or another till in this one, has it; ``OSError`` where no file
        can be made.
        """
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._take()
        except OSError as error:
            os.close(self._handle)
            raise StorageBusy(path=str(path)) from error

    def release(self) -> None:
        """Let the next one in; a second call does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _take(self) -> None:
        if sys.platform == "win32":
            msvcrt.locking(self._handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
