"""Events that are lost with a till's disk: the till names them, a person is told, and ``verify`` knows that nobody hid them.

It must never be how a stream gets past a gap by itself: only a till that says so, number by number, does. What turns up
after all is told too, and then is lost no more.
"""

from collections.abc import Iterator
from typing import Final

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Alarm, Stream
from loyalty_pos.wire.messages import Push

JOURNAL_HOLE: Final = "journal_hole"
"""Numbers of a stream that no disk holds any more; the subject says which: incarnation, first, last."""
JOURNAL_FILLED: Final = "journal_filled"
"""Numbers that had been called lost and stand in their place now; the subject as that of a hole."""

Numbers = tuple[int, int]
"""First and last number."""


def tell_lost(desk: Desk, before: Stream, push: Push, now_us: int) -> None:
    """Raise the alarm for what a till said is lost before this batch; ``before``: the stream as it was."""
    if push.lost_from and push.from_seq > before.stored + 1:
        _tell(desk, JOURNAL_HOLE, before, (before.stored + 1, push.from_seq - 1), now_us)


def tell_filled(desk: Desk, stream: Stream, numbers: Numbers, now_us: int) -> None:
    """Say that these numbers of a hole are there; ``lost_of`` names them no more."""
    _tell(desk, JOURNAL_FILLED, stream, numbers, now_us)


def lost_of(desk: Desk, stream: Stream) -> dict[int, int]:
    """Return the lost numbers of a stream: the last of each hole by the first."""
    left = _told(desk, JOURNAL_HOLE, stream)
    for filled in _told(desk, JOURNAL_FILLED, stream):
        left = [piece for hole in left for piece in _without(hole, filled)]
    return dict(sorted(left))


def _tell(desk: Desk, code: str, stream: Stream, numbers: Numbers, now_us: int) -> None:
    subject = f"{stream.incarnation}:{numbers[0]}-{numbers[1]}"
    alarm = Alarm(f"{code}:{stream.agent_id}:{subject}", code, stream.agent_id, subject, now_us)
    desk.watch.raise_alarms([alarm])


def _told(desk: Desk, code: str, stream: Stream) -> list[Numbers]:
    found = []
    for subject in desk.watch.subjects(code, stream.agent_id):
        incarnation, _, numbers = subject.rpartition(":")
        first, _, last = numbers.partition("-")
        if incarnation == stream.incarnation and first.isdigit() and last.isdigit():
            found.append((int(first), int(last)))
    return found


def _without(hole: Numbers, filled: Numbers) -> Iterator[Numbers]:
    """Yield what is left of a hole: all of it, a piece at either end, or nothing."""
    before = (hole[0], min(hole[1], filled[0] - 1))
    behind = (max(hole[0], filled[1] + 1), hole[1])
    yield from {piece for piece in (before, behind) if piece[0] <= piece[1]}
