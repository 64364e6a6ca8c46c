"""A quarter of the town: some of its stores, driven by a process of its own; ``crew`` talks to it.

It must never decide by itself what happens next: every step is asked for, so that all quarters keep one calendar.
"""

import random
import time
from collections import Counter as Tally
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from loyalty_pos.centre.items import BalanceLine, TillLine
from loyalty_pos.core.dates import micros
from loyalty_pos.lab.real.baskets import RealBasket
from loyalty_pos.lab.real.counter import Store
from loyalty_pos.lab.real.town import PIN, TownClock
from loyalty_pos.storage.vault import MemoryVault
from loyalty_pos.wiring.books import Book, account_differences, book_of, events_of, stream_differences
from loyalty_pos.wiring.cable import Cable
from loyalty_pos.wiring.till import TillSettings, enrol, open_shop_till

_TOLD_EVERY: Final = 20
_LAST_BYTES_S: Final = 0.3


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the town is, which centre it has, and how far its year is moved (seconds)."""

    data: Path
    centre_port: int
    seed: int
    later_s: float


@dataclass(frozen=True, slots=True)
class Centre:
    """What the centre says at the end: every account, every stream."""

    balances: Mapping[str, BalanceLine]
    streams: Sequence[TillLine]


class Quarter:
    """Stores by number. ``told`` hears how many baskets were sold since the last time."""

    def __init__(self, plan: Plan, told: Callable[[int], None]) -> None:
        self._plan = plan
        self._told = told
        self._stores: dict[int, Store] = {}

    def open(self, coded: Sequence[tuple[int, str]]) -> None:
        """Enrol and open the tills of stores, each with its one-time code."""
        for number, code in coded:
            self._open(number, code)

    def _open(self, number: int, code: str) -> None:
        clock, cable = TownClock(), Cable(self._plan.centre_port)
        settings = TillSettings(self._plan.data / f"till-{number}", "en", cable.url, MemoryVault(), clock)
        enrol(settings, cable.url, code)
        till = open_shop_till(settings)
        till.staff.log_in(PIN)
        dice = random.Random(f"{self._plan.seed}/{number}")  # noqa: S311 - the same town each time
        self._stores[number] = Store(till, clock, cable, dice, timedelta(seconds=self._plan.later_s))

    def sell(self, baskets: Sequence[RealBasket]) -> None:
        """Sell baskets in their order."""
        for start in range(0, len(baskets), _TOLD_EVERY):
            part = baskets[start : start + _TOLD_EVERY]
            for basket in part:
                self._stores[basket.store].sell(basket)
            self._told(len(part))

    def settle(self) -> list[str]:
        """Let every till say and hear everything; return what went wrong."""
        found = {number: store.settle() for number, store in self._stores.items()}
        return [f"store {number}: {problem}" for number, problem in found.items() if problem]

    def book(self) -> Book:
        """Return the sums over the journals of these tills."""
        book = Book()
        for store in self._stores.values():
            book.merge(book_of(events_of(store.till.files)))
        return book

    def differences(self, centre: Centre) -> list[str]:
        """Return what these tills know otherwise than the centre: their streams, and every account."""
        heads = {(line.agent_id, line.incarnation): line for line in centre.streams}
        wrong: list[str] = []
        for number, store in self._stores.items():
            files, at_us = store.till.files, micros(store.clock.now())
            found = (*stream_differences(files, heads), *account_differences(files, centre.balances, at_us))
            wrong += [f"store {number}: {text}" for text in found]
        return wrong

    def close(self) -> Tally[str]:
        """Close the tills and return the counts of all of them."""
        counts: Tally[str] = Tally()
        for store in self._stores.values():
            counts["events"] += store.till.files.journal.queue().head_seq
            counts.update(store.counts)
            store.till.close()
            store.cable.close()
        time.sleep(_LAST_BYTES_S)  # the cables' threads count their last bytes
        for store in self._stores.values():
            counts["bytes_up"] += store.cable.carried_up
            counts["bytes_down"] += store.cable.carried_down
        return counts
