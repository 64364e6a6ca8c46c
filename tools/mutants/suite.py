"""The tests that may notice a mistake: collected once, and run one by one.

Laws run here with few examples and always the same ones. Nothing runs in this process itself, only in forks of it,
so that no cache is warm with right answers when a wrong rule is tried.
"""

import functools
import gc
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import Phase, settings

from tools.complaint import Complaint

ARGUMENTS = (
    *("-q", "-s", "-p", "no:randomly", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # Hypothesis is imported by us, before pytest is
    *("-o", "timeout=0", "-o", "tmp_path_retention_policy=none"),
)
EXAMPLES = 30
STEPS = 20
_CACHED = type(functools.lru_cache(lambda: None))


class Suite:
    """The collected tests, as a pytest plugin: ``work`` runs in place of the tests."""

    def __init__(self, work: Callable[["Suite"], None]) -> None:
        self._work = work
        self.items: list[pytest.Item] = []
        self.failed = False
        self.complaint: Complaint | None = None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Pytest calls this when all is collected."""
        if session.testsfailed:
            self.complaint = Complaint("the tests cannot be collected: python dev.py test says why")
            return True
        self.items = session.items
        for item in self.items:
            with_few_examples(item)
        _caches()  # found once, here: every fork knows them
        try:
            self._work(self)
        except Complaint as complaint:  # pytest would tell it with a page of its own
            self.complaint = complaint
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Pytest calls this after each part of a test."""
        self.failed |= report.failed

    def passes(self, number: int, following: int | None) -> bool:
        """Run one test; ``following`` is the next, so that what both use is made once."""
        item = self.items[number]
        after = None if following is None else self.items[following]
        self.failed = False
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        return not self.failed


def forget() -> None:
    """Empty every cache of the product and of the tests."""
    for cached in _caches():
        cached.cache_clear()


@functools.cache
def _caches() -> list[Any]:
    ours = ("loyalty_pos.", "tests.")
    return [o for o in gc.get_objects() if isinstance(o, _CACHED) and str(o.__module__).startswith(ours)]


def with_few_examples(item: pytest.Item) -> None:
    """Let a law try few examples, the same ones each time, and stop at the first that fails."""
    holder: Any = getattr(item, "obj", None)
    machine = getattr(getattr(item, "cls", None), "settings", None)
    if isinstance(machine, settings):
        item.cls.settings = _few(machine)  # type: ignore[attr-defined]  # a state machine's test case
    elif getattr(holder, "is_hypothesis_test", False):
        holder = getattr(holder, "__func__", holder)
        holder._hypothesis_internal_use_settings = _few(holder._hypothesis_internal_use_settings)  # noqa: SLF001


def _few(asked: settings) -> settings:
    return settings(
        asked,
        max_examples=min(EXAMPLES, asked.max_examples),
        stateful_step_count=min(STEPS, asked.stateful_step_count),
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        report_multiple_bugs=False,
    )


def collect(work: Callable[[Suite], None], tests: Sequence[str]) -> None:
    """Collect these tests and do the work with them."""
    suite = Suite(work)
    pytest.main([*ARGUMENTS, *tests], plugins=[suite])
    if suite.complaint is not None:
        raise suite.complaint
