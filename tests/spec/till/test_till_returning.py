"""Goods that come back: exactly what was paid, by the means it was paid with, points both ways, never too much."""

import pytest

from loyalty_pos.core.problems import (
    AllReturned,
    AlreadyReturned,
    AlreadyVoided,
    BadQuantity,
    NoSuchLine,
    NotAllowed,
    NothingMarked,
    PrinterOffline,
    ReceiptNotFound,
    ShiftNotOpen,
    StorageBusy,
    StorageFull,
    VoidAfterReturn,
    VoidTooLate,
)
from loyalty_pos.core.receipt import Pair
from loyalty_pos.core.sale import Return, Sale, Tender, TenderKind, Void
from loyalty_pos.till.receipt_code import spaced
from loyalty_pos.till.staff import Approval, Permission
from tests.fakes.shop import SigningPrinter
from tests.fakes.till import ANNA_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE, FakeTill

CASH, CARD = TenderKind.CASH, TenderKind.CARD


@pytest.fixture
def senior(till: FakeTill) -> FakeTill:
    """The same till with a senior cashier, who may give money back."""
    till.staff.log_in("2222")
    return till


def sell_with_points(till: FakeTill, points: int) -> Sale:
    """Sell coffee and milk to Anna, some of it for points."""
    till.register.scan(ANNA_CARD)
    till.register.scan(COFFEE_CODE)
    till.register.scan(MILK_CODE)
    till.holds.available = 500
    till.register.want_points(points)
    till.ask_centre()
    return till.register.pay_exact().sale


@pytest.mark.parametrize("form", ["{code}", "LPR1:{code}", "LPR1:{code}:123456", "{spaced}", " {code}\n"])
def test_a_sale_is_found_by_its_code_scanned_or_typed(till: FakeTill, form: str) -> None:
    sale = till.sell(MILK_CODE).sale
    assert till.returns.find(form.format(code=sale.code, spaced=spaced(sale.code))) == sale


def test_a_receipt_of_another_shop_is_not_found(till: FakeTill) -> None:
    with pytest.raises(ReceiptNotFound) as refused:
        till.returns.find("LPR1:12345")
    assert refused.value.receipt == "12345"


def test_a_whole_sale_comes_back_in_cash(senior: FakeTill) -> None:
    sale = senior.sell(MILK_CODE, BREAD_CODE).sale
    done = senior.returns.commit(sale, {1: 1000, 2: 1000}, "брак")
    assert done.fact.tenders == (Tender(CASH, 14_990),)
    assert (done.fact.paid_minor, done.fact.reason, done.fact.cashier_id) == (14_990, "брак", "s1")
    assert [line.left_milli for line in senior.returns.returnable(sale)] == [0, 0]
    assert done.receipt.open_drawer


def test_a_preview_changes_nothing(senior: FakeTill) -> None:
    sale = senior.sell(MILK_CODE).sale
    preview = senior.returns.preview(sale, {1: 1000})
    assert (preview.money_minor, preview.tenders) == (9_990, (Tender(CASH, 9_990),))
    assert senior.journal.of(Return) == []


def test_pieces_come_back_one_by_one_to_the_last_kopeck(senior: FakeTill) -> None:
    senior.register.scan(ANNA_CARD)
    senior.register.add_article("1003", 3000)
    senior.holds.available = 500
    senior.register.want_points(100)
    senior.ask_centre()
    sale = senior.register.pay_exact().sale
    parts = [senior.returns.commit(sale, {1: 1000}, "").fact for _ in range(3)]
    assert sum(part.paid_minor for part in parts) == sale.paid_minor == 290_000
    assert sum(part.points_back for part in parts) == sale.redeemed == 100
    assert sum(part.accrued_back for part in parts) == sale.accrued == 145
    assert len({part.code for part in parts}) == 3


def test_points_come_back_and_earned_ones_go(senior: FakeTill) -> None:
    sale = sell_with_points(senior, 400)
    senior.returns.commit(sale, {1: 1000, 2: 1000}, "")
    anna = senior.members.accounts["anna"]
    assert sum(lot.remaining for lot in anna.lots) == 500


def test_the_preview_says_what_happens_to_points(senior: FakeTill) -> None:
    sale = sell_with_points(senior, 400)
    preview = senior.returns.preview(sale, {1: 1000, 2: 1000})
    assert (preview.points_back, preview.accrued_back) == (400, sale.accrued)
    assert preview.money_minor == sale.paid_minor == 69_990


def test_money_goes_back_to_the_card_first_and_never_more_than_came_from_it(senior: FakeTill) -> None:
    senior.register.scan(MILK_CODE)
    senior.register.scan(COFFEE_CODE)
    sale = senior.register.pay([Tender(CARD, 50_000), Tender(CASH, 59_990)]).sale
    first = senior.returns.commit(sale, {1: 1000}, "").fact
    second = senior.returns.commit(sale, {2: 1000}, "").fact
    assert first.tenders == (Tender(CARD, 9_990),)
    assert second.tenders == (Tender(CARD, 40_010), Tender(CASH, 59_990))


def test_no_more_comes_back_than_was_sold(senior: FakeTill) -> None:
    senior.register.add_article("1001", 2000)
    sale = senior.register.pay_exact().sale
    senior.returns.commit(sale, {1: 1000}, "")
    with pytest.raises(AlreadyReturned) as refused:
        senior.returns.preview(sale, {1: 2000})
    assert refused.value.left_milli == 1000
    assert senior.returns.returnable(sale)[0].left_milli == 1000


def test_what_was_asked_must_be_on_the_receipt(senior: FakeTill) -> None:
    sale = senior.sell(MILK_CODE).sale
    with pytest.raises(NoSuchLine):
        senior.returns.preview(sale, {9: 1000})
    with pytest.raises(BadQuantity):
        senior.returns.preview(sale, {1: 0})


def test_a_cashier_needs_a_senior_for_a_return(till: FakeTill) -> None:
    sale = till.sell(MILK_CODE).sale
    with pytest.raises(NotAllowed):
        till.returns.commit(sale, {1: 1000}, "")
    approval = till.staff.approve("2222", Permission.RETURN)
    fact = till.returns.commit(sale, {1: 1000}, "", approval).fact
    assert (fact.cashier_id, fact.approved_by) == ("c1", "s1")


def test_a_return_needs_an_open_shift(senior: FakeTill) -> None:
    sale = senior.sell(MILK_CODE).sale
    senior.shift.close(9_990)
    with pytest.raises(ShiftNotOpen):
        senior.returns.commit(sale, {1: 1000}, "")


def test_a_sale_of_yesterdays_shift_is_returned_today(senior: FakeTill) -> None:
    sale = senior.sell(MILK_CODE).sale
    senior.shift.close(9_990)
    senior.clock.pass_time(days=1)
    senior.shift.open()
    senior.returns.commit(sale, {1: 1000}, "")
    totals = senior.shift.x_report().totals
    assert (totals.sales, totals.returns, totals.returned_minor, totals.cash_minor) == (0, 1, 9_990, -9_990)


def test_a_return_that_could_not_be_written_is_made_again(senior: FakeTill) -> None:
    sale = senior.sell(MILK_CODE).sale
    senior.journal.fails.append(StorageFull("journal.db"))
    with pytest.raises(StorageFull):
        senior.returns.commit(sale, {1: 1000}, "")
    senior.returns.commit(sale, {1: 1000}, "")
    assert len(senior.journal.of(Return)) == 1


def test_a_return_that_was_written_after_all_is_not_paid_twice(senior: FakeTill) -> None:
    sale = senior.sell(MILK_CODE).sale
    senior.journal.loses_answer.append(StorageBusy("journal.db"))
    with pytest.raises(StorageBusy):
        senior.returns.commit(sale, {1: 1000}, "")
    done = senior.returns.commit(sale, {1: 1000}, "")
    assert senior.journal.of(Return) == [done.fact]


def test_a_fiscal_device_that_fails_after_the_return_does_not_pay_twice() -> None:
    device = SigningPrinter()
    till = FakeTill(fiscal=device).open("2222")
    sale = till.sell(MILK_CODE).sale
    device.problems.append(PrinterOffline())
    done = till.returns.commit(sale, {1: 1000}, "")
    assert till.journal.of(Return) == [done.fact]
    assert done.trouble is not None
    assert done.trouble.code == "fiscal_failed"
    with pytest.raises(AllReturned):
        till.returns.commit(sale, {1: 1000}, "")
    assert till.journal.of(Return) == [done.fact]


def test_nothing_marked_and_nothing_left_are_told_apart(senior: FakeTill) -> None:
    sale = senior.sell(MILK_CODE).sale
    with pytest.raises(NothingMarked):
        senior.returns.preview(sale, {})
    senior.returns.commit(sale, {1: 1000}, "")
    with pytest.raises(AllReturned) as refused:
        senior.returns.preview(sale, {})
    assert refused.value.receipt == "1"


def test_the_paper_of_a_return_says_money_and_points(senior: FakeTill) -> None:
    sale = sell_with_points(senior, 400)
    receipt = senior.returns.commit(sale, {1: 1000, 2: 1000}, "брак").receipt
    assert Pair("К ВОЗВРАТУ", "699,90\u00a0₽", bold=True, size=2) in receipt.blocks
    assert Pair("Возвращено баллов", "+400") in receipt.blocks
    assert Pair("Причина", "брак") in receipt.blocks


# --- void ---------------------------------------------------------------------------------------------


def test_a_void_undoes_the_whole_sale(senior: FakeTill) -> None:
    sale = sell_with_points(senior, 400)
    done = senior.returns.void(sale, "ошибка")
    assert (done.fact.tenders, done.fact.paid_minor) == (sale.tenders, sale.paid_minor)
    assert (done.fact.points_back, done.fact.accrued_back, done.fact.operation) == (400, 34, sale.operation)
    assert sum(lot.remaining for lot in senior.members.accounts["anna"].lots) == 500
    assert senior.shift.x_report().totals.cash_minor == 0
    assert done.receipt.open_drawer


def test_a_voided_sale_is_neither_voided_nor_returned_again(senior: FakeTill) -> None:
    sale = senior.sell(MILK_CODE).sale
    senior.returns.void(sale, "")
    with pytest.raises(AlreadyVoided):
        senior.returns.void(sale, "")
    with pytest.raises(AlreadyVoided):
        senior.returns.commit(sale, {1: 1000}, "")
    assert senior.returns.returnable(sale)[0].left_milli == 0
    assert len(senior.journal.of(Void)) == 1


def test_a_sale_of_another_shift_is_not_voided(senior: FakeTill) -> None:
    sale = senior.sell(MILK_CODE).sale
    senior.shift.close(9_990)
    senior.shift.open()
    with pytest.raises(VoidTooLate):
        senior.returns.void(sale, "")


def test_a_sale_that_partly_came_back_is_not_voided(senior: FakeTill) -> None:
    sale = senior.sell(MILK_CODE, BREAD_CODE).sale
    senior.returns.commit(sale, {2: 1000}, "")
    with pytest.raises(VoidAfterReturn):
        senior.returns.void(sale, "")
    senior.returns.commit(sale, {1: 1000}, "")
    with pytest.raises(AllReturned):
        senior.returns.void(sale, "")


def test_a_cashier_needs_a_senior_for_a_void(till: FakeTill) -> None:
    sale = till.sell(MILK_CODE).sale
    with pytest.raises(NotAllowed):
        till.returns.void(sale, "", Approval("c1", Permission.VOID))
    fact = till.returns.void(sale, "", till.staff.approve("2222", Permission.VOID)).fact
    assert fact.approved_by == "s1"


def test_card_money_of_a_void_opens_no_drawer(senior: FakeTill) -> None:
    senior.register.scan(MILK_CODE)
    sale = senior.register.pay_exact(CARD).sale
    assert not senior.returns.void(sale, "").receipt.open_drawer
