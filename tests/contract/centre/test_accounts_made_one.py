"""Two accounts made one and parted again, the same on both databases; the rules: tests/integration/centre/test_joined_accounts."""

from dataclasses import replace

import msgspec
import pytest

from loyalty_pos.centre.joining.joining import Wish, join
from loyalty_pos.centre.joining.parting import part
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.wire.messages import HoldAsk, HoldTake
from tests.contract.centre.leases.test_leases_made_out import STRICT, lent
from tests.contract.centre.leases.test_taken_alone import sold
from tests.fakes.centre import Headquarters, new_uuid
from tests.fakes.people import FIELDS, a_card
from tests.fakes.till_folder import a_sale

SECOND, THIRD = "2900000000000012", "2900000000000029"
DAY_US = 86_400_000_000


def test_everything_goes_along_and_comes_back(hq: Headquarters) -> None:
    till = hq.till()
    anna, twin = hq.member(100), hq.member(300, SECOND, phone="+79161234567")
    hq.send(till, a_sale(1, account_id=twin, card_last4="0012", redeemed=50, accrued=20, activate_at_us=1))
    gift = Voucher(7, VoucherKind.COUPON, "gift", VoucherState.ACTIVE, uses_left=1, account_id=twin)
    hq.books.write(lambda desk: desk.vouchers.put([gift]))
    wish = Wish(new_uuid(), anna, twin, by="boss", store_id="store-1")
    joined = hq.books.write(lambda desk: join(desk, hq.clock.us, wish))
    assert hq.books.read(lambda desk: [one.join_id for one in desk.joinings.about([twin])]) == [
        joined.join_id
    ]
    assert hq.points(anna) == 370
    assert hq.books.read(lambda desk: [one.key for one in desk.vouchers.of_account(anna)]) == [7]
    hq.send(till, a_sale(2, account_id=anna, card_last4="0012", redeemed=150))
    told = hq.books.write(lambda desk: part(desk, hq.clock.us, joined.join_id, "boss"))
    assert (told.back, told.stays, hq.points(twin), hq.points(anna)) == (120, 100, 120, 100)
    assert hq.books.read(lambda desk: [one.key for one in desk.vouchers.of_account(twin)]) == [7]
    assert hq.books_balance()


def test_points_held_for_a_customer_who_went_away_are_free_once_the_accounts_are_one(
    hq: Headquarters,
) -> None:
    anna, twin = hq.member(100), hq.member(300, SECOND)
    hq.hold(twin, 250)
    hq.clock.us += DAY_US
    hq.books.write(lambda desk: join(desk, hq.clock.us, Wish(new_uuid(), anna, twin, by="boss")))
    hq.clock.us += DAY_US
    hq.centre.run_daily()
    assert hq.books.read(lambda desk: desk.holds.open_of("")) == []
    assert hq.hold(anna, 400).granted == 400
    assert hq.books_balance()


def test_a_sale_whose_points_were_held_while_the_accounts_were_one_accuses_no_till_after_they_are_two(
    hq: Headquarters,
) -> None:
    """The hold stands under the name that both had; the late sale is booked for whoever bought."""
    till = hq.till()
    anna, twin = hq.member(100), hq.member(300, SECOND, phone="+79161234567")
    wish = Wish(new_uuid(), anna, twin, by="boss", store_id="store-1")
    joined = hq.books.write(lambda desk: join(desk, hq.clock.us, wish))
    operation = new_uuid()
    assert hq.hold(twin, 50, operation).granted == 50
    hq.clock.us += DAY_US // 24  # the till is away; what was held for it is over
    hq.books.write(lambda desk: part(desk, hq.clock.us, joined.join_id, "boss"))
    hq.send(till, a_sale(1, account_id=twin, card_last4="0012", redeemed=50, operation=operation))
    assert "spent_beyond_right" not in hq.alarms()
    assert hq.points(twin) == 250
    assert hq.books_balance()


def test_what_was_held_goes_along_when_the_account_that_stayed_is_joined_further(hq: Headquarters) -> None:
    """Held alone, joined with one, parted, and that one joined with a third: the late sale accuses no till."""
    till = hq.till()
    anna, twin, third = hq.member(100), hq.member(300, SECOND), hq.member(20, THIRD)
    operation = new_uuid()
    assert hq.hold(twin, 50, operation).granted == 50
    hq.clock.us += DAY_US // 24  # the till is away; what was held for it is over
    joined = hq.books.write(lambda desk: join(desk, hq.clock.us, Wish(new_uuid(), anna, twin, by="boss")))
    hq.books.write(lambda desk: part(desk, hq.clock.us, joined.join_id, "boss"))
    hq.books.write(lambda desk: join(desk, hq.clock.us, Wish(new_uuid(), third, anna, by="boss")))
    hq.send(till, a_sale(1, account_id=twin, card_last4="0012", redeemed=50, operation=operation))
    assert "spent_beyond_right" not in hq.alarms()
    assert hq.points(twin) == 250 and hq.books_balance()


def test_a_till_that_has_not_heard_of_a_parting_holds_the_points_of_whoever_shows_the_card(
    hq: Headquarters,
) -> None:
    """It still names the account that stayed for both; the hold follows the card, as the sale will."""
    till = hq.till()
    anna, twin = hq.member(100), hq.member(300, SECOND, phone="+79161234567")
    joined = hq.books.write(lambda desk: join(desk, hq.clock.us, Wish(new_uuid(), anna, twin, by="boss")))
    hq.books.write(lambda desk: part(desk, hq.clock.us, joined.join_id, "boss"))
    operation = new_uuid()
    ask = HoldAsk(operation, anna, 250, card_last4="0012")
    assert hq.centre.ask_hold(ask).granted == 250
    assert hq.centre.ask_hold(ask).granted == 250  # the answer was lost on its way
    assert hq.hold(anna, 100).granted == 100
    assert hq.hold(twin, 51).granted == 0
    hq.send(till, a_sale(1, account_id=anna, card_last4="0012", redeemed=250, operation=operation))
    assert hq.alarms() == []
    assert (hq.points(anna), hq.points(twin)) == (100, 50)
    assert hq.books_balance()


def test_a_till_that_has_not_heard_of_a_joining_lets_points_pay_that_could_before(hq: Headquarters) -> None:
    """Together they pay when the newcomer's phone is confirmed, too; the till could not know."""
    till = hq.till()
    anna, twin = hq.member(100), new_uuid()
    till.commit(replace(a_card(twin, "person-2"), card_number=SECOND, verified=False), FIELDS)
    hq.centre.push(till.batch(1))
    joined = hq.books.write(lambda desk: join(desk, hq.clock.us, Wish(new_uuid(), anna, twin, by="boss")))
    hq.send(till, a_sale(1, account_id=anna, card_last4="0001", redeemed=50, by_floor=50))
    assert "unverified_paid" not in hq.alarms()
    hq.send(till, a_sale(2, account_id=twin, card_last4="0012", redeemed=10, by_floor=10))
    assert "unverified_paid" in hq.alarms(), "its own points could not"
    assert not hq.account(anna).verified
    hq.books.write(lambda desk: part(desk, hq.clock.us, joined.join_id, "boss"))
    assert (hq.account(anna).verified, hq.account(twin).verified) == (True, False), "as before"


def test_a_manager_takes_over_the_hold_of_whoever_shows_the_card(hq: Headquarters) -> None:
    """The till beside has not heard of the parting either, and names the account that stayed."""
    till, beside = hq.till(), hq.till()
    anna, twin = hq.member(100), hq.member(300, SECOND)
    joined = hq.books.write(lambda desk: join(desk, hq.clock.us, Wish(new_uuid(), anna, twin, by="boss")))
    hq.books.write(lambda desk: part(desk, hq.clock.us, joined.join_id, "boss"))
    hq.centre.ask_hold(HoldAsk(new_uuid(), anna, 300, card_last4="0012"), "store-1", till.agent_id)
    refused = hq.centre.ask_hold(
        HoldAsk(new_uuid(), anna, 300, card_last4="0012"), "store-1", beside.agent_id
    )
    assert refused.reason == "held_elsewhere"
    speaker = hq.centre.authorise(beside.place.token)
    assert hq.centre.take_hold(speaker, refused.held_op, HoldTake(anna, "boris")).available == 300


def test_a_till_of_before_that_tells_no_card_holds_for_the_account_that_it_names(hq: Headquarters) -> None:
    anna, twin = hq.member(100), hq.member(300, SECOND)
    joined = hq.books.write(lambda desk: join(desk, hq.clock.us, Wish(new_uuid(), anna, twin, by="boss")))
    assert hq.centre.ask_hold(HoldAsk(new_uuid(), twin, 390, card_last4="0012")).granted == 390
    hq.clock.us += DAY_US
    hq.books.write(lambda desk: part(desk, hq.clock.us, joined.join_id, "boss"))
    assert hq.hold(anna, 250).granted == 0
    assert hq.hold(anna, 100).granted == 100


@pytest.mark.parametrize("turned", [False, True], ids=["as before", "the other way"])
def test_a_hold_that_ended_while_accounts_were_one_is_asked_for_again_after_they_are_two(
    hq: Headquarters, *, turned: bool
) -> None:
    """The till slept over its hold and says the same words again; it may not have heard of the parting."""
    till = hq.till()
    cards = ["0001", "0012"]
    members = [hq.member(100), hq.member(300, SECOND)]
    (anna, _), (twin, last4) = sorted(zip(members, cards, strict=True), reverse=turned)
    joined = hq.books.write(lambda desk: join(desk, hq.clock.us, Wish(new_uuid(), anna, twin, by="boss")))
    ask = HoldAsk(new_uuid(), anna, 50, card_last4=last4)
    assert hq.centre.ask_hold(ask).granted == 50
    hq.clock.us += DAY_US // 24
    hq.books.write(lambda desk: part(desk, hq.clock.us, joined.join_id, "boss"))
    other = hq.centre.ask_hold(msgspec.structs.replace(ask, points=60))
    assert other.reason == "another_operation", "other words"
    for _ in range(2):
        again = hq.centre.ask_hold(ask)
        assert (again.granted, again.reason) == (50, "")
    before = hq.points(anna), hq.points(twin)
    sale = a_sale(1, account_id=anna, card_last4=last4, redeemed=50, operation=ask.op)
    hq.send(till, sale)
    assert hq.alarms() == []
    assert (hq.points(anna), hq.points(twin)) == (before[0], before[1] - 50)
    assert hq.centre.ask_hold(ask).reason == "captured", "it was used"
    assert hq.books_balance()


@pytest.mark.parametrize("waits_us", [0, DAY_US // 24], ids=["held still", "held no more"])
@pytest.mark.parametrize("turned", [False, True], ids=["as before", "the other way"])
def test_accounts_of_which_one_held_and_the_other_sold_are_made_one_again(
    hq: Headquarters, waits_us: int, *, turned: bool
) -> None:
    """A till of before held for the account that stayed, and sold to the leaver: one operation stands on both."""
    till = hq.till()
    anna, twin = hq.member(100), hq.member(300, SECOND)
    joined = hq.books.write(lambda desk: join(desk, hq.clock.us, Wish(new_uuid(), anna, twin, by="boss")))
    hq.books.write(lambda desk: part(desk, hq.clock.us, joined.join_id, "boss"))
    operation = new_uuid()
    assert hq.hold(anna, 50, operation).granted == 50
    hq.send(till, a_sale(1, account_id=anna, card_last4="0012", redeemed=50, operation=operation))
    hq.clock.us += waits_us
    stays, other = (twin, anna) if turned else (anna, twin)
    hq.books.write(lambda desk: join(desk, hq.clock.us, Wish(new_uuid(), stays, other, by="boss")))
    assert hq.points(stays) == 350
    hq.clock.us += DAY_US
    hq.centre.run_daily()
    assert hq.hold(stays, 350).granted == 350
    assert hq.books_balance()


def test_what_was_set_aside_while_accounts_were_one_is_spent_with_either_card_after_they_are_two(
    hq: Headquarters,
) -> None:
    """The till has not heard of the parting: it took what was kept for it, and is accused of nothing."""
    hq.admin.set_programme(STRICT)
    till = hq.till()
    anna, twin = hq.member(1_000), hq.member(300, SECOND, phone="+79161234567")
    hq.send(till, a_sale(1, account_id=anna, store_id="store-1"))
    joined = hq.books.write(lambda desk: join(desk, hq.clock.us, Wish(new_uuid(), anna, twin, by="boss")))
    assert lent(hq, till).grants == {anna: 650}
    hq.books.write(lambda desk: part(desk, hq.clock.us, joined.join_id, "boss"))
    sold(hq, till, anna, card_last4="0012", redeemed=200, by_grant=200)
    assert "spent_beyond_right" not in hq.alarms()
    assert (hq.points(anna), hq.points(twin)) == (1_000, 100)
    assert hq.account(anna).reserved == 450  # what is left is kept for the till
    sold(hq, till, anna, card_last4="0001", redeemed=450, by_grant=450)
    assert "spent_beyond_right" not in hq.alarms()
    sold(hq, till, anna, card_last4="0012", redeemed=1, by_grant=1)
    assert "spent_beyond_right" in hq.alarms()
    assert hq.books_balance()
