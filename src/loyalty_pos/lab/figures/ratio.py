"""One figure as a ratio of two things measured in the same run, in turns, so that a busy machine hurts both alike."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

_US: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Ratio:
    """``ours``/``floor`` in ``unit``, medians; ``goal``: the ratio may not exceed it, None = only to know it.

    ``details``: more numbers.
    """

    name: str
    ours: float
    floor: float
    unit: str
    goal: float | None
    details: dict[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.goal is None or self.ratio <= self.goal


def in_turns(
    ours: Callable[[], object],
    floor: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[list[float], list[float]]:
    """Return microseconds of each call, one of ours after one of the floor's.

    ``clock`` in seconds: ``time.thread_time`` for what waits for nothing, so that a neighbour counts for neither.
    """
    mine, theirs = [], []
    for _ in range(rounds):
        begin = clock()
        floor()
        middle = clock()
        ours()
        end = clock()
        theirs.append((middle - begin) * _US)
        mine.append((end - middle) * _US)
    return mine, theirs


def in_blocks(
    ours: Callable[[], object], theirs: Callable[[], object], blocks: tuple[int, int]
) -> tuple[list[float], list[float]]:
    """Return microseconds of processor time of each call, a block of ours after a block of theirs.

    ``blocks`` = (how many, calls in each). For things of very different size: one by one, each would begin in what the
    other left in the processor's caches, and the smaller one would pay for that.
    """
    mine: list[float] = []
    others: list[float] = []
    count, size = blocks
    for _ in range(count):
        others += _block(theirs, size)
        mine += _block(ours, size)
    return mine, others


def _block(work: Callable[[], object], calls: int) -> list[float]:
    found: list[float] = []
    for _ in range(calls):
        begin = time.thread_time()
        work()
        found.append((time.thread_time() - begin) * _US)
    return found


def compared(name: str, goal: float | None, measured: tuple[list[float], list[float]]) -> Ratio:
    """Return the ratio of the medians, with p99 beside."""
    mine, theirs = measured
    details = {"ours_p99": _p99(mine), "floor_p99": _p99(theirs)}
    return Ratio(name, statistics.median(mine), statistics.median(theirs), "us", goal, details)


def _p99(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]
