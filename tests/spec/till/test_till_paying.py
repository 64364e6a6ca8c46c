"""Paying: one durable step, the exact money, and nothing sold twice whatever the disk does."""

import pytest

from loyalty_pos.core.problems import (
    BadAmount,
    CertificateNotAccepted,
    EmptyReceipt,
    NotAllowed,
    NotLoggedIn,
    NotPaidInFull,
    PaidTooMuch,
    PrinterOffline,
    Problem,
    ShiftNotOpen,
    StorageBusy,
    StorageFull,
)
from loyalty_pos.core.receipt import Align, Pair, Text
from loyalty_pos.core.sale import Noted, Sale, Tender, TenderKind
from loyalty_pos.till.receipt_code import is_receipt_code
from loyalty_pos.till.staff import Permission
from tests.fakes.shop import SigningPrinter
from tests.fakes.till import ANNA_CARD, BORIS_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE, FakeTill

CASH, CARD, CERTIFICATE = TenderKind.CASH, TenderKind.CARD, TenderKind.CERTIFICATE


def test_exact_cash_is_one_key(till: FakeTill) -> None:
    done = till.sell(MILK_CODE, BREAD_CODE)
    assert done.sale.tenders == (Tender(CASH, 14_990),)
    assert (done.sale.paid_minor, done.change_minor, done.sale.number) == (14_990, 0, 1)
    assert till.journal.sale_by_id(done.sale.sale_id) == done.sale


def test_after_the_sale_the_receipt_is_empty(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.sell(MILK_CODE)
    view = till.register.view()
    assert (view.lines, view.member, view.quote.payable_minor) == ((), None, 0)
    assert till.world.desk.open_lines == 0


@pytest.mark.parametrize(
    ("offered", "kept", "change"),
    [
        pytest.param([(CASH, 5_000)], [(CASH, 5_000)], 0, id="exact"),
        pytest.param([(CASH, 10_000)], [(CASH, 5_000)], 5_000, id="change from a note"),
        pytest.param([(CASH, 3_000), (CASH, 3_000)], [(CASH, 5_000)], 1_000, id="two notes"),
        pytest.param([(CARD, 5_000)], [(CARD, 5_000)], 0, id="card"),
        pytest.param(
            [(CARD, 2_000), (CASH, 5_000)], [(CASH, 3_000), (CARD, 2_000)], 2_000, id="split with change"
        ),
        pytest.param([(CARD, 2_000), (CARD, 3_000)], [(CARD, 2_000), (CARD, 3_000)], 0, id="two cards"),
    ],
)
def test_money_kept_and_change(
    till: FakeTill, offered: list[tuple[TenderKind, int]], kept: list[tuple[TenderKind, int]], change: int
) -> None:
    till.register.scan(BREAD_CODE)
    done = till.register.pay([Tender(kind, amount) for kind, amount in offered])
    assert done.sale.tenders == tuple(Tender(kind, amount) for kind, amount in kept)
    assert done.change_minor == done.sale.change_minor == change


@pytest.mark.parametrize(
    ("offered", "problem"),
    [
        pytest.param([], NotPaidInFull(missing_minor=5_000), id="nothing offered"),
        pytest.param([(CASH, 4_999)], NotPaidInFull(missing_minor=1), id="one kopeck short"),
        pytest.param([(CARD, 5_001)], PaidTooMuch(excess_minor=1), id="a card gives no change"),
        pytest.param([(CARD, 5_001), (CASH, 100)], PaidTooMuch(excess_minor=1), id="not even with cash"),
        pytest.param([(CASH, 0)], BadAmount(text="0"), id="nothing is no tender"),
        pytest.param([(CASH, 10_000), (CARD, -5_000)], BadAmount(text="-5000"), id="below nothing"),
        pytest.param([(CERTIFICATE, 5_000)], CertificateNotAccepted(), id="certificates come later"),
    ],
)
def test_wrong_money_is_refused_and_the_receipt_stays(
    till: FakeTill, offered: list[tuple[TenderKind, int]], problem: Problem
) -> None:
    till.register.scan(BREAD_CODE)
    with pytest.raises(type(problem)) as refused:
        till.register.pay([Tender(kind, amount) for kind, amount in offered])
    assert str(refused.value) == str(problem)
    assert till.register.view().quote.payable_minor == 5_000
    assert till.journal.of(Sale) == []


def test_nothing_on_the_receipt_is_not_sold(till: FakeTill) -> None:
    with pytest.raises(EmptyReceipt):
        till.register.pay_exact()


def test_without_a_shift_nothing_is_sold() -> None:
    till = FakeTill()
    till.staff.log_in("1111")
    till.register.scan(BREAD_CODE)
    with pytest.raises(ShiftNotOpen):
        till.register.pay_exact()


def test_without_a_cashier_nothing_is_sold(till: FakeTill) -> None:
    till.staff.log_out()
    till.register.scan(BREAD_CODE)
    with pytest.raises(NotLoggedIn):
        till.register.pay_exact()


def test_an_auditor_does_not_sell(till: FakeTill) -> None:
    till.staff.log_in("4444")
    till.register.scan(BREAD_CODE)
    with pytest.raises(NotAllowed):
        till.register.pay_exact()


def test_the_sale_keeps_what_later_needs(till: FakeTill) -> None:
    till.register.scan(BORIS_CARD)
    sale = till.sell(MILK_CODE, COFFEE_CODE).sale
    milk, coffee = sale.lines
    assert (sale.gross_minor, sale.discount_minor, sale.paid_minor) == (109_990, 10_999, 98_991)
    assert (milk.discounts[0].cause, milk.discounts[0].amount_minor, milk.paid_minor) == ("card", 999, 8_991)
    assert (milk.vat_bp, coffee.vat_bp, coffee.fiscal_object, coffee.fiscal_method) == (
        1000,
        2200,
        "commodity",
        "full_payment",
    )
    assert (sale.cashier_id, sale.store_id, sale.programme_id, sale.bundle) == (
        "c1",
        "store-1",
        "five",
        "a" * 64,
    )
    assert (sale.account_id, sale.card_last4) == ("boris", BORIS_CARD[-4:])
    assert is_receipt_code(sale.code)


def test_points_are_earned_without_any_connection(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    done = till.sell(COFFEE_CODE)
    assert done.sale.accrued == 50
    assert done.balance_after is not None
    assert done.balance_after.available == 550


def test_a_sale_without_a_card_earns_nothing(till: FakeTill) -> None:
    sale = till.sell(COFFEE_CODE).sale
    assert (sale.account_id, sale.accrued, sale.activate_at_us, sale.expire_at_us) == ("", 0, 0, 0)


def test_cash_opens_the_drawer_and_a_card_does_not(till: FakeTill) -> None:
    assert till.sell(BREAD_CODE).receipt.open_drawer
    till.register.scan(BREAD_CODE)
    assert not till.register.pay_exact(CARD).receipt.open_drawer


# --- the disk fails -----------------------------------------------------------------------------------


@pytest.mark.parametrize("problem", [StorageFull("journal.db"), StorageBusy("journal.db")])
def test_a_sale_that_could_not_be_written_stays_open_and_is_paid_again(
    till: FakeTill, problem: Problem
) -> None:
    till.register.scan(BREAD_CODE)
    till.journal.fails.append(problem)
    with pytest.raises(type(problem)):
        till.register.pay_exact()
    assert till.register.view().quote.payable_minor == 5_000
    till.register.pay_exact()
    assert len(till.journal.of(Sale)) == 1


def test_a_sale_that_was_written_after_all_is_not_sold_twice(till: FakeTill) -> None:
    till.register.scan(BREAD_CODE)
    till.journal.loses_answer.append(StorageBusy("journal.db"))
    with pytest.raises(StorageBusy):
        till.register.pay([Tender(CASH, 10_000)])
    done = till.register.pay([Tender(CASH, 10_000)])
    assert till.journal.of(Sale) == [done.sale]
    assert done.change_minor == 5_000
    assert till.register.view().lines == ()


def test_what_was_scanned_after_the_lost_answer_is_not_given_away(till: FakeTill) -> None:
    till.register.scan(BREAD_CODE)
    till.journal.loses_answer.append(StorageBusy("journal.db"))
    with pytest.raises(StorageBusy):
        till.register.pay_exact()
    till.register.scan(MILK_CODE)
    done = till.register.pay_exact()
    assert done.sale.paid_minor == 5_000, "the sale of the first time, and its paper says what was sold"
    assert Pair("ИТОГО", "50,00\u00a0₽", bold=True, size=2) in done.receipt.blocks


def test_a_failed_sale_may_be_changed_before_it_is_paid_again(till: FakeTill) -> None:
    till.register.scan(BREAD_CODE)
    till.journal.fails.append(StorageFull("journal.db"))
    with pytest.raises(StorageFull):
        till.register.pay_exact()
    till.register.scan(MILK_CODE)
    assert till.register.pay_exact().sale.paid_minor == 14_990


@pytest.mark.parametrize("error", [PrinterOffline(), OSError("no such device")], ids=["refused", "broken"])
def test_a_sale_stands_and_its_receipt_is_there_when_the_fiscal_device_fails_after_it(
    error: Exception,
) -> None:
    till = FakeTill(fiscal=SigningPrinter(problems=[error])).open("2222")
    done = till.sell(BREAD_CODE)
    assert till.journal.of(Sale) == [done.sale]
    assert done.trouble is not None
    assert (done.trouble.code, done.trouble.facts()) == ("fiscal_failed", {"receipt": "1"})
    assert Text("Нефискальный документ", Align.CENTRE) in done.receipt.blocks
    assert not till.register.view().lines, "the next F12 has nothing to sell"
    with pytest.raises(EmptyReceipt):
        till.register.pay_exact()


def test_a_sale_without_its_fiscal_sign_is_written_down(till: FakeTill) -> None:
    failing = FakeTill(fiscal=SigningPrinter(problems=[PrinterOffline()])).open("2222")
    sale = failing.sell(BREAD_CODE).sale
    noted = failing.journal.facts[-1]
    assert isinstance(noted, Noted)
    assert (noted.what, noted.subject, noted.reason) == ("fiscal_failed", sale.sale_id, "printer_offline")
    till.sell(BREAD_CODE)
    assert "fiscal_failed" not in till.journal.notes()


class OnAFullDisk(SigningPrinter):
    """Fails, and in the same moment the disk is full."""

    till: FakeTill

    def register(self, sale: Sale) -> str:  # noqa: ARG002 - the port's shape
        self.till.journal.fails.append(StorageFull("journal.db"))
        raise PrinterOffline


def test_even_if_that_cannot_be_written_down_the_receipt_is_there() -> None:
    device = OnAFullDisk()
    device.till = FakeTill(fiscal=device).open("2222")
    done = device.till.sell(BREAD_CODE)
    assert done.trouble is not None
    assert device.till.journal.of(Sale) == [done.sale]


def test_the_next_sale_is_signed_when_the_fiscal_device_works_again() -> None:
    device = SigningPrinter(problems=[PrinterOffline()])
    till = FakeTill(fiscal=device).open("2222")
    till.sell(BREAD_CODE)
    done = till.sell(BREAD_CODE)
    assert done.trouble is None
    assert Pair("ФП", "sign 1") in done.receipt.blocks
    returned = till.returns.commit(done.sale, {1: 1000}, "").fact
    assert device.signed == [done.sale.sale_id, returned.return_id]


# --- cancelling, and the program's end ----------------------------------------------------------------


def test_a_cancelled_receipt_leaves_a_trace(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    till.register.scan(BREAD_CODE)
    till.register.delete_line(2, "лишнее")
    till.register.clear("покупатель ушёл")
    assert till.journal.notes() == ["logged_in", "line_deleted", "receipt_cleared"]
    assert till.register.view().lines == ()


def test_cancelling_nothing_does_nothing(till: FakeTill) -> None:
    commits = till.journal.commits
    till.register.clear("")
    assert till.journal.commits == commits


def save_draft(till: FakeTill) -> None:
    """Do what the background worker does."""
    text = till.world.desk.take_draft()
    if text is not None:
        till.journal.save_draft(text)


def test_an_open_receipt_survives_a_crash(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    till.register.scan(BREAD_CODE)
    till.register.scan(ANNA_CARD)
    till.register.delete_line(2, "")
    save_draft(till)
    till.restart()
    assert till.register.restore()
    view = till.register.view()
    assert [(line.id, line.name) for line in view.lines] == [(1, "Молоко 3,2 %")]
    assert view.member is not None
    till.staff.log_in("1111")
    till.register.pay_exact()
    assert "line_deleted" in till.journal.notes()


def test_a_price_that_was_approved_survives_a_crash(till: FakeTill) -> None:
    approval = till.staff.approve("2222", Permission.APPROVE_PRICE)
    till.register.add_by_price("46", "Сыр", 45_000, approval)
    save_draft(till)
    till.restart()
    assert till.register.restore()
    line = till.register.view().quote.lines[0].line
    assert (line.article.name, line.price_minor, line.approved_by) == ("Сыр", 45_000, "s1")


def test_a_receipt_that_was_sold_before_the_crash_does_not_come_back(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    save_draft(till)
    till.register.pay_exact()
    till.restart()
    assert not till.register.restore()
    assert till.register.view().lines == ()


def test_after_a_sale_there_is_nothing_to_restore(till: FakeTill) -> None:
    till.sell(MILK_CODE)
    save_draft(till)
    assert till.journal.load_draft() == ""
    assert till.world.desk.take_draft() is None, "nothing new"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        '{"version": 99}',
        '{"version": 1}',
        '{"version": 1, "sale_id": 5, "lines": [{"id": "x"}]}',
        (
            '{"version": 1, "sale_id": "5", "next_id": 2, "account_id": "", "notes": [], "op": "", "lines": [{"id": "1", '
            '"article_id": "1001", "name": "", "vat_bp": 0, "qty_milli": 1000, "price_minor": 1, "approved_by": ""}]}'
        ),
    ],
)
def test_a_draft_that_is_none_of_ours_does_not_stop_the_shop(till: FakeTill, text: str) -> None:
    till.journal.save_draft(text)
    assert not till.register.restore()


def test_the_screen_is_priced_once_for_each_change(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    assert till.register.view() is till.register.view()
