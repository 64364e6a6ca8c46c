"""Backups that are taken while a till sells and the centre takes in: each is put back, and nothing acknowledged is missing."""

import pytest

from tests.faults.test_failing_disks import played

COUNT = 20


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_twenty_backups_while_a_till_sells_each_hold_all_that_was_acknowledged_before() -> None:
    facts = played("live_backups", "--count", COUNT)
    assert facts["backups"] == facts["restored"] == COUNT
    assert facts["sold_meanwhile"] > COUNT // 2, "the backups were alone"
    assert facts["deaths"] >= COUNT // 5
    assert facts["recovered"], "no dead till's disk ever held more than the backup"
