"""A till says that its queue, its disk or its copy needs somebody, before it hurts (offline.md 2.1)."""

from datetime import UTC, datetime, timedelta

import pytest

from loyalty_pos.core.problems import DiskFullMode, SecondMediumTrouble
from loyalty_pos.till.room.glance import Glance
from loyalty_pos.till.room.watching import (
    BEHIND,
    LARGE_BYTES,
    Copy,
    Room,
    at_a_glance,
    worth_saying,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DISK = 100_000_000_000
MINUTE = timedelta(minutes=1)


def said(**facts: object) -> list[tuple[str, object]]:
    room = Room(**({"free": DISK // 2, "whole": DISK} | facts))  # type: ignore[arg-type]  # any amount may be told
    return [(one.code, *one.facts().values()) for one in worth_saying(room, NOW)]  # type: ignore[misc]  # as it comes


def test_a_till_with_room_says_nothing() -> None:
    assert said(waiting=499, oldest=NOW - timedelta(hours=23, minutes=59)) == []
    assert said(free=0, whole=0) == [], "a disk that cannot be asked is not called full"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"waiting": 500}, ("queue_grows", "many", 500)),
        ({"waiting": 3, "oldest": NOW - timedelta(hours=24)}, ("queue_grows", "old", 24)),
        ({"journal": LARGE_BYTES}, ("queue_grows", "large", 1073)),
        ({"free": DISK // 10 - 1}, ("disk_low", 9999)),
        ({"is_full": True, "free": 0}, ("disk_full_mode",)),
    ],
)
def test_each_amount_has_its_word(facts: dict[str, object], told: tuple[object, ...]) -> None:
    assert said(**facts) == [told]


def test_exactly_a_tenth_is_enough() -> None:
    assert said(free=DISK // 10) == []


def test_the_full_disk_comes_first_and_the_queue_has_one_word() -> None:
    told = said(is_full=True, free=0, waiting=900, oldest=NOW - timedelta(days=3), journal=LARGE_BYTES)
    assert told == [("disk_full_mode",), ("queue_grows", "many", 900)]


@pytest.mark.parametrize("trouble", ["away", "full", "read_only", "failing"])
def test_a_copy_in_trouble_is_told_after_ten_minutes(trouble: str) -> None:
    def copy(since: datetime) -> Copy:
        return Copy("/stick", 7, trouble=trouble, since=since)

    assert said(copy=copy(NOW - BEHIND + MINUTE)) == []
    assert said(copy=copy(NOW - BEHIND)) == [("second_medium", trouble)]


def test_a_copy_that_works_and_is_behind_is_told_too() -> None:
    assert said(copy=Copy("/stick", 7, oldest=NOW - BEHIND + MINUTE)) == []
    assert said(copy=Copy("/stick", 7, oldest=NOW - BEHIND)) == [("second_medium", "behind")]


def test_at_a_glance_it_is_known_enough_low_or_full() -> None:
    assert at_a_glance(Room(), ()) == Glance()
    assert at_a_glance(Room(free=DISK // 2, whole=DISK), ()) == Glance("ok", 50)
    assert at_a_glance(Room(free=DISK // 10, whole=DISK), ()) == Glance("ok", 10), "exactly a tenth is enough"
    assert at_a_glance(Room(free=DISK // 10 - 1, whole=DISK), ()) == Glance("low", 99)
    assert at_a_glance(Room(is_full=True, free=0, whole=DISK), ()) == Glance("full")


def test_at_a_glance_a_disk_that_has_just_become_full_is_full_and_a_copy_that_stands_is_told() -> None:
    half = Room(free=DISK // 2, whole=DISK)
    assert at_a_glance(half, (DiskFullMode(),)) == Glance("full")
    assert at_a_glance(half, (SecondMediumTrouble(why="away"),)) == Glance("ok", 50, copy_stands=True)
