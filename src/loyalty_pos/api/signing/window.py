"""Which questions were heard already: each nonce counts once within the time in which its question may come.

Bounded: what is too old to be taken is forgotten as more comes, and of one till at most ``MOST`` nonces are remembered; beyond
that the oldest are forgotten together with their time, and what is as old as they are is not heard any more. It must never forget a nonce whose question could still be taken.
"""

import threading
from dataclasses import dataclass, field
from typing import Final

WINDOW_US: Final = 10 * 60 * 1_000_000
MOST: Final = 4_096
LEAST: Final = 64
"""Of so few nobody looks whether they are old."""


@dataclass(slots=True)
class _Heard:
    """``floor_us``: questions of this time and before are not heard. ``room``: at more nonces old ones are looked for."""

    floor_us: int = 0
    room: int = LEAST
    nonces: dict[str, int] = field(default_factory=dict)


class NonceWindow:
    """Of one process; a question names the life of the process that it is meant for, so none outlives it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._tills: dict[str, _Heard] = {}

    def is_in_time(self, agent_id: str, at_us: int, now_us: int) -> bool:
        """Tell whether a question of this time may be taken now."""
        with self._lock:
            known = self._tills.get(agent_id)
        return abs(at_us - now_us) <= WINDOW_US and (known is None or at_us > known.floor_us)

    def take(self, agent_id: str, nonce: str, at_us: int, now_us: int) -> bool:
        """Count a nonce whose signature is good; False = it was there before, or its time is over."""
        with self._lock:
            heard = self._tills.setdefault(agent_id, _Heard())
            if nonce in heard.nonces or at_us <= heard.floor_us:
                return False
            heard.nonces[nonce] = at_us
            if len(heard.nonces) > min(heard.room, self._most):
                self._forget(heard, now_us - WINDOW_US)
            return True

    def remembered(self) -> int:
        """Return how many questions are in memory."""
        with self._lock:
            return sum(len(heard.nonces) for heard in self._tills.values())

    def _forget(self, heard: _Heard, over_us: int) -> None:
        """Forget what could not be taken any more; where they are too many, at least half.

        Only the times of what is forgotten close the door: a clock that was ahead for a moment shuts nobody out.
        """
        times = sorted(heard.nonces.values())
        old = [at for at in times if at < over_us][-1:]
        if len(times) > self._most:
            old.append(times[len(times) // 2])
        heard.floor_us = max([heard.floor_us, *old])
        heard.nonces = {nonce: at for nonce, at in heard.nonces.items() if at > heard.floor_us}
        heard.room = max(LEAST, 2 * len(heard.nonces))
