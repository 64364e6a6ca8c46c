"""The counter while events go up beside it: how long a scan and a commit take, and how late its thread wakes.

The thread that measures stands where the window's loop stands: what keeps it waiting would keep the window waiting.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from loyalty_pos.lab.soak.shop import Town
from loyalty_pos.wiring.till import Till

_TICK_S: Final = 0.005
_SALE_EVERY: Final = 20
_GOODS: Final = 3
_PERCENT: Final = 100


@dataclass(slots=True)
class Felt:
    """Microseconds of each scan, of each commit, and of each waking of the thread behind its time."""

    scans: list[int] = field(default_factory=list)
    commits: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)

    def told(self) -> dict[str, int]:
        """Return the middle and the worst of each."""
        return {
            "sales": len(self.commits),
            "scan_p50_us": at_percent(self.scans, 50),
            "scan_p99_us": at_percent(self.scans, 99),
            "commit_p50_us": at_percent(self.commits, 50),
            "commit_p99_us": at_percent(self.commits, 99),
            "late_p50_us": at_percent(self.late, 50),
            "late_p99_us": at_percent(self.late, 99),
            "late_most_us": max(self.late),
        }


@dataclass(slots=True)
class Counter:
    """Sells at a steady pace and looks at the clock."""

    till: Till
    town: Town
    dice: random.Random

    def serve(self, goes_on: Callable[[Felt], bool]) -> Felt:
        """Sell as long as it goes on, asked before each sale; each sale wakes the talk as the window does."""
        felt = Felt()
        ticks, due_s = 0, time.perf_counter()
        while True:
            due_s += _TICK_S
            time.sleep(max(0.0, due_s - time.perf_counter()))
            felt.late.append(_us(time.perf_counter() - due_s))
            ticks += 1
            if ticks % _SALE_EVERY == 0:
                if not goes_on(felt):
                    return felt
                self._sell(felt)
            due_s = max(due_s, time.perf_counter())

    def _sell(self, felt: Felt) -> None:
        register = self.till.register
        codes = [self.dice.choice(self.town.cards[1:]), *self.dice.choices(self.town.goods, k=_GOODS)]
        for code in codes:
            began_s = time.perf_counter()
            register.scan(code)
            register.view()  # the line is on the screen
            felt.scans.append(_us(time.perf_counter() - began_s))
        began_s = time.perf_counter()
        register.pay_exact()
        felt.commits.append(_us(time.perf_counter() - began_s))
        self.till.worker.wake()


def at_percent(values: list[int], percent: int) -> int:
    """Return the value below which so many percent lie."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // _PERCENT)]


def _us(seconds: float) -> int:
    return round(seconds * 1_000_000)
