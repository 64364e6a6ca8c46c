"""The till's timekeeper: looks at the clocks, hears the centre's time, keeps what must outlive the program.

Safe from any thread. A question costs microseconds and never touches the disk; ``settle`` writes, and is called by
whoever may wait. It must never stop a sale: what cannot be written now is written at the next occasion.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.clock import watching
from loyalty_pos.core.clock.watching import Answer, Doubt, Kept, Reading
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.timekeeping.port import BEGAN, ENDED, Memory, Store, Unsaid

_KEEP_EVERY_US: Final = watching.MINUTE_US
_SMALL_US: Final = 1_000_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Clocks:
    """``wall_us``: since 1970, anybody may set it. ``steady_us``: nobody sets it, and it goes on while the machine sleeps."""

    wall_us: Callable[[], int]
    steady_us: Callable[[], int]


class Timekeeper:
    """One till's. Loads what was kept when it is made."""

    def __init__(self, clocks: Clocks, store: Store) -> None:
        self._clocks, self._store = clocks, store
        self._turn, self._writing = threading.Lock(), threading.Lock()
        self._saved = _loaded(store)
        self._unsaid = self._saved.unsaid
        self._watch = watching.began(self._saved.kept, self._reading())
        self._reached_us = 0
        self._note_change(self._saved.kept)

    def suspect(self) -> bool:
        """Tell whether the clock is in doubt now."""
        with self._turn:
            return self._looked().is_suspect

    def doubt(self) -> Doubt:
        """Return why it is in doubt."""
        with self._turn:
            return self._looked().doubt

    def now_us(self) -> int:
        """Return the time that is believed, UTC microseconds since 1970."""
        return watching.time_us(self._watch, self._clocks.steady_us())

    def reached_us(self) -> int:
        """Return the newest moment that has come, UTC microseconds: ``core.clock.watching.reached_us``."""
        self._reached_us = watching.reached_us(self._watch, self._clocks.steady_us(), self._reached_us)
        return self._reached_us

    def offset_us(self) -> int:
        """Return how much later than this machine's clock it really is, as far as is known."""
        return self._watch.kept.offset_us

    def steady_us(self) -> int:
        """Return the steady clock, for ``heard``."""
        return self._clocks.steady_us()

    def heard(self, server_us: int, asked_us: int) -> None:
        """Take the centre's time from an answer to what was asked at ``asked_us`` of the steady clock."""
        if server_us <= 0:
            return
        with self._turn:
            self._looked()
            before, now = self._watch.kept, self._reading()
            self._watch = watching.answered(self._watch, Answer(server_us, asked_us, now.steady_us), now)
            self._note_change(before)

    def settle(self, note: Callable[[Unsaid], None]) -> None:
        """Keep what changed, then let every audit line be written by ``note``; trouble of the files is put off."""
        with self._writing:
            with self._turn:
                self._looked()
                memory = Memory(self._watch.kept, self._unsaid)
            try:
                if _is_news(self._saved, memory):
                    self._keep(memory)
                for one in memory.unsaid:
                    note(one)
                    with self._turn:
                        self._unsaid = tuple(left for left in self._unsaid if left != one)
                        memory = Memory(memory.kept, self._unsaid)
                    self._keep(memory)
            except Problem as problem:
                _log.warning("clock.not_kept code=%s", problem.code)

    def _keep(self, memory: Memory) -> None:
        self._store.save(memory)
        self._saved = memory

    def _looked(self) -> Kept:
        before = self._watch.kept
        self._watch = watching.looked(self._watch, self._reading())
        self._note_change(before)
        return self._watch.kept

    def _note_change(self, before: Kept) -> None:
        """Remember to write down that a doubt began or ended."""
        kept = self._watch.kept
        if kept.is_suspect and not before.is_suspect:
            self._unsaid = (*self._unsaid, Unsaid(BEGAN, kept.since_us, kept.doubt))
        elif before.is_suspect and not kept.is_suspect:
            self._unsaid = (*self._unsaid, Unsaid(ENDED, kept.high_us, before.doubt))

    def _reading(self) -> Reading:
        return Reading(self._clocks.wall_us(), self._clocks.steady_us())


def _loaded(store: Store) -> Memory:
    """Return what was kept; a page that cannot be read is told by whoever looks after the files."""
    try:
        return store.load()
    except Problem as problem:
        _log.warning("clock.not_known code=%s", problem.code)
        return Memory()


def _is_news(saved: Memory, memory: Memory) -> bool:
    """Tell whether it is worth a write: a doubt, a line, another offset, or a minute that has passed."""
    old, new = saved.kept, memory.kept
    if (old.doubt, old.since_us, saved.unsaid) != (new.doubt, new.since_us, memory.unsaid):
        return True
    return abs(new.offset_us - old.offset_us) > _SMALL_US or abs(new.high_us - old.high_us) > _KEEP_EVERY_US
