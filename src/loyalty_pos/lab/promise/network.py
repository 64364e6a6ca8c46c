"""The network of the model, and its time: loses, doubles, delays and overtakes, all by one seed."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Final

HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Trouble:
    """How bad the network is, per thousand messages."""

    lost: int
    doubled: int
    slow: int


@dataclass(order=True, slots=True)
class _Due:
    at: int
    number: int
    act: Callable[[], None] = field(compare=False)


class Network:
    """Carries words and keeps the time in minutes. ``cut_until``: by till; ``in_flight``: words on the way, by incarnation."""

    def __init__(self, seed: int, tills: int, trouble: Trouble) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a story, no secret
        self.now = self.steps = 0
        self.faults: Counter[str] = Counter()
        self.cut_until = [0] * tills
        self.in_flight: Counter[int] = Counter()
        self.healing = False
        self._trouble = trouble
        self._queue: list[_Due] = []
        self._planned = 0

    def later(self, minutes: int, act: Callable[[], None]) -> None:
        """Do something later."""
        self._planned += 1
        heappush(self._queue, _Due(self.now + minutes, self._planned, act))

    def run_until(self, end: int, stop: Callable[[], bool]) -> None:
        """Do what is due, as long as nothing was noticed."""
        queue = self._queue
        while queue and queue[0].at <= end and not stop():
            due = heappop(queue)
            self.now = due.at
            self.steps += 1
            due.act()

    def heal(self) -> None:
        """Behave from now on."""
        self.healing = True
        self.cut_until = [0] * len(self.cut_until)

    def ask(self, who: int, till: int, arrive: Callable[[], None]) -> None:
        """Carry a word of an incarnation to the centre; it counts as on the way until it is there or lost."""
        self.in_flight[who] += 1

        def there() -> None:
            self.in_flight[who] -= 1
            arrive()

        copies = self.carry(till, there)
        self.in_flight[who] += copies - 1

    def carry(self, till: int, arrive: Callable[[], None]) -> int:
        """Carry something over the line of a till, as badly as the story wants; return how often it will arrive."""
        if self.now < self.cut_until[till]:
            return 0
        chance = self.random.randrange(1000)
        if not self.healing and chance < self._trouble.lost:
            self.faults["lost"] += 1
            return 0
        self.later(self._delay(), arrive)
        if self.healing or chance >= self._trouble.lost + self._trouble.doubled:
            return 1
        self.faults["doubled"] += 1
        self.later(self._delay(), arrive)
        return 2

    def speaking(self) -> set[int]:
        """Return the incarnations with words on the way."""
        return {who for who, count in self.in_flight.items() if count > 0}

    def _delay(self) -> int:
        """Return how long a word takes: seldom hours, so that others overtake it."""
        if not self.healing and self.random.randrange(1000) < self._trouble.slow:
            self.faults["overtaken"] += 1
            return self.random.randrange(1, 6 * HOUR)
        return self.random.randrange(2)
