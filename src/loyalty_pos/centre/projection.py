"""The second watermark: events that are stored become entries of the ledger, in the till's order, exactly once.

One transaction a batch; a crash before its end repeats the batch and changes nothing. Returns that came before
their sale are taken up as soon as the sale is there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from loyalty_pos.centre.actions.purchases import Purchases, referrers_of
from loyalty_pos.centre.alarms.shift_ends import look_at_ends
from loyalty_pos.centre.applying import Applying
from loyalty_pos.centre.batch import Batch, has_sound_keys
from loyalty_pos.centre.bundles import programmes_by_bundle
from loyalty_pos.centre.kinship.following import followed
from loyalty_pos.centre.kinship.happened import Happened
from loyalty_pos.centre.leases.settling import Heard, end_older, heard
from loyalty_pos.centre.phones.sightings import SHOWN_TWICE, shown_twice
from loyalty_pos.centre.ports import Clock, Desk, Secrets
from loyalty_pos.centre.records import Park, Stream
from loyalty_pos.centre.speaking.hearing import AFTER_THE_END, parted_at_the_end
from loyalty_pos.core.problems import BadMessage, BadProgramme, ProgrammesCollide
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.combined import NO_PROGRAMME, read_together
from loyalty_pos.core.sale import CardAttached, Return, Sale, Void
from loyalty_pos.wire.events import Event, fact_of

BATCH: Final = 200


class Projection:
    """Projects streams; keeps read programmes between calls, nothing else."""

    def __init__(self, clock: Clock, secrets: Secrets) -> None:
        self._clock = clock
        self._secrets = secrets
        self._read: dict[str, Programme] = {}
        self._together: dict[tuple[str, ...], Programme] = {}

    def set_aside(self, desk: Desk, stream: Stream) -> tuple[Stream, list[Park]]:
        """Park the next event unread: the database refuses what it would lead to."""
        (event,) = desk.events.after(stream, stream.projected, 1)
        moved = replace(stream, projected=event.seq)
        desk.streams.put(moved)
        return moved, self.park(desk, event, "cannot_store")

    def park(self, desk: Desk, event: Event, code: str) -> list[Park]:
        """Let one stored event wait aside, and tell a person."""
        batch = Batch(desk, self._clock.now_us(), self._secrets.lookup_key)
        batch.park(event, code)
        batch.alarm(event, code, event.kind)
        return batch.save()

    def step(self, desk: Desk, stream: Stream, limit: int = BATCH) -> tuple[Stream, list[Park]]:
        """Project up to ``limit`` events behind the watermark; return the stream as it is now, and what was parked."""
        events = desk.events.after(stream, stream.projected, limit)
        if not events:
            assert stream.projected == stream.stored, stream
            return stream, []
        return self.take(desk, stream, events)

    def take(self, desk: Desk, stream: Stream, events: Sequence[Event]) -> tuple[Stream, list[Park]]:
        """Project these events, the next ones behind the watermark; return as ``step``."""
        good, late = parted_at_the_end(desk, stream, events)
        word = heard(desk, stream, [event.lease_epoch for event in good])
        parked = self._project(desk, good, stream, word) if good else []
        look_at_ends(desk, stream, list(good), self._clock.now_us())
        parked += self._set_aside(desk, late)
        moved = replace(stream, projected=events[-1].seq, epoch=word.epoch if word else stream.epoch)
        desk.streams.put(moved)
        return moved, parked

    def _set_aside(self, desk: Desk, events: Sequence[Event]) -> list[Park]:
        """Park what a till brings after it was shut out: a person looks at it first."""
        if not events:
            return []
        batch = Batch(desk, self._clock.now_us(), self._secrets.lookup_key)
        for event in events:
            batch.park(event, AFTER_THE_END)
        batch.alarm(events[0], AFTER_THE_END, events[0].incarnation)
        return batch.save()

    def fill(self, desk: Desk, stream: Stream, events: Sequence[Event]) -> list[Park]:
        """Apply events that stand behind the watermark's back, in a hole; it stays. Return what waits aside."""
        good, late = parted_at_the_end(desk, stream, events)
        parked = self._project(desk, good) if good else []
        look_at_ends(desk, stream, list(good), self._clock.now_us())
        return parked + self._set_aside(desk, late)

    def again(self, desk: Desk, events: Sequence[Event]) -> list[Park]:
        """Try parked events once more; the watermark is past them. Return those that are parked again."""
        desk.events.unpark(events, self._clock.now_us())
        return self._project(desk, events)

    def _project(
        self, desk: Desk, events: Sequence[Event], stream: Stream | None = None, word: Heard | None = None
    ) -> list[Park]:
        batch = Batch(desk, self._clock.now_us(), self._secrets.lookup_key)
        happened = _read_facts(batch, events)
        # a return looks for its sale, a sale for its returns: one of the two must see the other, on any database
        desk.documents.lock_sales(
            {h.fact.sale_id for h in happened if isinstance(h.fact, Sale | Return | Void | CardAttached)}
        )
        sales = {h.fact.sale_id for h in happened if isinstance(h.fact, Sale)}
        waiting = desk.events.waiting_for(sales) if sales else []
        late = _read_facts(batch, waiting)
        desk.events.unpark(waiting, batch.now_us)
        everything = followed(desk, [*happened, *late])
        programmes = self._programmes(desk, everything)
        members = {h.fact.account_id for h in everything if isinstance(h.fact, Sale | Return | Void)} - {""}
        also = {*referrers_of(desk, programmes[""], members), *(word.accounts if word else ())}
        batch.load(everything, also)
        if (
            meanwhile := followed(desk, everything)
        ) != everything:  # joined before these accounts were locked
            everything = meanwhile
            batch.load(everything, also)
        for event, first in shown_twice(desk, happened):
            batch.alarm(event, SHOWN_TWICE, first)
        purchases = Purchases(desk, batch.accounts, programmes[""])
        applying = Applying(batch, self._secrets, programmes, purchases)
        for one in everything:
            applying.apply(one)
        if stream is not None and word is not None:
            end_older(batch.aside, stream, word)  # behind the spends that were made under them
        return batch.save()

    def _programmes(self, desk: Desk, happened: Iterable[Happened]) -> dict[str, Programme]:
        """Return programmes by bundle; "" is the one in force now. Unknown ones fall back to it."""
        wanted = {h.event.bundle for h in happened if isinstance(h.fact, Sale | Return | Void | CardAttached)}
        known = {bundle: self._read[bundle] for bundle in wanted if bundle in self._read}
        texts = programmes_by_bundle(desk, wanted - known.keys(), self._clock.now_us())
        read = {bundle: self._programme(several) for bundle, several in texts.items()}
        self._read |= {bundle: programme for bundle, programme in read.items() if bundle}
        return {"": NO_PROGRAMME} | known | read

    def _programme(self, texts: tuple[str, ...]) -> Programme:
        """Read texts once. They were read before they were kept, but a newer program's may still be strange to us."""
        if texts not in self._together:
            try:
                self._together[texts] = read_together(texts)
            except (BadProgramme, ProgrammesCollide):
                self._together[texts] = NO_PROGRAMME
        return self._together[texts]


def _read_facts(batch: Batch, events: Iterable[Event]) -> list[Happened]:
    """Return the events that can be read; park the others."""
    happened = []
    for event in events:
        try:
            fact = fact_of(event)
        except BadMessage:
            batch.park(event, "bad_body")
            batch.alarm(event, "bad_body", event.kind)
            continue
        if fact is None:
            batch.park(event, "unknown_kind")
        elif not has_sound_keys(fact):
            batch.park(event, "bad_keys")
            batch.alarm(event, "bad_keys", event.kind)
        else:
            happened.append(Happened(event, fact))
    return happened
