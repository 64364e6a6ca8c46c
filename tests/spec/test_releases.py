"""Which programme works in which shop and when: pilots, dates, stops; and what the tills are told of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.release import (
    BUNDLE_LIFE_US,
    DAY_US,
    Bundle,
    Release,
    Told,
    in_force,
    retold,
    stopped,
    text_hash,
    timeline,
)

NOW = 1_795_000_000_000_000
OLD = Release(1, "points", text_hash("five per cent"), NOW - 30 * DAY_US)
PILOT = Release(2, "points", text_hash("seven per cent"), NOW - DAY_US, None, frozenset({"north", "south"}))
FLOWERS = Release(3, "flowers", text_hash("tulips"), NOW + DAY_US, NOW + 3 * DAY_US)


def _hashes(releases: list[Release], store: str, at_us: int = NOW) -> tuple[str, ...]:
    return tuple(release.text_hash for release in in_force(releases, store, at_us))


def test_a_pilot_reaches_its_two_shops_and_no_other() -> None:
    assert _hashes([OLD, PILOT], "north") == (PILOT.text_hash,)
    assert _hashes([OLD, PILOT], "west") == (OLD.text_hash,)


def test_a_stopped_pilot_gives_its_shops_the_programme_of_before() -> None:
    assert _hashes([OLD, stopped(PILOT, NOW)], "north") == (OLD.text_hash,)


def test_a_release_that_is_stopped_before_it_begins_never_begins() -> None:
    never = stopped(FLOWERS, NOW)
    assert not any(never.holds(NOW + day * DAY_US) for day in range(10))


def test_stopping_again_later_does_not_bring_a_release_back() -> None:
    assert stopped(stopped(PILOT, NOW), NOW + DAY_US) == stopped(PILOT, NOW)


def test_the_tills_know_of_the_tulips_before_and_after_the_holiday() -> None:
    spans = timeline([OLD, FLOWERS], "west", NOW)
    assert [(span.from_us - NOW) // DAY_US for span in spans] == [0, 1, 3]
    assert [len(span.text_hashes) for span in spans] == [1, 2, 1]


def test_a_shop_that_was_told_nothing_new_is_told_nothing() -> None:
    told = retold(Told("west"), timeline([OLD, FLOWERS], "west", NOW), NOW)
    assert retold(told, timeline([OLD, FLOWERS], "west", NOW + 60), NOW + 60) == told


def test_a_bundle_is_renewed_when_half_its_life_is_over() -> None:
    told = retold(Told("west"), timeline([OLD], "west", NOW), NOW)
    later = NOW + BUNDLE_LIFE_US // 2
    renewed = retold(told, timeline([OLD], "west", later), later)
    assert renewed.bundles[0].serial > told.serial
    assert renewed.bundles[0].until_us == later + BUNDLE_LIFE_US
    assert renewed.bundles[0].text_hashes == told.bundles[0].text_hashes


def test_the_name_of_a_bundle_tells_every_difference() -> None:
    bundle = Bundle(1, "west", NOW, NOW + DAY_US, ("a", "b"))
    others = [
        replace(bundle, serial=2),
        replace(bundle, store_id="east"),
        replace(bundle, from_us=NOW + 1),
        replace(bundle, until_us=NOW),
        replace(bundle, text_hashes=("b", "a")),
    ]
    assert len({bundle.id, *(other.id for other in others)}) == 6
    assert Bundle(1, "west", NOW, NOW + DAY_US, ("a", "b")).id == bundle.id


_RELEASES = st.lists(
    st.builds(
        Release,
        number=st.integers(1, 50),
        programme_id=st.sampled_from("abc"),
        text_hash=st.sampled_from("uvwxyz"),
        from_us=st.integers(0, 20),
        until_us=st.none() | st.integers(0, 20),
        store_ids=st.frozensets(st.sampled_from(["north", "south"]), max_size=2),
    ),
    max_size=6,
    unique_by=lambda release: release.number,
)


@given(_RELEASES, st.integers(0, 20), st.integers(0, 20))
def test_what_a_timeline_says_of_a_moment_is_what_is_in_force_then(
    releases: list[Release], now: int, later: int
) -> None:
    spans = timeline(releases, "north", now)
    at = now + later
    told = [span.text_hashes for span in spans if span.from_us <= at][-1]
    assert told == _hashes(releases, "north", at)


@given(_RELEASES, _RELEASES, st.integers(0, 20))
def test_serials_only_grow_whatever_is_released_or_stopped(
    before: list[Release], after: list[Release], now: int
) -> None:
    first = retold(Told("north"), timeline(before, "north", now), now)
    second = retold(first, timeline(after, "north", now), now)
    fresh = [bundle for bundle in second.bundles if bundle not in first.bundles]
    assert all(bundle.serial > first.serial for bundle in fresh)
    assert second.serial >= first.serial
    assert [bundle.from_us for bundle in second.bundles[1:]] == [
        span.from_us for span in timeline(after, "north", now)[1:]
    ]


@pytest.mark.parametrize("at", [NOW - 1, NOW, NOW + DAY_US])
def test_a_release_holds_from_its_first_moment_to_before_its_last(at: int) -> None:
    release = replace(OLD, from_us=NOW, until_us=NOW + DAY_US)
    assert release.holds(at) == (at == NOW)


def test_a_day_has_its_microseconds_and_a_silent_till_two_weeks() -> None:
    assert DAY_US == 86_400_000_000
    assert BUNDLE_LIFE_US == 14 * 86_400_000_000


def test_a_release_holds_from_its_first_moment_to_just_before_its_last() -> None:
    release = Release(1, "p", "h", NOW, NOW + 10)
    assert [release.holds(NOW + at) for at in (-1, 0, 9, 10)] == [False, True, True, False]
    assert replace(release, until_us=None).holds(NOW + 10_000 * DAY_US)


def test_a_bundle_has_the_same_name_in_every_release() -> None:
    """Sales of years ago name it."""
    bundle = Bundle(7, "west", 1, 2, ("aa", "bb"))
    assert bundle.id == "18bcc1c2d03129d9cc108dfead350937c1c5e07ec1ae954f1f8b92bc7d526a3d"
    others = (
        replace(bundle, serial=8), replace(bundle, store_id="east"), replace(bundle, from_us=0),
        replace(bundle, until_us=3), replace(bundle, text_hashes=("aa",)),
    )  # fmt: skip
    assert len({bundle.id, *(other.id for other in others)}) == 6


def test_serials_grow_with_the_seconds_so_that_a_centre_restored_from_a_backup_repeats_none() -> None:
    told = retold(Told("west"), timeline([OLD], "west", NOW), NOW)
    assert ([bundle.serial for bundle in told.bundles], told.serial) == ([1_795_000_001], 1_795_000_001)
