"""One soak from its first process to its last: set up, run, heal, compare; nothing of it outlives the call."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from loyalty_pos.lab.soak.centre import CentreProcess, serving, settings_of
from loyalty_pos.lab.soak.counter import HOLD_US, Habits
from loyalty_pos.lab.soak.course import Course, Everything
from loyalty_pos.lab.soak.crew import Crew
from loyalty_pos.lab.soak.group import Plan
from loyalty_pos.lab.soak.judging import beyond_limits, books_differ, never_happened
from loyalty_pos.lab.soak.memory import Memory
from loyalty_pos.lab.soak.network import Network
from loyalty_pos.lab.soak.shop import Town, found
from loyalty_pos.lab.soak.shop_time import ShopTime
from loyalty_pos.wiring.centre import OpenCentre, open_centre
from loyalty_pos.wiring.intake import reports_of

_GROUPS: Final = 5
_TILLS_A_STORE: Final = 3
_MEMBERS_A_TILL: Final = 4
_CERTIFICATES_A_TILL: Final = 20
_SHIFT_S: Final = 25.0
"""A shift by the machine's clock: short, so that many end."""
_PATIENCE_S: Final = 400
_US: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Wish:
    """``database``: of PostgreSQL, "" = the embedded one. ``pause_s``: mean time between two customers of a till.

    ``speed``: seconds of the town in one of the machine. Signed questions have ten minutes of the town's time to arrive.
    """

    folder: Path
    database: str
    tills: int
    round_s: float
    rounds: int
    pause_s: float
    speed: int
    seed: int


def soak(wish: Wish) -> tuple[dict[str, Any], list[str]]:
    """Return what was counted, and a sentence for each thing that is not as it must be."""
    facts: dict[str, Any] = {}
    began_s = time.monotonic()
    with closing(Network(wish.seed)) as network, ExitStack() as running:
        fast, crew, town = _set_up(wish, network, running)
        centre = CentreProcess(wish.folder, wish.database, fast)
        network.target_port = centre.port
        memory = Memory()
        everything = Everything(
            crew,
            network,
            memory,
            centre,
            lambda: CentreProcess(wish.folder, wish.database, fast, centre.port),
        )
        running.callback(everything.stop_centre)
        course = Course(everything, wish.round_s, wish.rounds)
        crew.ask_each("open", [(numbers,) for numbers in crew.numbers])
        memory.follow("centre", centre.pid)
        for index in range(len(crew.numbers)):
            memory.follow(f"tills-{index}", crew.pid(index))
        facts["set_up_s"] = round(time.monotonic() - began_s, 1)
        crew.ask("serve")
        course.run()
        memory.look()
        counts, wrong = _rested(course, crew)
        healed_s = time.monotonic()
        books = open_centre(settings_of(wish.folder, wish.database, fast))
        running.callback(books.close)
        wrong += _healed(crew, books, HOLD_US / wish.speed / _US)
        facts["healing_s"] = round(time.monotonic() - healed_s, 1)
        differ, compared = books_differ(books, crew, town)
    counts += network.counts
    grown = memory.told(course.warm_s)
    wrong += [*differ, *never_happened(counts), *beyond_limits(grown, course.normal, course.after)]
    facts |= {"took_s": round(time.monotonic() - began_s, 1), "peak_normal": course.normal}
    facts |= {"peak_after": course.after, "peak_ratio": round(course.after / max(1, course.normal), 2)}
    return facts | compared | {"counts": dict(sorted(counts.items())), "memory": grown}, wrong


def _set_up(wish: Wish, network: Network, running: ExitStack) -> tuple[ShopTime, Crew, Town]:
    """Fill the books and enrol every till at the machine's own pace; return the time in which they will live."""
    slow = ShopTime.from_now()
    numbers = [list(range(wish.tills))[group::_GROUPS] for group in range(min(_GROUPS, wish.tills))]
    with serving(wish.folder, wish.database, slow) as centre:
        network.target_port = centre.port
        books = open_centre(settings_of(wish.folder, wish.database, slow))
        try:
            stores = [f"s{number}" for number in range(-(-wish.tills // _TILLS_A_STORE))]
            town = found(
                books, stores, _MEMBERS_A_TILL * wish.tills, _CERTIFICATES_A_TILL * wish.tills, wish.seed
            )
            fast = ShopTime(slow.began_us, slow.then_us, wish.speed)
            habits = Habits(wish.pause_s, round(_SHIFT_S * wish.speed * _US))
            plan = Plan(wish.folder, network.url, town, fast, habits, wish.seed, wish.tills, _TILLS_A_STORE)
            crew = running.enter_context(Crew(plan, numbers))
            coded = [
                [(n, books.admin.make_code(stores[n // _TILLS_A_STORE])) for n in group] for group in numbers
            ]
            crew.ask_each("enrol", [(group, slow) for group in coded])
        finally:
            books.close()
    return fast, crew, town


def _rested(course: Course, crew: Crew) -> tuple[Counter[str], list[str]]:
    """Close every counter; return all counts and what went wrong."""
    wrong = [text for found in crew.ask("rest") for text in found]
    counts = Counter(course.counts)
    for one in crew.ask("counts"):
        counts.update(one)
    return counts, wrong


def _healed(crew: Crew, books: OpenCentre, hold_s: float) -> list[str]:
    """Wait until the centre has everything and every hold is over, then let each till hear everything."""
    _until(lambda: not sum(crew.ask("waiting")))
    time.sleep(hold_s)
    crew.ask("quiet")
    wrong = []
    for _ in range(2):
        wrong += [text for found in crew.ask("exchange") for text in found]
        _until(lambda: all(one.stored == one.projected for one in reports_of(books).overview().tills))
    return wrong


def _until(true: Callable[[], bool]) -> None:
    """Wait for it; what never comes true is told by the comparison."""
    until_s = time.monotonic() + _PATIENCE_S
    while not true() and time.monotonic() < until_s:
        time.sleep(0.2)
