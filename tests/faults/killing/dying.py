"""One death: a forked process says what it has done, and is dead at a moment that the dice chose.

What was said before is acknowledged; what it left is judged by what a restart finds. The kernel ends it by an alarm that it
does not catch: as suddenly as ``kill -9``, and at the very moment, however busy the machine is.
"""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NoReturn, Protocol

BEGIN: Final = "begin"
DONE: Final = "done"
_SHORTEST_S: Final = 0.000_05
_BUG: Final = 70

Words = list[list[str]]
Say = Callable[..., None]


class Phase(Protocol):
    """``act`` runs in the process that dies: it prepares, says ``begin`` and does the deed; ``done`` is said for it.

    ``moments``: after which words it may be killed, none = after ``begin``; ``lasts_s``: how long about it lasts from
    such a word on, until that is learnt. ``after`` restarts, looks, yields what is wrong.
    """

    name: str
    lasts_s: float
    moments: tuple[str, ...]

    def prepare(self, folder: Path) -> None: ...

    def fresh(self) -> None: ...

    def act(self, say: Say) -> None: ...

    def after(self, said: Words) -> Iterator[str]: ...


@dataclass(slots=True)
class Deaths:
    """Of one phase. ``middle``: killed within the deed; ``late``: it was done already; ``last``: what was said last."""

    middle: int = 0
    late: int = 0
    last: dict[str, int] = field(default_factory=dict)

    def count(self, word: str) -> None:
        """Count one by its last word."""
        self.last[word] = self.last.get(word, 0) + 1
        if word == DONE:
            self.late += 1
        else:
            self.middle += 1


@dataclass(slots=True)
class Moment:
    """When to die: so long after a word, at most as long as that usually lasts (``guess_s`` until it is known)."""

    dice: random.Random
    guess_s: float
    usual_s: dict[str, float] = field(default_factory=dict)

    def chosen(self, phase: Phase) -> tuple[str, float]:
        """Return the word, and how long after it."""
        word = self.dice.choice(phase.moments or (BEGIN,))
        return word, max(_SHORTEST_S, self.dice.random() * self.usual_s.get(word, self.guess_s))

    def learn(self, word: str, lasted_s: float) -> None:
        """Remember how long it took from a word to the next one, the last ones most."""
        self.usual_s[word] = (self.usual_s.get(word, lasted_s) + lasted_s) / 2


class Bug(Exception):
    """It died of something else."""


def killed(phase: Phase, moment: Moment, deaths: Deaths, *, spared: bool = False) -> Words:
    """Let a process act and die; return what it had said. ``spared``: it may finish, so that its time is learnt.

    Raises ``Bug``.
    """
    reader, writer = os.pipe()
    dies = ("", 0.0) if spared else moment.chosen(phase)
    child = os.fork()
    if child == 0:
        os.close(reader)
        _act(phase, writer, dies)
    os.close(writer)
    said = _heard(reader, moment)
    os.close(reader)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) not in {0, -signal.SIGALRM}:
        raise Bug(status, said[-1:])
    deaths.count(said[-1][0] if said else "")
    return said


def _act(phase: Phase, writer: int, dies: tuple[str, float]) -> NoReturn:
    word, after_s = dies

    def say(*words: object) -> None:
        line = f"{' '.join(map(str, words))} {time.monotonic_ns()}\n"
        os.write(writer, line.encode())
        if words[0] == word:
            signal.setitimer(signal.ITIMER_REAL, after_s)

    code = _BUG
    try:
        phase.act(say)
        say(DONE)
        code = 0
    finally:
        os._exit(code)


def _heard(reader: int, moment: Moment) -> Words:
    """Listen until nobody is there any more; learn how long it was from each word to the next."""
    whole = b""
    while piece := os.read(reader, 65536):
        whole += piece
    said: Words = []
    before_ns = 0
    for line in whole.decode().splitlines():
        *words, at = line.split()
        if said:
            moment.learn(said[-1][0], (int(at) - before_ns) / 1e9)
        before_ns = int(at)
        said.append(words)
    return said
