"""Promo codes at the counter, without any connection: typed or scanned, seen, taken off, sold and printed."""

from dataclasses import replace
from random import Random

import pytest

from loyalty_pos.core.coupons.serials import grouped, make_serials
from loyalty_pos.core.problems import (
    CouponAlreadyThere,
    CouponGivesNothing,
    Problem,
    SerialUnknown,
    UnknownBarcode,
    UnknownCoupon,
    UnreadableCode,
)
from loyalty_pos.core.programme import BasketAmount, PercentOff, Promotion
from loyalty_pos.core.programme.conditions import Goods
from loyalty_pos.core.receipt import Pair, Receipt
from loyalty_pos.till.open_receipt import draft_text, read_draft
from loyalty_pos.till.receipt_state import CouponTaken, CouponView, LineAdded, Refused
from tests.fakes.till import BORIS_CARD, COFFEE_CODE, FIVE_PERCENT, MILK_CODE, FakeTill

COFFEE_WEEK = Promotion(
    "coffee-week",
    "Неделя кофе",
    PercentOff(1_000),
    goods=Goods(categories=frozenset({"coffee"})),
    coupon="TEA-10",
)
BIG = Promotion("big", "От двух тысяч", BasketAmount(10_000, 200_000), priority=200, coupon="BIG")
SERIAL = next(make_serials(1, "TEA", Random(1).randrange))


@pytest.fixture
def till() -> FakeTill:
    """A till whose programme knows two promo codes."""
    return FakeTill(programme=replace(FIVE_PERCENT, promotions=(COFFEE_WEEK, BIG))).open()


def problem_of(till: FakeTill, text: str) -> Problem:
    outcome = till.register.scan(text)
    assert isinstance(outcome, Refused)
    return outcome.problem


def printed(receipt: Receipt) -> list[tuple[str, str]]:
    return [
        (block.left.strip().replace("\u00a0", " "), block.right.replace("\u00a0", " "))
        for block in receipt.blocks
        if isinstance(block, Pair)
    ]


@pytest.mark.parametrize("text", ["TEA-10", "tea10", "Tea 10", "LPC1:TEA10"])
def test_a_code_is_scanned_like_anything_else(till: FakeTill, text: str) -> None:
    till.register.scan(COFFEE_CODE)
    assert till.register.scan(text) == CouponTaken("TEA-10")
    view = till.register.view()
    assert (view.coupons, view.quote.payable_minor) == ((CouponView("TEA-10", 10_000),), 90_000)
    assert view.banner is None


@pytest.mark.parametrize("text", ["tea10", " TEA 10", "LPC1:TEA10"])
def test_a_code_is_typed_where_codes_are_asked_for(till: FakeTill, text: str) -> None:
    till.register.scan(COFFEE_CODE)
    assert till.register.put_coupon(text) == "TEA-10"
    assert till.register.view().quote.payable_minor == 90_000


def test_a_code_lies_on_a_receipt_once(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan("TEA10")
    assert isinstance(problem_of(till, "tea 10"), CouponAlreadyThere)
    assert till.register.view().quote.payable_minor == 90_000


def test_two_different_codes_both_count(till: FakeTill) -> None:
    till.register.add_article("1003", 3_000)
    till.register.scan("TEA10")
    till.register.scan("BIG")
    assert till.register.view().coupons == (CouponView("TEA-10", 30_000), CouponView("BIG", 10_000))


def test_a_code_that_gives_nothing_yet_stays_off_the_receipt(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    problem = problem_of(till, "BIG")
    assert isinstance(problem, CouponGivesNothing)
    assert (problem.why, problem.numbers) == ("more_money", (("missing_minor", 190_010),))
    assert till.register.view().coupons == ()


def test_what_is_missing_is_counted_with_the_codes_that_lie_there(till: FakeTill) -> None:
    till.register.add_article("1003", 2_000)
    till.register.scan("TEA10")
    problem = problem_of(till, "BIG")
    assert isinstance(problem, CouponGivesNothing)
    assert problem.numbers == (("missing_minor", 20_000),), "ten per cent are off already"


def test_goods_with_the_name_of_a_code_stay_goods(till: FakeTill) -> None:
    renamed = replace(COFFEE_WEEK, coupon=MILK_CODE)
    till = FakeTill(programme=replace(FIVE_PERCENT, promotions=(renamed,))).open()
    till.register.scan(COFFEE_CODE)
    assert till.register.scan(MILK_CODE) == LineAdded(2)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("TEA11", UnknownBarcode, id="letters that nobody knows stay a barcode"),
        pytest.param("LPC1:TEA11", UnknownCoupon, id="what says that it is a coupon is an unknown one"),
        pytest.param("Ж" * 9, UnreadableCode, id="garbage"),
    ],
)
def test_what_is_no_code_is_no_code(till: FakeTill, text: str, kind: type[Problem]) -> None:
    till.register.scan(COFFEE_CODE)
    assert type(problem_of(till, text)) is kind
    assert till.register.view().coupons == ()


def test_a_code_that_nobody_knows_is_told_so_where_codes_are_asked_for(till: FakeTill) -> None:
    with pytest.raises(UnknownCoupon) as refused:
        till.register.put_coupon("4600000000099" * 9)
    assert len(refused.value.coupon) == 40


@pytest.mark.parametrize("text", [SERIAL, SERIAL.lower(), grouped(SERIAL), f"LPC1:{SERIAL}"])
def test_a_serial_that_this_till_does_not_know_is_refused_and_never_said_back(
    till: FakeTill, text: str
) -> None:
    till.register.scan(COFFEE_CODE)
    problem = problem_of(till, text)
    assert isinstance(problem, SerialUnknown)
    assert problem.facts() == {"last4": SERIAL[-4:]}
    with pytest.raises(SerialUnknown):
        till.register.put_coupon(text)


def test_a_mistyped_serial_is_an_unknown_code(till: FakeTill) -> None:
    wrong = SERIAL[:-1] + ("A" if SERIAL[-1] != "A" else "C")
    with pytest.raises(UnknownCoupon):
        till.register.put_coupon(wrong)


# --- off again ----------------------------------------------------------------------------------------


def test_a_code_is_taken_off_and_may_come_back(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan("TEA10")
    till.register.take_off_coupon("TEA-10")
    view = till.register.view()
    assert (view.coupons, view.quote.payable_minor) == ((), 100_000)
    assert till.register.scan("TEA10") == CouponTaken("TEA-10")


def test_a_code_whose_goods_went_away_gives_nothing_and_stays(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan("TEA10")
    till.register.scan(MILK_CODE)
    till.register.delete_line(1, "cashier")
    assert till.register.view().coupons == (CouponView("TEA-10", 0),)


@pytest.mark.parametrize("end", ["paid", "cancelled"])
def test_a_code_goes_with_its_receipt(till: FakeTill, end: str) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan("TEA10")
    if end == "paid":
        till.register.pay_exact()
    else:
        till.register.clear("not wanted")
    till.register.scan(COFFEE_CODE)
    view = till.register.view()
    assert (view.coupons, view.quote.payable_minor) == ((), 100_000)


def test_a_code_outlives_a_crash_with_its_receipt(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan("TEA10")
    till.journal.save_draft(till.world.desk.take_draft() or "")
    till.restart()
    assert till.register.restore()
    assert till.register.view().coupons == (CouponView("TEA-10", 10_000),)


def test_a_draft_of_an_earlier_program_has_no_codes(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    text = till.world.desk.take_draft()
    assert text is not None
    earlier = text.replace(', "coupons": []', "")
    assert earlier != text
    receipt = read_draft(earlier, till.goods, till.members)
    assert receipt is not None
    assert receipt.coupons == ()
    assert draft_text(receipt) == text


# --- sold and printed ---------------------------------------------------------------------------------


def test_the_sale_says_which_offer_acted_by_which_code(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan("TEA10")
    sale = till.register.pay_exact().sale
    assert sale.coupons == (("TEA-10", "coffee-week"),)
    (discount,) = sale.lines[0].discounts
    assert (discount.rule_id, discount.cause, discount.amount_minor) == ("coffee-week", "coupon", 10_000)


def test_a_code_that_gave_nothing_in_the_end_is_not_in_the_sale(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    till.register.scan("TEA10")
    till.register.scan(MILK_CODE)
    till.register.delete_line(1, "cashier")
    done = till.register.pay_exact()
    assert done.sale.coupons == ()
    assert "купон" not in str(done.receipt)


def test_the_receipt_names_the_code_under_its_line_beside_other_discounts(till: FakeTill) -> None:
    till.register.scan(BORIS_CARD)
    done = till.sell(COFFEE_CODE, "TEA10", MILK_CODE)
    lines = printed(done.receipt)
    coffee = lines.index(("1 x 1 000,00 ₽", "1 000,00 ₽"))
    assert lines[coffee + 1 : coffee + 3] == [("скидка", "−100,00 ₽"), ("купон TEA-10", "−90,00 ₽")]
    assert [left for left, _ in lines].count("купон TEA-10") == 1, "milk has nothing by the coupon"
