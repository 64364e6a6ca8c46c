"""Clocks that wander: the machine's is set, the centre's goes wrong, the plug is pulled; the till sells on and knows what it may.

python -m tests.property.wandering_clocks [--walks N] [--seed S]

A real counter on a journal in memory, the real timekeeper on a shelf that outlives the program, the real rule of rights. After
each step: order only rises, no sale was refused, a wrong clock is in doubt from the next look on and stays so until the
centre answers, and a right without a guarantee is never older, by the time the till itself has been on, than it was lent for.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from loyalty_pos.core.clock.watching import BACK_US, JUMP_US
from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.leases.lease import Floors, Holder, Lease, Policy
from loyalty_pos.core.leases.rights import Doubt, Seen, Used, right
from loyalty_pos.sync.timekeeping.keeper import Clocks, Timekeeper
from loyalty_pos.till.timekeeping.port import BEGAN, ENDED, Memory, Unsaid
from tests.fakes.shop import MORNING
from tests.fakes.till import MILK_CODE, FakeTill

SECOND: Final = 1_000_000
HOUR: Final = 3_600 * SECOND
DAY: Final = 24 * HOUR
LOST_US: Final = 66 * SECOND
"""What is known of the time is kept once a minute; a plug that is pulled takes the rest."""
LIFE_US: Final = 12 * HOUR
POLICY: Final = Policy(Floors(home=500), risk=10_000, ttl_us=LIFE_US)
_SLACK_US: Final = SECOND
_WRONG: Final = (DAY, -DAY, HOUR, -HOUR, 3 * HOUR, 365 * DAY, -365 * DAY, 12 * 365 * DAY, -50 * 365 * DAY)
_SMALL_US: Final = 4 * 60 * SECOND


@dataclass
class Shelf:
    """What outlives the program."""

    memory: Memory = field(default_factory=Memory)

    def load(self) -> Memory:
        return self.memory

    def save(self, memory: Memory) -> None:
        self.memory = memory


@dataclass
class WallClock:
    """What the counter asks: the machine's wall clock, which never goes before 1970."""

    walk: "Walk"
    made: int = 0

    def now(self) -> datetime:
        return moment(self.walk.wall_us)

    def new_id(self) -> str:
        self.made += 1
        return uuid7(self.walk.wall_us // 1000, self.made.to_bytes(10, "big"))

    def random_digits(self, count: int) -> str:
        self.made += 1
        return str(self.made).zfill(count)


class Walk:
    """One till over some days. ``true_us``: what time it is; ``wrong_us``, ``centre_wrong_us``: by how much each clock lies."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.true_us = micros(MORNING)
        self.wrong_us = self.centre_wrong_us = 0
        self.on_since_us = self.true_us
        self.shelf = Shelf()
        self.lines: list[Unsaid] = []
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.lease_us: int | None = None
        self.on_us = 0
        """How long the till was on since its lease came, less what a pulled plug may have taken."""
        self.till = FakeTill(clock=WallClock(self))  # type: ignore[arg-type]  # a clock of this walk
        self.till.open()
        self._start()

    @property
    def wall_us(self) -> int:
        """What the machine's clock shows."""
        return max(0, self.true_us + self.wrong_us)

    def steps(self, count: int) -> None:
        """Walk."""
        for _ in range(count):
            step = self.dice.choice(_STEPS)
            self.counts[step.__name__.strip("_")] += 1
            step(self)
            self._look()

    # --- what happens -----------------------------------------------------------------------------------------

    def _wait(self) -> None:
        self._pass(self.dice.choice((5 * SECOND, 600 * SECOND, HOUR, 5 * HOUR, DAY)))
        self._settle()

    def _set(self) -> None:
        self._move(self.dice.choice((0, *_WRONG)))

    def _nudge(self) -> None:
        self._move(self.wrong_us + self.dice.randrange(-_SMALL_US, _SMALL_US))

    def _night(self) -> None:
        """Switched off properly, and on again by a clock that anybody may have set meanwhile."""
        self._settle()
        self._off()

    def _plug(self) -> None:
        """The plug is pulled up to a minute after something was kept."""
        lost_us = self.dice.randrange(LOST_US)
        self._pass(lost_us)
        self.on_us -= LOST_US
        self._off()

    def _talk(self) -> None:
        """The centre answers, and lends anew by its own clock."""
        asked_us = self.keeper.steady_us()
        self._pass(self.dice.randrange(2 * SECOND))
        now_us = self._centre_us()
        self.keeper.heard(now_us, asked_us)
        self._require(not self.keeper.suspect(), "the centre's answer ends every doubt")
        self.lease_us, self.on_us = now_us, 0

    def _centre(self) -> None:
        self.centre_wrong_us = self.dice.choice((0, HOUR, -HOUR, DAY, -DAY))

    def _sell(self) -> None:
        """Never refused, whatever the clock shows."""
        try:
            done = self.till.sell(MILK_CODE)
        except Exception as failure:  # noqa: BLE001 - whatever it is, a sale was refused because of a clock
            self.wrong.append(f"a sale at {self.wall_us}: {failure!r}")
            self.till.register.clear("refused")
        else:
            self._require(done.sale.sold_at_us == self.wall_us, "a sale says what the clock showed")

    # --- what must hold ---------------------------------------------------------------------------------------

    def _look(self) -> None:
        events = self.till.journal.events
        order = [event.hlc for event in events[-3:]]
        self._require(order == sorted(set(order)), "order only rises")
        doubt = Doubt(self.keeper.suspect())
        self.counts["in_doubt"] += doubt.clock
        if self.lease_us is None:
            return
        age_us = max(0, self.keeper.now_us() - self.lease_us)
        lease = Lease("till-1", "first", 1, self.lease_us, 0, 0, POLICY)
        floor = right(lease, Seen(500, 0, Holder.HOME), Used(), age_us, doubt).floor
        self.counts["rights"] += floor > 0
        self.counts["lease_over"] += floor == 0 and not doubt.clock
        self._require(
            not floor or self.on_us <= LIFE_US + _SLACK_US, "a lease is no longer than it was lent for"
        )

    def _require(self, holds: bool, what: str) -> None:  # noqa: FBT001 - the word that is judged
        if not holds:
            self.wrong.append(f"{what}: after {sum(self.counts.values())} steps, {dict(self.counts)}")

    # --- how it happens ---------------------------------------------------------------------------------------

    def _centre_us(self) -> int:
        return self.true_us + self.centre_wrong_us

    def _pass(self, us: int) -> None:
        self.true_us += us
        self.on_us += us

    def _move(self, wrong_us: int) -> None:
        """Set the clock while the till is on: from the next look on a jump is in doubt."""
        was_us, was = self.wall_us, self.keeper.suspect()
        self.wrong_us = wrong_us
        jumped = abs(self.wall_us - was_us) > 2 * JUMP_US
        self._require(self.keeper.suspect() or not (was or jumped), "a clock that jumped is in doubt")

    def _off(self) -> None:
        was, high_us = self.shelf.memory.kept.is_suspect, self.shelf.memory.kept.high_us
        self.true_us += self.dice.choice((SECOND, HOUR, DAY))
        self.wrong_us = self.dice.choice((self.wrong_us, 0, *_WRONG, -_SMALL_US))
        self._start()
        believed_us = self.wall_us + self.shelf.memory.kept.offset_us
        back = believed_us < high_us - BACK_US
        self._require(self.keeper.suspect() or not (was or back), "a clock that went back is in doubt")

    def _start(self) -> None:
        self.on_since_us = self.true_us
        clocks = Clocks(lambda: self.wall_us, lambda: self.true_us - self.on_since_us)
        self.keeper = Timekeeper(clocks, self.shelf)
        self._settle()

    def _settle(self) -> None:
        self.keeper.settle(self.lines.append)

    def told(self) -> None:
        """At the end: doubts were written down, each beginning before its end."""
        self._settle()
        told = [line.what for line in self.lines]
        self._require(told == [BEGAN, ENDED] * (len(told) // 2) + [BEGAN] * (len(told) % 2), f"told {told}")
        self._require((len(told) % 2 == 1) == self.keeper.suspect(), "what stands is what was told")


_STEPS: Final[tuple[Callable[[Walk], None], ...]] = (
    Walk._wait, Walk._wait, Walk._set, Walk._nudge, Walk._night, Walk._plug, Walk._talk, Walk._talk, Walk._centre, Walk._sell,
)  # fmt: skip


def walked(walks: int, seed: int, steps: int = 20) -> tuple[Counter[str], list[str]]:
    """Walk so often; return what happened how often, and what is wrong."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(walks):
        walk = Walk(random.Random(seed * 1_000_003 + number))
        walk.steps(steps)
        walk.told()
        counts += walk.counts
        wrong += [f"walk {number} of seed {seed}: {one}" for one in walk.wrong[:1]]
    return counts, wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk, and print what was counted; 0 when nothing is wrong and everything happened."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--walks", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    counts, wrong = walked(options.walks, options.seed)
    outcome = {
        "walks": options.walks,
        "steps": dict(sorted(counts.items())),
        "wrong": wrong[:20],
        "wrongs": len(wrong),
    }
    sys.stdout.write(f"{json.dumps(outcome)}\n")
    return 1 if wrong or not all(counts[step.__name__.strip("_")] for step in _STEPS) else 0


if __name__ == "__main__":
    sys.exit(main())
