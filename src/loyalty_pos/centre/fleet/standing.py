"""How each till is, the worst first: what it said of itself beside what the centre's books know of it. Pure but for the desk.

It must never call a till well of which nothing was heard.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from loyalty_pos.centre.machines.records import TillWord
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Stream, Till
from loyalty_pos.centre.speaking.turns import TILL_TWICE
from loyalty_pos.core.release import DAY_US
from loyalty_pos.wire.fleet import About, read_about

SILENT_US: Final = 15 * 60 * 1_000_000
MANY: Final = 500
WRONG_CLOCK_S: Final = 5 * 60
_TWICE_US: Final = 2 * DAY_US
"""The alarm is told once a day while both speak."""
NOW, LOOK, WELL = "now", "look", "well"
_URGENT: Final = frozenset(
    {
        *("twice", "fork", "parked", "came_back", "silent_a_day", "queue_old", "never", "disk_full_mode"),
        *("storage_corrupt", "storage_failing", "storage_full", "journal_salvaged"),
    }
)
_INSTEAD: Final = {"silent": "silent_a_day", "queue_many": "queue_old"}
"""Said by the other word, which is worse."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One till. ``why``: codes of what is not well, the worst first; ``state``: now, look or well.

    ``seen_us``: when anything was heard of it, 0 = never. ``is_known``: it says of itself how it is; an older program does not.
    """

    till: Till
    store_name: str
    state: str
    why: tuple[str, ...]
    about: About
    seen_us: int
    is_known: bool

    @property
    def order(self) -> tuple[int, int, str, int]:
        """By which the worst comes first."""
        urgent = sum(code in _URGENT for code in self.why)
        return -urgent, -len(self.why), self.till.store_id, self.till.till_no


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the books know of one till."""

    word: TillWord | None
    streams: tuple[Stream, ...]
    parked: int
    gone_us: int = 0
    is_twice: bool = False

    @property
    def came_back(self) -> bool:
        """Tell whether it was heard after another one got its place."""
        return self.seen_us > self.gone_us > 0

    @property
    def seen_us(self) -> int:
        """Return when anything came of it."""
        return max([self.word.heard_us if self.word else 0, *(one.seen_us for one in self.streams)])


def seen_us(desk: Desk, agent_id: str) -> int:
    """Return when anything was heard of a till, 0 = never."""
    streams = tuple(one for one in desk.streams.all() if one.agent_id == agent_id)
    return _Heard(desk.fleet.word(agent_id), streams, 0).seen_us


def fleet(desk: Desk, now_us: int, program: str) -> list[Standing]:
    """Return every till that works, the worst first; ``program``: the centre's own version."""
    stores = {store.store_id: store.name for store in desk.tills.stores()}
    words, parked = desk.fleet.words(), desk.watch.parked_counts()
    streams: dict[str, list[Stream]] = {}
    waiting: dict[str, int] = {}
    for stream in desk.streams.all():
        streams.setdefault(stream.agent_id, []).append(stream)
    for (agent_id, _), count in parked.items():
        waiting[agent_id] = waiting.get(agent_id, 0) + count
    gone = {heir.old_id: heir.at_us for heir in desk.fleet.heirs()}
    twice = {
        alarm.agent_id
        for alarm in desk.watch.alarms()
        if alarm.code == TILL_TWICE and now_us - alarm.at_us < _TWICE_US
    }
    found: list[Standing] = []
    for till in desk.tills.tills():
        own = words.get(till.agent_id), tuple(streams.get(till.agent_id, ()))
        heard = _Heard(
            *own, waiting.get(till.agent_id, 0), gone.get(till.agent_id, 0), till.agent_id in twice
        )
        if not till.revoked and (not heard.gone_us or heard.came_back):
            found.append(_standing(till, stores, heard, (now_us, program)))
    return sorted(found, key=lambda one: one.order)


def _standing(till: Till, stores: Mapping[str, str], heard: _Heard, now: tuple[int, str]) -> Standing:
    told = read_about(heard.word.told) if heard.word else None
    about = told or About()
    why = _why(about, heard, now)
    state = NOW if _URGENT & {*why} else LOOK if why else WELL
    name = stores.get(till.store_id, "")
    return Standing(till, name, state, why, about, heard.seen_us, told is not None)


def _why(about: About, heard: _Heard, now: tuple[int, str]) -> tuple[str, ...]:
    """Return what is not well, the worst first."""
    now_us, program = now
    silence_us = now_us - heard.seen_us
    facts = {
        "twice": heard.is_twice,
        "fork": any(one.quarantined for one in heard.streams),
        "parked": heard.parked > 0,
        "came_back": heard.came_back,
        "never": not heard.seen_us,
        "silent": heard.seen_us > 0 and silence_us > SILENT_US,
        "silent_a_day": heard.seen_us > 0 and silence_us > DAY_US,
        "queue_many": about.queue >= MANY,
        "queue_old": about.oldest_us > 0 and now_us - about.oldest_us > DAY_US,
        "clock": bool(about.doubt) or abs(about.ahead_s) > WRONG_CLOCK_S,
        "backup": about.backup not in {"", "ok"},
        "old_program": bool(about.app) and about.app != program,
    }
    codes = [code for code, holds in facts.items() if holds]
    codes += [code for code in about.health if code not in {"queue_grows", "clock_suspect", *codes}]
    said = {*codes}
    codes = [code for code in codes if _INSTEAD.get(code) not in said]
    return tuple(sorted(codes, key=lambda code: (code not in _URGENT, codes.index(code))))
