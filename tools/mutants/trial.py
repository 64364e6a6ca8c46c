"""One mistake, tried in a fork: put into the running program, then tests until the first that notices.

A mistake inside a function replaces the code of the function that everybody has imported already. One that counts
at import (a constant, a field, a default argument) needs everything imported afresh, which takes seconds.
"""

import ast
import gc
import importlib.machinery
import importlib.util
import inspect
import resource
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import CodeType, FunctionType

import pytest

from tools.complaint import Complaint
from tools.mutants.changes import Change
from tools.mutants.scope import Module
from tools.mutants.suite import ARGUMENTS, Suite, forget, with_few_examples

_ROOM = 3 << 30  # bytes: an endless loop must not fill the machine
_PATIENCE_S = 3.0  # of processor time for one test, beside ten times what it took without a mistake
_AFRESH_S = 60.0


@dataclass(frozen=True)
class Work:
    """What a fork needs to know: everything is there before it is made."""

    suite: Suite
    modules: dict[str, Module]
    trees: dict[str, ast.Module]
    seconds: dict[int, float]
    functions: dict[tuple[str, str], list[FunctionType]]


def codes(code: CodeType) -> list[CodeType]:
    """Return the code of what is defined in this code, however deep."""
    inner = [const for const in code.co_consts if isinstance(const, CodeType)]
    return inner + [deeper for part in inner for deeper in codes(part)]


def living_functions(modules: Sequence[Module]) -> dict[tuple[str, str], list[FunctionType]]:
    """Return every function of these modules as it lives now, by (file, qualified name)."""
    files = {str(module.path) for module in modules}
    found: dict[tuple[str, str], list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename in files:
            found.setdefault((thing.__code__.co_filename, thing.__code__.co_qualname), []).append(thing)
    return found


def attempt(work: Work, change: Change, tests: Sequence[int]) -> int | None:
    """Make the mistake and run the tests; return the one that noticed, -1 = the import, None = nobody."""
    resource.setrlimit(resource.RLIMIT_AS, (_ROOM, resource.RLIM_INFINITY))
    change.apply()
    tree = ast.fix_missing_locations(work.trees[change.module])
    module = work.modules[change.module]
    code = compile(tree, str(module.path), "exec")
    if change.at_import or not _replaced(work, code, change.scope.replace("()", "")):
        return _afresh(work, module, code, tests)
    forget()
    for number, following in zip(tests, (*tests[1:], None), strict=True):
        signal.setitimer(signal.ITIMER_PROF, _PATIENCE_S + 10 * work.seconds[number])
        if not work.suite.passes(number, following):
            return number
    return None


def _replaced(work: Work, code: CodeType, name: str) -> bool:
    """Give the living functions of this name the new code; False where it does not fit into them."""
    for new in codes(code):
        if new.co_qualname != name:
            continue
        living = [
            function
            for function in work.functions.get((new.co_filename, name), [])
            if function.__code__.co_firstlineno == new.co_firstlineno
        ]
        if not living or any(not _fits(function.__code__, new) for function in living):
            return False
        for function in living:
            function.__code__ = new
        return True
    return False


def _fits(old: CodeType, new: CodeType) -> bool:
    """Tell whether a function may have this code: the same kind, with as many names from around it."""
    alike = (
        not (old.co_flags ^ new.co_flags) & inspect.CO_GENERATOR
    )  # a dropped ``yield`` makes a plain function
    return alike and len(old.co_freevars) == len(new.co_freevars)


# --- from the beginning -------------------------------------------------------------------------------


class _Mistaken(importlib.machinery.SourceFileLoader):
    """Finds and loads one module with a mistake in it."""

    def __init__(self, module: Module, code: CodeType) -> None:
        super().__init__(module.dotted, str(module.path))
        self._code = code

    def find_spec(
        self, name: str, _path: object = None, _target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        return (
            importlib.util.spec_from_file_location(name, self.path, loader=self)
            if name == self.name
            else None
        )

    def get_code(self, _name: str) -> CodeType:
        return self._code


class _Order:
    """Runs the chosen tests in the chosen order, as a pytest plugin, and stops at the first that fails."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self._wanted = {name: place for place, name in enumerate(wanted)}
        self.noticed: str | None = None

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Pytest calls this with all tests of the files."""
        for item in items:
            with_few_examples(item)
        items[:] = sorted(
            (item for item in items if item.nodeid in self._wanted),
            key=lambda item: self._wanted[item.nodeid],
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Pytest calls this after each part of a test."""
        if report.failed and self.noticed is None:
            self.noticed = report.nodeid


def _afresh(work: Work, module: Module, code: CodeType, tests: Sequence[int]) -> int | None:
    """Import product and tests again, with the mistake, and run the tests."""
    signal.setitimer(signal.ITIMER_PROF, _AFRESH_S + 10 * sum(work.seconds[number] for number in tests))
    for name in [name for name in sys.modules if name.split(".")[0] in ("loyalty_pos", "tests", "conftest")]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Mistaken(module, code))
    names = {work.suite.items[number].nodeid: number for number in tests}
    order = _Order(list(names))
    files = sorted({name.split("::")[0] for name in names})
    done = pytest.main([*ARGUMENTS, "-x", *files], plugins=[order])
    if order.noticed is not None:
        return names[order.noticed]
    if done in (pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED):
        message = f"pytest ended with {done} for {module.name}"
        raise Complaint(message)
    return None if done == pytest.ExitCode.OK else -1
