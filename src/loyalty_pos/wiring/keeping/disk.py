"""Everything a till does for its own disk, joined; looks every few seconds and says what is worth saying, also of the
programme that it is told and cannot follow.

What a person should hear is answered at once, from what the last look found.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import DiskFullMode, DiskLow, Problem
from loyalty_pos.core.sale import Noted
from loyalty_pos.storage.folders import put_file
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.till.ports import Clock, Draft
from loyalty_pos.till.room.watching import Copy, Room, worth_saying
from loyalty_pos.wiring.folders import logs_of
from loyalty_pos.wiring.keeping.medium import MediumCopy
from loyalty_pos.wiring.keeping.rounds import Rounds
from loyalty_pos.wiring.keeping.salvaging import Salvaging

_SAID: Final = "disk-said.json"
_OLD_CACHES: Final = ("cache*.corrupt-*", "cache*.before-upgrade-*")


class DiskCare:
    """One till's. ``room``: what the last look found; ``said``: what of it is worth saying now."""

    def __init__(self, files: TillFiles, folder: Path, clock: Clock) -> None:
        self._files, self._folder, self._clock = files, folder, clock
        self.medium = MediumCopy(files, folder, clock)
        self.room = Room(is_full=files.reserve.spent)
        self.said: tuple[Problem, ...] = ()
        self._noted = _read(folder / _SAID)

    def look(self) -> None:
        """Measure, give room back or throw away what can be fetched again, and write down what has begun."""
        self._files.reserve.refill()
        self.room = measured(self._files, self._folder, self.medium.copy)
        said = (*worth_saying(self.room, self._clock.now()), *self._files.following.look())
        if any(isinstance(one, DiskFullMode | DiskLow) for one in said):
            throw_away(self._folder)
        self.said = said
        self._note(said)

    def now(self) -> Sequence[Problem]:
        """Return what is worth saying; a disk that has just become full is not waited for."""
        if self._files.reserve.spent and not any(isinstance(one, DiskFullMode) for one in self.said):
            return (DiskFullMode(), *self.said)
        return self.said

    def _note(self, said: Iterable[Problem]) -> None:
        """Write one line into the journal for each thing that begins, also over a restart."""
        now = {one.code: one for one in said}
        for code in now.keys() - self._noted:
            subject = " ".join(str(value) for value in now[code].facts().values())
            store_id = self._files.identity.place().store_id
            noted = Noted(code, store_id, "", micros(self._clock.now()), subject=subject)
            self._files.journal.record([Draft(noted, "")])
        if now.keys() != self._noted:
            self._noted = set(now)
            with suppress(Problem):  # a full disk: then it is said again after a restart
                put_file(self._folder / _SAID, json.dumps(sorted(now)).encode())


def throw_away(folder: Path) -> None:
    """Delete what nobody needs on a full disk: caches that were set aside, errors of the program that were written down.

    Journals, also those that were set aside, stay: they are sales.
    """
    old = [path for kind in _OLD_CACHES for path in folder.glob(kind)]
    for path in (*old, *logs_of(folder).glob("bug-*.log")):
        with suppress(OSError):  # Windows: somebody reads it; the next look tries again
            path.unlink()


def measured(files: TillFiles, folder: Path, copy: Copy | None) -> Room:
    """Return how much room there is; ``copy``: how the one on another medium stands. Raises OSError."""
    queue = files.journal.queue()
    usage = shutil.disk_usage(folder)
    return Room(
        is_full=files.reserve.spent,
        waiting=queue.waiting,
        oldest=queue.oldest,
        journal=sum(path.stat().st_size for path in folder.glob("journal.db*")),
        free=usage.free,
        whole=usage.total,
        copy=copy,
    )


def looked_at(files: TillFiles, folder: Path, clock: Clock) -> Room:
    """Return the same for somebody who asks once; a medium is looked at and nothing is written on it. Raises OSError."""
    medium = MediumCopy(files, folder, clock)
    medium.look()
    return measured(files, folder, medium.copy)


def begin_care(care: DiskCare, salvaging: Salvaging, online: Callable[[], bool]) -> Callable[[], None]:
    """Begin to look after the disk, each part on its own thread; return how to stop."""
    rounds = (
        Rounds("second-medium", care.medium.follow),
        Rounds("disk", care.look),
        Rounds("salvage", lambda: salvaging.look(online=online())),
    )
    for one in rounds:
        one.start()

    def stop() -> None:
        for one in rounds:
            one.stop()

    return stop


def _read(path: Path) -> set[str]:
    try:
        return set(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return set()
