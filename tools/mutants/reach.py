"""Which test reaches which line of the core: found by running every test once, kept until source or test change."""

import hashlib
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from types import CodeType, FunctionType
from typing import Any

from tools.complaint import Complaint
from tools.environment import ROOT
from tools.mutants.forks import Fork
from tools.mutants.suite import Suite, forget
from tools.mutants.trial import codes

_KEPT = ROOT / ".dev" / "mutants-reach.pickle"
_TOOL = 4  # one of the numbers that Python leaves to tools
_QUICK_S = 0.03
Line = tuple[str, int]  # file, number


@dataclass(frozen=True)
class Run:
    """One test: did it pass without any mistake, what it took of the processor, where it went."""

    test: str
    passed: bool
    seconds: float
    lines: frozenset[Line]


class Reach:
    """What all the tests reach; tests are numbers in the order of collection.

    ``distance``: seconds times lines, where all quick tests are equally quick. A test that goes to few places asks more of each: a law of the arithmetic takes
    longer than a receipt and stands nearer to a mistake in it.
    """

    def __init__(self, suite: Suite, runs: Sequence[Run]) -> None:
        numbers = {item.nodeid: number for number, item in enumerate(suite.items)}
        self.failed = [run.test for run in runs if not run.passed]
        self.passed = {numbers[run.test] for run in runs if run.passed}
        self.seconds = {numbers[run.test]: run.seconds for run in runs}
        self.distance = {numbers[run.test]: max(run.seconds, _QUICK_S) * len(run.lines) for run in runs}
        self._tests: dict[Line, set[int]] = {}
        for run in runs:
            for line in run.lines if run.passed else ():
                self._tests.setdefault(line, set()).add(numbers[run.test])

    def tests_of(self, file: Path, lines: range) -> set[int]:
        """Return the tests that reach any of these lines."""
        return {test for line in lines for test in self._tests.get((str(file), line), ())}


def runs_of(suite: Suite, functions: Sequence[FunctionType], jobs: int, end: float | None) -> Iterator[Run]:
    """Give what each test reaches, in no order; those of unchanged files from memory.

    ``end``: when to give up, by ``time.monotonic``; then some runs are missing, and nothing is remembered.
    """
    memory = _Memory()
    by_file: dict[Path, list[int]] = {}
    for number, item in enumerate(suite.items):
        by_file.setdefault(item.path, []).append(number)
    runs = [run for path, mine in by_file.items() for run in memory.of(path, len(mine))]
    yield from runs
    unknown = [mine for path, mine in by_file.items() if not memory.of(path, len(mine))]
    everything = [code for function in functions for code in (function.__code__, *codes(function.__code__))]
    shares = [[number for mine in unknown[job::jobs] for number in mine] for job in range(jobs)]
    forks = [Fork(partial(_measure, suite, everything, share)) for share in shares if share]
    for run in _heard(forks, end):
        runs.append(run)
        yield run
    if len(runs) == len(suite.items):
        memory.keep(runs)


def _heard(forks: Sequence[Fork], end: float | None) -> Iterator[Run]:
    """Give what the forks say as they say it; where time is over, end them."""
    said: SimpleQueue[Run | BaseException | None] = SimpleQueue()
    ears = [threading.Thread(target=_listen, args=(fork, said)) for fork in forks]  # a full pipe stops a fork
    for ear in ears:
        ear.start()
    try:
        working = len(forks)
        while working:
            run = said.get(timeout=None if end is None else max(0, end - time.monotonic()))
            if isinstance(run, BaseException):
                raise run
            if run is None:
                working -= 1
            else:
                yield run
    except Empty:
        pass
    finally:
        for fork, ear in zip(forks, ears, strict=True):
            os.kill(fork.pid, signal.SIGKILL)  # it is this one's child until waited for, even if it has ended
            os.waitpid(fork.pid, 0)
            ear.join()
            fork.close()


def _listen(fork: Fork, said: SimpleQueue[Run | BaseException | None]) -> None:
    try:
        while (run := fork.answer()) is not None:
            said.put(run)
        said.put(None)
    except (Complaint, EOFError, OSError, pickle.UnpicklingError) as error:
        said.put(error)


def _measure(
    suite: Suite, watched: Sequence[CodeType], mine: Sequence[int], say: Callable[[Any], None]
) -> None:
    watch = _Watch(watched)
    for number, following in zip(mine, (*mine[1:], None), strict=True):
        forget()
        watch.begin()
        started = time.process_time()
        passed = suite.passes(number, following)
        say(Run(suite.items[number].nodeid, passed, time.process_time() - started, frozenset(watch.lines)))
    say(None)


class _Watch:
    """Notes each line of these codes once, until told to begin anew."""

    def __init__(self, watched: Sequence[CodeType]) -> None:
        python: Any = getattr(sys, "monitoring", None)  # from Python 3.12 on
        self._python = python
        self.lines: set[Line] = set()
        python.use_tool_id(_TOOL, "mutants")
        python.register_callback(_TOOL, python.events.LINE, self._note)
        for code in watched:
            python.set_local_events(_TOOL, code, python.events.LINE)

    def begin(self) -> None:
        """Forget what was noted."""
        self.lines = set()
        self._python.restart_events()

    def _note(self, code: CodeType, line: int) -> object:
        self.lines.add((code.co_filename, line))
        return self._python.DISABLE


class _Memory:
    """What was found before, by test file, as long as it and all it stands on are the same."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, str], list[Run]] = {}
        self._ground = hashlib.sha256()
        for folder in ("src", "resources", "tests/fakes", "tests/naive"):
            for path in sorted((ROOT / folder).rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    self._ground.update(path.read_bytes())
        if _KEPT.exists():
            self._runs = pickle.loads(_KEPT.read_bytes())  # noqa: S301 - our own file

    def of(self, path: Path, tests: int) -> list[Run]:
        """Return the runs of a file's tests, nothing where they are not known."""
        runs = self._runs.get(self._name(path), [])
        return runs if len(runs) == tests and all(run.passed for run in runs) else []

    def keep(self, runs: Sequence[Run]) -> None:
        """Write them down."""
        kept: dict[tuple[str, str], list[Run]] = {}
        for run in runs:
            kept.setdefault(self._name(ROOT / run.test.split("::")[0]), []).append(run)
        _KEPT.parent.mkdir(exist_ok=True)
        _KEPT.write_bytes(pickle.dumps(kept))

    def _name(self, path: Path) -> tuple[str, str]:
        ground = self._ground.copy()
        ground.update(path.read_bytes())
        return str(path), ground.hexdigest()
