"""A till's disk with its keys is copied: at the next contact of either, one of the two learns of the other, whoever sold."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.sync.client import CentreClient
from loyalty_pos.sync.ports import SyncState
from loyalty_pos.sync.worker import SyncWorker
from loyalty_pos.wiring.centre import RunningCentre
from tests.fakes.till_folder import Counter
from tests.integration.centre.conftest import OnlineTill, OpenTill


def learned_of_the_other(state: SyncState) -> bool:
    """Tell whether this one found that there are two."""
    return isinstance(state.problem, BadMessage) and state.problem.reason == "fork"


@pytest.fixture
def till(open_till: OpenTill) -> OnlineTill:
    """Return a till that has sold and told its centre so, and has nothing more to say."""
    till = open_till()
    till.counter.sell(1)
    assert till.worker.run_once().problem is None
    return till


@pytest.fixture
def copy(till: OnlineTill, tmp_path: Path) -> Iterator[tuple[Counter, SyncWorker]]:
    """Return what runs on the copied disk, in the middle of a talk of its own."""
    till.counter.files.tidy()
    shutil.copytree(till.counter.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("*.lock"))
    counter = Counter(tmp_path / "copy", vault=till.counter.vault, clock=till.counter.clock)
    worker = SyncWorker(till.client, counter.files.outbox, counter.files.feed)
    assert worker.run_once().problem is None, "both are the same till still"
    yield counter, worker
    counter.files.close()


def test_the_copy_that_sells_nothing_learns_that_the_till_went_on(
    till: OnlineTill, copy: tuple[Counter, SyncWorker]
) -> None:
    till.counter.sell(2)
    assert till.worker.run_once().problem is None

    assert learned_of_the_other(copy[1].run_once())


def test_the_till_that_sells_nothing_learns_that_a_copy_went_on(
    till: OnlineTill, copy: tuple[Counter, SyncWorker]
) -> None:
    copy[0].sell(2)
    assert copy[1].run_once().problem is None

    assert learned_of_the_other(till.worker.run_once())


def test_the_centre_tells_of_the_two_before_either_has_sold(
    centre: RunningCentre, till: OnlineTill, copy: tuple[Counter, SyncWorker]
) -> None:
    """Two programs, each with the word of its own start, take turns; neither has an event that the other lacks."""
    access = replace(till.client._access, run="another-start")
    client = CentreClient(access)
    other = SyncWorker(client, copy[0].files.outbox, copy[0].files.feed)

    def alarms() -> list[str]:
        return [alarm.code for alarm in centre.admin.overview().alarms]

    for worker in (other, till.worker):
        assert worker.run_once().problem is None
        assert alarms() == [], "a program that was started anew, or a question that was long on its way"
    assert other.run_once().problem is None
    assert alarms() == ["till_twice"]
    assert till.worker.run_once().problem is None
    assert alarms() == ["till_twice"], "told once a day"
    client.close()
