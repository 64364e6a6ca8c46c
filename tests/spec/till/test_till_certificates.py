"""Gift certificates at the counter: sold as an advance, taken back only unused, beside the turnover of the shift."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from loyalty_pos.core.basket import Article
from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import (
    BadQuantity,
    CertificateAlreadySold,
    CertificateAlreadyThere,
    CertificateBlocked,
    CertificateCancelled,
    CertificateNeedsCode,
    CertificateNoSeries,
    CertificateUsed,
    CertificateWasUsed,
    CertificateWrongValue,
    Problem,
)
from loyalty_pos.core.programme import CertificateTax
from loyalty_pos.core.sale import Issued, IssuedKind, Tender
from loyalty_pos.core.vouchers.certificates import sale_refusal
from loyalty_pos.core.vouchers.voucher import VoucherState
from loyalty_pos.till.receipt_state import CertificateAsks, CertificateLaid, LineAdded
from loyalty_pos.till.wording import sentence
from tests.fakes.codes import GIFT, key_of
from tests.fakes.gift_shop import (
    CASH,
    CERTIFICATE,
    LPG,
    OTHER,
    active,
    gift_till,
    refused,
    rest,
    till_with,
    words,
)
from tests.fakes.till import ANNA_CARD, BORIS_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE, FakeTill
from tests.fakes.vouchers import printed


@pytest.fixture
def till() -> FakeTill:
    return gift_till()


# --- sold ---------------------------------------------------------------------------------------------


def test_a_printed_certificate_is_sold_for_the_sum_that_the_customer_names(till: FakeTill) -> None:
    till.vouchers.tell(printed())

    assert till.register.scan(LPG) == CertificateAsks("MNPQ", "Подарочный сертификат", ())
    till.register.certificates.sell_for(70_000)
    sale = till.register.pay_exact().sale

    [line] = sale.lines
    assert (line.fiscal_object, line.fiscal_method, line.vat_bp, line.paid_minor) == (
        "payment",
        "advance",
        -1,
        70_000,
    )
    until = micros(
        datetime(2027, 11, 20, tzinfo=ZoneInfo("Europe/Moscow"))
    )  # a year, then midnight in the shop
    assert sale.issued == (
        Issued(IssuedKind.CERTIFICATE, str(key_of()), "gift", 1, 70_000, sale.sold_at_us, until, "MNPQ"),
    )
    assert rest(till) == 70_000


def test_the_print_house_s_value_is_not_asked_for(till: FakeTill) -> None:
    till.vouchers.tell(printed(value_minor=50_000))

    assert till.register.scan(LPG) == LineAdded(1)
    assert till.register.view().quote.payable_minor == 50_000


def test_the_only_value_of_a_series_is_not_asked_for() -> None:
    till = till_with(values_minor=(30_000,))
    till.vouchers.tell(printed())

    assert till.register.scan(LPG) == LineAdded(1)


def test_another_value_than_the_series_has_is_refused() -> None:
    till = till_with(values_minor=(100_000, 300_000))
    till.vouchers.tell(printed())
    assert till.register.scan(LPG) == CertificateAsks("MNPQ", "Подарочный сертификат", (100_000, 300_000))

    with pytest.raises(CertificateWrongValue) as wrong:
        till.register.certificates.sell_for(200_000)

    told = sentence(wrong.value, "en").next_step.replace("\N{NO-BREAK SPACE}", " ")
    assert told == "Choose one of: 1 000,00 ₽, 3 000,00 ₽."
    till.register.certificates.sell_for(300_000)
    assert till.register.view().quote.payable_minor == 300_000


@pytest.mark.parametrize("value_minor", [0, -1, 10**12])
def test_a_certificate_is_worth_something_within_reason(till: FakeTill, value_minor: int) -> None:
    till.vouchers.tell(printed())
    till.register.scan(LPG)

    with pytest.raises(CertificateWrongValue):
        till.register.certificates.sell_for(value_minor)


def test_an_article_of_the_price_list_sells_the_piece_that_is_scanned_next() -> None:
    till = till_with(articles=frozenset({"3001"}))
    till.goods.barcodes["3001"] = Article("3001", "Сертификат 500", 50_000)
    till.vouchers.tell(printed())

    assert str(refused(till, "3001")) == str(CertificateNeedsCode(article="Сертификат 500"))
    with pytest.raises(CertificateNeedsCode):
        till.register.add_article("3001")

    assert till.register.scan(GIFT) == LineAdded(1)
    assert till.register.view().quote.payable_minor == 50_000


def test_a_certificate_takes_no_discount_and_neither_earns_nor_takes_points(till: FakeTill) -> None:
    till.vouchers.tell(printed(value_minor=100_000))
    till.register.scan(BORIS_CARD)
    till.register.scan(LPG)

    quote = till.register.view().quote

    assert (quote.payable_minor, quote.discount_minor, quote.accrued, quote.max_redeem) == (100_000, 0, 0, 0)


def test_the_points_that_a_receipt_may_take_look_at_goods_alone(till: FakeTill) -> None:
    till.vouchers.tell(printed(value_minor=100_000))
    till.register.scan(ANNA_CARD)
    till.register.scan(BREAD_CODE)
    alone = till.register.view().quote.max_redeem

    till.register.scan(LPG)

    assert till.register.view().quote.max_redeem == alone == 25


def test_a_certificate_is_not_paid_by_another_one(till: FakeTill) -> None:
    till.vouchers.tell(printed(value_minor=100_000))
    active(till, 100_000, OTHER)
    till.register.scan(LPG)
    till.register.scan(OTHER)
    assert till.register.view().quote.payable_minor == 100_000

    till.register.scan(BREAD_CODE)
    sale = till.register.pay_exact().sale

    assert sale.tenders == (Tender(CERTIFICATE, 5_000, str(key_of(OTHER))), Tender(CASH, 100_000))


def test_what_is_paid_for_certificates_is_no_spend_of_the_member(till: FakeTill) -> None:
    till.vouchers.tell(printed(value_minor=100_000))
    till.register.scan(ANNA_CARD)
    till.register.scan(LPG)
    till.sell(BREAD_CODE)

    assert till.members.accounts["anna"].spend_minor == 5_000


def test_each_piece_is_a_line_of_its_own_and_its_quantity_stays(till: FakeTill) -> None:
    till.vouchers.tell(printed(value_minor=50_000), printed(OTHER, value_minor=50_000))
    till.register.scan(LPG)
    till.register.scan(OTHER)

    assert [line.voucher_last4 for line in till.register.view().lines] == ["MNPQ", "FGHC"]
    with pytest.raises(BadQuantity):
        till.register.set_quantity(1, 2_000)


def test_a_single_purpose_certificate_is_taxed_when_it_is_sold() -> None:
    till = till_with(tax=CertificateTax.SPV, vat_bp=2200)
    till.vouchers.tell(printed(value_minor=122_000))
    till.register.scan(LPG)

    [vat] = till.register.view().quote.vat
    assert (vat.vat_bp, vat.vat_minor) == (2200, 22_000)


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        (VoucherState.BLOCKED, CertificateBlocked(last4="MNPQ")),
        (VoucherState.CANCELLED, CertificateCancelled(last4="MNPQ")),
        (VoucherState.USED, CertificateUsed(last4="MNPQ")),
    ],
)
def test_what_cannot_be_sold_nor_pay_says_why(till: FakeTill, state: VoucherState, problem: Problem) -> None:
    till.vouchers.tell(printed(state=state))
    till.register.scan(BREAD_CODE)

    assert str(refused(till, LPG)) == str(problem)


def test_a_series_that_the_programme_does_not_know_is_not_sold(till: FakeTill) -> None:
    till.vouchers.tell(printed(series="old"))

    assert str(refused(till, LPG)) == str(CertificateNoSeries(last4="MNPQ"))


def test_the_same_piece_twice_on_a_receipt_is_refused(till: FakeTill) -> None:
    till.vouchers.tell(printed(value_minor=50_000))
    till.register.scan(LPG)

    assert str(refused(till, GIFT)) == str(CertificateAlreadyThere(last4="MNPQ"))


def test_a_sold_certificate_pays_at_once_at_the_same_till(till: FakeTill) -> None:
    till.vouchers.tell(printed(value_minor=100_000))
    till.sell(LPG)

    assert till.register.scan(LPG) == CertificateLaid(key_of())
    sale = till.sell(COFFEE_CODE).sale

    assert sale.tenders == (Tender(CERTIFICATE, 100_000, str(key_of())),)
    assert str(refused(till, LPG)) == str(CertificateUsed(last4="MNPQ"))


# --- taken back ---------------------------------------------------------------------------------------


def test_an_unused_certificate_is_taken_back_for_its_money(till: FakeTill) -> None:
    """T34."""
    till.vouchers.tell(printed(value_minor=5_000))
    sale = till.sell(LPG).sale

    done = till.returns.commit(sale, {1: 1_000}, "changed mind")

    assert done.fact.tenders == (Tender(CASH, 5_000),)
    assert done.fact.cancelled == sale.issued
    assert rest(till) == 0
    assert str(refused(till, LPG)) == str(CertificateCancelled(last4="MNPQ"))


def test_a_certificate_that_paid_for_something_is_not_taken_back(till: FakeTill) -> None:
    till.vouchers.tell(printed(value_minor=50_000))
    sale = till.sell(LPG).sale
    till.register.scan(GIFT)
    till.sell(BREAD_CODE)

    for refuse in (
        lambda: till.returns.preview(sale, {1: 1_000}),
        lambda: till.returns.void(sale, "mistake"),
    ):
        with pytest.raises(CertificateWasUsed):
            refuse()


def test_a_voided_sale_of_a_certificate_puts_the_piece_back_into_the_drawer(till: FakeTill) -> None:
    """Its sum is asked anew: a wrong one is the usual reason of such a void."""
    till.vouchers.tell(printed(value_minor=50_000))
    sale = till.sell(LPG).sale

    void = till.returns.void(sale, "wrong value").fact

    assert void.cancelled == sale.issued
    assert till.register.scan(LPG) == CertificateAsks("MNPQ", "Подарочный сертификат", ())
    assert till.register.certificates.sell_for(30_000) == LineAdded(1)


def test_a_voided_payment_gives_the_certificate_its_money_again(till: FakeTill) -> None:
    active(till)
    till.register.scan(GIFT)
    sale = till.sell(BREAD_CODE, MILK_CODE).sale
    assert rest(till) == 85_010

    done = till.returns.void(sale, "mistake")

    assert rest(till) == 100_000
    assert "Сертификат **** MNPQ 149,90 ₽\n  остаток 1 000,00 ₽" in words(done.receipt)


def test_a_certificate_that_was_sold_before_is_not_sold_again(till: FakeTill) -> None:
    active(till)

    voucher = till.vouchers.by_code(GIFT)

    assert voucher is not None
    assert str(sale_refusal(voucher, till.programme)) == str(CertificateAlreadySold(last4="MNPQ"))


# --- the shift ----------------------------------------------------------------------------------------


def test_certificates_sold_stand_beside_the_turnover(till: FakeTill) -> None:
    till.vouchers.tell(printed(value_minor=100_000), printed(OTHER, value_minor=30_000))
    till.sell(LPG, BREAD_CODE)
    taken = till.sell(OTHER).sale
    till.returns.commit(taken, {1: 1_000}, "changed mind")
    till.register.scan(GIFT)
    till.sell(COFFEE_CODE)

    shift = till.world.shift()
    totals = till.journal.shift_totals(shift.shift_id)

    assert (totals.sold_minor, totals.certificates_sold_minor, totals.returned_minor) == (105_000, 100_000, 0)
    assert (totals.cash_minor, totals.certificate_minor) == (105_000, 100_000)
    assert "Продано сертификатов (не выручка) 1 000,00 ₽" in words(till.shift.x_report().receipt)
