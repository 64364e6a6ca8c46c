"""What every journal of a till does: the one in memory, on which the counter is tested, and the one on disk.

To add a journal, add its factory to ``JOURNALS``; it is called with an empty folder.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.problems import (
    AlreadyReturned,
    AlreadyVoided,
    LeaseRenewed,
    ShiftAlreadyOpen,
    ShiftNotOpen,
)
from loyalty_pos.core.sale import (
    CardAttached,
    CardIssued,
    CashMoved,
    Fact,
    Noted,
    ShiftClosed,
    ShiftOpened,
    ShiftTotals,
    Tender,
    TenderKind,
)
from loyalty_pos.till.ports import Clock, Draft, Journal, Personal
from loyalty_pos.wire.events import GENESIS, fact_of
from tests.fakes.journal import MemoryJournal
from tests.fakes.shift_totals import totals_of
from tests.fakes.shop import StoppedClock
from tests.fakes.till_folder import Counter, a_return, a_sale, a_void


@dataclass
class Bench:
    journal: Journal
    clock: Clock

    def record(self, *facts: Fact) -> list[str]:
        """Record facts as one press of a key; return the events' ids."""
        return [event.id for event in self.journal.record([Draft(fact, "anna") for fact in facts])]

    def open_shift(self, number: int = 1) -> ShiftOpened:
        shift = ShiftOpened(f"shift-{number}", number, "store-1", "anna", micros(self.clock.now()), 100_000)
        self.record(shift)
        return shift

    def close_shift(self, shift: ShiftOpened) -> None:
        queue = self.journal.queue()
        totals = self.journal.shift_totals(shift.shift_id)
        first = self.journal.shift_first_seq(shift.shift_id)
        self.record(
            ShiftClosed(
                shift.shift_id, shift.number, "store-1", "anna", 1, first, queue.head_seq, "", totals, 0
            )
        )


@contextmanager
def in_memory(_: Path) -> Iterator[Bench]:
    clock = StoppedClock()
    yield Bench(MemoryJournal(clock), clock)


@contextmanager
def on_disk(folder: Path) -> Iterator[Bench]:
    counter = Counter(folder / "till")
    yield Bench(counter.files.journal, counter.clock)
    counter.files.close()


JOURNALS: dict[str, Callable[[Path], AbstractContextManager[Bench]]] = {
    "in memory": in_memory,
    "on disk": on_disk,
}


@pytest.fixture(params=sorted(JOURNALS))
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    with JOURNALS[request.param](tmp_path) as bench:
        yield bench


def test_a_new_journal_is_empty(bench: Bench) -> None:
    assert bench.journal.open_shift() is None
    assert bench.journal.last_sales(5) == []
    assert bench.journal.next_shift_number() == 1
    assert bench.journal.shift_totals("shift-1") == ShiftTotals()
    assert bench.journal.shift_first_seq("shift-1") == 0
    assert bench.journal.load_draft() == ""
    queue = bench.journal.queue()
    assert (queue.waiting, queue.oldest, queue.head_seq, queue.stored) == (0, None, 0, 0)


def test_a_sale_is_found_by_its_code_and_by_its_id(bench: Bench) -> None:
    bench.open_shift()
    sale = a_sale()
    bench.record(sale)
    assert bench.journal.sale_by_code(sale.code) == sale
    assert bench.journal.sale_by_id(sale.sale_id) == sale
    assert bench.journal.sale_by_code("another") is None
    assert bench.journal.sale_by_id("another") is None


def test_points_by_a_lease_that_is_over_are_not_written(bench: Bench) -> None:
    bench.open_shift()
    sale = a_sale(1, account_id="anna", redeemed=5, operation="op", by_floor=5)
    with pytest.raises(LeaseRenewed):
        bench.journal.record([Draft(sale, "anna", epoch=7)])
    assert bench.journal.sale_by_id(sale.sale_id) is None
    bench.record(a_sale(2, account_id="anna", redeemed=5, operation="held"))


def test_the_newest_sale_comes_first(bench: Bench) -> None:
    bench.open_shift()
    for number in (1, 2, 3):
        bench.record(a_sale(number))
    assert [sale.number for sale in bench.journal.last_sales(2)] == [3, 2]


def test_a_fact_comes_back_as_it_was_recorded(bench: Bench) -> None:
    bench.open_shift()
    tenders = (Tender(TenderKind.CASH, 4_000), Tender(TenderKind.CARD, 6_000, "slip 7"))
    sale = a_sale(tenders=tenders, account_id="", change_minor=50)
    event = bench.journal.record([Draft(sale, "anna", "b" * 64)])[0]
    assert fact_of(event) == sale
    assert (event.kind, event.cashier_id, event.bundle) == ("sale", "anna", "b" * 64)


@pytest.mark.parametrize("kind", ["sale", "return", "void", "shift", "card", "cash", "note"])
def test_the_same_fact_twice_is_recorded_once_and_answered_with_the_first_event(
    bench: Bench, kind: str
) -> None:
    shift = bench.open_shift()
    sale = a_sale()
    bench.record(sale)
    facts: dict[str, Fact] = {
        "sale": sale,
        "return": a_return(sale),
        "void": a_void(sale),
        "shift": shift,
        "card": CardIssued(
            "a", "p", "2900000000000001", 7, "+7", "store-1", "anna", 1, "club", "", verified=True
        ),
        "cash": CashMoved("shift-1", "store-1", "anna", 1, 500, "change"),
        "note": Noted("line_deleted", "store-1", "anna", 1, "shift-1"),
    }
    first = bench.record(facts[kind])
    before = bench.journal.queue().head_seq
    assert bench.record(facts[kind]) == first
    assert bench.journal.queue().head_seq == before


def test_paying_again_later_is_still_the_sale_of_the_first_time(bench: Bench) -> None:
    bench.open_shift()
    sale = a_sale()
    bench.record(sale)
    bench.record(replace(sale, sold_at_us=sale.sold_at_us + 1, paid_minor=1))
    assert bench.journal.sale_by_id(sale.sale_id) == sale
    assert bench.journal.shift_totals("shift-1").sales == 1


def test_all_facts_of_one_press_are_kept_or_none(bench: Bench) -> None:
    bench.open_shift()
    with pytest.raises(ShiftNotOpen):
        bench.record(a_sale(1), a_sale(2, shift_id="another"))
    assert bench.journal.last_sales(5) == []
    assert bench.journal.queue().head_seq == 1


def test_events_count_up_and_each_names_the_one_before(bench: Bench) -> None:
    bench.open_shift()
    events = bench.journal.record([Draft(a_sale(number), "anna") for number in (1, 2, 3)])
    assert [event.seq for event in events] == [2, 3, 4]
    assert events[0].prev != GENESIS
    assert [event.prev for event in events[1:]] == [event.hash for event in events[:-1]]
    assert all(event.hash == event.computed_hash() for event in events)
    assert events[0].hlc < events[1].hlc < events[2].hlc


def test_the_queue_names_its_oldest_and_its_head(bench: Bench) -> None:
    bench.open_shift()
    event = bench.journal.record([Draft(a_sale(), "anna")])[0]
    queue = bench.journal.queue()
    assert (queue.waiting, queue.head_seq, queue.stored) == (2, 2, 0)
    assert queue.oldest == moment(micros(bench.clock.now()))
    assert queue.head_hash == event.hash


def test_one_shift_at_a_time(bench: Bench) -> None:
    shift = bench.open_shift()
    assert bench.journal.open_shift() == shift
    with pytest.raises(ShiftAlreadyOpen) as refused:
        bench.open_shift(2)
    assert refused.value.number == 1
    bench.close_shift(shift)
    assert bench.journal.open_shift() is None
    assert bench.journal.next_shift_number() == 2
    assert bench.open_shift(2) == bench.journal.open_shift()
    assert bench.journal.shift_first_seq("shift-2") == 3


def test_nothing_is_sold_without_a_shift(bench: Bench) -> None:
    with pytest.raises(ShiftNotOpen):
        bench.record(a_sale())


def test_receipts_are_numbered_within_the_shift(bench: Bench) -> None:
    shift = bench.open_shift()
    assert bench.journal.next_number() == 1
    sale = a_sale(1)
    bench.record(sale)
    bench.record(a_return(sale, number=2 - 50))
    assert bench.journal.next_number() == 3
    bench.close_shift(shift)
    bench.open_shift(2)
    assert bench.journal.next_number() == 1


def test_the_totals_of_a_shift_are_the_sum_of_its_facts(bench: Bench) -> None:
    shift = bench.open_shift()
    mixed = (Tender(TenderKind.CASH, 3_000), Tender(TenderKind.CARD, 7_000))
    sales = [
        a_sale(1),
        a_sale(2, tenders=mixed),
        a_sale(3, discount_minor=500, redeemed=7, points_money_minor=700, accrued=9),
    ]
    facts: list[Fact] = [
        *sales,
        a_return(sales[0]),
        a_void(sales[1]),
        CashMoved("shift-1", "store-1", "anna", 1, 20_000, "change"),
        CashMoved("shift-1", "store-1", "anna", 2, -5_000, "bank"),
        Noted("line_deleted", "store-1", "anna", 1, "shift-1", amount_minor=999),
    ]
    bench.record(*facts)
    totals = bench.journal.shift_totals("shift-1")
    assert totals == totals_of([shift, *facts])
    assert (totals.sales, totals.returns, totals.voids) == (3, 1, 1)
    assert totals.cash_in_drawer_minor == 100_000 + 10_000 + 10_000 - 5_000 + 20_000 - 5_000


def test_a_card_put_to_a_paid_receipt_is_there_once_and_among_the_points_of_its_shift(bench: Bench) -> None:
    shift, sale = bench.open_shift(), a_sale()
    bench.record(sale)
    assert bench.journal.attached(sale.sale_id) is None
    card = CardAttached(replace(sale, account_id="vera", accrued=50), "shift-1", "store-1", "anna", 1)
    assert bench.record(card) == bench.record(card)
    assert bench.journal.attached(sale.sale_id) == card
    totals = bench.journal.shift_totals("shift-1")
    assert totals == totals_of([shift, sale, card])
    assert totals.accrued == 50
    undone = a_sale(2)
    bench.record(undone, a_void(undone))
    with pytest.raises(AlreadyVoided):
        bench.record(replace(card, earning=replace(undone, account_id="vera")))


def test_a_voided_sale_is_undone_once_and_takes_nothing_back(bench: Bench) -> None:
    bench.open_shift()
    sale = a_sale()
    bench.record(sale)
    assert not bench.journal.is_voided(sale.sale_id)
    bench.record(a_void(sale))
    assert bench.journal.is_voided(sale.sale_id)
    with pytest.raises(AlreadyVoided):
        bench.record(a_void(sale, "void-2"))
    with pytest.raises(AlreadyVoided):
        bench.record(a_return(sale))


def test_no_more_comes_back_than_was_sold(bench: Bench) -> None:
    bench.open_shift()
    sale = a_sale()
    returns = [a_return(sale, number) for number in (1, 2, 3)]
    bench.record(sale, returns[0], returns[1])
    assert bench.journal.returns_of(sale.sale_id) == returns[:2]
    with pytest.raises(AlreadyReturned) as refused:
        bench.record(returns[2])
    assert (refused.value.line_id, refused.value.left_milli) == (1, 0)


def test_the_open_receipt_is_kept_until_there_is_none(bench: Bench) -> None:
    bench.journal.save_draft('{"lines": ["чай"]}')
    assert bench.journal.load_draft() == '{"lines": ["чай"]}'
    bench.journal.save_draft("")
    assert bench.journal.load_draft() == ""


def test_a_persons_name_stands_in_no_body(bench: Bench) -> None:
    issued = CardIssued(
        "a", "p", "2900000000000001", 7, "+7 9**", "store-1", "anna", 1, "club", "", verified=True
    )
    personal = Personal("p", {"name": "Анна Керн", "phone": "+79123456789"})
    event = bench.journal.record([Draft(issued, "anna", personal=personal)])[0]
    assert event.person_id == "p"
    assert event.sealed != ""
    assert "Керн" not in event.body + event.sealed
    assert "9123456789" not in event.body + event.sealed
