"""Scanning: one field takes everything, and nothing that is scanned is a dead end."""

import pytest

from loyalty_pos.core.basket import Article, Unit
from loyalty_pos.core.cards import ean_digit
from loyalty_pos.core.member import CardState, Identified, Member
from loyalty_pos.core.problems import (
    BadAmount,
    BadQuantity,
    CardBlocked,
    CertificateUnknown,
    NoSuchLine,
    NotAllowed,
    OwnCardRefused,
    PaymentCardRefused,
    Problem,
    ReceiptNotFound,
    ReceiptTooLong,
    UnknownArticle,
    UnknownBarcode,
    UnknownCard,
    UnknownCoupon,
    UnknownPhone,
    UnreadableCode,
)
from loyalty_pos.till.receipt_code import spaced
from loyalty_pos.till.receipt_state import LineAdded, MemberAttached, ReceiptFound, Refused, StaffBadge
from loyalty_pos.till.staff import Approval, Permission
from tests.fakes.till import (
    ANNA_CARD,
    ANNA_PHONE,
    BORIS_CARD,
    BREAD_CODE,
    CASHIER,
    COFFEE_CODE,
    MILK_CODE,
    STAFF_CARD,
    FakeTill,
)


def label(prefix: str, article: str, value: int) -> str:
    """Return the label of a scale."""
    digits = f"{prefix}{article}{value:05}"
    return digits + ean_digit(digits)


def test_goods_become_a_line_with_their_price(till: FakeTill) -> None:
    assert till.register.scan(MILK_CODE) == LineAdded(1)
    line = till.register.view().lines[0]
    assert (line.name, line.qty_milli, line.price_minor, line.net_minor) == (
        "Молоко 3,2 %",
        1000,
        9_990,
        9_990,
    )


def test_the_same_goods_again_are_one_more_on_the_same_line(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    till.register.scan(BREAD_CODE)
    assert till.register.scan(MILK_CODE) == LineAdded(1)
    assert [(line.id, line.qty_milli) for line in till.register.view().lines] == [(1, 2000), (2, 1000)]


def test_a_weighed_label_brings_its_weight(till: FakeTill) -> None:
    till.register.scan(label("21", "00042", 1018))
    line = till.register.view().lines[0]
    assert (line.qty_milli, line.net_minor) == (1018, 13_233)


def test_two_weighed_labels_stay_two_lines(till: FakeTill) -> None:
    till.register.scan(label("21", "00042", 500))
    till.register.scan(label("21", "00042", 500))
    assert len(till.register.view().lines) == 2


@pytest.mark.parametrize(
    ("sum_minor", "qty_milli", "price_minor"),
    [
        pytest.param(13_233, 1018, 12_999, id="the weight behind the sum is found"),
        pytest.param(0, 0, 0, id="a label of nothing is refused"),
    ],
)
def test_a_priced_label_costs_what_it_says(
    till: FakeTill, sum_minor: int, qty_milli: int, price_minor: int
) -> None:
    outcome = till.register.scan(label("23", "00042", sum_minor))
    if not sum_minor:
        assert isinstance(outcome, Refused)
        assert isinstance(outcome.problem, BadQuantity)
        return
    line = till.register.view().lines[0]
    assert (line.qty_milli, line.price_minor, line.net_minor) == (qty_milli, price_minor, sum_minor)


def test_a_priced_label_that_no_weight_explains_is_sold_at_its_price(till: FakeTill) -> None:
    dear = 99_999  # 999.99 at 129.99 a kilogram: one thousandth more or less is 13 kopecks
    till.register.scan(label("23", "00042", dear))
    line = till.register.view().lines[0]
    assert (line.qty_milli, line.price_minor, line.net_minor) == (1000, dear, dear)


def test_goods_without_a_barcode_are_added_by_their_article(till: FakeTill) -> None:
    assert till.register.add_article("1002", 3000) == 1
    assert till.register.view().quote.payable_minor == 15_000


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("4600000000099", UnknownBarcode(barcode="4600000000099"), id="unknown barcode"),
        pytest.param(
            label("21", "99999", 100), UnknownArticle(article_id="99999"), id="unknown weighed goods"
        ),
        pytest.param("4111111111111111", PaymentCardRefused(), id="a bank card is not kept"),
        pytest.param("LPG1:7777", CertificateUnknown(last4="7777"), id="certificate"),
        pytest.param("LPC1:777", UnknownCoupon(coupon="777"), id="coupon"),
        pytest.param("LPR1:123", ReceiptNotFound(receipt="123"), id="a receipt of another till"),
        pytest.param("LPS1:nobody", UnreadableCode(length=6), id="a badge of nobody"),
        pytest.param("+79000000001", UnknownPhone(masked="+7 9** ***-**-01"), id="unknown phone"),
        pytest.param("Ж" * 9, UnreadableCode(length=9), id="garbage"),
        pytest.param("7" * 4096, UnreadableCode(length=4096), id="a 4 KB code"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(till: FakeTill, text: str, problem: Problem) -> None:
    till.register.scan(MILK_CODE)
    outcome = till.register.scan(text)
    assert isinstance(outcome, Refused)
    assert str(outcome.problem) == str(problem)
    view = till.register.view()
    assert view.banner is outcome.problem
    assert [line.id for line in view.lines] == [1]


def test_the_banner_goes_with_the_next_thing_that_works(till: FakeTill) -> None:
    till.register.scan("4600000000099")
    till.register.scan(MILK_CODE)
    assert till.register.view().banner is None


# --- an unknown barcode is never a dead end -----------------------------------------------------------


def test_an_unknown_barcode_is_sold_at_a_price_that_a_senior_approved(till: FakeTill) -> None:
    approval = till.staff.approve("2222", Permission.APPROVE_PRICE)
    till.register.add_by_price("4600000000099", "Сыр", 45_000, approval)
    done = till.register.pay_exact()
    line = done.sale.lines[0]
    assert (line.name, line.paid_minor, line.approved_by) == ("Сыр", 45_000, "s1")
    assert till.journal.notes() == ["logged_in", "price_approved"]


def test_a_cashier_cannot_approve_a_price(till: FakeTill) -> None:
    with pytest.raises(NotAllowed) as refused:
        till.register.add_by_price("46", "Сыр", 45_000, Approval("c1", Permission.APPROVE_PRICE))
    assert refused.value.permission == "approve_price"


def test_an_approval_for_one_thing_is_none_for_another(till: FakeTill) -> None:
    with pytest.raises(NotAllowed):
        till.register.add_by_price("46", "Сыр", 45_000, Approval("s1", Permission.VOID))


@pytest.mark.parametrize("price_minor", [0, -1])
def test_a_typed_price_is_above_nothing(till: FakeTill, price_minor: int) -> None:
    with pytest.raises(BadAmount):
        till.register.add_by_price("46", "Сыр", price_minor, Approval("s1", Permission.APPROVE_PRICE))


def test_goods_without_a_name_are_called_by_their_barcode(till: FakeTill) -> None:
    till.register.add_by_price("4600000000099", " ", 100, Approval("s1", Permission.APPROVE_PRICE))
    assert till.register.view().lines[0].name == "4600000000099"


# --- changing lines -----------------------------------------------------------------------------------


def test_quantity_is_changed(till: FakeTill) -> None:
    till.sell(MILK_CODE)
    till.register.scan(MILK_CODE)
    till.register.set_quantity(1, 5000)
    assert till.register.view().quote.payable_minor == 49_950


@pytest.mark.parametrize("qty_milli", [0, -1000, 1500, 100_001_000])
def test_a_quantity_that_cannot_be_sold_is_refused(till: FakeTill, qty_milli: int) -> None:
    till.register.scan(MILK_CODE)
    with pytest.raises(BadQuantity):
        till.register.set_quantity(1, qty_milli)
    assert till.register.view().lines[0].qty_milli == 1000


def test_a_line_that_is_not_there_cannot_be_changed(till: FakeTill) -> None:
    with pytest.raises(NoSuchLine):
        till.register.set_quantity(7, 1000)
    with pytest.raises(NoSuchLine):
        till.register.delete_line(7, "")


def test_unknown_article_cannot_be_added(till: FakeTill) -> None:
    with pytest.raises(UnknownArticle):
        till.register.add_article("nothing")


def test_a_deleted_line_leaves_a_trace_in_the_books(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    till.register.scan(COFFEE_CODE)
    till.register.delete_line(2, "передумал")
    done = till.register.pay_exact()
    assert done.sale.paid_minor == 9_990
    assert till.journal.notes() == ["logged_in", "line_deleted"]
    assert till.journal.commits == 3, "log-in, shift, and the sale with its note in one"


def test_line_numbers_are_never_used_twice(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    till.register.scan(BREAD_CODE)
    till.register.delete_line(1, "")
    till.register.delete_line(2, "")
    assert till.register.scan(BREAD_CODE) == LineAdded(3)
    assert till.register.scan(MILK_CODE) == LineAdded(4)


def test_a_label_of_goods_without_a_price_costs_what_it_says(till: FakeTill) -> None:
    till.goods.barcodes["00043"] = Article("00043", "Сыр", 0, unit=Unit.KILOGRAM)
    till.register.scan(label("23", "00043", 5_000))
    assert till.register.view().quote.payable_minor == 5_000


def test_a_receipt_has_an_end(till: FakeTill) -> None:
    for _ in range(500):
        till.register.scan(label("21", "00042", 100))
    outcome = till.register.scan(label("21", "00042", 100))
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.problem, ReceiptTooLong)


# --- the member ---------------------------------------------------------------------------------------


def test_a_card_puts_the_member_on_the_receipt(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    outcome = till.register.scan(BORIS_CARD)
    assert isinstance(outcome, MemberAttached)
    view = till.register.view()
    assert view.member is not None
    assert (view.member.name, view.quote.payable_minor) == ("Борис Л.", 8_991)


def test_a_phone_finds_the_member_and_says_how_he_was_found(till: FakeTill) -> None:
    outcome = till.register.scan("8 (912) 345-67-89")
    assert isinstance(outcome, MemberAttached)
    assert outcome.member.identified is Identified.PHONE
    assert till.members.by_phone(ANNA_PHONE) is not None


def test_the_balance_stands_beside_the_member(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    balance = till.register.view().balance
    assert balance is not None
    assert (balance.available, balance.next_expiry_points) == (500, 500)


def test_a_member_taken_off_takes_the_discount_along(till: FakeTill) -> None:
    till.register.scan(MILK_CODE)
    till.register.scan(BORIS_CARD)
    till.register.detach()
    view = till.register.view()
    assert (view.member, view.balance, view.quote.payable_minor) == (None, None, 9_990)


def test_a_card_of_ours_that_nobody_has(till: FakeTill) -> None:
    till.members.cards.pop(BORIS_CARD)
    outcome = till.register.scan(BORIS_CARD)
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.problem, UnknownCard)


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        (CardState.BLOCKED, CardBlocked),
        (CardState.LOST, CardBlocked),
        (CardState.REPLACED, CardBlocked),
        (CardState.ARCHIVE, CardBlocked),
        (CardState.NONACTIVE, UnknownCard),
    ],
)
def test_a_card_that_is_not_active_is_not_used(
    till: FakeTill, state: CardState, problem: type[Problem]
) -> None:
    till.members.add(Member("carla", BORIS_CARD[-4:], state), BORIS_CARD)
    outcome = till.register.scan(BORIS_CARD)
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.problem, problem)


def test_a_blocked_member_is_not_attached_by_phone_or_by_hand(till: FakeTill) -> None:
    blocked = till.members.add(Member("carla", "0002", CardState.BLOCKED), phone=ANNA_PHONE)
    outcome = till.register.scan(ANNA_PHONE)
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.problem, CardBlocked)
    with pytest.raises(CardBlocked):
        till.register.attach(blocked)


def test_a_cashier_cannot_put_an_own_card_on_a_receipt(till: FakeTill) -> None:
    outcome = till.register.scan(STAFF_CARD)
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.problem, OwnCardRefused)
    assert till.register.view().member is None


def test_a_colleague_buys_with_a_staff_card_as_anybody(till: FakeTill) -> None:
    till.staff.log_out()
    till.staff.log_in("2222")
    assert isinstance(till.register.scan(STAFF_CARD), MemberAttached)


# --- receipts and badges ------------------------------------------------------------------------------


def test_a_receipts_qr_brings_the_sale(till: FakeTill) -> None:
    sale = till.sell(MILK_CODE).sale
    assert till.register.scan(f"LPR1:{sale.code}") == ReceiptFound(sale)


def test_a_receipts_code_can_be_typed_from_the_paper(till: FakeTill) -> None:
    sale = till.sell(MILK_CODE).sale
    assert till.register.scan(spaced(sale.code)) == ReceiptFound(sale)


def test_a_badge_says_who_is_there(till: FakeTill) -> None:
    assert till.register.scan("LPS1:B-17") == StaffBadge(CASHIER)
