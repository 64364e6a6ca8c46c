"""The shift: one at a time, its sums from its facts, the drawer counted at the end."""

import pytest

from loyalty_pos.core.problems import (
    BadAmount,
    NotAllowed,
    NotLoggedIn,
    ReceiptUnfinished,
    ShiftAlreadyOpen,
    ShiftNotOpen,
)
from loyalty_pos.core.receipt import Pair
from loyalty_pos.core.sale import CashMoved
from loyalty_pos.till.staff import Permission
from tests.fakes.till import ANNA_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE, FakeTill


@pytest.fixture
def fresh() -> FakeTill:
    """A till where Maria is logged in and no shift is open."""
    till = FakeTill()
    till.staff.log_in("1111")
    return till


def test_a_shift_is_opened_with_change_in_the_drawer(fresh: FakeTill) -> None:
    shift = fresh.shift.open(100_000)
    assert (shift.number, shift.float_minor, shift.cashier_id) == (1, 100_000, "c1")
    assert fresh.shift.current() == shift
    assert fresh.shift.x_report().totals.cash_in_drawer_minor == 100_000


def test_one_shift_at_a_time(till: FakeTill) -> None:
    with pytest.raises(ShiftAlreadyOpen) as refused:
        till.shift.open()
    assert refused.value.number == 1


def test_a_drawer_does_not_hold_less_than_nothing(fresh: FakeTill) -> None:
    with pytest.raises(BadAmount):
        fresh.shift.open(-1)
    fresh.shift.open()
    with pytest.raises(BadAmount):
        fresh.shift.close(-1)


def test_nobody_opens_a_shift_without_logging_in() -> None:
    with pytest.raises(NotLoggedIn):
        FakeTill().shift.open()


def test_an_auditor_does_not_open_a_shift() -> None:
    till = FakeTill()
    till.staff.log_in("4444")
    with pytest.raises(NotAllowed):
        till.shift.open()


def test_without_a_shift_there_is_nothing_to_read_or_close(fresh: FakeTill) -> None:
    with pytest.raises(ShiftNotOpen):
        fresh.shift.x_report()
    with pytest.raises(ShiftNotOpen):
        fresh.shift.close(0)


def test_x_reads_and_changes_nothing(till: FakeTill) -> None:
    till.sell(MILK_CODE)
    commits = till.journal.commits
    report = till.shift.x_report()
    assert (report.totals.sales, report.totals.sold_minor) == (1, 9_990)
    assert till.journal.commits == commits
    assert till.shift.current() is not None


def test_z_closes_with_the_sums_of_the_shift(till: FakeTill) -> None:
    till.staff.log_in("2222")
    till.sell(MILK_CODE)
    till.register.scan(ANNA_CARD)
    sale = till.sell(COFFEE_CODE).sale
    till.returns.void(till.sell(BREAD_CODE).sale, "")
    till.returns.commit(sale, {1: 1000}, "")
    till.shift.move_cash(20_000, "размен")
    till.shift.move_cash(-5_000, "в банк")
    before = till.journal.queue()
    done = till.shift.close(24_990)
    totals = done.fact.totals
    assert (totals.sales, totals.voids, totals.returns) == (3, 1, 1)
    assert (totals.accrued, totals.accrued_back) == (50, 50)
    assert totals.cash_in_drawer_minor == 9_990 + 20_000 - 5_000
    assert done.difference_minor == 0
    assert (done.fact.first_seq, done.fact.last_seq) == (2, before.head_seq)
    assert done.fact.head_hash == before.head_hash
    assert till.shift.current() is None


@pytest.mark.parametrize(("counted", "difference"), [(9_990, 0), (10_000, 10), (9_000, -990)])
def test_a_difference_is_written_down_and_not_refused(till: FakeTill, counted: int, difference: int) -> None:
    till.sell(MILK_CODE)
    done = till.shift.close(counted)
    assert (done.difference_minor, done.fact.counted_minor) == (difference, counted)
    assert any(isinstance(block, Pair) and block.left == "Расхождение" for block in done.receipt.blocks)


def test_an_open_receipt_is_finished_first(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    with pytest.raises(ReceiptUnfinished) as refused:
        till.shift.close(0)
    assert refused.value.lines == 1
    till.register.clear("")
    till.shift.close(0)


def test_the_next_shift_has_the_next_number_and_starts_at_nothing(till: FakeTill) -> None:
    till.sell(MILK_CODE)
    till.shift.close(9_990)
    assert till.shift.open().number == 2
    assert till.shift.x_report().totals.sales == 0


def test_cash_is_moved_by_a_senior_or_with_approval(till: FakeTill) -> None:
    with pytest.raises(NotAllowed):
        till.shift.move_cash(1_000, "размен")
    moved = till.shift.move_cash(1_000, "размен", till.staff.approve("3333", Permission.CASH_MOVE))
    assert till.journal.of(CashMoved) == [moved]


@pytest.mark.parametrize("amount", [0, -1_001])
def test_no_more_is_taken_out_than_lies_in_the_drawer(till: FakeTill, amount: int) -> None:
    till.staff.log_in("2222")
    till.shift.move_cash(1_000, "размен")
    with pytest.raises(BadAmount):
        till.shift.move_cash(amount, "")
    till.shift.move_cash(-1_000, "в банк")
