"""Serial coupons at the counter: each counts as often as it may, for whom it may; and the one for the next purchase."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from loyalty_pos.core.coupons.serials import grouped, is_serial, make_serials
from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import (
    CouponAlreadyThere,
    CouponGivesNothing,
    CouponNotYet,
    CouponOver,
    Problem,
    SerialBlocked,
    SerialLimit,
    SerialNeedsMember,
    SerialOfAnother,
    SerialOutOfUse,
    SerialUsed,
    UnknownCoupon,
)
from loyalty_pos.core.programme import (
    BasketAmount,
    CouponSeries,
    PercentOff,
    Programme,
    Promotion,
)
from loyalty_pos.core.programme.conditions import Goods, InMonths
from loyalty_pos.core.programme.coupons import Prints
from loyalty_pos.core.programme.personal import in_control_group
from loyalty_pos.core.receipt import Barcode, Pair, Receipt, Text
from loyalty_pos.core.sale import Void
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.till.open_receipt import draft_text, read_draft
from loyalty_pos.till.receipt_state import CouponTaken, CouponView, Refused, SaleDone
from tests.fakes.codes import key_of
from tests.fakes.shop import MORNING
from tests.fakes.till import ANNA_CARD, BORIS_CARD, COFFEE_CODE, FIVE_PERCENT, MILK_CODE, FakeTill, anna

COFFEE = Promotion(
    "coffee",
    "Кофе дешевле на 10 %",
    PercentOff(1_000),
    goods=Goods(categories=frozenset({"coffee"})),
    coupon="flyer",
)
THANKS = Promotion("thanks", "100 ₽ на следующую покупку", BasketAmount(10_000, 50_000), coupon="next")
FLYER = CouponSeries("flyer", "Листовка")
NEXT = CouponSeries("next", "Спасибо", life_days=14, prints=Prints(90_000))
CODE, SECOND = make_serials(2, "TEA", Random(1).randrange)
DAY_US = micros(MORNING + timedelta(days=1)) - micros(MORNING)


def programme(*series: CouponSeries) -> Programme:
    return replace(FIVE_PERCENT, promotions=(COFFEE, THANKS), coupon_series=series or (FLYER, NEXT))


def a_code(code: str = CODE, **told: object) -> Voucher:
    usual: dict[str, object] = {"series": "flyer", "state": VoucherState.ACTIVE, "uses_left": 1}
    return Voucher(key_of(code), VoucherKind.COUPON, last4=code[-4:], **(usual | told))  # type: ignore[arg-type]  # any field


def till_with(*vouchers: Voucher, series: tuple[CouponSeries, ...] = ()) -> FakeTill:
    till = FakeTill(programme=programme(*series)).open()
    till.vouchers.tell(*vouchers)
    return till


@pytest.fixture
def till() -> FakeTill:
    return till_with(a_code())


def refused(till: FakeTill, text: str = CODE) -> Problem:
    outcome = till.register.scan(text)
    assert isinstance(outcome, Refused), outcome
    return outcome.problem


def bars(receipt: Receipt) -> list[str]:
    return [block.data for block in receipt.blocks if isinstance(block, Barcode)]


# --- a serial of the print house ----------------------------------------------------------------------


@pytest.mark.parametrize("text", [CODE, CODE.lower(), grouped(CODE), f"LPC1:{CODE}"])
def test_a_serial_acts_as_the_coupon_of_its_series(till: FakeTill, text: str) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan(MILK_CODE)
    assert till.register.scan(text) == CouponTaken("flyer")
    view = till.register.view()
    assert view.quote.discount_minor == 10_000
    assert view.coupons == (CouponView("flyer", 10_000, f"Листовка …{CODE[-4:]}"),)


def test_it_is_typed_where_coupons_are_asked_for(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    assert till.register.put_coupon(CODE) == "flyer"


def test_the_sale_names_it_and_so_does_the_receipt(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan(CODE)
    done = till.register.pay_exact()
    (code,) = done.sale.used_codes
    assert (code.key, code.series, code.rule_id, code.last4) == (
        str(key_of(CODE)),
        "flyer",
        "coffee",
        CODE[-4:],
    )
    lines = [block.left for block in done.receipt.blocks if isinstance(block, Pair)]
    assert any(f"…{CODE[-4:]}" in left for left in lines)
    assert CODE not in "".join(lines)


def test_it_counts_once_and_at_this_till_at_once(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan(CODE)
    till.register.pay_exact()
    till.register.scan(COFFEE_CODE)
    assert isinstance(refused(till), SerialUsed)
    till.restart()
    assert isinstance(refused(till), SerialUsed)


def test_one_of_three_uses_counts_three_times() -> None:
    till = till_with(a_code(uses_left=3), series=(replace(FLYER, uses=3), NEXT))
    for _ in range(3):
        till.register.scan(COFFEE_CODE)
        assert till.register.scan(CODE) == CouponTaken("flyer")
        till.register.pay_exact()
    till.register.scan(COFFEE_CODE)
    assert isinstance(refused(till), SerialUsed)


def test_a_void_frees_it_and_a_return_does_not(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan(CODE)
    done = till.register.pay_exact()
    till.staff.log_out()
    till.staff.log_in("3333")
    till.returns.void(done.sale, "mistake")
    (void,) = till.journal.of(Void)
    assert isinstance(void, Void)
    assert void.freed_codes == done.sale.used_codes
    till.register.scan(COFFEE_CODE)
    assert till.register.scan(CODE) == CouponTaken("flyer")
    again = till.register.pay_exact()
    till.returns.commit(again.sale, {1: 1_000}, "not wanted")
    till.register.scan(COFFEE_CODE)
    assert isinstance(refused(till), SerialUsed)


def test_one_that_gave_nothing_is_not_used(till: FakeTill) -> None:
    """Its coffee went off the receipt again, so the coupon stays with the customer."""
    till.register.scan(MILK_CODE)
    till.register.scan(COFFEE_CODE)
    till.register.scan(CODE)
    coffee = till.register.view().lines[1]
    till.register.delete_line(coffee.id, "changed mind")
    assert till.register.pay_exact().sale.used_codes == ()
    till.register.scan(COFFEE_CODE)
    assert till.register.scan(CODE) == CouponTaken("flyer")


def test_what_the_offer_lacks_is_said_with_the_name_of_the_coupon(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    problem = refused(till)
    assert isinstance(problem, CouponGivesNothing)
    assert problem.coupon == f"Листовка …{CODE[-4:]}"


def test_two_of_one_series_do_not_add_up() -> None:
    till = till_with(a_code(), a_code(SECOND))
    till.register.scan(COFFEE_CODE)
    till.register.scan(CODE)
    assert isinstance(refused(till, SECOND), CouponAlreadyThere)
    till.register.take_off_coupon("flyer")
    assert till.register.scan(SECOND) == CouponTaken("flyer")
    assert [code.last4 for code in till.register.pay_exact().sale.used_codes] == [SECOND[-4:]]


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"state": VoucherState.BLOCKED}, SerialBlocked),
        ({"state": VoucherState.CANCELLED}, SerialBlocked),
        ({"state": VoucherState.USED, "uses_left": 0}, SerialUsed),
        ({"uses_left": 0}, SerialUsed),
        ({"uses_left": -1}, SerialUsed),
        ({"since_us": micros(MORNING) + DAY_US}, CouponNotYet),
        ({"until_us": micros(MORNING)}, CouponOver),
        ({"series": "of-last-year"}, SerialOutOfUse),
        ({"account_id": "boris"}, SerialNeedsMember),
    ],
)
def test_one_that_does_not_count_is_refused_with_the_reason(
    told: dict[str, object], problem: type[Problem]
) -> None:
    till = till_with(a_code(CODE, **told))
    till.register.scan(COFFEE_CODE)
    assert type(refused(till)) is problem
    assert till.register.view().coupons == ()


@pytest.mark.parametrize(
    ("series", "problem"),
    [
        (replace(FLYER, since=date(2026, 12, 1)), CouponNotYet),
        (replace(FLYER, until=date(2026, 1, 1)), CouponOver),
        (replace(FLYER, personal=True), SerialNeedsMember),
        (replace(FLYER, per_member=1), SerialNeedsMember),
    ],
)
def test_the_series_has_its_say_too(series: CouponSeries, problem: type[Problem]) -> None:
    till = till_with(a_code(), series=(series,))
    till.register.scan(COFFEE_CODE)
    assert type(refused(till)) is problem


def test_the_id_of_a_series_is_no_promo_code(till: FakeTill) -> None:
    """Whoever reads the programme cannot use a coupon that is printed for others."""
    till.register.scan(COFFEE_CODE)
    with pytest.raises(UnknownCoupon):
        till.register.put_coupon("flyer")


# --- for a member -------------------------------------------------------------------------------------


def test_a_code_given_to_a_member_counts_with_that_card_alone() -> None:
    till = till_with(a_code(account_id="anna"))
    till.register.scan(COFFEE_CODE)
    till.register.scan(BORIS_CARD)
    assert isinstance(refused(till), SerialOfAnother)
    till.register.scan(ANNA_CARD)
    assert till.register.scan(CODE) == CouponTaken("flyer")


def test_it_leaves_the_receipt_with_the_member() -> None:
    """Another card, or none: the discount goes at once and the cashier is told why."""
    till = till_with(a_code(account_id="anna"))
    till.register.scan(COFFEE_CODE)
    till.register.scan(ANNA_CARD)
    till.register.scan(CODE)
    till.register.scan(BORIS_CARD)
    view = till.register.view()
    assert (view.coupons, type(view.banner)) == ((), SerialOfAnother)
    till.register.scan(ANNA_CARD)
    till.register.scan(CODE)
    till.register.detach()
    view = till.register.view()
    assert (view.coupons, type(view.banner)) == ((), SerialNeedsMember)


def test_a_member_uses_as_many_as_the_series_allows() -> None:
    till = till_with(a_code(), a_code(SECOND), series=(replace(FLYER, per_member=1),))
    till.register.scan(ANNA_CARD)
    till.register.scan(COFFEE_CODE)
    till.register.scan(CODE)
    assert till.register.pay_exact().sale.counted == (("coupon.flyer", 1),)
    till.register.scan(ANNA_CARD)
    till.register.scan(COFFEE_CODE)
    assert isinstance(refused(till, SECOND), SerialLimit)
    till.register.scan(BORIS_CARD)
    assert till.register.scan(SECOND) == CouponTaken("flyer")


def test_used_elsewhere_while_it_lay_here(till: FakeTill) -> None:
    """The centre's word comes between scan and payment: nobody pays what the screen did not say."""
    till.register.scan(COFFEE_CODE)
    till.register.scan(CODE)
    till.vouchers.tell(a_code(state=VoucherState.USED, uses_left=0))
    with pytest.raises(SerialUsed):
        till.register.pay_exact()
    assert till.register.view().quote.discount_minor == 0
    assert till.register.pay_exact().sale.used_codes == ()


def test_it_is_there_again_after_a_crash_and_no_code_on_the_disk(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan(CODE)
    text = till.world.desk.take_draft() or ""
    assert CODE not in text
    till.journal.save_draft(text)
    till.restart()
    till.staff.log_in("1111")
    assert till.register.restore()
    assert till.register.view().quote.discount_minor == 10_000
    assert len(till.register.pay_exact().sale.used_codes) == 1


def test_a_draft_of_an_earlier_program_has_no_serials(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    text = (till.world.desk.take_draft() or "").replace('"serials": []', '"x": 0')
    receipt = read_draft(text, till.goods, till.members)
    assert receipt is not None
    assert receipt.serials == ()
    assert draft_text(receipt)


# --- for the next purchase ----------------------------------------------------------------------------


def bought(till: FakeTill, *codes: str) -> SaleDone:
    return till.sell(*(codes or (COFFEE_CODE,)))


def test_a_large_receipt_brings_a_coupon_for_the_next_purchase(till: FakeTill) -> None:
    """Its code in bars, what it gives, until when; and it is worth that at this till at once."""
    done = bought(till)
    (code,) = bars(done.receipt)
    assert is_serial(code)
    told = [block.text for block in done.receipt.blocks if isinstance(block, Text)]
    assert told[-3:] == [
        "Купон на следующую покупку",
        "100 ₽ на следующую покупку",
        "действует по 03.12.2026",
    ]
    (issued,) = done.sale.issued
    assert (issued.series, issued.last4, issued.line_id) == ("next", code[-4:], 0)
    till.register.scan(COFFEE_CODE)
    assert till.register.scan(code) == CouponTaken("next")
    assert till.register.view().quote.discount_minor == 10_000
    assert till.register.pay_exact().sale.used_codes[0].series == "next"


def test_a_small_receipt_brings_none(till: FakeTill) -> None:
    done = bought(till, MILK_CODE)
    assert (done.sale.issued, bars(done.receipt)) == ((), [])


def test_what_counts_is_what_was_to_pay() -> None:
    till = till_with(a_code(), series=(FLYER, replace(NEXT, prints=Prints(90_001))))
    till.register.scan(COFFEE_CODE)
    till.register.scan(CODE)
    assert till.register.pay_exact().sale.issued == ()


def test_a_copy_bears_the_same_code_and_a_voided_sale_none(till: FakeTill) -> None:
    done = bought(till)
    assert bars(till.enquiry.reprint(done.sale)) == bars(done.receipt)
    till.staff.log_out()
    till.staff.log_in("3333")
    till.returns.void(done.sale, "mistake")
    assert bars(till.enquiry.reprint(done.sale)) == []
    till.register.scan(COFFEE_CODE)
    assert isinstance(refused(till, bars(done.receipt)[0]), SerialBlocked)


def test_no_two_receipts_bring_the_same_code(till: FakeTill) -> None:
    codes = [bars(bought(till).receipt)[0] for _ in range(50)]
    assert len(set(codes)) == 50


def test_a_personal_one_is_for_whoever_bought_and_counts_for_nobody_else() -> None:
    till = till_with(series=(FLYER, replace(NEXT, personal=True)))
    assert bars(bought(till).receipt) == []
    (code,) = bars(till.sell(ANNA_CARD, COFFEE_CODE).receipt)
    till.register.scan(COFFEE_CODE)
    assert isinstance(refused(till, code), SerialNeedsMember)
    till.register.scan(BORIS_CARD)
    assert isinstance(refused(till, code), SerialOfAnother)
    till.register.scan(ANNA_CARD)
    assert till.register.scan(code) == CouponTaken("next")


def test_it_is_over_when_its_days_are(till: FakeTill) -> None:
    (code,) = bars(bought(till).receipt)
    till.register.scan(COFFEE_CODE)
    till.clock.at += timedelta(days=14)
    assert isinstance(refused(till, code), CouponOver)


def test_offers_change_with_the_month_and_coupons_stay_to_their_own_date() -> None:
    """A49: what November gave is gone on 1 December; a coupon of November still counts until its last day."""
    november = Promotion("november", "Ноябрь", PercentOff(1_000), when=(InMonths(frozenset({"2026-11"})),))
    till = FakeTill(
        programme=replace(FIVE_PERCENT, promotions=(november, THANKS), coupon_series=(NEXT,))
    ).open()
    done = till.sell(COFFEE_CODE)
    (code,) = bars(done.receipt)
    assert done.sale.discount_minor == 10_000
    till.clock.at = datetime(2026, 12, 1, 9, tzinfo=UTC)
    till.register.scan(COFFEE_CODE)
    assert till.register.view().quote.discount_minor == 0
    assert till.register.scan(code) == CouponTaken("next")
    assert till.register.view().quote.discount_minor == 10_000


def test_the_control_group_gets_no_coupon_of_the_offer() -> None:
    """Nobody is told of an offer that is kept from them, on paper neither."""
    measured = replace(THANKS, control_bp=5_000)
    till = FakeTill(programme=replace(FIVE_PERCENT, promotions=(measured,), coupon_series=(NEXT,))).open()
    for number in range(20):
        name = f"m{number}"
        till.members.add(replace(anna(), account_id=name), ANNA_CARD)
        done = till.sell(ANNA_CARD, COFFEE_CODE)
        assert (bars(done.receipt) == []) is in_control_group(name, "thanks", 5_000)
