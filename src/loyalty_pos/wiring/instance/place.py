"""Whose window this till folder has: a lock for as long as the program lives, and how the others find it.

Taken before anything is imported that takes long: two starts in the same second must not make two windows.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE: Final = "window.lock"
CALL_FILE: Final = "window.call.json"
"""In the till's folder, for its user alone: ``{"port": ..., "token": ..., "pid": ...}``."""


class Taken(Exception):
    """Another window has the place."""


class WindowPlace:
    """Taken; ``give_back`` ends it, and the end of the process does. Nothing of the till is imported for it."""

    def __init__(self, folder: Path) -> None:
        """Raises ``Taken``, FolderShared; ``OSError`` where no file can be made."""
        if not folder.exists():
            from loyalty_pos.wiring.folders import refuse_shared

            refuse_shared(folder)
            folder.mkdir(parents=True, exist_ok=True)
        self._handle = _locked(folder / LOCK_FILE)
        self._end_mutex = _mutex()

    def give_back(self) -> None:
        """Let the next one in."""
        self._end_mutex()
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def is_taken(folder: Path) -> bool:
    """Tell whether a window runs on this folder."""
    if not (folder / LOCK_FILE).exists():
        return False
    try:
        os.close(_locked(folder / LOCK_FILE))
    except Taken:
        return True
    return False


def _locked(path: Path) -> int:
    """Return the open file, locked as ``storage.instance_lock`` locks: that one would bring half the till along."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise Taken from error
    return handle


def _mutex() -> Callable[[], None]:
    """Tell Windows; elsewhere there is nobody to tell."""
    if os.name == "nt":
        from loyalty_pos.wiring.instance.mutex import hold_mutex

        return hold_mutex() or _nothing
    return _nothing


def _nothing() -> None:
    """There is nothing to end."""
