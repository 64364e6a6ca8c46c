"""The centre as the tills see it: enrol, hello, push, changes, holds, search. Each use case is one or two transactions.

It must never answer before what it acknowledges is durable, and never project what is not stored.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from loyalty_pos.centre import enquiry, enrolment, holds, intake
from loyalty_pos.centre.actions.desk import ActivityDesk
from loyalty_pos.centre.alarms.guessed import Guessing
from loyalty_pos.centre.alarms.lost_events import tell_lost
from loyalty_pos.centre.at_the_desk.serving import ServingDesk
from loyalty_pos.centre.bundles import has_new_bundles, note_place
from loyalty_pos.centre.daily.run import Done, run_round
from loyalty_pos.centre.fleet.coming import come
from loyalty_pos.centre.fleet.hearing import TillWords
from loyalty_pos.centre.joining.desk import JoinDesk
from loyalty_pos.centre.leases.issuing import make_out
from loyalty_pos.centre.leases.lost import take_over
from loyalty_pos.centre.office.desk import OfficeDesk
from loyalty_pos.centre.outside.callers import Callers
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets, Unstorable
from loyalty_pos.centre.projection import Projection
from loyalty_pos.centre.records import Alarm, Park, Stream, Till
from loyalty_pos.centre.returned.desk import ReceiptDesk
from loyalty_pos.centre.snapshot.desk import SnapshotDesk
from loyalty_pos.centre.speaking.desk import SpeakingDesk
from loyalty_pos.centre.speaking.hearing import Speaker, keep_word
from loyalty_pos.centre.speaking.turns import Turns
from loyalty_pos.core.problems import EnrolmentRefused
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.messages import (
    UNTOLD,
    AccountQuery,
    Changes,
    Enrol,
    Enrolled,
    Found,
    Hello,
    HoldAnswer,
    HoldAsk,
    HoldTake,
    LeaseAsk,
    Leased,
    Parked,
    Push,
    Pushed,
)

FEED_PAGE = 2_000
PATIENCE_US = 2_000_000
"""So long a till that speaks waits for the projection; what is left is done without it."""
_log = logging.getLogger(__name__)


class Centre:
    """All use cases; safe to call from several threads, as every call is a transaction of its own."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets
        self._projection = Projection(clock, secrets)
        self.callers = Callers(books, clock, secrets)
        self.activities = ActivityDesk(books, clock, secrets)
        self.receipts = ReceiptDesk(books, clock)
        self.speaking = SpeakingDesk(books, clock, secrets)
        self.turns, self.words = Turns(books, clock), TillWords(books, clock)
        self.guessing = Guessing(books, clock)
        self.office = OfficeDesk(books, clock)
        self.joining = JoinDesk(books, clock)
        self.desk = ServingDesk(books, clock, self.office.heard, secrets)
        self.snapshots: SnapshotDesk | None = None
        self.told: Callable[[str], None] = lambda _cursor: None  # of every cursor, before a till hears it

    def enrol(self, ask: Enrol) -> Enrolled:
        """Give a till its place, for a one-time code or as a machine of a batch. Raises EnrolmentRefused."""
        now_us = self._clock.now_us()
        if ask.host:
            return self._books.write(lambda desk: come(desk, self._secrets, now_us, ask))
        answer = self._books.write(lambda desk: enrolment.enrol(desk, self._secrets, now_us, ask))
        if isinstance(answer, EnrolmentRefused):
            raise answer
        return answer

    def authorise(self, token: str) -> Till:
        """Return the till that speaks. Raises NotAuthorised."""
        till = self._books.read(lambda desk: enrolment.authorise(desk, token))
        self.office.heard.note(till.agent_id, self._clock.now_us())
        return till

    def hello(self, agent_id: str, incarnation: str) -> Hello:
        """Return where this stream stands, after catching up with what was stored. Raises StreamForked."""
        stream = self._books.write(lambda desk: desk.streams.get(agent_id, incarnation))
        if stream.quarantined:
            raise intake.StreamForked(seq=stream.stored)
        stream, _ = self._projected_if_possible(stream)
        return Hello(stream.stored, stream.projected, stream.head_hash, self._clock.now_us())

    def push(self, push: Push, speaker: Speaker | None = None) -> Pushed:
        """Store a batch once, and project it. Raises BadMessage, StreamGap, StreamForked."""
        try:
            stream, parks = self._taken(push, speaker)
        except intake.StreamForked as fork:
            self._books.write(partial(self._quarantine, push, fork.seq))
            raise
        parked = [Parked(park.seq, park.code) for park in parks]
        return Pushed(stream.stored, stream.projected, stream.head_hash, self._clock.now_us(), parked)

    def changes(self, till: Till, incarnation: str, cursor: str) -> Changes:
        """Return a page of the feed with the watermark that it contains, from one snapshot."""

        def page(desk: Desk) -> tuple[Changes, bool]:
            projected = desk.streams.watermark(till.agent_id, incarnation)
            rows, after, more = desk.feed.page(till.store_id, cursor, FEED_PAGE)
            number = desk.fleet.number_of(till.agent_id) or UNTOLD
            answer = Changes(after, projected, more, rows, self._clock.now_us(), till_no=number)
            return answer, has_new_bundles(desk, till, cursor)

        answer, has_moved = self._books.read(page)
        if has_moved:
            self._books.write(lambda desk: note_place(desk, till, cursor))
        self.told(answer.cursor)
        return answer

    def ask_hold(self, ask: HoldAsk, store_id: str = "", agent_id: str = "") -> HoldAnswer:
        """Reserve points for a till of this store. Raises BadMessage."""
        counter = holds.Counter(store_id, agent_id)
        return self._books.write(lambda desk: holds.ask_hold(desk, self._clock.now_us(), ask, counter))

    def release_hold(self, op: str, agent_id: str = "") -> None:
        """Give a reservation back. Raises BadMessage, also for one that another till than ``agent_id`` placed."""
        self._books.write(lambda desk: holds.release_hold(desk, self._clock.now_us(), op, agent_id))

    def take_hold(self, till: Till, op: str, take: HoldTake) -> HoldAnswer:
        """Give back what another till holds of this account. Raises BadMessage, NotApproved."""
        now_us = self._clock.now_us()
        return self._books.write(lambda desk: take_over(desk, now_us, till, op, take))

    def lease(self, till: Till, incarnation: str, ask: LeaseAsk) -> Leased:
        """Let a till decide alone for a while. Raises BadMessage, StreamForked, Unsettled, TillLost."""
        now_us, who = self._clock.now_us(), (till, incarnation)
        return self._books.write(lambda desk: make_out(desk, self._secrets, now_us, who, ask))

    def search(self, query: AccountQuery) -> Found:
        """Find accounts for the manager, or look at one for whoever serves it. Raises ``NotApproved``."""
        now_us, key = self._clock.now_us(), self._secrets.lookup_key
        return self._books.read(lambda desk: enquiry.search(desk, now_us, key, query))

    def catch_up(self) -> int:
        """Project what is stored and nobody has projected yet; return how many streams were behind."""
        streams = self._books.read(lambda desk: desk.streams.behind())
        for stream in streams:
            self._projected_if_possible(stream, within_us=None)
        return len(streams)

    def run_daily(self) -> Done:
        """End points whose time is over, tell whose birthday is near; at any time, as often as anybody likes."""
        self.receipts.forget_old()
        return run_round(self._books, self._clock.now_us())

    # --- parts ----------------------------------------------------------------------------------------

    def _taken(self, push: Push, speaker: Speaker | None) -> tuple[Stream, list[Park]]:
        """Store and project in one transaction: the disk is asked once. Where that fails, store first of all."""
        together = _Together(self._projection)
        try:
            stream, parks = self._books.write(
                lambda desk: together.project(desk, *self._store(desk, push, speaker))
            )
        except Exception:
            if not together.has_stored:
                raise
            _log.warning("centre.projected_apart agent=%s", push.agent_id)
            stream, parks = (
                self._books.write(lambda desk: _kept(desk, self._store(desk, push, speaker)[0])),
                [],
            )
        later, more = self._projected_if_possible(stream)
        return later, parks + more

    def _store(self, desk: Desk, push: Push, speaker: Speaker | None) -> tuple[Stream, tuple[Event, ...]]:
        """Store what is new; return the stream, which is still to be put, and the new events."""
        now_us = self._clock.now_us()
        stream = desk.streams.get(push.agent_id, push.incarnation)
        last = push.from_seq + len(push.events) - 1
        known = desk.events.hashes(stream, push.from_seq, min(last, stream.stored))
        taken = intake.accept(stream, push, known)
        if taken.new and desk.events.known_ids(push.agent_id, [event.id for event in taken.new]):
            raise intake.StreamForked(seq=taken.new[0].seq)
        if taken.new:
            tell_lost(desk, stream, push, now_us)
        desk.events.add(taken.new, now_us)
        desk.events.keep_person_keys(push.person_keys)
        if speaker is not None:
            keep_word(desk, speaker, push, taken.stream, taken.new)
        return replace(taken.stream, seen_us=now_us), taken.new

    def _quarantine(self, push: Push, seq: int, desk: Desk) -> None:
        now_us = self._clock.now_us()
        stream = desk.streams.get(push.agent_id, push.incarnation)
        desk.streams.put(replace(stream, quarantined=True, seen_us=now_us))
        subject = f"{push.incarnation}:{seq}"
        desk.watch.raise_alarms([Alarm(f"fork:{subject}", "fork", push.agent_id, subject, now_us)])
        _log.error("centre.stream_forked agent=%s seq=%s", push.agent_id, seq)

    def _projected_if_possible(
        self, stream: Stream, within_us: int | None = PATIENCE_US
    ) -> tuple[Stream, list[Park]]:
        """Project; a till that speaks is answered and its events are stored whatever happens, hello tries again."""
        try:
            return self._project(stream, within_us)
        except Exception:  # noqa: BLE001 - whatever a projection may stumble over
            _log.exception("centre.projection_failed agent=%s", stream.agent_id)
            return stream, []

    def _project(self, stream: Stream, within_us: int | None) -> tuple[Stream, list[Park]]:
        """Project to the end, or as far as the time allows: no till waits for the backlog of a week."""
        parks: list[Park] = []
        began_us = self._clock.now_us()
        while stream.projected < stream.stored:
            if within_us is not None and self._clock.now_us() - began_us >= within_us:
                break
            stream, parked = self._stepped(stream)
            parks += [
                p for p in parked if (p.agent_id, p.incarnation) == (stream.agent_id, stream.incarnation)
            ]
        return stream, parks

    def _stepped(self, stream: Stream) -> tuple[Stream, list[Park]]:
        """Project a batch; where one event poisons it, go event by event and set that one aside (R22)."""

        def locked(desk: Desk) -> Stream:
            return desk.streams.get(stream.agent_id, stream.incarnation)  # another worker may have been here

        try:
            return self._books.write(lambda desk: self._projection.step(desk, locked(desk)))
        except Unstorable:
            _log.warning("centre.batch_unstorable agent=%s after=%s", stream.agent_id, stream.projected)
        try:
            return self._books.write(lambda desk: self._projection.step(desk, locked(desk), 1))
        except Unstorable:
            return self._books.write(lambda desk: self._projection.set_aside(desk, locked(desk)))


class _Together:
    """One attempt to store and project in the same transaction. ``has_stored``: what failed came after the storing."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection
        self.has_stored = False

    def project(self, desk: Desk, stream: Stream, new: tuple[Event, ...]) -> tuple[Stream, list[Park]]:
        """Project the new events if nothing older waits before them; keep the stream either way."""
        self.has_stored = True
        if not new or stream.projected + len(new) != stream.stored:
            return _kept(desk, stream), []
        return self._projection.take(desk, stream, new)


def _kept(desk: Desk, stream: Stream) -> Stream:
    desk.streams.put(stream)
    return stream
