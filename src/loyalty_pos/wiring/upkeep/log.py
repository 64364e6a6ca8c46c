"""The till's log: one small file a till that turns over by size; every line goes through the redaction before it is written.

A disk that cannot take a line loses the line: a log never stops a sale.
"""

import faulthandler
import logging
from collections.abc import Callable, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from loyalty_pos.till.upkeep.redaction import redacted

LOG_FILE: Final = "till.log"
CRASH_FILE: Final = "crash.log"
_BYTES, _OLD = 1_000_000, 2
"""Of one file, and how many full ones are kept beside it."""
_TAIL_BYTES: Final = 200_000
_FORM: Final = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"


class _Redacting(logging.Formatter):
    """Nothing leaves it that names a person or opens a door, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class _Quiet(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """A line that cannot be written is lost, and nobody is disturbed."""


def begin_log(folder: Path, most_bytes: int = _BYTES) -> logging.Handler | None:
    """Write what the program says of itself into this folder; None where no file can be made, or where it is written there
    already. ``end_log`` ends it.
    """
    ours = logging.getLogger("loyalty_pos").handlers
    if any(
        isinstance(one, _Quiet) and Path(one.baseFilename) == (folder / LOG_FILE).absolute() for one in ours
    ):
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _Quiet(folder / LOG_FILE, maxBytes=most_bytes, backupCount=_OLD, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(_Redacting(_FORM))
    handler.setLevel(logging.INFO)
    logging.getLogger("loyalty_pos").addHandler(handler)
    logging.getLogger("loyalty_pos").setLevel(logging.INFO)
    return handler


def end_log(handler: logging.Handler | None) -> None:
    """Write no more into it."""
    if handler is not None:
        logging.getLogger("loyalty_pos").removeHandler(handler)
        handler.close()


def begin_crash_log(folder: Path) -> Callable[[], None]:
    """Write where the program was when a library ends it in the middle of a step; return how to end that."""
    path = folder / CRASH_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_long = path.exists() and path.stat().st_size > _BYTES
        file = path.open("wb" if is_long else "ab")
    except OSError:
        return _nothing
    faulthandler.enable(file)

    def end() -> None:
        faulthandler.disable()
        file.close()

    return end


def _nothing() -> None:
    """There is nothing to end."""


def tail(folder: Path, most: int) -> Sequence[str]:
    """Return the newest lines, oldest first, redacted once more; nothing where there is no log."""
    try:
        with (folder / LOG_FILE).open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _TAIL_BYTES))
            text = file.read().decode("utf-8", errors="replace")
    except OSError:
        return ()
    return tuple(redacted(line) for line in text.splitlines()[-most:])
