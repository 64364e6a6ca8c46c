"""Follows the journal onto another medium, beside the counter: what was committed is there a few seconds later.

A medium that is pulled out, full, slow or read-only holds nothing up: it catches up when it is back, from where it stands
itself. It must never be on a sale's path, and never write where the medium's mark is not.
"""

import errno
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from loyalty_pos.storage.folders import sync_folder
from loyalty_pos.storage.second_medium.lines import SUFFIX, Head, head_line, sealed_line
from loyalty_pos.storage.second_medium.place import Place, is_there
from loyalty_pos.storage.second_medium.reading import newest_event
from loyalty_pos.wire.events import Event

SYNC_S: Final = 10.0
"""So long at most until what was written survives a stick that is pulled out; the end of a shift at once."""
_BATCH: Final = 200
_BATCH_BYTES: Final = 1024 * 1024
_END: Final = "shift_closed"
_TROUBLES: Final = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}


class Journal(Protocol):
    """What is followed (``storage.journal.outbox.Outbox``)."""

    def batch(self, max_events: int, max_bytes: int, *, from_seq: int | None) -> list[Event]: ...

    def hash_at(self, seq: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Copied:
    """``seq``: newest event on the medium, ``waiting_us``: when the first one that is not was committed, 0 = none.

    ``trouble``: away | full | read_only | failing, "" = it works.
    """

    seq: int = 0
    waiting_us: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """With what a copy is sealed, and its first line."""

    key: bytes
    head: Head


class JournalCopy:
    """The copy of one journal; used by one thread. ``now``: for the name of the day's file."""

    def __init__(self, place: Place, journal: Journal, sealed: Sealed, now: Callable[[], datetime]) -> None:
        self._place, self._journal, self._sealed, self._now = place, journal, sealed, now
        self._seq: int | None = None
        self._folder = Path(place.folder)
        self._unsynced: Path | None = None
        self._synced_at = time.monotonic()
        self.state = Copied()

    def follow(self) -> Copied:
        """Write what is new; return how things stand. Never raises for what a medium does."""
        return self._tried(self._write)

    def look(self) -> Copied:
        """Return how things stand, without writing anything."""
        return self._tried(self._find)

    def _tried(self, work: Callable[[], object]) -> Copied:
        trouble = ""
        try:
            if not is_there(self._place):
                trouble, self._seq = "away", None
            else:
                work()
        except OSError as error:
            trouble, self._seq = _TROUBLES.get(error.errno or 0, "failing"), None
        seq = self._seq if self._seq is not None else self.state.seq
        is_known = bool(seq) or not trouble
        following = self._journal.batch(1, _BATCH_BYTES, from_seq=seq + 1) if is_known else []
        self.state = Copied(seq, following[0].wall_us if following else 0, trouble)
        return self.state

    def _find(self) -> int:
        if self._seq is None:
            self._folder, self._seq = self._found()
        return self._seq

    def _write(self) -> None:
        self._seq = self._find()
        while events := self._journal.batch(_BATCH, _BATCH_BYTES, from_seq=self._seq + 1):
            self._append(events)
            self._seq = events[-1].seq
        self._sync_when_due()

    def _found(self) -> tuple[Path, int]:
        """Return where the copy goes on. A medium that knows another past than this journal keeps it: a new folder begins."""
        head, number = self._sealed.head, 1
        base = Path(self._place.folder) / head.agent_id
        while True:
            folder = base / (head.incarnation if number == 1 else f"{head.incarnation}-{number}")
            newest = self._newest(folder)
            if newest is None:
                return folder, 0
            if self._journal.hash_at(newest.seq) == newest.hash:
                return folder, newest.seq
            number += 1

    def _newest(self, folder: Path) -> Event | None:
        for path in sorted(folder.glob(f"*{SUFFIX}"), reverse=True):
            if (event := newest_event(path, self._sealed.key)) is not None:
                return event
        return None

    def _append(self, events: list[Event]) -> None:
        path = self._folder / f"journal-{self._now():%Y%m%d}{SUFFIX}"
        self._folder.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        with path.open("ab") as file:
            if file.tell() == 0:
                file.write(head_line(self._sealed.head))
            elif not _ends_a_line(path):
                file.write(b"\n")  # torn by a stick that was pulled out
            for event in events:
                file.write(sealed_line(self._sealed.key, event))
            file.flush()
            if any(event.kind == _END for event in events):
                self._sync(file)
            elif self._unsynced is None:
                self._unsynced = path
        if is_new:
            sync_folder(self._folder)

    def _sync_when_due(self) -> None:
        if self._unsynced is not None and time.monotonic() - self._synced_at >= SYNC_S:
            with self._unsynced.open("ab") as file:
                self._sync(file)

    def _sync(self, file: BinaryIO) -> None:
        os.fsync(file.fileno())
        self._unsynced, self._synced_at = None, time.monotonic()


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
