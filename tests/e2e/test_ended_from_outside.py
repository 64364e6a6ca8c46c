"""Whoever ends a command from outside finds nothing of it afterwards: no folder, no process; what was to be kept is kept."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.product import STORE, command, environment

ENDED = 128 + signal.SIGTERM
PATIENCE_S = 240  # the public baskets are laid out once, by whichever test comes first


@contextmanager
def _started(tmp_path: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Start a command as the first of a group of processes of its own, with a temporary folder of its own."""
    (tmp_path / "temporary").mkdir()
    told = environment(tmp_path / "data") | {
        "TMPDIR": str(tmp_path / "temporary"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    if words[0] == "demo":
        del told["LOYALTY_POS_DATA"]
    process = subprocess.Popen(
        [sys.executable, "-m", "loyalty_pos", "--lang", "en", *words],
        env=told, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    with process:
        try:
            yield process
        finally:
            if _group_lives(process.pid):
                os.killpg(process.pid, signal.SIGKILL)


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _until(look: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    """Wait until something is so, as long as the process works on it, if one does."""
    until = time.monotonic() + PATIENCE_S
    while not look():
        assert process is None or process.poll() is None, "it ended by itself"
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)


def _hear(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout is not None
    assert any(words in line for line in process.stdout), f"it never said {words}"


def _ended(process: subprocess.Popen[str], tmp_path: Path) -> int:
    """End the process as a service manager does; nothing may be left but what it kept on purpose."""
    process.send_signal(signal.SIGTERM)
    assert process.stdout is not None
    process.stdout.read()
    code = process.wait(PATIENCE_S)
    _until(lambda: not _group_lives(process.pid))
    assert list((tmp_path / "temporary").iterdir()) == []
    return code


def test_a_demo_that_is_ended_between_two_sales_leaves_nothing(tmp_path: Path) -> None:
    with _started(tmp_path, "demo", "--headless") as process:
        _hear(process, "The cable is out.")
        assert _ended(process, tmp_path) in {ENDED, 0}, "0: it had just sold the last one"


def test_a_demo_whose_window_is_ended_from_outside_closes_it_and_leaves_nothing(tmp_path: Path) -> None:
    with _started(tmp_path, "demo") as process:
        _hear(process, "Close the window to end.")
        assert _ended(process, tmp_path) in {ENDED, 0}, "0: the window was there already and closed in order"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_replay_that_is_ended_takes_its_centre_and_its_crew_with_it(tmp_path: Path) -> None:
    with _started(tmp_path, "replay", "--baskets", "2000", "--tills", "4") as process:
        _until(lambda: any((tmp_path / "temporary").glob("*/till-*/**/journal.db")), process)
        assert _ended(process, tmp_path) == ENDED


def test_a_centre_that_is_ended_has_done_all_it_should(tmp_path: Path) -> None:
    with _started(tmp_path, "centre", "--port", "0", "--store", STORE) as process:
        _hear(process, "The centre listens")
        assert _ended(process, tmp_path) == 0
    assert not (tmp_path / "data" / "centre" / "centre.db-wal").exists(), "its books were not closed"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_demo_with_a_folder_of_its_own_is_the_same_shop_again_with_its_sales(tmp_path: Path) -> None:
    kept = ("demo", "--headless", "--data", str(tmp_path / "kept"))
    with _started(tmp_path, *kept) as process:
        _until((tmp_path / "kept" / "demo" / "centre" / "centre.db").exists)
        assert _ended(process, tmp_path) == ENDED, "a shop that is half built is built anew"
    first, second = (command(tmp_path, *kept, patience_s=PATIENCE_S) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert re.search(r"Sold for .*, [1-9]\d* points taken", first.stdout)
    assert "Everything is equal." in second.stdout
    assert _number(r"Books compared: (\d+) facts", second.stdout) > _number(
        r"Books compared: (\d+) facts", first.stdout
    )
    assert _number(r"Receipt (\d+)", second.stdout) > _number(r"Receipt (\d+)", first.stdout)


def _number(pattern: str, told: str) -> int:
    found = re.search(pattern, told)
    assert found, told
    return int(found.group(1))
