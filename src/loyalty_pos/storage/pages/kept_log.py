"""A connection that failed while it opened its file is closed without its log being lost.

SQLite deletes the write-ahead log when the last connection closes. Where the index of the log could not be opened a moment
before (a disk that fails now and then), it does so without having moved the log into the file: every sale in it would be
gone. So the log has a second name while such a connection closes. It must never put a log beside a file that went on since:
the second name is looked at before each opening, and goes there.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

_LOG: Final = "-wal"
_KEPT: Final = "-wal.kept"


class Closing(Protocol):
    """What is used of a connection."""

    def close(self) -> None: ...


def close_keeping_log(connection: Closing, path: Path) -> None:
    """Close a connection to the database ``path`` that failed; the log that was there is there afterwards."""
    log, kept = _beside(path)
    if not log.exists():
        connection.close()
        return
    with suppress(OSError):
        _name_again(log, kept)
    connection.close()
    with suppress(OSError):  # at the next opening it is tried again
        bring_back_log(path)


def bring_back_log(path: Path) -> None:
    """Undo what a closing left behind that was cut off. Raises OSError."""
    log, kept = _beside(path)
    if not kept.exists():
        return
    if log.exists():
        kept.unlink(missing_ok=True)
    else:
        kept.rename(log)


def _name_again(log: Path, kept: Path) -> None:
    try:
        os.link(log, kept)
    except FileExistsError:
        return
    except OSError:  # a file system without second names
        shutil.copyfile(log, kept)


def _beside(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + _LOG), path.with_name(path.name + _KEPT)
