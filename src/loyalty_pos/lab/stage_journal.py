"""The journal of the stage: keeps facts in a list and answers from it; nothing is written to disk."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from loyalty_pos.core.sale import (
    CardAttached,
    Fact,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
    ShiftTotals,
    Tender,
    TenderKind,
    Void,
)
from loyalty_pos.till.ports import Clock, Draft, QueueState
from loyalty_pos.wire.events import GENESIS, SCHEMA, Event, body_text, sign_chain

FIRST_RECEIPT, FIRST_SHIFT = 118, 24
_STORED = 4_183


class StageFacts:
    """Facts in a list, and the questions about them."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []

    def sale_by_code(self, code: str) -> Sale | None:
        return next((sale for sale in self._all_sales() if sale.code == code), None)

    def sale_by_id(self, sale_id: str) -> Sale | None:
        return next((sale for sale in self._all_sales() if sale.sale_id == sale_id), None)

    def last_sales(self, limit: int, skip: int = 0) -> list[Sale]:
        return self._all_sales()[::-1][skip : skip + limit]

    def returns_of(self, sale_id: str) -> list[Return]:
        return [fact for fact in self.facts if isinstance(fact, Return) and fact.sale_id == sale_id]

    def is_voided(self, sale_id: str) -> bool:
        return any(isinstance(fact, Void) and fact.sale_id == sale_id for fact in self.facts)

    def attached(self, sale_id: str) -> CardAttached | None:
        cards = [fact for fact in self.facts if isinstance(fact, CardAttached)]
        return next((card for card in cards if card.sale_id == sale_id), None)

    def event_of_sale(self, sale_id: str) -> Event | None:
        """Return an event that stands in no chain: enough for the receipt's code to be as large as in life."""
        sale = self.sale_by_id(sale_id)
        if sale is None:
            return None
        body, at_us = body_text(sale), sale.sold_at_us
        place = ("stage-till", "stage", len(self.facts), 1, at_us, "Europe/Moscow", SCHEMA, "sale")
        return sign_chain(Event(sale_id, *place, body, sale.cashier_id, sale.bundle, 0, "", "", GENESIS, ""))

    def open_shift(self) -> ShiftOpened | None:
        for fact in reversed(self.facts):
            if isinstance(fact, ShiftClosed):
                return None
            if isinstance(fact, ShiftOpened):
                return fact
        return None

    def shift_totals(self, shift_id: str) -> ShiftTotals:
        totals = ShiftTotals()
        for fact in self.facts:
            match fact:
                case ShiftOpened():
                    totals = ShiftTotals(float_minor=fact.float_minor)
                case Sale() if fact.shift_id == shift_id:
                    totals = _sold(totals, fact)
                case _:
                    pass
        return totals

    def shift_first_seq(self, shift_id: str) -> int:
        return next(
            (n for n, fact in enumerate(self.facts, 1) if getattr(fact, "shift_id", "") == shift_id), 1
        )

    def shift_facts(self, shift_id: str) -> list[Fact]:
        first = self.shift_first_seq(shift_id)
        return self.facts[first - 1 :]

    def _all_sales(self) -> list[Sale]:
        return [fact for fact in self.facts if isinstance(fact, Sale)]


class StageJournal(StageFacts):
    """``waiting``: what the head line says waits for the centre; ``alone_min``: for so many minutes."""

    def __init__(self, clock: Clock, follow: Callable[[Draft], None]) -> None:
        super().__init__()
        self._clock, self._follow = clock, follow
        self.waiting, self.alone_min = 0, 12

    def record(self, drafts: Sequence[Draft]) -> list[Event]:
        for draft in drafts:
            self.facts.append(draft.fact)
            self._follow(draft)
        return []

    def next_number(self) -> int:
        return FIRST_RECEIPT + len(self._all_sales())

    def next_shift_number(self) -> int:
        return FIRST_SHIFT

    def queue(self) -> QueueState:
        head = _STORED + len(self.facts)
        oldest = self._clock.now() - timedelta(minutes=self.alone_min) if self.waiting else None
        return QueueState(self.waiting, oldest, head, head - self.waiting)

    def save_draft(self, text: str) -> None:
        """Nothing outlives a stage."""

    def load_draft(self) -> str:
        return ""


def _sold(totals: ShiftTotals, sale: Sale) -> ShiftTotals:
    return replace(
        totals,
        sales=totals.sales + 1,
        sold_minor=totals.sold_minor + sale.paid_minor,
        cash_minor=totals.cash_minor + _by(sale.tenders, TenderKind.CASH),
        card_minor=totals.card_minor + _by(sale.tenders, TenderKind.CARD),
        discount_minor=totals.discount_minor + sale.discount_minor,
        points_money_minor=totals.points_money_minor + sale.points_money_minor,
        redeemed=totals.redeemed + sale.redeemed,
        accrued=totals.accrued + sale.accrued,
    )


def _by(tenders: Sequence[Tender], kind: TenderKind) -> int:
    return sum(tender.amount_minor for tender in tenders if tender.kind is kind)
