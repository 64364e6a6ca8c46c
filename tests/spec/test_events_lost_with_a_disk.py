"""A till whose disk was damaged names the numbers that are lost, and only exactly these may be missing (I5)."""

from dataclasses import replace

import msgspec
import pytest

from loyalty_pos.centre.intake import StreamForked, StreamGap, accept
from loyalty_pos.centre.records import Stream
from loyalty_pos.wire.events import GENESIS, SCHEMA, Event, sign_chain
from loyalty_pos.wire.messages import Push

STORED = 3
EMPTY = Stream("till-1", "life-1")


def chain(count: int) -> list[Event]:
    events: list[Event] = []
    for seq in range(1, count + 1):
        prev = events[-1].hash if events else GENESIS
        events.append(
            sign_chain(
                Event(
                    f"id-{seq}", "till-1", "life-1", seq, seq, seq, "UTC", SCHEMA, "noted", "{}",
                    "anna", "", 0, "", "", prev, "",
                )
            )
        )  # fmt: skip
    return events


EVENTS = chain(9)
HERE = replace(EMPTY, stored=STORED, head_hash=EVENTS[STORED - 1].hash)


def push(first: int, last: int, lost_from: int = 0) -> Push:
    return Push("till-1", "life-1", first, EVENTS[first - 1 : last], lost_from=lost_from)


def test_a_gap_that_nobody_names_is_refused() -> None:
    with pytest.raises(StreamGap) as refused:
        accept(HERE, push(6, 9), {})
    assert refused.value.expect == STORED + 1


@pytest.mark.parametrize("lost_from", [1, 3, 5, 6, 9])
def test_other_numbers_than_exactly_the_missing_ones_are_refused(lost_from: int) -> None:
    with pytest.raises(StreamGap):
        accept(HERE, push(6, 9, lost_from), {})


def test_behind_named_numbers_the_stream_goes_on() -> None:
    taken = accept(HERE, push(6, 9, lost_from=4), {})
    assert [event.seq for event in taken.new] == [6, 7, 8, 9]
    assert (taken.stream.stored, taken.stream.head_hash) == (9, EVENTS[8].hash)


def test_the_word_hides_no_other_history() -> None:
    """Where nothing is missing the hashes must follow, whatever the till says is lost."""
    other = sign_chain(msgspec.structs.replace(EVENTS[3], prev="f" * 64))
    with pytest.raises(StreamForked):
        accept(HERE, Push("till-1", "life-1", 4, [other], lost_from=4), {})
