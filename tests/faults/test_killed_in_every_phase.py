"""Killed in every phase of a till's life: nothing acknowledged is lost or doubled, no right is more than the centre keeps."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from loyalty_pos.core.sale import ShiftClosed, ShiftOpened, ShiftTotals
from loyalty_pos.wiring.books import events_of
from tests.fakes.till_folder import Counter, a_sale
from tests.faults.disk import PROJECT
from tests.faults.killing.in_the_town import shifts_wrong
from tests.faults.killing.town import lost_or_doubled

PHASES = {
    "sale", "renewal", "delta", "migration", "set aside", "first start", "backup", "restore",
    "push", "pull", "lease", "end of shift", "second medium", "enrolment",
}  # fmt: skip
EACH = 2


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_till_killed_in_any_phase_starts_again_with_everything_that_was_acknowledged_once() -> None:
    command = [sys.executable, "-m", "tests.faults.killing", "--count", str(EACH)]
    done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    facts = json.loads(done.stdout.splitlines()[-1])
    print(facts)  # noqa: T201 - what really happened
    assert (facts["wrong"], done.returncode) == ([], 0)
    assert {name: one["middle"] for name, one in facts["phases"].items()} == dict.fromkeys(PHASES, EACH)
    assert facts["granted"], "nothing was ever set aside for the till"
    assert facts["paid"] > EACH


def test_whoever_looks_after_a_death_sees_what_is_lost_doubled_or_broken(tmp_path: Path) -> None:
    till = Counter(tmp_path)
    till.open_shift()
    till.sell(1)
    till.record(a_sale(2))
    events = list(events_of(till.files))
    till.files.close()
    assert list(lost_or_doubled(events, {"code-1": 10_000})) == []
    assert list(lost_or_doubled(events, {"code-3": 10_000})) == ["an acknowledged sale is lost or changed"]
    assert list(lost_or_doubled(events, {"code-1": 9_999})) == ["an acknowledged sale is lost or changed"]
    assert list(lost_or_doubled(events[:1] + events[2:], {})) == ["the chain breaks at 2"]
    assert "one code twice" in list(lost_or_doubled([*events, events[-1]], {}))


def test_whoever_looks_after_a_death_sees_a_shift_that_ended_twice_or_names_other_money() -> None:
    opened = ShiftOpened("shift-1", 1, "store-1", "anna", 0, 0)
    closed = ShiftClosed("shift-1", 1, "store-1", "anna", 1, 1, 2, "", ShiftTotals(cash_minor=10_000), 10_000)
    assert list(shifts_wrong([opened, a_sale(1), closed])) == []
    assert list(shifts_wrong([opened, a_sale(1), closed, closed])) == ["1 shifts opened, 2 closed"]
    assert list(shifts_wrong([opened, closed])) == ["shift 1: Z 10000, sold 0"]
    assert list(shifts_wrong([opened, opened])) == [
        "2 shifts opened, 0 closed",
        "numbers of shifts [1, 1]",
    ]
