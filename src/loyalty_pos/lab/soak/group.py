"""Some of the tills, in a process of their own that may be killed at any moment; the parent asks, the process answers.

Every till is the whole product without its window: files, register, the thread that talks to the centre, the one that
keeps order, the one that looks at the clock, and a thread that serves customers.
"""

import random
import signal
from collections import Counter as Tally
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from loyalty_pos.centre.items import BalanceLine, TillLine
from loyalty_pos.lab.soak.bounds import Taken
from loyalty_pos.lab.soak.counter import Counter, Habits, Papers
from loyalty_pos.lab.soak.shop import PIN, Town
from loyalty_pos.lab.soak.shop_time import ShopTime, TillTime
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wiring.books import Book, book_of, events_of, stream_differences
from loyalty_pos.wiring.late import VAULT_FILE
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till
from loyalty_pos.wiring.window import begin_beside


@dataclass(frozen=True, slots=True)
class Plan:
    """What every group knows. ``tills``: how many there are in all groups; each shop has ``tills_a_store`` of them."""

    folder: Path
    url: str
    town: Town
    time: ShopTime
    habits: Habits
    seed: int
    tills: int
    tills_a_store: int

    @property
    def stores(self) -> int:
        """How many shops there are."""
        return -(-self.tills // self.tills_a_store)


@dataclass(frozen=True, slots=True)
class Centre:
    """What the centre says at the end: every account, every stream."""

    balances: Mapping[str, BalanceLine]
    streams: Sequence[TillLine]


class Group:
    """Tills by number."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._tills: dict[int, Till] = {}
        self._counters: dict[int, Counter] = {}
        self._stops = []  # type: ignore[var-annotated]  # what ends the threads beside each till
        self._sold: deque[str] = deque()

    def enrol(self, coded: Sequence[tuple[int, str]], slow: ShopTime) -> None:
        """Give tills their places; by the machine's own pace, for a code lives ten minutes."""
        for number, code in coded:
            enrol(self._settings(number, slow), self._plan.url, code)

    def open(self, numbers: Sequence[int]) -> None:
        """Open tills with all their threads; nobody is served yet."""
        for number in numbers:
            till = self._opened(number)
            till.staff.log_in(PIN)
            self._stops.append(begin_beside(till))
            clock = till.world.clock
            assert isinstance(clock, TillTime)
            unsold = deque(self._plan.town.certificates[number :: self._plan.tills])
            dice = random.Random(f"{self._plan.seed}/{number}/{clock.now_us()}")  # noqa: S311 - customers, no secrets
            own = self._plan.town.cards[number // self._plan.tills_a_store :: self._plan.stores]
            papers = Papers(own, unsold, self._sold)
            habits = self._plan.habits
            self._counters[number] = Counter(till, clock, self._plan.town, papers, habits, dice)

    def serve(self) -> None:
        """Open the counters."""
        for counter in self._counters.values():
            counter.start()

    def rest(self) -> list[str]:
        """Close the counters and end the shifts; return what went wrong at them."""
        for counter in self._counters.values():
            counter.stop()
        for counter in self._counters.values():
            counter.end_shift()
        return [f"till {n}: {one.failed}" for n, one in self._counters.items() if one.failed]

    def counts(self) -> Tally[str]:
        """Return what happened at the counters of this process."""
        counts: Tally[str] = Tally()
        for counter in self._counters.values():
            counts.update(counter.counts)
        return counts

    def waiting(self) -> int:
        """Return how many events still wait; calls those tills that have some."""
        waiting = 0
        for till in self._tills.values():
            here = till.files.journal.queue().waiting
            waiting += here
            if here or not till.worker.state.online:
                till.worker.try_now()
        return waiting

    def quiet(self) -> None:
        """Open all tills anew without any thread: from here on they talk when they are told to."""
        for stop in self._stops:
            stop()
        self._stops.clear()
        for number, till in list(self._tills.items()):
            till.close()
            self._opened(number)

    def exchange(self) -> list[str]:
        """Let every till say and hear everything; return what was wrong."""
        states = {number: till.sync_once() for number, till in self._tills.items()}
        return [f"till {number}: {state.problem}" for number, state in states.items() if state.problem]

    def book(self) -> Book:
        """Return the sums over the journals of these tills."""
        book = Book()
        for till in self._tills.values():
            book.merge(book_of(events_of(till.files)))
        return book

    def differences(self, centre: Centre) -> list[str]:
        """Return what these tills know otherwise than the centre."""
        heads = {(line.agent_id, line.incarnation): line for line in centre.streams}
        wrong: list[str] = []
        for number, till in self._tills.items():
            found = (*stream_differences(till.files, heads), *_known_otherwise(till, centre.balances))
            wrong += [f"till {number}: {text}" for text in found]
        return wrong

    def taken(self) -> Taken:
        """Return what these tills took without a guarantee."""
        taken = Taken()
        for till in self._tills.values():
            taken.add(events_of(till.files))
        return taken

    def close(self) -> None:
        """Close the tills."""
        for stop in self._stops:
            stop()
        for till in self._tills.values():
            till.close()
        self._tills.clear()

    def _opened(self, number: int) -> Till:
        till = self._tills[number] = open_shop_till(self._settings(number, self._plan.time))
        return till

    def _settings(self, number: int, time: ShopTime) -> TillSettings:
        folder = self._plan.folder / f"till-{number}"
        return TillSettings(folder, "en", self._plan.url, FileVault(folder / VAULT_FILE), TillTime(time))


def _known_otherwise(till: Till, balances: Mapping[str, BalanceLine]) -> Iterator[str]:
    """Yield a line for each member whom a till knows otherwise than the centre.

    Points of a hold whose answer was lost stay held until somebody touches the account: they are no part of a balance.
    """
    for account_id, line in balances.items():
        member = till.files.members.by_account(account_id)
        if member is None:
            yield f"account {account_id}: unknown at the till"
            continue
        points = sum(lot.remaining for lot in member.lots) - member.debt
        here = (points, member.debt, member.spend_minor, member.visits)
        there = (line.entries_sum, line.debt, line.spend_minor, line.visits)
        if here != there:
            yield f"account {account_id}: till {here}, centre {there}"


def serve(pipe: Connection, plan: Plan) -> None:
    """Be a group until the parent says so, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends us
    group = Group(plan)
    with suppress(EOFError):
        while (asked := pipe.recv()) is not None:
            name, arguments = asked
            pipe.send(getattr(group, name)(*arguments))
        group.close()
