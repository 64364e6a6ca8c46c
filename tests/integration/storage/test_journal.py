"""The till's own book: what was sold stays, once, in order, with everything that follows from it."""

from dataclasses import replace

import msgspec
import pytest

from loyalty_pos.core.problems import AlreadyReturned, AlreadyVoided, ShiftAlreadyOpen, ShiftNotOpen
from loyalty_pos.core.sale import CashMoved, Fact, Noted, ShiftClosed, ShiftOpened, Tender, TenderKind
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.events import GENESIS, fact_of
from tests.fakes.shift_totals import totals_of
from tests.fakes.till_folder import Counter, a_return, a_sale, a_void


def test_a_sale_is_found_by_the_code_of_its_receipt_also_tomorrow(selling: Counter) -> None:
    sale = selling.sell()
    selling.restart()
    assert selling.files.journal.sale_by_code("code-1") == sale
    assert selling.files.journal.sale_by_id("sale-1") == sale
    assert selling.files.journal.sale_by_code("code-2") is None


def test_the_newest_sales_come_first(selling: Counter) -> None:
    sales = [selling.sell(number) for number in (1, 2, 3)]
    assert selling.files.journal.last_sales(2) == [sales[2], sales[1]]


def test_paying_again_after_a_failure_gives_one_sale_with_the_events_of_the_first_time(
    selling: Counter,
) -> None:
    sale = a_sale()
    first = selling.record(sale)
    selling.restart()
    again = selling.record(replace(sale, sold_at_us=sale.sold_at_us + 5))
    assert again == first
    assert selling.files.journal.shift_totals("shift-1").sales == 1


def test_all_facts_of_one_press_are_kept_or_none(selling: Counter) -> None:
    with pytest.raises(ShiftNotOpen):
        selling.record(a_sale(1), a_sale(2, shift_id="shift-of-somebody-else"))
    assert selling.files.journal.last_sales(9) == []
    assert selling.record(a_sale(3))[0].seq == 2


def test_events_count_up_without_a_hole_and_each_names_the_one_before(selling: Counter) -> None:
    for number in range(1, 6):
        selling.sell(number)
    selling.restart()
    selling.sell(6)
    events = selling.files.outbox.batch(from_seq=1)
    assert [event.seq for event in events] == [1, 2, 3, 4, 5, 6, 7]
    assert events[0].prev == GENESIS
    assert first_break(events) == 0


@pytest.mark.parametrize("changed", ["body", "hash", "prev", "cashier_id"])
def test_a_changed_event_breaks_the_chain_where_it_stands(selling: Counter, changed: str) -> None:
    for number in (1, 2, 3):
        selling.sell(number)
    events = selling.files.outbox.batch(from_seq=1)
    events[2] = msgspec.structs.replace(events[2], **{changed: "x"})
    assert first_break(events) == 3
    assert first_break([events[0], events[1], events[3]]) == 3


def test_time_of_the_events_goes_on_when_the_clock_is_set_back(selling: Counter) -> None:
    selling.sell(1)
    selling.clock.at = selling.clock.at.replace(year=2025)
    selling.sell(2)
    selling.restart()
    selling.sell(3)
    events = selling.files.outbox.batch(from_seq=1)
    assert first_break(events) == 0
    assert [event.hlc for event in events] == sorted({event.hlc for event in events})


def test_a_sale_is_voided_once_and_not_returned_afterwards(selling: Counter) -> None:
    sale = selling.sell()
    selling.record(a_void(sale))
    assert selling.files.journal.is_voided("sale-1")
    with pytest.raises(AlreadyVoided):
        selling.record(a_void(sale, "void-2"))
    with pytest.raises(AlreadyVoided):
        selling.record(a_return(sale))
    assert selling.files.journal.returns_of("sale-1") == []


def test_no_more_comes_back_than_was_sold(selling: Counter) -> None:
    sale = selling.sell()
    first = a_return(sale, 1, 1500)
    selling.record(first)
    with pytest.raises(AlreadyReturned) as refused:
        selling.record(a_return(sale, 2, 501))
    assert refused.value.left_milli == 500
    second = a_return(sale, 3, 500)
    selling.record(second)
    assert selling.files.journal.returns_of("sale-1") == [first, second]


def test_the_same_return_again_changes_nothing(selling: Counter) -> None:
    sale = selling.sell()
    back = a_return(sale, 1, 1500)
    assert selling.record(back) == selling.record(back)
    assert selling.files.journal.shift_totals("shift-1").returns == 1


def test_a_sale_of_another_till_may_come_back_here(selling: Counter) -> None:
    elsewhere = a_sale(77)
    selling.record(a_return(elsewhere))
    assert len(selling.files.journal.returns_of("sale-77")) == 1


def test_the_totals_of_a_shift_are_the_sum_of_its_facts(selling: Counter) -> None:
    opened = selling.files.journal.open_shift()
    assert opened is not None
    card = Tender(TenderKind.CARD, 4_000)
    cash = Tender(TenderKind.CASH, 6_000)
    sold = a_sale(
        2, tenders=(cash, card), discount_minor=500, redeemed=300, accrued=70, points_money_minor=300
    )
    facts: list[Fact] = [
        a_sale(1),
        sold,
        a_return(a_sale(1)),
        a_void(sold),
        CashMoved("shift-1", "store-1", "anna", 1, -50_000, "bank"),
        CashMoved("shift-1", "store-1", "anna", 2, 700, "change"),
        Noted("drawer_opened", "store-1", "anna", 3, "shift-1"),
    ]
    selling.record(*facts)
    totals = selling.files.journal.shift_totals("shift-1")
    assert totals == totals_of([opened, *facts])
    assert totals.cash_in_drawer_minor == 100_000 + 10_000 - 5_000 + 700 - 50_000


def test_one_shift_is_open_at_a_time(selling: Counter) -> None:
    with pytest.raises(ShiftAlreadyOpen):
        selling.open_shift(2)
    opened = selling.files.journal.open_shift()
    assert opened is not None
    totals = selling.files.journal.shift_totals("shift-1")
    selling.record(ShiftClosed("shift-1", 1, "store-1", "anna", 9, 1, 1, GENESIS, totals, 100_000))
    assert selling.files.journal.open_shift() is None
    with pytest.raises(ShiftNotOpen):
        selling.sell(1)
    second = selling.open_shift(selling.files.journal.next_shift_number())
    assert second.number == 2
    assert selling.files.journal.open_shift() == second
    assert selling.files.journal.shift_first_seq("shift-2") == 3


def test_receipts_of_a_shift_are_numbered_from_one(selling: Counter) -> None:
    assert selling.files.journal.next_number() == 1
    selling.sell(selling.files.journal.next_number())
    assert selling.files.journal.next_number() == 2


def test_the_open_receipt_survives_a_restart(selling: Counter) -> None:
    selling.files.journal.save_draft('{"lines": 3}')
    selling.restart()
    assert selling.files.journal.load_draft() == '{"lines": 3}'
    selling.files.journal.save_draft("")
    assert selling.files.journal.load_draft() == ""


def test_wrong_pins_are_remembered_over_a_restart(counter: Counter) -> None:
    counter.files.pin_locks.add_failure("anna", counter.clock.at)
    counter.files.pin_locks.add_failure("anna", counter.clock.at)
    counter.restart()
    assert counter.files.pin_locks.failures("anna") == (2, counter.clock.at)
    counter.files.pin_locks.clear("anna")
    assert counter.files.pin_locks.failures("anna") == (0, None)


def test_every_event_says_who_where_and_by_which_programme(selling: Counter) -> None:
    event = selling.record(a_sale())[0]
    assert (event.agent_id, event.cashier_id, event.zone) == ("till-1", "anna", "Europe/Moscow")
    assert event.incarnation == selling.files.identity.incarnation
    assert fact_of(event) == a_sale()


def test_a_shift_that_was_opened_is_the_one_that_is_open(counter: Counter) -> None:
    assert counter.files.journal.open_shift() is None
    assert isinstance(counter.open_shift(), ShiftOpened)
    assert counter.files.journal.open_shift() is not None
