"""Gift certificates at the counter: sold as an advance, paid from as a prepayment, given back onto, never lost sight of."""

from dataclasses import replace
from datetime import datetime, timedelta
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
    CertificateChanged,
    CertificateExpired,
    CertificateNeedsCode,
    CertificateNoSeries,
    CertificateNotSold,
    CertificateUnknown,
    CertificateUsed,
    CertificateWasUsed,
    CertificateWrongValue,
    Problem,
)
from loyalty_pos.core.programme import CertificateSeries, CertificateTax, Programme
from loyalty_pos.core.programme.accrual import AfterMonths
from loyalty_pos.core.receipt import Pair, Receipt, Text
from loyalty_pos.core.sale import Issued, IssuedKind, Sale, Tender, TenderKind
from loyalty_pos.core.vouchers.certificates import sale_refusal
from loyalty_pos.core.vouchers.voucher import VoucherKind, VoucherState
from loyalty_pos.till.receipt_state import CertificateAsks, CertificateLaid, LineAdded, Refused
from loyalty_pos.till.vouchers.finding import certificate_asked
from loyalty_pos.till.wording import sentence
from tests.fakes.codes import GIFT, key_of
from tests.fakes.shop import MORNING
from tests.fakes.till import ANNA_CARD, BORIS_CARD, BREAD_CODE, COFFEE_CODE, FIVE_PERCENT, MILK_CODE, FakeTill
from tests.fakes.vouchers import printed

OTHER = "GIFT-RTWX-YACD-EFGHC"
LPG = "LPG1:" + GIFT.replace("-", "")
GIFTS = CertificateSeries("gift", "Подарочный сертификат", life=AfterMonths(12))
CASH, CARD, CERTIFICATE = TenderKind.CASH, TenderKind.CARD, TenderKind.CERTIFICATE
BIG = Article("2001", "Чайник", 80_000)
SMALL = Article("2002", "Заварник", 45_050)


def programme(**series: object) -> Programme:
    return replace(FIVE_PERCENT, certificates=(replace(GIFTS, **series),))  # type: ignore[arg-type]  # any field


def till_with(**series: object) -> FakeTill:
    return FakeTill(programme(**series)).open("2222")


@pytest.fixture
def till() -> FakeTill:
    """Olga, a senior cashier, in a shop that sells certificates of any sum for a year; goods of W20 are on the shelf."""
    till = till_with()
    till.goods.barcodes |= {"2001": BIG, "2002": SMALL}
    return till


def active(till: FakeTill, rest_minor: int = 100_000, code: str = GIFT, **told: object) -> None:
    """Let the centre tell of a certificate that somebody has."""
    facts: dict[str, object] = {
        "state": VoucherState.ACTIVE,
        "value_minor": 100_000,
        "rest_minor": rest_minor,
    }
    till.vouchers.tell(printed(code, **(facts | told)))


def rest(till: FakeTill, code: str = GIFT) -> int:
    voucher = till.vouchers.by_code(code)
    assert voucher is not None
    return voucher.rest_minor


def refused(till: FakeTill, text: str) -> Problem:
    outcome = till.register.scan(text)
    assert isinstance(outcome, Refused), outcome
    return outcome.problem


def words(receipt: Receipt) -> str:
    lines = [
        f"{block.left} {block.right}" if isinstance(block, Pair) else block.text
        for block in receipt.blocks
        if isinstance(block, Pair | Text)
    ]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")


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


# --- paid ---------------------------------------------------------------------------------------------


def test_the_rest_of_a_certificate_stays_on_it(till: FakeTill) -> None:
    """W19b."""
    active(till)
    till.goods.barcodes["730"] = Article("730", "Ваза", 73_000)
    till.register.scan("730")
    till.register.scan(GIFT)

    done = till.register.pay_exact()

    assert (done.sale.paid_minor, done.sale.certificate_minor, rest(till)) == (0, 73_000, 27_000)
    assert "Сертификат **** MNPQ 730,00 ₽\n  остаток 270,00 ₽" in words(done.receipt)


def test_the_certificate_pays_and_the_bank_card_the_rest(till: FakeTill) -> None:
    """W19, A06."""
    active(till)
    till.goods.barcodes["1250"] = Article("1250", "Самовар", 125_050)
    till.register.scan("1250")
    till.register.scan(LPG)
    quote = till.register.view().quote
    assert (quote.certificate_minor, quote.payable_minor, quote.discount_minor) == (100_000, 25_050, 0)
    [vat] = quote.vat
    assert vat.vat_minor == 22_550

    sale = till.register.pay([Tender(CARD, 25_050)]).sale

    assert sale.tenders == (Tender(CERTIFICATE, 100_000, str(key_of())), Tender(CARD, 25_050))
    assert rest(till) == 0


def test_a_single_use_certificate_is_gone_with_its_rest() -> None:
    till = till_with(single_use=True)
    active(till)
    till.register.scan(GIFT)
    till.register.scan(BREAD_CODE)
    [share] = till.register.view().certificates
    assert (share.amount_minor, share.left_minor, share.lost_minor) == (5_000, 0, 95_000)

    till.register.pay_exact()

    assert str(refused(till, GIFT)) == str(CertificateUsed(last4="MNPQ"))


def test_several_certificates_pay_in_the_order_in_which_they_were_laid_down(till: FakeTill) -> None:
    active(till, 3_000)
    active(till, 9_000, OTHER)
    till.register.scan(BREAD_CODE)
    till.register.scan(GIFT)
    till.register.scan(OTHER)

    sale = till.register.pay_exact().sale

    assert sale.tenders == (
        Tender(CERTIFICATE, 3_000, str(key_of())),
        Tender(CERTIFICATE, 2_000, str(key_of(OTHER))),
    )
    assert (rest(till), rest(till, OTHER)) == (0, 7_000)


def test_a_certificate_is_taken_off_again(till: FakeTill) -> None:
    active(till)
    till.register.scan(BREAD_CODE)
    till.register.scan(GIFT)

    till.register.certificates.take_off(key_of())

    assert till.register.view().quote.payable_minor == 5_000
    assert till.register.view().certificates == ()


def test_an_unknown_code_is_refused_with_what_to_do(till: FakeTill) -> None:
    problem = refused(till, LPG)

    assert str(problem) == str(CertificateUnknown(last4="MNPQ"))
    assert sentence(problem, "ru").next_step.endswith("сертификат останется у покупателя.")


def test_on_the_payment_screen_an_unsold_certificate_does_not_pay(till: FakeTill) -> None:
    till.vouchers.tell(printed())

    with pytest.raises(CertificateNotSold):
        till.register.certificates.lay_down(certificate_asked(till.world, GIFT))


def test_a_coupon_is_no_certificate(till: FakeTill) -> None:
    till.vouchers.tell(printed(kind=VoucherKind.COUPON, state=VoucherState.ACTIVE, uses_left=1))

    with pytest.raises(CertificateUnknown):
        till.register.certificates.lay_down(certificate_asked(till.world, LPG))


def test_a_certificate_pays_until_its_last_minute(till: FakeTill) -> None:
    active(till, until_us=micros(MORNING + timedelta(hours=14)))  # 21:00 UTC is midnight in the shop
    till.clock.pass_time(hours=13, minutes=59)
    assert till.register.scan(GIFT) == CertificateLaid(key_of())
    till.register.certificates.take_off(key_of())

    till.clock.pass_time(minutes=1)

    problem = refused(till, GIFT)
    assert isinstance(problem, CertificateExpired)
    assert sentence(problem, "en").text == "The certificate **** MNPQ is over: its last day was 20 Nov 2026."


def test_a_certificate_that_is_blocked_meanwhile_is_told_before_anybody_pays(till: FakeTill) -> None:
    active(till)
    till.register.scan(BREAD_CODE)
    till.register.scan(GIFT)
    assert till.register.view().quote.payable_minor == 0
    active(till, state=VoucherState.BLOCKED)

    with pytest.raises(CertificateChanged):
        till.register.pay_exact()

    assert till.register.view().quote.payable_minor == 5_000
    assert till.register.pay_exact().sale.tenders == (Tender(CASH, 5_000),)


def test_the_open_receipt_comes_back_with_its_certificates(till: FakeTill) -> None:
    active(till)
    till.vouchers.tell(printed(OTHER, value_minor=50_000))
    for code in (BREAD_CODE, GIFT, OTHER):
        till.register.scan(code)
    before = till.register.view()
    till.journal.save_draft(till.world.desk.take_draft() or "")

    till.restart()
    till.staff.log_in("2222")
    assert till.register.restore()

    after = till.register.view()
    assert (after.quote, after.certificates) == (before.quote, before.certificates)
    assert "ACDEFGHJ" not in till.journal.load_draft()


def test_the_last_four_characters_alone_stand_on_paper(till: FakeTill) -> None:
    till.vouchers.tell(printed(value_minor=50_000))

    paper = words(till.sell(LPG).receipt)

    assert "**** MNPQ, до 19.11.2027 аванс" in paper
    assert "ACDE" not in paper


# --- beside points ------------------------------------------------------------------------------------


def w20(till: FakeTill) -> Sale:
    """Sell 800.00 and 450.50 for 300.00 in points, 500.00 by certificate, the rest by card."""
    active(till, 50_000, value_minor=50_000)
    lots = tuple(replace(lot, amount=300, remaining=300) for lot in till.members.accounts["anna"].lots)
    till.members.accounts["anna"] = replace(till.members.accounts["anna"], lots=lots)
    till.register.scan(ANNA_CARD)
    for code in ("2001", "2002", GIFT):
        till.register.scan(code)
    till.holds.available = 300
    till.register.want_points(300)
    till.ask_centre()
    return till.register.pay_exact(CARD).sale


def test_points_certificate_and_card_are_spread_to_the_kopeck(till: FakeTill) -> None:
    """W20."""
    sale = w20(till)

    assert [line.points_money_minor for line in sale.lines] == [19_192, 10_808]
    assert [line.certificate_minor for line in sale.lines] == [31_987, 18_013]
    assert [line.paid_minor for line in sale.lines] == [28_821, 16_229]
    assert sale.tenders == (Tender(CERTIFICATE, 50_000, str(key_of())), Tender(CARD, 45_050))


def test_a_used_up_certificate_comes_back_with_its_part(till: FakeTill) -> None:
    """W20: the second line comes back."""
    sale = w20(till)
    assert rest(till) == 0

    done = till.returns.commit(sale, {2: 1_000}, "defect")

    assert done.fact.tenders == (Tender(CERTIFICATE, 18_013, str(key_of())), Tender(CARD, 16_229))
    assert (done.fact.certificate_minor, done.fact.paid_minor) == (18_013, 16_229)
    assert rest(till) == 18_013
    assert till.register.scan(GIFT) == CertificateLaid(key_of())
    assert "Сертификат **** MNPQ 180,13 ₽\n  остаток 180,13 ₽" in words(done.receipt)


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_both_lines_back_in_any_order_give_everything_back(till: FakeTill, order: tuple[int, int]) -> None:
    """W20."""
    sale = w20(till)

    back = [till.returns.commit(sale, {line: 1_000}, "defect").fact for line in order]

    assert rest(till) == 50_000
    assert sum(fact.paid_minor for fact in back) == 45_050
    assert sum(fact.points_back for fact in back) == sale.redeemed


def test_what_a_certificate_paid_earns_or_not() -> None:
    """W32 at the till."""
    for counts, points in ((True, 47), (False, 22)):
        assert FIVE_PERCENT.accrual is not None
        accrual = replace(FIVE_PERCENT.accrual, certificates=counts)
        till = FakeTill(replace(programme(), accrual=accrual)).open("2222")
        till.goods.barcodes |= {"2001": BIG, "2002": SMALL}
        assert w20(till).accrued == points


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
