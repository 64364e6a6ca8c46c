"""What every test gets: no screen needed, no trace in the home folder, no way out to the network.

The settings below are made before Qt, keyring or python-escpos are imported, because each reads its
environment once.  It must never hold a fixture that knows the shop: those stand beside the tests they serve.
"""

import functools
import ipaddress
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from tools.part import EVERY, part_of

_HOME = tempfile.TemporaryDirectory(prefix="loyalty-pos-tests-", ignore_cleanup_errors=True)


def _own_folder(name: str) -> str:
    folder = Path(_HOME.name, name)
    folder.mkdir(mode=0o700)
    return str(folder)


os.environ.setdefault(
    "QT_QPA_PLATFORM", "offscreen"
)  # without it and without a display Qt aborts the process
os.environ["XDG_RUNTIME_DIR"] = _own_folder(
    "runtime"
)  # its absence is a Qt warning, and a warning fails a test
os.environ["XDG_CONFIG_HOME"] = _own_folder("config")
os.environ["XDG_DATA_HOME"] = _own_folder("data")
os.environ["XDG_CACHE_HOME"] = _own_folder("cache")
os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = _own_folder("escpos")  # else a fresh folder for each process
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # never the person's own secrets

# Shared machines stall now and then: no deadline for one example, a time limit for the whole test instead.
# Most laws are cheap; a dear one says in its own settings how often it is tried.
settings.register_profile(
    "shop", deadline=None, max_examples=250, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("brief", parent=settings.get_profile("shop"), max_examples=20)
settings.register_profile("long", parent=settings.get_profile("shop"), max_examples=2_000)
settings.load_profile(os.environ.get("LOYALTY_POS_HYPOTHESIS", "shop"))


EXAMPLES = "examples"
"""Property of a test in the report: how many examples of its law ran to their end (``tools/ran.py`` adds them up)."""


_ALONE = ("tests/hardware/", "tests/e2e/")
"""Tests that start many processes or measure pauses of milliseconds: one after the other, in one worker."""
_LONGEST = (*_ALONE, "tests/sim/", "tests/faults/", "tests/integration/lab/", "tests/property/")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let another Python run a part of what this one ran whole."""
    parser.addoption(
        "--part-of",
        action="append",
        default=[],
        metavar="FOLDER",
        help=f"of each file in this folder only each {EVERY}th test, its first always",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker waits for the others at the end."""
    if folders := config.getoption("part_of"):
        kept = part_of(((item.nodeid, item.location[1] or 0) for item in items), folders)
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in kept])
        items[:] = [item for item in items if item.nodeid in kept]
    if settings.get_current_profile_name() == "brief":
        for item in items:
            _make_brief(item)
    items.sort(
        key=lambda item: next((n for n, long in enumerate(_LONGEST) if item.nodeid.startswith(long)), 9)
    )


def _make_brief(item: pytest.Item) -> None:
    """Try a law no more often than its profile says, even one that says itself how often it is tried."""
    most = settings.default.max_examples if settings.default else 0
    walk = getattr(item, "cls", None)
    for holder, name in (
        (getattr(item, "obj", None), "_hypothesis_internal_use_settings"),
        (walk, "settings"),
    ):
        own = getattr(holder, name, None)
        if isinstance(own, settings) and own.max_examples > most:
            setattr(holder, name, settings(own, max_examples=most))


class FileByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist tells no types
    """A file stays with one worker, which makes what its tests share once; what must be alone is with one too."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "alone" if file.startswith(_ALONE) else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FileByFile:
    """Share the tests among workers by our own groups: xdist's marks no longer reach a test's name (pytest 9.2)."""
    return FileByFile(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Count the examples a law held for; a walk through a state machine has no body of its own and counts nothing."""
    law = getattr(getattr(item, "obj", None), "hypothesis", None)
    if law is None:
        return (yield)
    body = law.inner_test
    held = 0

    @functools.wraps(body)
    def counted(*arguments: object, **named: object) -> None:
        nonlocal held
        body(*arguments, **named)
        held += 1  # neither a rejected example nor one that failed comes this far

    law.inner_test = counted
    try:
        return (yield)
    finally:
        law.inner_test = body
        item.user_properties.append((EXAMPLES, held))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many examples ran, however few tests were asked for."""
    calls = [report for report in terminalreporter.getreports("passed") if report.when == "call"]
    counts = [number for report in calls for name, number in report.user_properties if name == EXAMPLES]
    if counts:
        terminalreporter.write_line(f"{sum(counts):,} examples of {len(counts)} laws")


def _leaves_this_machine(address: object) -> bool:
    """True for an internet address that is not loopback; file sockets and names of this machine are fine."""
    if not isinstance(address, tuple) or not address or not isinstance(address[0], str):
        return False
    host = address[0].partition("%")[0]
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def _stay_on_this_machine(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and _leaves_this_machine(arguments[1]):
        message = f"a test tried to reach {arguments[1]}: tests speak to this machine only"
        raise PermissionError(message)


sys.addaudithook(_stay_on_this_machine)


@pytest.fixture(scope="session", autouse=True)
def small_reserves() -> Iterator[None]:
    """Let the tills of this process set little space aside: a thousand of them share one disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("loyalty_pos.storage.reserve.RESERVED_BYTES", 1024 * 1024)
        yield


@pytest.fixture(scope="session")
def project_root() -> Path:
    """Return the folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent
