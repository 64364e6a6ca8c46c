"""Events that are lost with a till's disk: the till names them, a person is told, and ``verify`` knows that nobody hid them.

It must never be how a stream gets past a gap by itself: only a till that says so, number by number, does.
"""

from typing import Final

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Alarm, Stream
from loyalty_pos.wire.messages import Push

JOURNAL_HOLE: Final = "journal_hole"
"""Numbers of a stream that no disk holds any more; the subject says which: incarnation, first, last."""


def tell_lost(desk: Desk, before: Stream, push: Push, now_us: int) -> None:
    """Raise the alarm for what a till said is lost before this batch; ``before``: the stream as it was."""
    if not push.lost_from or push.from_seq <= before.stored + 1:
        return
    subject = f"{push.incarnation}:{before.stored + 1}-{push.from_seq - 1}"
    desk.watch.raise_alarms(
        [
            Alarm(
                f"{JOURNAL_HOLE}:{push.agent_id}:{subject}",
                JOURNAL_HOLE,
                push.agent_id,
                subject,
                now_us,
            )
        ]
    )


def lost_of(desk: Desk, stream: Stream) -> dict[int, int]:
    """Return the lost numbers of a stream: the last of each hole by the first."""
    found = {}
    for subject in desk.watch.subjects(JOURNAL_HOLE, stream.agent_id):
        incarnation, _, numbers = subject.rpartition(":")
        first, _, last = numbers.partition("-")
        if incarnation == stream.incarnation and first.isdigit() and last.isdigit():
            found[int(first)] = int(last)
    return found
