"""A shift's end says what its events add up to; the centre has the same events and adds them up itself (R33).

What differs is told by its name. It must never refuse the event: what was sold was sold.
"""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Alarm, Stream
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import Fact, ShiftClosed, ShiftTotals, totals_of
from loyalty_pos.wire.events import Event, fact_of

PAGE: Final = 500
_LONGEST: Final = 100_000
"""Events of one shift; a record that names more of them is not believed, and nobody is kept busy by it."""


def look_at_ends(desk: Desk, stream: Stream, events: list[Event], now_us: int) -> None:
    """Raise an alarm for each end of a shift among these events, stored already, that its own events contradict."""
    for event in events:
        closed = _fact(event) if event.kind == "shift_closed" else None
        if isinstance(closed, ShiftClosed) and (names := differences(desk, stream, event, closed)):
            subject = f"{closed.shift_id}: {', '.join(names)}"
            alarm = Alarm(f"z_differs:{event.id}", "z_differs", event.agent_id, subject, now_us)
            desk.watch.raise_alarms([alarm])


def differences(desk: Desk, stream: Stream, event: Event, closed: ShiftClosed) -> list[str]:
    """Return the names of what the record says otherwise than its events, [] = all is equal."""
    count = closed.last_seq - closed.first_seq + 1
    if not (0 < closed.first_seq <= closed.last_seq < event.seq and count <= _LONGEST):
        return ["first_seq", "last_seq"]
    found = (
        []
        if desk.events.hashes(stream, closed.last_seq, closed.last_seq) == {closed.last_seq: closed.head_hash}
        else ["head_hash"]
    )
    mine = totals_of(fact for fact in _facts(desk, stream, closed) if _shift_of(fact) == closed.shift_id)
    return found + [
        one.name for one in fields(ShiftTotals) if getattr(mine, one.name) != getattr(closed.totals, one.name)
    ]


def _facts(desk: Desk, stream: Stream, closed: ShiftClosed) -> Iterator[Fact]:
    seq = closed.first_seq - 1
    while seq < closed.last_seq:
        events = desk.events.after(stream, seq, min(PAGE, closed.last_seq - seq))
        if not events:
            return
        yield from (fact for event in events if (fact := _fact(event)) is not None)
        seq = events[-1].seq


def _fact(event: Event) -> Fact | None:
    try:
        return fact_of(event)
    except BadMessage:
        return None


def _shift_of(fact: Fact) -> str:
    return getattr(fact, "shift_id", "")
