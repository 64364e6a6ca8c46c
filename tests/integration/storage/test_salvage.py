"""A journal whose pages are damaged: every event that can be read is taken, no other, and each hole is named."""

from pathlib import Path

import msgspec
import pytest

from loyalty_pos.storage.salvage.found import Found
from tests.property.damaged_journals import FRAME, LOG_HEADER, PAGE, Day, a_day, damaged, named, salvaged

COUNT = 32


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return a_day(tmp_path_factory.mktemp("salvage"))


def test_no_readable_event_is_lost_none_is_wrong_and_each_hole_is_named(day: Day, tmp_path: Path) -> None:
    counted = damaged(day, tmp_path, COUNT, seed=7)
    print(dict(counted))  # noqa: T201  # how much was really damaged
    assert counted["journals"] == COUNT
    assert min(counted[name] for name in ("pages", "log_pages", "salvaged", "missing")) > 0


def test_without_its_first_page_a_journal_gives_everything_else(day: Day, tmp_path: Path) -> None:
    """SQLite opens nothing of such a file."""
    _, chain = salvaged(tmp_path, day.key, bytes(PAGE) + day.tidied[PAGE:])
    assert dict(chain.events) == day.events


def test_what_stands_in_the_log_alone_is_read_from_there(day: Day, tmp_path: Path) -> None:
    _, chain = salvaged(tmp_path, day.key, day.early)
    assert max(chain.events) < max(day.events), "the newest sales are in the log alone"
    _, chain = salvaged(tmp_path, day.key, day.early, day.log)
    assert dict(chain.events) == day.events


def test_behind_the_last_commit_of_the_log_nothing_is_taken(day: Day, tmp_path: Path) -> None:
    """A sale whose commit never came was not acknowledged: the cashier pays it again."""
    log = bytearray(day.log)
    at = last_commit(log)
    log[at + 4 : at + 8] = bytes(4)  # as if the power had gone between the page and its commit
    _, chain = salvaged(tmp_path, day.key, day.early, bytes(log))
    assert named(chain, max(day.events)) == [max(day.events)]


def last_commit(log: bytearray) -> int:
    frames = range(LOG_HEADER, len(log) - FRAME + 1, FRAME)
    return max(at for at in frames if log[at + 8 : at + 16] == log[16:24] and any(log[at + 4 : at + 8]))


def test_an_event_that_was_changed_by_somebody_with_the_key_is_not_taken(day: Day) -> None:
    found, event = Found(), day.events[7]
    assert not found.take(msgspec.structs.replace(event, body=event.body.replace("10000", "10001")))
    assert found.take(event)
