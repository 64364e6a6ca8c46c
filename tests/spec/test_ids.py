"""Names that a till makes without asking anybody."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.ids import next_hlc, uuid7

MILLISECONDS = st.integers(min_value=0, max_value=(1 << 48) - 1)
RANDOM = st.binary(min_size=10, max_size=10)


@given(unix_ms=MILLISECONDS, random10=RANDOM)
def test_an_id_is_a_version_7_uuid_that_tells_its_millisecond(unix_ms: int, random10: bytes) -> None:
    made = uuid.UUID(uuid7(unix_ms, random10))
    assert (made.version, made.variant, made.int >> 80) == (7, uuid.RFC_4122, unix_ms)


@given(earlier=MILLISECONDS, later=MILLISECONDS, one=RANDOM, other=RANDOM)
def test_ids_sort_by_the_time_they_were_made(earlier: int, later: int, one: bytes, other: bytes) -> None:
    if earlier < later:
        assert uuid7(earlier, one) < uuid7(later, other)


def test_the_random_part_is_kept() -> None:
    assert uuid7(1, bytes(10)) != uuid7(1, b"\x01" * 10)


@given(walls=st.lists(MILLISECONDS.map(lambda ms: ms >> 3), min_size=1, max_size=50))
def test_the_logical_clock_only_grows_even_when_the_wall_clock_jumps_back(walls: list[int]) -> None:
    last = 0
    for wall in walls:
        following = next_hlc(last, wall)
        assert following > last
        assert following >= wall << 16
        last = following


@pytest.mark.parametrize(
    ("last", "unix_ms", "expected"),
    [
        pytest.param(0, 5, 5 << 16, id="a fresh millisecond starts at counter 0"),
        pytest.param(5 << 16, 5, (5 << 16) + 1, id="the same millisecond counts up"),
        pytest.param(9 << 16, 5, (9 << 16) + 1, id="a clock set back counts up from the last time"),
    ],
)
def test_logical_time(last: int, unix_ms: int, expected: int) -> None:
    assert next_hlc(last, unix_ms) == expected


def test_order_goes_on_when_a_clock_shows_the_last_year_that_there_is() -> None:
    """Year 9999 in milliseconds does not fit into what a file keeps; order rises by ones from there, for longer than anybody lives."""
    last = next_hlc(0, 253_402_300_799_999)
    assert last < 2**62
    for _ in range(3):
        before, last = last, next_hlc(last, 253_402_300_799_999)
        assert before < last < 2**63 - 1
    assert next_hlc(last, 1_795_338_000_000) == last + 1
    assert next_hlc(0, 4_102_444_800_000) == 4_102_444_800_000 << 16, "2100 is still told as it is"
