"""Events that had been called lost and turned up after all: taken once, in their place, and told.

The stream has gone on behind the hole long ago; its watermarks stay where they are. It must never take a number that
nobody called lost, nor an event that its stored neighbours do not know.
"""

from functools import partial

from loyalty_pos.centre.alarms.lost_events import Numbers, lost_of, tell_filled
from loyalty_pos.centre.intake import StreamForked, check_chain
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets, Unstorable
from loyalty_pos.centre.projection import Projection
from loyalty_pos.centre.records import Park, Stream
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.chain import ChainReader
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.messages import Push


class Filling:
    """The holes of one centre's streams."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._projection = Projection(clock, secrets)

    def holes(self, agent_id: str, incarnation: str) -> list[Numbers]:
        """Return the numbers of a stream that were called lost and are not here, in order."""
        return self._books.read(lambda desk: list(lost_of(desk, Stream(agent_id, incarnation)).items()))

    def fill(self, push: Push) -> list[Park]:
        """Take a run of events into one hole and apply it, in one transaction; return what of it waits aside.

        Raises BadMessage for a number that is not lost, StreamForked where a neighbour names another event.
        """
        check_chain(push)
        try:
            return self._books.write(partial(self._filled, push))
        except Unstorable:
            pass
        # one of them leads to what the database refuses: that one is set aside, the others are applied
        parks: list[Park] = []
        for event in push.events:
            one = Push(push.agent_id, push.incarnation, event.seq, [event], push.person_keys)
            try:
                parks += self._books.write(partial(self._filled, one))
            except Unstorable:
                parks += self._books.write(partial(self._kept_aside, one))
        return parks

    def _filled(self, push: Push, desk: Desk) -> list[Park]:
        stream = self._stored(desk, push)
        return self._projection.fill(desk, stream, push.events)

    def _kept_aside(self, push: Push, desk: Desk) -> list[Park]:
        self._stored(desk, push)
        return self._projection.park(desk, push.events[0], "cannot_store")

    def _stored(self, desk: Desk, push: Push) -> Stream:
        """Keep the events, and say which numbers are lost no more."""
        stream = desk.streams.get(push.agent_id, push.incarnation)
        numbers = (push.from_seq, push.from_seq + len(push.events) - 1)
        holes = lost_of(desk, stream).items()
        if not any(first <= numbers[0] <= numbers[1] <= last for first, last in holes):
            raise BadMessage(reason="not lost")
        if desk.events.known_ids(push.agent_id, [event.id for event in push.events]):
            raise StreamForked(seq=numbers[0])
        _check_neighbours(desk, stream, push.events)
        now_us = self._clock.now_us()
        desk.events.add(push.events, now_us)
        desk.events.keep_person_keys(push.person_keys)
        tell_filled(desk, stream, numbers, now_us)
        return stream


def _check_neighbours(desk: Desk, stream: Stream, events: list[Event]) -> None:
    """Raise StreamForked unless what is stored right before and right behind belongs to the same history."""
    first, last = events[0].seq, events[-1].seq
    before = [one for one in desk.events.after(stream, max(0, first - 2), 1) if one.seq == first - 1]
    behind = [one for one in desk.events.after(stream, last, 1) if one.seq == last + 1]
    reader = ChainReader(first - 1, events[0].prev)
    if before:
        reader = ChainReader(first - 1, before[0].hash, before[0].hlc)
    reader.take([*events, *behind])
    if reader.broken_at:
        raise StreamForked(seq=reader.broken_at)
