"""Two programs that speak as one till in turns: its disk was copied with its keys, and nobody has sold on the copy yet.

A program says with its questions by which word it goes; it takes a fresh one at each start. Of one till the words follow
each other and none comes back. It must never refuse anything: which of the two is the till, a person knows.
"""

from dataclasses import dataclass, field
from functools import partial
from typing import Final

from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.records import Alarm

TILL_TWICE: Final = "till_twice"
_TURNS: Final = 2
"""So often a word comes back before it is believed: one question may be long on its way."""
_REMEMBERED: Final = 8
_DAY_US: Final = 24 * 3_600_000_000


@dataclass(slots=True)
class _Words:
    """Of one till. ``older``: which were replaced, the newest last."""

    current: str
    older: list[str] = field(default_factory=list)
    returns: int = 0


class Turns:
    """Kept in memory: two that go on speaking are noticed anew after each start of the centre.

    No lock: two questions of one till at the very same moment may be noted as one, and the next ones tell.
    """

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock
        self._words: dict[str, _Words] = {}

    def note(self, agent_id: str, incarnation: str, word: str) -> None:
        """Remember by which word a till speaks; raise the alarm, once a day, when two of them take turns."""
        if word and self._takes_turns(agent_id, word):
            now_us = self._clock.now_us()
            name = f"{TILL_TWICE}:{agent_id}:{now_us // _DAY_US}"
            alarm = Alarm(name, TILL_TWICE, agent_id, incarnation, now_us)
            self._books.write(partial(_raise, alarm))

    def _takes_turns(self, agent_id: str, word: str) -> bool:
        known = self._words.setdefault(agent_id, _Words(word))
        if word == known.current:
            return False
        comes_back = word in known.older
        others = [one for one in known.older if one != word]
        known.older = [*others[-_REMEMBERED + 1 :], known.current]
        known.current = word
        known.returns += comes_back
        return comes_back and known.returns >= _TURNS


def _raise(alarm: Alarm, desk: Desk) -> None:
    desk.watch.raise_alarms([alarm])
