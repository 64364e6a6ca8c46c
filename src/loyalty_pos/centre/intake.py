"""Taking in a batch of events: what is new, what was there, where the stream would break; pure decisions.

Refusals here mean that nothing of the batch is stored. What is inside an event is never a reason (projection
parks it): only a gap, a fork, or bytes that are not a chain.
"""

from dataclasses import dataclass, replace

from loyalty_pos.centre.records import Stream
from loyalty_pos.core.problems import BadMessage, Problem
from loyalty_pos.wire.events import GENESIS, Event
from loyalty_pos.wire.messages import MAX_BATCH_EVENTS, Push

MAX_TEXT = 100
BIGGEST = 2**63 - 1


class StreamGap(Problem):
    """Events are missing before the first one sent; ``expect`` is the seq wanted next."""

    code = "gap"
    expect: int


class StreamForked(Problem):
    """Two different histories under one name (restored or copied disk): an operator decides, nothing is applied."""

    code = "fork"
    seq: int


@dataclass(frozen=True, slots=True)
class Intake:
    """The stream as it will be, and the events to add."""

    stream: Stream
    new: tuple[Event, ...]


def accept(stream: Stream, push: Push, known: dict[int, str]) -> Intake:
    """Return what to store. ``known``: hashes of stored events by seq, as far as the batch overlaps.

    A till whose disk was damaged names the numbers that are lost, exactly those in between, and goes on behind them.
    Raises BadMessage, StreamGap, StreamForked.
    """
    if stream.quarantined:
        raise StreamForked(seq=stream.stored)
    check_chain(push)
    is_lost = push.from_seq > stream.stored + 1 and push.lost_from == stream.stored + 1
    if push.from_seq > stream.stored + 1 and not is_lost:
        raise StreamGap(expect=stream.stored + 1)
    for event in push.events:
        if event.seq <= stream.stored and known.get(event.seq) != event.hash:
            raise StreamForked(seq=event.seq)
    new = tuple(event for event in push.events if event.seq > stream.stored)
    if not new:
        return Intake(stream, ())
    if new[0].prev != stream.head_hash and not is_lost:
        raise StreamForked(seq=new[0].seq)
    return Intake(replace(stream, stored=new[-1].seq, head_hash=new[-1].hash), new)


def check_chain(push: Push) -> None:
    """Raise BadMessage unless the batch is one unbroken, rightly signed piece of one stream."""
    if len(push.events) > MAX_BATCH_EVENTS or push.from_seq < 1:
        raise BadMessage(reason="batch size")
    prev = GENESIS if push.from_seq == 1 else ""
    for number, event in enumerate(push.events):
        if (event.agent_id, event.incarnation) != (push.agent_id, push.incarnation):
            raise BadMessage(reason="event of another stream")
        if event.seq != push.from_seq + number or not _is_storable(event):
            raise BadMessage(reason="envelope")
        if (prev and event.prev != prev) or event.hash != event.computed_hash():
            raise BadMessage(reason="chain")
        prev = event.hash


def _is_storable(event: Event) -> bool:
    texts = (event.id, event.kind, event.bundle, event.person_id, event.zone, event.cashier_id)
    numbers = (event.seq, event.hlc, event.wall_us)
    return all(is_plain(text) for text in texts) and all(0 <= number <= BIGGEST for number in numbers)


def is_plain(text: str) -> bool:
    """Tell whether a text may stand in a key: short and printable."""
    return len(text) <= MAX_TEXT and text.isprintable()
