"""Whether this machine's clock can be believed: what was kept and two readings in, a value out. No I/O.

Time here = a steady clock that nobody sets + an anchor from the centre's answers, or from the wall clock where there
was none since the start. Offline a clock that goes back is noticed, and one that jumps while the program runs; one
that was put forward while the machine was off is not: so nothing that must hold for money may depend on it. A doubt
ends with the centre's next answer alone. It must never stop a sale.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

MINUTE_US: Final = 60_000_000
BACK_US: Final = 5 * MINUTE_US
"""So much earlier than what was known already is no adjustment any more."""
JUMP_US: Final = 10 * MINUTE_US
"""So far from the steady clock is no drift any more."""
FRESH_US: Final = 10 * MINUTE_US
"""So long the quickest answer of the centre is preferred to a slower one; steady clocks drift, too."""
STEP_US: Final = MINUTE_US
"""So far two answers of the centre may differ; only a larger correction takes back that a moment has come."""
_WORTH_KEEPING_US: Final = 1_000_000
_DRIFT_US: Final = 1_000_000
"""So much two answers within ``FRESH_US`` may differ beyond how long they took; steady clocks drift."""
EARLIEST_US: Final = 1_735_689_600_000_000
"""2025-01-01: before this program; a machine whose battery is empty believes in 1970 or 2000."""


class Doubt(StrEnum):
    """Why the clock is not believed."""

    NONE = ""
    BACK = "back"
    JUMPED = "jumped"


@dataclass(frozen=True, slots=True)
class Reading:
    """Both clocks at one moment, microseconds: ``wall_us`` since 1970, ``steady_us`` since anything."""

    wall_us: int
    steady_us: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What outlives the program. ``high_us``: newest time that was believed; ``offset_us``: from the wall clock to it.

    ``since_us``: wall clock when the doubt began, 0 = there is none.
    """

    high_us: int = EARLIEST_US
    offset_us: int = 0
    doubt: Doubt = Doubt.NONE
    since_us: int = 0

    @property
    def is_suspect(self) -> bool:
        """Tell whether the clock is in doubt."""
        return self.doubt is not Doubt.NONE


@dataclass(frozen=True, slots=True)
class Watch:
    """``anchor_us``: what makes time of the steady clock; ``rtt_us``: how long the answer took that it is from.

    ``anchored_us``: the steady clock then. ``rtt_us`` -1 = it is not from the centre.
    """

    kept: Kept
    anchor_us: int
    rtt_us: int = -1
    anchored_us: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the centre: its own time, and the steady clock when it was asked and when it had answered."""

    server_us: int
    asked_us: int
    answered_us: int


def began(kept: Kept, now: Reading) -> Watch:
    """Return the watch at the start of the program; a doubt of the last run goes on."""
    believed_us = now.wall_us + kept.offset_us
    # time never begins before what was known: else whoever sets the clock back a little at each start would stop it
    watch = Watch(kept, max(believed_us, kept.high_us) - now.steady_us)
    if kept.is_suspect:
        return watch
    if believed_us < kept.high_us - BACK_US:
        return _doubted(watch, Doubt.BACK, now)
    return _risen(watch, now)


def looked(watch: Watch, now: Reading) -> Watch:
    """Return the watch after a look at both clocks."""
    if watch.kept.is_suspect:
        return watch
    shown_us = now.wall_us + watch.kept.offset_us
    if abs(shown_us - time_us(watch, now.steady_us)) > JUMP_US:
        return _doubted(watch, Doubt.JUMPED, now)
    if shown_us < watch.kept.high_us - BACK_US:
        return _doubted(watch, Doubt.BACK, now)
    return _risen(watch, now)


def answered(watch: Watch, answer: Answer, now: Reading) -> Watch:
    """Return the watch after the centre's answer: any doubt is over, the quickest answer of late says what time it is.

    A slower one that cannot be right together with it counts: then the centre's own clock was set.
    """
    rtt_us = max(0, answer.answered_us - answer.asked_us)
    anchor_us = answer.server_us + rtt_us // 2 - answer.answered_us
    stale = watch.rtt_us < 0 or now.steady_us - watch.anchored_us > FRESH_US
    moved = abs(anchor_us - watch.anchor_us) > (rtt_us + watch.rtt_us) // 2 + _DRIFT_US
    if stale or moved or watch.kept.is_suspect or rtt_us <= watch.rtt_us:
        watch = Watch(watch.kept, anchor_us, rtt_us, now.steady_us)
    believed_us = time_us(watch, now.steady_us)
    return replace(watch, kept=Kept(believed_us, believed_us - now.wall_us))


def time_us(watch: Watch, steady_us: int) -> int:
    """Return the time that is believed at this moment of the steady clock."""
    return steady_us + watch.anchor_us


def reached_us(watch: Watch, steady_us: int, before_us: int) -> int:
    """Return the newest moment that has come, ``before_us``: what was returned the last time.

    By it bundles begin and end: what has begun does not end again because somebody sets the clock back, over a restart
    neither; only the centre's own word that it is earlier by more than ``STEP_US`` counts.
    """
    now_us = max(time_us(watch, steady_us), watch.kept.high_us)
    return now_us if before_us - now_us > STEP_US else max(now_us, before_us)


def _risen(watch: Watch, now: Reading) -> Watch:
    high_us = time_us(watch, now.steady_us)
    if high_us < watch.kept.high_us + _WORTH_KEEPING_US:
        return watch
    return replace(watch, kept=replace(watch.kept, high_us=high_us))


def _doubted(watch: Watch, doubt: Doubt, now: Reading) -> Watch:
    return replace(watch, kept=replace(watch.kept, doubt=doubt, since_us=now.wall_us))
