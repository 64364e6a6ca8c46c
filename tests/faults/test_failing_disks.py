"""A disk that fails while a till works on it: what it refuses it refuses with a reason, and nothing acknowledged is lost."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.faults.disk import PROJECT


def played(program: str, *arguments: object) -> dict[str, Any]:
    """Run one of the programs beside this file to its end and return what it counted."""
    command = [sys.executable, "-m", f"tests.faults.{program}", *map(str, arguments)]
    done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    facts: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(facts)  # noqa: T201 - what really happened
    assert (facts["wrong"], done.returncode) == ([], 0)
    return facts


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_till_works_on_while_one_in_a_hundred_in_twenty_in_five_calls_fails() -> None:
    facts = played("io_errors", "--count", 20)
    assert facts["restarts"] > 0
    assert sum(facts["refused"].values()) > 50
    assert all(facts["injected"]["20"].values()), "every kind of call"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_room_runs_out_at_fifty_different_moments() -> None:
    facts = played("disk_full", "--count", 50)
    assert facts["sizes"] == facts["given_up"] == 50
    assert facts["finished"] > 500
    assert facts["refused"]["storage_full"] >= 50
    assert facts["injected"]["write"] > 50


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_each_call_of_a_sale_a_renewal_a_migration_a_first_start_and_a_backup_may_fail() -> None:
    facts = played("kth_io", "--ways", 1, "--count", 10)
    assert facts["failures"]["sale"] == 3 * facts["calls"]["sale"] > 30
    assert facts["failures"]["renewal"] == 3 * facts["calls"]["renewal"] > 20
    for scene in ("delta", "migration", "set aside", "first start"):
        assert facts["failures"][scene] == facts["calls"][scene] > 100
    assert facts["failures"]["backup"] > 8
    assert all(facts["injected"].values()), "every kind of call"
