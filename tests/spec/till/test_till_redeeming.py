"""Paying with points: online by a hold, offline not yet; the sale goes on in either case, and no hold is forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loyalty_pos.core.member import Identified, Lot, LotKind, Member
from loyalty_pos.core.problems import (
    HoldEnded,
    HoldRefused,
    NoMember,
    NotEnoughPoints,
    NothingToRedeem,
    RedeemByPhoneRefused,
    RedemptionOffline,
)
from loyalty_pos.core.programme import Extra, InDays, Once, PointUnit, Redemption
from loyalty_pos.core.receipt import Text
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import RedemptionState
from tests.fakes.shop import MORNING
from tests.fakes.till import (
    ANNA_CARD,
    ANNA_PHONE,
    BORIS_CARD,
    BREAD_CODE,
    COFFEE_CODE,
    FIVE_PERCENT,
    TOBACCO_CODE,
    FakeTill,
    boris,
)

ASKING, GRANTED, OFFLINE = RedemptionState.ASKING, RedemptionState.GRANTED, RedemptionState.OFFLINE
REFUSED, NONE = RedemptionState.REFUSED, RedemptionState.NONE


@pytest.fixture
def anna_buys_coffee(till: FakeTill) -> FakeTill:
    """1 000.00 on the receipt, 500 points on the card, half of a receipt may be paid with points."""
    till.register.scan(ANNA_CARD)
    till.register.scan(COFFEE_CODE)
    till.holds.available = 500
    return till


def test_all_points_that_may_be_are_asked_for_and_granted(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    asked = till.register.want_points(None)
    assert (asked.state, asked.wanted) == (ASKING, 500)
    assert till.register.view().quote.payable_minor == 100_000, (
        "nothing is taken off before the centre says so"
    )
    till.ask_centre()
    view = till.register.view()
    assert (view.redemption.state, view.redemption.granted, view.quote.payable_minor) == (
        GRANTED,
        500,
        50_000,
    )


def test_one_operation_from_the_key_to_the_sale(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(300).op
    till.ask_centre()
    done = till.register.pay_exact()
    assert (done.sale.operation, done.sale.redeemed, done.sale.points_money_minor) == (op, 300, 30_000)
    assert till.world.desk.take_releases() == [], "the sale captures the hold"
    assert done.balance_after is not None
    assert done.balance_after.available == 500 - 300 + 35


def test_points_pay_all_of_an_odd_sum_and_come_back_to_the_last_kopeck() -> None:
    """Three times 89.91: nothing is left to be paid, and piece by piece the goods bring all of it back."""
    to_the_kopeck = replace(FIVE_PERCENT, unit=PointUnit(2), redemption=Redemption(whole_points=False))
    till = FakeTill(programme=to_the_kopeck)
    lot = Lot("lot-b", LotKind.BASE, 30_000, 30_000, MORNING, MORNING + timedelta(days=60))
    till.members.add(replace(boris(), lots=(lot,)), BORIS_CARD)
    till.open().holds.available = 30_000
    till.register.scan(BORIS_CARD)
    till.register.add_article("1001", 3000)
    till.register.want_points(None)
    till.ask_centre()
    sale = till.register.pay_exact().sale
    assert (sale.redeemed, sale.points_money_minor, sale.paid_minor, sale.tenders) == (26_973, 26_973, 0, ())
    till.staff.log_in("2222")
    parts = [till.returns.commit(sale, {1: 1000}, "").fact for _ in range(3)]
    assert [part.points_back for part in parts] == [8_991] * 3
    assert [(part.paid_minor, part.tenders) for part in parts] == [(0, ())] * 3


def test_the_centre_is_told_by_which_card(anna_buys_coffee: FakeTill) -> None:
    """The same word that the sale says: by it the centre tells apart whose accounts it parted meanwhile."""
    till = anna_buys_coffee
    till.register.want_points(None)
    question = till.register.hold_question()
    assert question is not None
    till.ask_centre()
    assert question.card_last4 == till.register.pay_exact().sale.card_last4 == ANNA_CARD[-4:]


def test_a_wish_above_the_cap_is_clipped(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.register.scan(BREAD_CODE)
    assert till.register.want_points(400).wanted == 25


def test_the_centre_may_grant_less(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.available = 120
    till.register.want_points(None)
    till.ask_centre()
    assert till.register.view().redemption.granted == 120
    assert till.register.pay_exact().sale.redeemed == 120


def test_a_centre_that_grants_more_than_asked_changes_nothing(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(100).op
    till.register.hold_answered(op, HoldResult(granted=999, available=0))
    assert till.register.pay_exact().sale.redeemed == 100


# --- without a connection -----------------------------------------------------------------------------


def test_offline_no_points_are_redeemed_and_the_reason_is_said(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.reached = False
    till.register.want_points(None)
    till.ask_centre()
    view = till.register.view()
    assert view.redemption.state is OFFLINE
    assert isinstance(view.banner, RedemptionOffline)
    assert view.banner.right == 0
    done = till.register.pay_exact()
    assert (done.sale.redeemed, done.sale.operation, done.sale.accrued) == (0, "", 50)
    assert Text("Нет связи: списать баллы сейчас нельзя.") in done.receipt.blocks


def test_a_hold_that_the_centre_may_have_placed_unheard_is_given_back(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.reached = False
    op = till.register.want_points(None).op
    till.ask_centre()
    till.register.pay_exact()
    assert till.world.desk.take_releases() == [op]


def test_paying_does_not_wait_for_the_centre(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(None).op
    done = till.register.pay_exact()
    assert (done.sale.paid_minor, done.sale.redeemed) == (100_000, 0)
    assert till.world.desk.take_releases() == [op]


def test_an_answer_after_the_sale_is_given_back(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(None).op
    till.register.pay_exact()
    till.world.desk.take_releases()
    till.register.hold_answered(op, HoldResult(granted=500, available=0))
    assert till.world.desk.take_releases() == [op]
    assert till.register.view().redemption.state is NONE


def test_silence_after_the_sale_is_given_back_too(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(None).op
    till.register.pay_exact()
    till.world.desk.take_releases()
    till.register.hold_answered(op, HoldResult(granted=0, available=0, reached=False))
    assert till.world.desk.take_releases() == [op]


def test_an_answer_to_a_question_that_is_answered_changes_nothing(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(200).op
    till.register.hold_answered(op, HoldResult(granted=200, available=0))
    till.register.hold_answered(op, HoldResult(granted=0, available=0, reached=False))
    assert till.register.view().redemption.granted == 200


def test_an_answer_that_comes_twice_does_not_give_back_what_the_sale_captured(
    anna_buys_coffee: FakeTill,
) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(None).op
    till.register.hold_answered(op, HoldResult(granted=500, available=0))
    till.register.pay_exact()
    till.register.hold_answered(op, HoldResult(granted=500, available=0))
    assert till.world.desk.take_releases() == []


def test_a_refusal_that_comes_late_is_nothing_to_give_back(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.register.hold_answered("another", HoldResult(granted=0, available=0, reason="blocked"))
    assert till.world.desk.take_releases() == []


def test_asking_again_after_silence_is_the_same_operation(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.reached = False
    first = till.register.want_points(None)
    till.ask_centre()
    again = till.register.want_points(None)
    assert (again.op, again.state, again.problem) == (first.op, ASKING, None)
    till.holds.reached = True
    till.ask_centre()
    assert till.register.pay_exact().sale.operation == first.op


def test_the_key_pressed_twice_asks_once(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    first = till.register.want_points(200)
    till.ask_centre()
    assert till.register.want_points(200) == till.register.view().redemption
    assert (till.register.view().redemption.op, till.register.view().redemption.state) == (first.op, GRANTED)
    assert till.register.hold_question() is None


# --- changing one's mind ------------------------------------------------------------------------------


def test_another_number_of_points_is_another_operation(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    first = till.register.want_points(200)
    till.ask_centre()
    second = till.register.want_points(300)
    assert second.op != first.op
    till.ask_centre()
    assert till.holds.held == {second.op: 300}, "the first hold is given back"


@pytest.mark.parametrize("how", ["zero points", "member off", "another member", "cancelled"])
def test_a_hold_is_given_back_when_it_is_not_needed(anna_buys_coffee: FakeTill, how: str) -> None:
    till = anna_buys_coffee
    till.register.want_points(None)
    till.ask_centre()
    assert till.holds.held
    if how == "zero points":
        assert till.register.want_points(0).state is NONE
    elif how == "member off":
        till.register.detach()
    elif how == "another member":
        till.register.scan(BORIS_CARD)
    else:
        till.register.clear("")
    till.ask_centre()
    assert till.holds.held == {}
    assert till.register.view().quote.redeemed == 0


def test_the_same_card_again_keeps_the_hold(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.register.want_points(None)
    till.ask_centre()
    till.register.scan(ANNA_CARD)
    assert till.register.view().quote.redeemed == 500


def test_goods_taken_off_lower_what_points_pay(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.register.want_points(None)
    till.ask_centre()
    till.register.scan(BREAD_CODE)
    till.register.delete_line(1, "")
    done = till.register.pay_exact()
    assert (done.sale.redeemed, done.sale.paid_minor) == (25, 2_500)


def test_a_crash_gives_the_hold_back(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(None).op
    till.ask_centre()
    till.journal.save_draft(till.world.desk.take_draft() or "")
    till.restart()
    till.register.restore()
    assert till.world.desk.take_releases() == [op]
    assert till.register.view().redemption.state is NONE


# --- refusals -----------------------------------------------------------------------------------------


def test_points_of_nobody(till: FakeTill) -> None:
    till.register.scan(COFFEE_CODE)
    view = till.register.want_points(None)
    assert view.state is REFUSED
    assert isinstance(view.problem, NoMember)
    assert isinstance(till.register.view().banner, NoMember)


def test_more_points_than_there_are(anna_buys_coffee: FakeTill) -> None:
    problem = anna_buys_coffee.register.want_points(501).problem
    assert isinstance(problem, NotEnoughPoints)
    assert (problem.asked, problem.available) == (501, 500)


def test_a_member_without_points_has_nothing_to_redeem(till: FakeTill) -> None:
    till.register.scan(BORIS_CARD)
    till.register.scan(COFFEE_CODE)
    assert isinstance(till.register.want_points(None).problem, NothingToRedeem)


def test_goods_that_points_cannot_pay(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.register.scan(TOBACCO_CODE)
    assert isinstance(till.register.want_points(None).problem, NothingToRedeem)


def test_the_centre_says_no_and_why(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.available = 0
    till.register.want_points(None)
    till.ask_centre()
    view = till.register.view()
    assert isinstance(view.banner, HoldRefused)
    assert (view.redemption.state, view.banner.reason) == (REFUSED, "not_enough_points")
    assert till.register.pay_exact().sale.redeemed == 0


def _granted_for_fifteen_minutes(till: FakeTill) -> str:
    op = till.register.want_points(300).op
    until = till.clock.now() + timedelta(minutes=15)
    till.register.hold_answered(op, HoldResult(300, 200, until=until))
    assert till.register.view().quote.payable_minor == 70_000
    return op


def test_points_whose_time_is_over_go_off_the_receipt_and_the_cashier_is_told(
    anna_buys_coffee: FakeTill,
) -> None:
    till = anna_buys_coffee
    _granted_for_fifteen_minutes(till)
    till.clock.pass_time(minutes=14, seconds=59)
    assert till.register.view().quote.payable_minor == 70_000
    till.clock.pass_time(seconds=1)
    view = till.register.view()
    assert (view.redemption.state, view.quote.payable_minor) == (REFUSED, 100_000)
    assert isinstance(view.banner, HoldEnded)
    assert view.banner.points == 300


def test_nobody_pays_a_sum_that_the_screen_did_not_say(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    _granted_for_fifteen_minutes(till)
    till.clock.pass_time(minutes=15)
    with pytest.raises(HoldEnded):
        till.register.pay_exact()
    sale = till.register.pay_exact().sale
    assert (sale.redeemed, sale.paid_minor) == (0, 100_000)


def test_the_same_wish_asks_again_under_the_same_operation(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    op = _granted_for_fifteen_minutes(till)
    till.clock.pass_time(minutes=15)
    assert till.register.want_points(300).state is ASKING
    till.register.hold_answered(op, HoldResult(300, 200, until=till.clock.now() + timedelta(minutes=15)))
    sale = till.register.pay_exact().sale
    assert (sale.operation, sale.redeemed) == (op, 300)


def test_a_phone_alone_identifies_but_does_not_redeem(till: FakeTill) -> None:
    till.register.scan(ANNA_PHONE)
    till.register.scan(COFFEE_CODE)
    problem = till.register.want_points(None).problem
    assert isinstance(problem, RedeemByPhoneRefused)
    assert problem.limit == 0


def test_a_programme_may_let_a_phone_redeem_a_little(till: FakeTill) -> None:
    till.settings.values["redeem_by_phone_points"] = "100"
    till.register.scan(ANNA_PHONE)
    till.register.scan(COFFEE_CODE)
    assert till.register.want_points(100).state is ASKING
    assert till.register.want_points(101).state is REFUSED


def test_so_much_by_phone_as_the_programme_says(till: FakeTill) -> None:
    assert till.programme.redemption is not None
    some = replace(till.programme.redemption, by_phone=100)
    till = FakeTill(programme=replace(till.programme, redemption=some)).open()
    till.register.scan(ANNA_PHONE)
    till.register.scan(COFFEE_CODE)
    assert till.register.want_points(100).state is ASKING
    assert till.register.want_points(101).state is REFUSED


def test_an_award_is_in_the_sale_and_in_what_the_till_knows_of_the_member(till: FakeTill) -> None:
    assert till.programme.accrual is not None
    gift = Extra("gift", 50, once=Once.EVER, activation=InDays(14))
    giving = replace(till.programme.accrual, extras=(gift,))
    till = FakeTill(programme=replace(till.programme, accrual=giving)).open()
    first, second = (till.sell(ANNA_CARD, COFFEE_CODE).sale for _ in range(2))
    assert [[(award.id, award.points) for award in sale.awards] for sale in (first, second)] == [
        [("gift", 50)],
        [],
    ]
    assert first.counted == (("extra.gift/ever@", 1),)
    assert first.accrued == sum(line.accrued for line in first.lines) == second.accrued + 50


def test_a_limit_that_is_no_number_is_no_limit_set(till: FakeTill) -> None:
    till.settings.values["redeem_by_phone_points"] = "сто"
    till.register.scan(ANNA_PHONE)
    till.register.scan(COFFEE_CODE)
    assert isinstance(till.register.want_points(1).problem, RedeemByPhoneRefused)


def test_a_member_whose_phone_is_not_confirmed_earns_but_does_not_redeem(till: FakeTill) -> None:
    lots = till.members.accounts["anna"].lots
    member = Member("new", "0009", till.members.accounts["anna"].state, lots=lots, verified=False)
    assert member.identified is Identified.CARD
    till.register.attach(till.members.add(member))
    till.register.scan(COFFEE_CODE)
    problem = till.register.want_points(None).problem
    assert isinstance(problem, HoldRefused)
    assert problem.reason == "unverified"
    assert till.register.pay_exact().sale.accrued == 50
