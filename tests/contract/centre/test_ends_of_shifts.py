"""A till's end of the day is added up again by the centre, from the same events: what differs is told by name (R33)."""

from dataclasses import fields, replace
from typing import Any

from loyalty_pos.core.sale import CashMoved, Fact, ShiftClosed, ShiftOpened, ShiftTotals
from tests.fakes.centre import Headquarters
from tests.fakes.shift_totals import totals_of
from tests.fakes.till_folder import NOON, a_return, a_sale, a_void

SHIFT, STORE = "shift-1", "store-1"
US = int(NOON.timestamp()) * 1_000_000
SUMS = {one.name for one in fields(ShiftTotals)}


def day(hq: Headquarters, **otherwise: Any) -> list[tuple[str, str]]:
    """Let a till live a shift whose end says something else than it should; return the alarms."""
    till = hq.till(STORE)
    sales = [a_sale(number, shift_id=SHIFT) for number in (1, 2, 3)]
    facts: list[Fact] = [
        ShiftOpened(SHIFT, 1, STORE, "cashier", US, 10_000),
        *sales,
        a_return(sales[1]),
        a_void(sales[2]),
        CashMoved(SHIFT, STORE, "cashier", US, -5_000, "to the bank"),
    ]
    hq.send(till, *facts)
    totals = totals_of(facts)
    closed = ShiftClosed(
        shift_id=SHIFT,
        number=1,
        store_id=STORE,
        cashier_id="cashier",
        closed_at_us=US,
        first_seq=1,
        last_seq=len(facts),
        head_hash=till.events[-1].hash,
        totals=replace(totals, **{name: value for name, value in otherwise.items() if name in SUMS}),
        counted_minor=0,
    )
    hq.send(till, replace(closed, **{name: value for name, value in otherwise.items() if name not in SUMS}))
    alarms = hq.books.read(lambda desk: desk.watch.alarms())
    return [(alarm.code, alarm.subject) for alarm in alarms if alarm.code == "z_differs"]


def test_an_end_that_its_events_add_up_to_is_no_news(hq: Headquarters) -> None:
    assert day(hq) == []


def test_a_kopeck_in_the_drawer_that_no_event_explains_is_told(hq: Headquarters) -> None:
    assert day(hq, cash_minor=1) == [("z_differs", f"{SHIFT}: cash_minor")]


def test_every_sum_that_differs_is_named(hq: Headquarters) -> None:
    assert day(hq, sales=4, returned_minor=1) == [("z_differs", f"{SHIFT}: sales, returned_minor")]


def test_another_chain_before_the_end_is_told(hq: Headquarters) -> None:
    assert day(hq, head_hash="0" * 64) == [("z_differs", f"{SHIFT}: head_hash")]


def test_an_end_that_names_events_that_are_not_there_is_told_and_keeps_nobody_busy(hq: Headquarters) -> None:
    assert day(hq, last_seq=10**9) == [("z_differs", f"{SHIFT}: first_seq, last_seq")]
