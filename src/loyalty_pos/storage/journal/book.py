"""The writing half of the journal: facts become chained events, durable before ``record`` returns (R15, R37).

Must never change or delete an event. A commit that failed may be on disk after all: whoever tries again does so
with the same fact ids and gets one fact (R43).
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.dates import micros
from loyalty_pos.core.ids import next_hlc
from loyalty_pos.core.problems import DiskFullMode, LeaseRenewed, StorageFull
from loyalty_pos.core.sale import (
    CardAttached,
    CardIssued,
    CashMoved,
    MemberChanged,
    Return,
    Sale,
    Void,
)
from loyalty_pos.core.vouchers.deeds import keys_of
from loyalty_pos.storage.database import Connection, Database
from loyalty_pos.storage.identity import Identity, Place
from loyalty_pos.storage.journal import events
from loyalty_pos.storage.journal.derived import derive, remember_card
from loyalty_pos.storage.journal.leases import epoch_in
from loyalty_pos.storage.journal.person_keys import PersonKeys
from loyalty_pos.storage.journal.since import SinceThen
from loyalty_pos.storage.journal.views import JournalViews
from loyalty_pos.storage.reserve import Reserve
from loyalty_pos.till.ports import Clock, Draft
from loyalty_pos.wire.events import GENESIS, SCHEMA, Event, body_text, kind_of, sign_chain

US_PER_MS: Final = 1000


@dataclass(frozen=True, slots=True)
class Head:
    """The newest event: where the chain goes on."""

    seq: int
    hlc: int
    hash: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What recording needs beside the file."""

    identity: Identity
    clock: Clock
    person_keys: PersonKeys
    reserve: Reserve
    since: SinceThen


class TillJournal(JournalViews):
    """``ports.Journal`` on an encrypted file. Thread-safe; recording takes turns."""

    def __init__(self, database: Database, desk: Desk) -> None:
        super().__init__(database.reader())
        self._database = database
        self._desk = desk
        self._turn = threading.Lock()
        self._head: Head | None = None

    def record(self, drafts: Sequence[Draft]) -> list[Event]:
        """Commit all drafts in one durable transaction; see ``ports.Journal``.

        Raises ``NotEnrolled``, ``ShiftNotOpen``, ``ShiftAlreadyOpen``, ``AlreadyVoided``, ``AlreadyReturned``,
        ``LeaseRenewed``, ``DiskFullMode`` and those of the file; then nothing was recorded. A full disk gets the reserved
        space, and while that is given up what can wait is refused.
        """
        place = self._desk.identity.place()
        with self._turn:
            if self._desk.reserve.spent:
                _refuse_what_can_wait(drafts)
            try:
                return self._record(drafts, place)
            except StorageFull:
                if not self._desk.reserve.release():
                    raise
                return self._record(drafts, place)

    def event_of_sale(self, sale_id: str) -> Event | None:
        """Return the event of a sale of this till."""
        row = self._reader.row(events.BY_FACT, (f"sale:{sale_id}",))
        return Event(*row) if row else None

    def save_draft(self, text: str) -> None:
        """Keep the open receipt, "" = there is none. On a full disk it is not kept: that room is for sales."""
        if self._desk.reserve.spent:
            return
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO open_receipt VALUES (1, ?)", (text,))

    def load_draft(self) -> str:
        """Return the receipt that was open, "" = none."""
        row = self._reader.row("SELECT text FROM open_receipt")
        return row[0] if row else ""

    def _record(self, drafts: Sequence[Draft], place: Place) -> list[Event]:
        """Record in one transaction; the head is believed only after the commit returned."""
        known, self._head = self._head, None
        with self._database.writing() as connection:
            head = known or _head_of(connection)
            recorded: list[Event] = []
            for draft in drafts:
                event = self._record_one(connection, draft, head, place)
                recorded.append(event)
                if event.seq > head.seq:
                    head = Head(event.seq, event.hlc, event.hash)
        self._head = head
        for draft in drafts:
            if isinstance(draft.fact, Sale | Return | Void | CardAttached | MemberChanged):
                self._desk.since.recorded(self._owner_of(draft.fact))
            self._desk.since.voucher_touched(keys_of(draft.fact))
        self._desk.since.cards.recorded(
            (event.seq, draft.fact) for event, draft in zip(recorded, drafts, strict=True)
        )
        return recorded

    def _owner_of(self, fact: Sale | Return | Void | CardAttached | MemberChanged) -> str:
        if not fact.account_id and isinstance(fact, Return | Void):
            attached = self.attached(fact.sale_id)
            return attached.account_id if attached is not None else ""
        return fact.account_id

    def _record_one(self, connection: Connection, draft: Draft, head: Head, place: Place) -> Event:
        """Return the fact's event: the one of the first time, or a new one at the end of the chain."""
        body = body_text(draft.fact)
        fact_id = events.fact_id_of(draft.fact, body)
        row = connection.execute(events.BY_FACT, (fact_id,)).fetchone()
        if row:
            return Event(*row)
        epoch = epoch_in(connection)
        if draft.epoch not in {None, epoch}:
            raise LeaseRenewed
        personal = draft.personal
        sealed = self._desk.person_keys.seal(connection, personal, place.centre_key) if personal else ""
        wall_us = micros(self._desk.clock.now())
        event = sign_chain(
            Event(
                id=self._desk.clock.new_id(),
                agent_id=place.agent_id,
                incarnation=self._desk.identity.incarnation,
                seq=head.seq + 1,
                hlc=next_hlc(head.hlc, wall_us // US_PER_MS),
                wall_us=wall_us,
                zone=place.zone,
                schema=SCHEMA,
                kind=kind_of(draft.fact),
                body=body,
                cashier_id=draft.cashier_id,
                bundle=draft.bundle,
                lease_epoch=epoch,
                person_id=personal.person_id if personal else "",
                sealed=sealed,
                prev=head.hash,
                hash="",
            )
        )
        connection.execute(events.INSERT, events.values(event, fact_id))
        derive(connection, event.seq, draft.fact)
        if isinstance(draft.fact, CardIssued):
            remember_card(connection, event, draft.fact, personal, self._desk.identity.lookup_key())
        return event


def _refuse_what_can_wait(drafts: Sequence[Draft]) -> None:
    """Raise DiskFullMode for new cards, clubs and money moved; lines of the audit are small and belong to sales."""
    if any(isinstance(draft.fact, CardAttached | CardIssued | CashMoved | MemberChanged) for draft in drafts):
        raise DiskFullMode


def _head_of(connection: Connection) -> Head:
    row = connection.execute("SELECT seq, hlc, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*row) if row else Head(0, 0, GENESIS)
