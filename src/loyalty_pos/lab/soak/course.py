"""The course of a soak: fair weather, the centre killed, foul weather, tills killed, everything gone, everything back.

One round of it is a minute in CI and a simulated day in the long run. It decides when, never what is right.
"""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from loyalty_pos.lab.soak.centre import CentreProcess
from loyalty_pos.lab.soak.crew import Crew
from loyalty_pos.lab.soak.memory import Memory
from loyalty_pos.lab.soak.network import Network

RESTARTS: Final = 2
"""The centre is killed in the first rounds only: what is left shows what its memory does."""
_LOOK_S: Final = 1.0
_FIRST: Final = 0.03
_WARM: Final = 0.15
_STEPS: Final = (
    (0.20, "foul"),
    (0.25, "kill_tills"),
    (0.45, "down"),
    (0.55, "fair"),
    (0.78, "kill_centre"),
)
"""When in a round what happens; before the first it is fair."""


@dataclass(slots=True)
class Everything:
    """Everything that runs. ``restart``: makes a new centre at the old address."""

    crew: Crew
    network: Network
    memory: Memory
    centre: CentreProcess
    restart: Callable[[], CentreProcess]

    def stop_centre(self) -> None:
        """End the centre that runs now."""
        self.centre.stop()


@dataclass(slots=True)
class Course:
    """``warm_s``: from when memory is looked at (steady clock). ``normal``, ``after``: requests of the busiest second."""

    town: Everything
    round_s: float
    rounds: int
    counts: Counter[str] = field(default_factory=Counter)
    warm_s: float = 0.0
    normal: int = 0
    after: int = 0
    _starting: list[Future[None]] = field(default_factory=list)
    _starts: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(max_workers=2))

    def run(self) -> None:
        """Let all of it happen, and end in fair weather with everything started."""
        with self._starts:
            for number in range(self.rounds):
                self._round(number)
                for one in self._starting:
                    one.result()
                self._starting.clear()

    def _round(self, number: int) -> None:
        began_s = back_s = time.monotonic()
        for share, step in _STEPS:
            self._until(began_s + share * self.round_s)
            match step:
                case "kill_tills":
                    self._kill_tills(number)
                    if number < max(1, self.rounds // 3):  # until here everything has warmed up
                        self.warm_s = time.monotonic() + _WARM * self.round_s
                case "kill_centre":
                    self.after = max(self.after, *self._requests(back_s, time.monotonic()))
                    if number < RESTARTS:
                        self._kill_centre()
                case "foul":
                    self.normal = max(
                        self.normal, *self._requests(began_s + _FIRST * self.round_s, time.monotonic())
                    )
                    self._turn(step)
                case _:
                    self._turn(step)
                    back_s = time.monotonic()
        self._until(began_s + self.round_s)

    def _turn(self, weather: str) -> None:
        self.town.network.turn(weather)
        self.counts[f"weather_{weather}"] += 1

    def _requests(self, began_s: float, ended_s: float) -> list[int]:
        return [0, *self.town.network.requests_between(began_s, ended_s)]

    def _kill_centre(self) -> None:
        self.town.centre.kill()
        self.counts["centre_killed"] += 1
        self._beside(self._restart_centre)

    def _restart_centre(self) -> None:
        self.town.centre = self.town.restart()
        self.town.memory.follow("centre", self.town.centre.pid)

    def _kill_tills(self, number: int) -> None:
        """Kill one group, never the last: it shows what the memory of a till's process does."""
        crew = self.town.crew
        index = number % max(1, len(crew.numbers) - 1)
        self.counts["tills_killed"] += len(crew.numbers[index])
        earlier = crew.ask_one(index, "counts")
        crew.kill(index)
        self.counts.update(earlier)
        self._beside(lambda: self._start_tills(index))

    def _start_tills(self, index: int) -> None:
        self.town.crew.start_again(index)
        self.town.memory.follow(f"tills-{index}", self.town.crew.pid(index))

    def _beside(self, work: Callable[[], None]) -> None:
        """Start something again while the course goes on: its calendar waits for nobody."""
        self._starting.append(self._starts.submit(work))

    def _until(self, at_s: float) -> None:
        while (left := at_s - time.monotonic()) > 0:
            self.town.memory.look()
            time.sleep(min(left, _LOOK_S))
