"""The count: which mistakes are tried, some at a time, and what becomes known of each."""

import gc
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from types import FunctionType
from typing import Any

from tqdm import tqdm

from tools.complaint import Complaint
from tools.mutants import listing
from tools.mutants.changes import Change, changes
from tools.mutants.forks import Fork
from tools.mutants.listing import Verdict
from tools.mutants.reach import Reach, runs_of
from tools.mutants.scope import Module, modules
from tools.mutants.suite import Suite, collect
from tools.mutants.trial import Work, attempt, living_functions

_TIME_FOR_CHANGED_S = 150.0
_FILES_AFRESH = 8  # test files of which tests are imported again where nothing less will do
_LAST_KILLERS = 5  # tests that noticed the last mistakes of a function are asked first


@dataclass(frozen=True)
class Asked:
    """What the command line said."""

    modules: Sequence[str]
    changed: bool
    survivors: bool
    seconds: float | None
    patience: float
    tests: Sequence[str]
    jobs: int

    @property
    def time(self) -> float | None:
        """How long to try, in seconds; None = until all is tried."""
        return _TIME_FOR_CHANGED_S if self.changed and self.seconds is None else self.seconds


def count(asked: Asked) -> int:
    """Do what is asked; return 0 if all is as it should be."""
    began = time.monotonic()
    chosen = _chosen(asked)
    if not chosen:
        print("nothing to try")
        return 0
    bad: list[str] = []

    def work(suite: Suite) -> None:
        trees = {module.name: module.tree() for module in chosen}
        every = [change for module in chosen for change in changes(module.name, trees[module.name])]
        before = listing.noticed_before(chosen, every) if asked.survivors else []
        wanted = _wanted(asked, every, {verdict.change for verdict in before})
        living = living_functions(modules())
        gc.freeze()
        end = None if asked.time is None else began + asked.time
        reach = _reach(suite, [function for same in living.values() for function in same], asked.jobs, end)
        if reach is None:
            print("no time was left to find which test reaches what: nothing was tried")
            return
        left_out = [f"left out, it fails without any mistake: {test}" for test in reach.failed]
        if asked.changed:  # whether tests pass is asked elsewhere
            print(*left_out, sep="\n")
        else:
            bad.extend(left_out)
        trials = _Trials(Work(suite, {m.name: m for m in chosen}, trees, reach.seconds, living), reach, asked)
        verdicts = [*before, *_shown(trials.run(_until(end, wanted)), len(wanted))]
        bad.extend(listing.report(chosen, every, verdicts))
        print("\n".join(bad))
        listing.write_counted(chosen, every, verdicts, good=not bad)

    collect(work, asked.tests)
    return 1 if bad else 0


def _chosen(asked: Asked) -> list[Module]:
    every = modules()
    if unknown := set(asked.modules) - {module.name for module in every}:
        message = f"not counted here: {', '.join(sorted(unknown))}; known: {', '.join(m.name for m in every)}"
        raise Complaint(message)
    chosen = [module for module in every if not asked.modules or module.name in asked.modules]
    return _changed(chosen, named=bool(asked.modules)) if asked.changed else chosen


def _changed(modules: Sequence[Module], *, named: bool) -> list[Module]:
    """Return those that are not any more as they were counted, and those never counted if they are ``named``."""
    wanted = listing.Standing.CHANGED, *([listing.Standing.NEVER] if named else [])
    by_standing: dict[listing.Standing, list[Module]] = {}
    for module in modules:
        by_standing.setdefault(listing.standing(module), []).append(module)
    for standing, those in by_standing.items():
        tried = "tried now" if standing in wanted else "not tried"
        print(f"{standing.value}, {tried}: {', '.join(module.name for module in those)}")
    return [module for standing in wanted for module in by_standing.get(standing, [])]


def _wanted(asked: Asked, every: Sequence[Change], noticed: set[Change]) -> Sequence[Change]:
    """Return what is to be tried; where time may end it, in an order made by lot, always the same."""
    wanted = [change for change in every if change not in noticed]
    if asked.time is not None:
        return random.Random(2025).sample(wanted, len(wanted))  # noqa: S311 - a fair sample, not a secret
    return wanted


def _until(end: float | None, wanted: Sequence[Change]) -> Iterator[Change]:
    for change in wanted:
        if end is not None and time.monotonic() > end:
            return
        yield change


def _reach(suite: Suite, living: Sequence[FunctionType], jobs: int, end: float | None) -> Reach | None:
    """Return which test reaches what, None where there was no time to find it."""
    with tqdm(total=len(suite.items), desc="which test reaches what", leave=False) as bar:
        runs = []
        for run in runs_of(suite, living, jobs, end):
            runs.append(run)
            bar.update()
    return Reach(suite, runs) if len(runs) == len(suite.items) else None


def _shown(verdicts: Iterator[Verdict], total: int) -> Iterator[Verdict]:
    unnoticed = 0
    with tqdm(total=total, desc="mistakes", smoothing=0.02) as bar:
        for verdict in verdicts:
            unnoticed += verdict.noticed_by is None
            bar.set_postfix(unnoticed=unnoticed, refresh=False)
            bar.update()
            yield verdict


def _say_attempt(work: Work, change: Change, tests: Sequence[int], say: Callable[[Any], None]) -> None:
    say(attempt(work, change, tests))


class _Trials:
    """Runs trials in forks, ``jobs`` at a time."""

    def __init__(self, work: Work, reach: Reach, asked: Asked) -> None:
        self._work = work
        self._reach = reach
        self._jobs, self._patience = asked.jobs, asked.patience
        self._running: dict[int, tuple[Change, Fork]] = {}
        self._killers: dict[tuple[str, str], list[int]] = {}

    def run(self, wanted: Iterable[Change]) -> Iterator[Verdict]:
        """Give what became of each, in the order in which they end."""
        for change in self._checked(wanted):
            if tests := self._tests_for(change):
                fork = Fork(partial(_say_attempt, self._work, change, tests))
                self._running[fork.pid] = change, fork
            else:
                yield Verdict(change, None)
            if len(self._running) == self._jobs:
                yield self._ended()
        while self._running:
            yield self._ended()

    def _checked(self, wanted: Iterable[Change]) -> Iterator[Change]:
        """Give them all; before the first one see that no test notices a mistake that is none."""
        is_sound = False
        for change in wanted:
            if not is_sound and not change.at_import and (tests := self._tests_for(change)):
                fork = Fork(partial(_say_attempt, self._work, change.undone(), tests))
                noticed = fork.answer()
                os.waitpid(fork.pid, 0)
                fork.close()
                if noticed is not None:
                    message = f"{self._work.suite.items[noticed].nodeid} fails where nothing is mistaken"
                    raise Complaint(message)
                is_sound = True
            yield change

    def _tests_for(self, change: Change) -> list[int]:
        """Return the tests that reach the place: first those that noticed its neighbours, then the nearest."""
        file = self._work.modules[change.module].path
        tests = self._reach.tests_of(file, range(1, 10_000) if change.at_import else change.lines)
        if change.at_import:
            files = Counter(self._work.suite.items[test].path for test in tests)
            most = {path for path, _ in files.most_common(_FILES_AFRESH)}
            # all of their tests: one that looks at a constant alone reaches no line
            tests = {test for test in self._reach.passed if self._work.suite.items[test].path in most}
        first = [test for test in self._killers.get((change.module, change.scope), []) if test in tests]
        order = first + sorted(tests - set(first), key=lambda test: (self._reach.distance[test], test))
        spent = accumulate(self._reach.seconds[test] for test in order)
        return [test for test, after in zip(order, spent, strict=True) if after <= self._patience]

    def _ended(self) -> Verdict:
        pid, status = os.wait()
        change, fork = self._running.pop(pid)
        try:
            noticed = None if os.WIFSIGNALED(status) else fork.answer()
        finally:
            fork.close()
        if os.WIFSIGNALED(status):
            return Verdict(change, "endless")
        if noticed is None:
            return Verdict(change, None)
        if noticed < 0:
            return Verdict(change, "import")
        killers = self._killers.setdefault((change.module, change.scope), [])
        self._killers[change.module, change.scope] = [noticed, *(k for k in killers if k != noticed)][
            :_LAST_KILLERS
        ]
        return Verdict(change, self._work.suite.items[noticed].nodeid)
