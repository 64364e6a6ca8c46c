"""The centre's book of gift certificates and coupons: each deed once, a till's word taken, every kopeck accounted for."""

from dataclasses import replace

import pytest

from loyalty_pos.core.sale import Issued, IssuedKind, MemberChange, MemberChanged, Sale, Tender, TenderKind
from loyalty_pos.core.vouchers.voucher import VoucherKind, VoucherState
from tests.fakes.centre import Headquarters
from tests.fakes.till_folder import a_return, a_sale, a_void
from tests.fakes.vouchers import (
    GIFT,
    at_centre,
    by_certificate,
    certificate,
    deeds,
    key_of,
    paid_by_certificate,
    printed,
    put,
    told,
    used,
)

SINGLE_USE = """
id = "gifts"
names = { en = "Gifts" }
[[certificate]]
id = "gift"
name = "Gift"
single_use = true
"""


def sums(hq: Headquarters) -> int:
    assert hq.books_balance(), "what stands on certificates is what their deeds add up to"
    return sum(deed.amount_minor for deed in deeds(hq))


def test_a_sold_certificate_holds_its_money_and_every_till_is_told(hq: Headquarters) -> None:
    put(hq, printed())

    hq.send(hq.till(), a_sale(1, issued=(certificate(100_000, until_us=77),)))

    row = told(hq)
    assert (row.state, row.value_minor, row.rest_minor, row.until_us) == ("active", 100_000, 100_000, 77)
    assert hq.alarms() == []
    assert sums(hq) == 100_000


def test_what_is_left_of_a_certificate_stays_on_it(hq: Headquarters) -> None:
    """W19b."""
    put(hq, printed())

    hq.send(hq.till(), a_sale(1, issued=(certificate(100_000),)), paid_by_certificate(2, 73_000))

    assert (told(hq).state, told(hq).rest_minor) == ("active", 27_000)
    assert sums(hq) == 27_000


def test_an_empty_certificate_is_used(hq: Headquarters) -> None:
    put(hq, printed())

    hq.send(hq.till(), a_sale(1, issued=(certificate(),)), paid_by_certificate(2, 100_000))

    assert (told(hq).state, told(hq).rest_minor) == ("used", 0)
    assert hq.alarms() == []


def test_a_single_use_certificate_is_empty_after_one_receipt_and_whole_again_after_its_void(
    hq: Headquarters,
) -> None:
    hq.admin.set_programme(SINGLE_USE)
    till = hq.till()
    put(hq, printed())
    sale = paid_by_certificate(2, 73_000)

    hq.send(till, a_sale(1, issued=(certificate(),)), sale)
    assert (told(hq).state, told(hq).rest_minor, sums(hq)) == ("used", 0, 0)

    hq.send(till, a_void(sale))
    assert (told(hq).state, told(hq).rest_minor, sums(hq)) == ("active", 100_000, 100_000)


def test_the_same_events_again_change_nothing(hq: Headquarters) -> None:
    put(hq, printed())
    till = hq.till()
    hq.send(till, a_sale(1, issued=(certificate(),)), paid_by_certificate(2, 30_000))
    before = (at_centre(hq), deeds(hq))

    for first in (1, 2, 1):
        hq.centre.push(till.batch(first))
    hq.restart()
    hq.centre.push(till.batch(1))

    assert (at_centre(hq), deeds(hq)) == before


def test_two_tills_that_overdraw_a_certificate_are_both_right_and_a_person_is_told(hq: Headquarters) -> None:
    put(hq, printed())
    first, second = hq.till(), hq.till("store-2")
    hq.send(first, a_sale(1, issued=(certificate(),)), paid_by_certificate(2, 80_000))

    hq.send(second, paid_by_certificate(3, 70_000))

    assert (told(hq).state, told(hq).rest_minor) == ("used", 0)
    assert at_centre(hq).rest_minor == sums(hq) == -50_000
    assert hq.alarms() == ["voucher_overdrawn"]
    assert hq.admin.overview().totals["sale_count"] == 3


def test_a_used_up_certificate_that_pays_again_is_told_as_used_twice(hq: Headquarters) -> None:
    put(hq, printed())
    hq.send(hq.till(), a_sale(1, issued=(certificate(),)), paid_by_certificate(2, 100_000))

    hq.send(hq.till("store-2"), paid_by_certificate(3, 1_000))

    assert hq.alarms() == ["voucher_used_twice"]


def test_an_unknown_certificate_has_paid_all_the_same(hq: Headquarters) -> None:
    hq.send(hq.till(), paid_by_certificate(1, 5_000))

    assert hq.alarms() == ["voucher_unknown"]
    assert (told(hq).state, told(hq).rest_minor, sums(hq)) == ("used", 0, -5_000)
    assert hq.admin.overview().totals["parked"] == 0


@pytest.mark.parametrize("reference", ["", "seven", "-1", "9" * 19, "9" * 400, "１２"])
def test_a_payment_that_names_no_certificate_is_kept_and_told(hq: Headquarters, reference: str) -> None:
    tender = Tender(TenderKind.CERTIFICATE, 5_000, reference)

    hq.send(hq.till(), a_sale(1, tenders=(tender,), certificate_minor=5_000))

    assert hq.alarms() == ["voucher_unknown"]
    assert hq.admin.overview().totals["sale_count"] == 1


def test_the_payment_may_arrive_before_the_sale_of_the_certificate(hq: Headquarters) -> None:
    sold, paid = a_sale(1, issued=(certificate(),)), paid_by_certificate(2, 30_000)

    hq.send(hq.till("store-2"), paid)
    hq.send(hq.till(), sold)

    assert (told(hq).state, told(hq).rest_minor, told(hq).value_minor) == ("active", 70_000, 100_000)
    assert sums(hq) == 70_000


def test_a_certificate_sold_twice_holds_both_payments(hq: Headquarters) -> None:
    put(hq, printed())

    hq.send(hq.till(), a_sale(1, issued=(certificate(50_000),)))
    hq.send(hq.till("store-2"), a_sale(2, issued=(certificate(70_000),)))

    assert at_centre(hq).rest_minor == sums(hq) == 120_000
    assert hq.alarms() == ["voucher_sold_twice"]


def test_a_blocked_certificate_stays_blocked_whatever_a_till_did(hq: Headquarters) -> None:
    put(hq, printed(state=VoucherState.BLOCKED, value_minor=90_000, rest_minor=90_000))

    hq.send(hq.till(), paid_by_certificate(1, 10_000))

    assert (told(hq).state, told(hq).rest_minor) == ("blocked", 80_000)
    assert hq.alarms() == ["voucher_blocked"]


# --- undone -------------------------------------------------------------------------------------------


def test_goods_brought_back_give_the_certificate_its_money_again(hq: Headquarters) -> None:
    put(hq, printed())
    till = hq.till()
    sale = paid_by_certificate(2, 100_000)
    hq.send(till, a_sale(1, issued=(certificate(),)), sale)

    hq.send(till, a_return(sale, paid_minor=0, certificate_minor=18_013, tenders=(by_certificate(18_013),)))

    assert (told(hq).state, told(hq).rest_minor) == ("active", 18_013)
    assert sums(hq) == 18_013


def test_two_tills_that_take_the_same_goods_back_give_no_more_than_was_paid(hq: Headquarters) -> None:
    put(hq, printed())
    sale = paid_by_certificate(2, 60_000)
    hq.send(hq.till(), a_sale(1, issued=(certificate(),)), sale)

    for number, store in enumerate(("store-1", "store-2"), 1):
        back = a_return(sale, number, paid_minor=0, tenders=(by_certificate(60_000),))
        hq.send(hq.till(store), replace(back, store_id=store))

    assert told(hq).rest_minor == 100_000 == sums(hq)
    assert hq.alarms() == ["returned_twice"]


def test_a_return_that_waited_for_its_sale_gives_back_then(hq: Headquarters) -> None:
    put(hq, printed())
    sale = paid_by_certificate(2, 60_000)
    hq.send(hq.till("store-2"), a_return(sale, paid_minor=0, tenders=(by_certificate(20_000),)))
    assert at_centre(hq).rest_minor == 0

    hq.send(hq.till(), a_sale(1, issued=(certificate(),)), sale)

    assert told(hq).rest_minor == 60_000 == sums(hq)


def test_a_certificate_sold_and_taken_back_is_worth_nothing(hq: Headquarters) -> None:
    """T34."""
    put(hq, printed())
    till, sale = hq.till(), a_sale(1, issued=(certificate(5_000),))

    hq.send(till, sale, replace(a_return(sale), cancelled=sale.issued))

    assert (told(hq).state, told(hq).rest_minor, told(hq).value_minor) == ("cancelled", 0, 0)
    assert sums(hq) == 0
    assert hq.alarms() == []


def test_a_certificate_sold_by_mistake_lies_in_the_drawer_again(hq: Headquarters) -> None:
    put(hq, printed())
    till, sale = hq.till(), a_sale(1, issued=(certificate(),))

    hq.send(till, sale, replace(a_void(sale), cancelled=sale.issued))

    assert (told(hq).state, told(hq).rest_minor) == ("printed", 0)
    hq.send(till, a_sale(2, issued=(certificate(),)))
    assert (told(hq).state, told(hq).rest_minor) == ("active", 100_000)
    assert hq.alarms() == []


def test_a_certificate_taken_back_at_one_till_and_spent_at_another_is_told(hq: Headquarters) -> None:
    put(hq, printed())
    till, sale = hq.till(), a_sale(1, issued=(certificate(),))
    hq.send(till, sale, replace(a_return(sale), cancelled=sale.issued))

    hq.send(hq.till("store-2"), paid_by_certificate(2, 100_000))

    assert sums(hq) == at_centre(hq).rest_minor == -100_000
    assert hq.alarms() == ["voucher_overdrawn"]


# --- coupons and invitations --------------------------------------------------------------------------


def test_a_serial_is_used_once_and_free_again_after_a_void(hq: Headquarters) -> None:
    put(hq, printed(kind=VoucherKind.COUPON, state=VoucherState.ACTIVE, uses_left=1))
    till, sale = hq.till(), a_sale(1, used_codes=(used(),))

    hq.send(till, sale)
    assert (told(hq).state, told(hq).uses_left) == ("used", 0)
    assert [(deed.what, deed.rule_id) for deed in deeds(hq)] == [("used", "tea-10")]

    hq.send(till, replace(a_void(sale), freed_codes=sale.used_codes))
    assert (told(hq).state, told(hq).uses_left) == ("active", 1)


def test_a_serial_used_at_two_tills_gave_both_and_is_told(hq: Headquarters) -> None:
    put(hq, printed(kind=VoucherKind.COUPON, state=VoucherState.ACTIVE, uses_left=1))

    hq.send(hq.till(), a_sale(1, used_codes=(used(),)))
    hq.send(hq.till("store-2"), a_sale(2, used_codes=(used(),)))

    assert hq.alarms() == ["voucher_used_twice"]
    assert (told(hq).state, told(hq).uses_left, at_centre(hq).uses_left) == ("used", 0, -1)


def test_a_coupon_printed_with_the_receipt_lives_until_the_receipt_is_undone(hq: Headquarters) -> None:
    coupon = Issued(IssuedKind.COUPON, str(key_of()), "next", since_us=5, until_us=9, last4="MNPQ")
    till, sale = hq.till(), a_sale(1, issued=(coupon,))

    hq.send(till, sale)
    row = told(hq)
    assert (row.kind, row.series, row.state, row.uses_left) == ("coupon", "next", "active", 1)
    assert (row.since_us, row.until_us, row.last4) == (5, 9, "MNPQ")

    hq.send(till, replace(a_void(sale), cancelled=sale.issued))
    assert (told(hq).state, told(hq).uses_left) == ("cancelled", 0)


def test_an_invitation_opens_a_club_once(hq: Headquarters) -> None:
    member, till = hq.member(), hq.till()
    put(hq, printed(kind=VoucherKind.INVITATION, state=VoucherState.ACTIVE, uses_left=1))
    joined = MemberChanged("change-1", MemberChange.JOIN, member, "store-1", "anna", 1, "vip", str(key_of()))

    hq.send(till, joined)
    assert (told(hq).state, told(hq).uses_left) == ("used", 0)

    assert "voucher_used_twice" not in hq.alarms()
    hq.send(till, replace(joined, change_id="change-2"))
    assert hq.alarms().count("voucher_used_twice") == 1


def test_no_code_stands_in_the_centres_files(hq: Headquarters) -> None:
    sale: Sale = a_sale(1, issued=(certificate(),))
    put(hq, printed())
    till = hq.till()
    hq.send(till, sale)

    bodies = [event.body for event in till.events]
    assert GIFT.replace("-", "") not in "".join(bodies)
    assert at_centre(hq).last4 == "MNPQ"
