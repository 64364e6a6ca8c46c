"""A restore that is killed anywhere has either not begun, or is finished by the next start; there is never an empty centre."""

import json
import subprocess
import sys

from tests.faults.disk import PROJECT

STEPS = 15


def test_a_restore_killed_before_any_of_its_steps_leaves_today_or_yesterday_whole() -> None:
    command = [sys.executable, "-m", "tests.faults.killing.restore_steps"]
    done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    facts = json.loads(done.stdout.splitlines()[-1])
    print(facts)  # noqa: T201 - what really happened
    assert (facts["wrong"], done.returncode) == ([], 0)
    assert facts["deaths"] >= STEPS
    assert 0 < facts["finished_later"] < facts["deaths"]
