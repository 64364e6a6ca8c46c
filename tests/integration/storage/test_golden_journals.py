"""What a released till has written is read and believed by every later program (R26)."""

from pathlib import Path

import msgspec
import pytest

from loyalty_pos.core.sale import Fact, ShiftClosed
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.events import KINDS, Event, fact_of
from tests.fakes.golden_day import live_golden_day
from tests.fakes.shift_totals import totals_of
from tests.fakes.till_folder import Counter

GOLDEN = sorted(
    (Path(__file__).parents[2] / "golden").glob("journal-*.jsonl"),
    key=lambda path: int(path.stem.split("-")[1]),
)
EVERY_GOLDEN = pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)


def events_of(path: Path) -> list[Event]:
    return [msgspec.json.decode(line, type=Event) for line in path.read_bytes().splitlines()]


def facts_of(events: list[Event]) -> list[Fact]:
    facts = [fact_of(event) for event in events]
    assert None not in facts
    return [fact for fact in facts if fact is not None]


def test_there_is_a_golden_journal() -> None:
    assert GOLDEN


@EVERY_GOLDEN
def test_a_golden_journal_is_whole_and_understood(path: Path) -> None:
    events = events_of(path)
    assert first_break(events) == 0
    facts = facts_of(events)
    [closed] = [fact for fact in facts if isinstance(fact, ShiftClosed)]
    assert totals_of(facts) == closed.totals


@EVERY_GOLDEN
def test_the_same_facts_give_the_same_shift_today(path: Path, counter: Counter) -> None:
    facts = facts_of(events_of(path))
    counter.record(*facts)
    [closed] = [fact for fact in facts if isinstance(fact, ShiftClosed)]
    assert counter.files.journal.shift_totals(closed.shift_id) == closed.totals
    assert counter.files.journal.open_shift() is None


def test_the_newest_golden_journal_is_what_a_till_writes_today(counter: Counter) -> None:
    """A difference here means: keep the old file, add the next one, and think of the tills that are out there."""
    live_golden_day(counter)
    written = counter.files.outbox.batch(from_seq=1)
    golden = events_of(GOLDEN[-1])
    assert {event.kind for event in golden} == set(KINDS)
    bodies = [
        (event.kind, event.seq, event.schema, event.body) for event in written if event.kind != "shift_closed"
    ]
    assert bodies == [
        (event.kind, event.seq, event.schema, event.body) for event in golden if event.kind != "shift_closed"
    ]
