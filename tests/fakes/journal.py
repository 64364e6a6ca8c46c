"""A journal in memory with the rules of the real one: one transaction, the same fact once, a chain of hashes."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from loyalty_pos.core import dates
from loyalty_pos.core.ids import next_hlc
from loyalty_pos.core.problems import (
    AlreadyReturned,
    AlreadyVoided,
    LeaseRenewed,
    Problem,
    ShiftAlreadyOpen,
    ShiftNotOpen,
)
from loyalty_pos.core.sale import (
    CardAttached,
    CardIssued,
    CashMoved,
    Fact,
    MemberChanged,
    Noted,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
    ShiftTotals,
    Void,
)
from loyalty_pos.till.ports import Clock, Draft, Personal, QueueState
from loyalty_pos.wire.events import GENESIS, SCHEMA, Event, body_text, kind_of, sign_chain
from tests.fakes.shift_totals import totals_of

Follower = Callable[[str, Fact, Personal | None], None]


def fact_key(fact: Fact) -> str:
    """Return what makes a fact the same fact when it is recorded again."""
    return f"{kind_of(fact)}:{_own_id(fact)}"


_OWN_IDS: dict[type[Fact], str] = {
    Sale: "sale_id",
    Return: "return_id",
    Void: "void_id",
    ShiftOpened: "shift_id",
    ShiftClosed: "shift_id",
    CardAttached: "sale_id",
    MemberChanged: "change_id",
}


def _own_id(fact: Fact) -> str:
    if isinstance(fact, CardIssued):
        return f"{fact.account_id}:{fact.card_number}"
    name = _OWN_IDS.get(type(fact))
    return getattr(fact, name) if name else body_text(fact)


F = TypeVar("F")


class RecordedFacts:
    """Questions to the facts, answered by looking through all of them."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self._seq_of: dict[str, int] = {}

    def _sales(self) -> list[Sale]:
        return [fact for fact in self.facts if isinstance(fact, Sale)]

    def sales_since(self, facts: int) -> list[Sale]:
        """Return the sales after so many facts."""
        return [fact for fact in self.facts[facts:] if isinstance(fact, Sale)]

    def sale_by_code(self, code: str) -> Sale | None:
        return next((sale for sale in self._sales() if sale.code == code), None)

    def sale_by_id(self, sale_id: str) -> Sale | None:
        return next((sale for sale in self._sales() if sale.sale_id == sale_id), None)

    def last_sales(self, limit: int, skip: int = 0) -> list[Sale]:
        return self._sales()[::-1][skip : skip + limit]

    def returns_of(self, sale_id: str) -> list[Return]:
        return [fact for fact in self.facts if isinstance(fact, Return) and fact.sale_id == sale_id]

    def is_voided(self, sale_id: str) -> bool:
        return any(isinstance(fact, Void) and fact.sale_id == sale_id for fact in self.facts)

    def attached(self, sale_id: str) -> CardAttached | None:
        cards = [fact for fact in self.facts if isinstance(fact, CardAttached)]
        return next((card for card in cards if card.sale_id == sale_id), None)

    def open_shift(self) -> ShiftOpened | None:
        shifts = [fact for fact in self.facts if isinstance(fact, ShiftOpened | ShiftClosed)]
        last = shifts[-1] if shifts else None
        return last if isinstance(last, ShiftOpened) else None

    def shift_totals(self, shift_id: str) -> ShiftTotals:
        return totals_of(fact for fact in self.facts if getattr(fact, "shift_id", "") == shift_id)

    def shift_first_seq(self, shift_id: str) -> int:
        return self._seq_of.get(f"shift_opened:{shift_id}", 0)

    def shift_facts(self, shift_id: str) -> list[Fact]:
        first = next(
            (n for n, f in enumerate(self.facts) if isinstance(f, ShiftOpened) and f.shift_id == shift_id),
            None,
        )
        return [] if first is None else self.facts[first:]

    def next_number(self) -> int:
        shift = self.open_shift()
        papers = [
            f for f in self.facts if isinstance(f, Sale | Return) and shift and f.shift_id == shift.shift_id
        ]
        return max((paper.number for paper in papers), default=0) + 1

    def next_shift_number(self) -> int:
        return sum(isinstance(fact, ShiftOpened) for fact in self.facts) + 1


class MemoryJournal(RecordedFacts):
    """``fails``: problems that the next commits raise, nothing recorded. ``loses_answer``: commits, then raises."""

    def __init__(self, clock: Clock, follower: Follower | None = None, agent_id: str = "till-1") -> None:
        super().__init__()
        self.agent_id = agent_id
        self.events: list[Event] = []
        self.fails: list[Problem] = []
        self.loses_answer: list[Problem] = []
        self.drafts_saved: list[str] = []
        self.commits = 0
        self.stored = 0
        self.lease_epoch = 0
        self._clock = clock
        self._follower = follower

    def record(self, drafts: Sequence[Draft]) -> list[Event]:
        if self.fails:
            raise self.fails.pop(0)
        self.commits += 1
        for draft in drafts:
            if fact_key(draft.fact) not in self._seq_of:
                self._refuse(draft.fact)
                if draft.epoch not in {None, self.lease_epoch}:
                    raise LeaseRenewed
        events = [self._record(draft) for draft in drafts]
        if self.loses_answer:
            raise self.loses_answer.pop(0)
        return events

    def event_of_sale(self, sale_id: str) -> Event | None:
        seq = self._seq_of.get(f"sale:{sale_id}")
        return self.events[seq - 1] if seq else None

    def _refuse(self, fact: Fact) -> None:
        """Refuse what must never stand in the book, even if the counter did not look."""
        shift = self.open_shift()
        if isinstance(fact, ShiftOpened) and shift is not None:
            raise ShiftAlreadyOpen(number=shift.number)
        if isinstance(fact, Sale | Return | Void | CardAttached | CashMoved) and (
            shift is None or shift.shift_id != fact.shift_id
        ):
            raise ShiftNotOpen
        if isinstance(fact, Return | Void | CardAttached) and self.is_voided(fact.sale_id):
            raise AlreadyVoided(
                receipt=fact.earning.code if isinstance(fact, CardAttached) else fact.sale_code
            )
        if isinstance(fact, Return):
            self._refuse_too_much(fact)

    def _refuse_too_much(self, fact: Return) -> None:
        sale = self.sale_by_id(fact.sale_id)
        for line in sale.lines if sale else ():
            lines = [back for returned in self.returns_of(fact.sale_id) for back in returned.lines]
            left = line.qty_milli - sum(back.qty_milli for back in lines if back.line_id == line.line_id)
            asked = sum(back.qty_milli for back in fact.lines if back.line_id == line.line_id)
            if asked > left:
                raise AlreadyReturned(line_id=line.line_id, left_milli=left)

    def _record(self, draft: Draft) -> Event:
        key = fact_key(draft.fact)
        if key in self._seq_of:
            return self.events[self._seq_of[key] - 1]
        last = self.events[-1] if self.events else None
        wall_us = dates.micros(self._clock.now())
        event = sign_chain(
            Event(
                id=self._clock.new_id(),
                agent_id=self.agent_id,
                incarnation="first",
                seq=len(self.events) + 1,
                hlc=next_hlc(last.hlc if last else 0, wall_us // 1000),
                wall_us=wall_us,
                zone="Europe/Moscow",
                schema=SCHEMA,
                kind=kind_of(draft.fact),
                body=body_text(draft.fact),
                cashier_id=draft.cashier_id,
                bundle=draft.bundle,
                lease_epoch=self.lease_epoch,
                person_id=draft.personal.person_id if draft.personal else "",
                sealed="sealed" if draft.personal else "",
                prev=last.hash if last else GENESIS,
                hash="",
            )
        )
        self._seq_of[key] = event.seq
        self.events.append(event)
        self.facts.append(draft.fact)
        if self._follower:
            self._follower(event.id, draft.fact, draft.personal)
        return event

    def of(self, kind: type[F]) -> list[F]:
        """Return all facts of one kind, in order."""
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def notes(self) -> list[str]:
        """Return what was noted, in order."""
        return [fact.what for fact in self.facts if isinstance(fact, Noted)]

    def queue(self) -> QueueState:
        waiting = self.events[self.stored :]
        oldest = dates.moment(waiting[0].wall_us) if waiting else None
        head = self.events[-1].hash if self.events else GENESIS
        return QueueState(len(waiting), oldest, len(self.events), self.stored, head)

    def save_draft(self, text: str) -> None:
        self.drafts_saved.append(text)

    def load_draft(self) -> str:
        return self.drafts_saved[-1] if self.drafts_saved else ""
