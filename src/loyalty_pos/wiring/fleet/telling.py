"""What a till says of itself beside its questions: at once where it is news, else every few minutes.

It must never cost a question anything that can be felt: it is asked on the thread that talks, and reads what is known already.
"""

import socket
import time
from collections.abc import Callable, Iterable
from typing import Final

from loyalty_pos import __version__
from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.till.timekeeping.port import Timekeeping
from loyalty_pos.wire.fleet import About, about_text
from loyalty_pos.wiring.incidents import Incidents
from loyalty_pos.wiring.keeping.disk import DiskCare

LOOKED_S: Final = 60
"""So seldom it looks whether there is news."""
TOLD_S: Final = 300
"""So often it is said without news."""
_SECOND_US: Final = 1_000_000


class Telling:
    """One till's; used by the thread that talks."""

    def __init__(
        self,
        files: TillFiles,
        time_kept: Timekeeping,
        care: DiskCare,
        incidents: Incidents,
        steady_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._files, self._time, self._care, self._incidents = files, time_kept, care, incidents
        self._steady_s = steady_s
        self._looked_s = self._told_s = float("-inf")
        self._told: About | None = None

    def word(self) -> str:
        """Return what is to be said with this question, "" = nothing now."""
        now_s = self._steady_s()
        if now_s - self._looked_s < LOOKED_S:
            return ""
        self._looked_s = now_s
        about = self.about()
        if now_s - self._told_s < TOLD_S and not _is_news(self._told, about):
            return ""
        self._told, self._told_s = about, now_s
        return about_text(about)

    def about(self) -> About:
        """Return how this till is now."""
        queue, copy = self._files.journal.queue(), self._care.medium.copy
        return About(
            app=__version__,
            queue=queue.waiting,
            oldest_us=micros(queue.oldest) if queue.oldest else 0,
            health=_codes((*self._incidents.unseen(), *self._care.now())),
            ahead_s=-self._time.offset_us() // _SECOND_US,
            doubt=str(self._time.doubt()) if self._time.suspect() else "",
            keys=self._files.protection.value,
            backup=(copy.trouble or "ok") if copy is not None else "",
            behind_us=micros(copy.oldest) if copy is not None and copy.oldest else 0,
            host=socket.gethostname().partition(".")[0][:63],
        )


def _codes(problems: Iterable[Problem]) -> list[str]:
    return sorted({problem.code for problem in problems})


def _is_news(before: About | None, now: About) -> bool:
    """Tell whether something began or ended; that more waits than before is no news."""
    if before is None:
        return True
    return (before.health, before.doubt, before.keys, before.backup) != (
        now.health,
        now.doubt,
        now.keys,
        now.backup,
    )
