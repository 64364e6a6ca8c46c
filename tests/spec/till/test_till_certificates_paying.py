"""Gift certificates that pay: a prepayment beside points and money, and given back onto to the last kopeck."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loyalty_pos.core.basket import Article
from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import (
    CertificateChanged,
    CertificateExpired,
    CertificateNotSold,
    CertificateUnknown,
    CertificateUsed,
)
from loyalty_pos.core.programme import FiscalMode
from loyalty_pos.core.sale import Sale, Tender
from loyalty_pos.core.vouchers.voucher import VoucherKind, VoucherState
from loyalty_pos.till.receipt_state import CertificateLaid
from loyalty_pos.till.vouchers.finding import certificate_asked
from loyalty_pos.till.wording import sentence
from tests.fakes.codes import GIFT, key_of
from tests.fakes.gift_shop import (
    BIG,
    CARD,
    CASH,
    CERTIFICATE,
    LPG,
    OTHER,
    SMALL,
    active,
    gift_till,
    programme,
    refused,
    rest,
    till_with,
    words,
)
from tests.fakes.shop import MORNING, SigningPrinter
from tests.fakes.till import ANNA_CARD, BREAD_CODE, FIVE_PERCENT, FakeTill
from tests.fakes.vouchers import printed


@pytest.fixture
def till() -> FakeTill:
    return gift_till()


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


def test_the_fiscal_device_hears_of_prepayment_and_counter_provision() -> None:
    """Tags 1215 and 1217: what certificates settle, and what points settle where they are no discount."""
    assert FIVE_PERCENT.redemption is not None
    settled = replace(FIVE_PERCENT.redemption, fiscal=FiscalMode.COUNTER_PROVISION)
    device = SigningPrinter()
    till = FakeTill(replace(programme(), redemption=settled), fiscal=device).open("2222")
    till.goods.barcodes |= {"2001": BIG, "2002": SMALL}

    w20(till)

    [sale] = device.sales
    assert (sale.counter_provision_minor, sale.certificate_minor, sale.paid_minor) == (30_000, 50_000, 45_050)
    assert sum(tender.amount_minor for tender in sale.tenders if tender.kind is CERTIFICATE) == 50_000
