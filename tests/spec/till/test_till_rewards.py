"""Rewards and stamp cards at the counter: taken when they are there, greyed with what is missing, given back in full."""

from dataclasses import replace

import pytest

from loyalty_pos.core.problems import (
    RewardFloored,
    RewardMissingGoods,
    RewardMissingPoints,
    RewardMissingStamps,
    RewardNotInShop,
    RewardNotTaken,
)
from loyalty_pos.core.programme import LegalFloor, Limits, Reward
from loyalty_pos.core.receipt import Pair
from loyalty_pos.core.sale import Sale, SoldReward
from loyalty_pos.till.receipt_state import RedemptionState
from tests.fakes.benefits import (
    BENEFITS,
    BIG_CUP_CODE,
    CUP_CODE,
    TENTH,
    THERMOS_CODE,
    benefits_till,
)
from tests.fakes.till import ANNA_CARD, BORIS_CARD, MILK_CODE, FakeTill, anna

STAMPS = "stamps.tenth/ever@"


@pytest.fixture
def till() -> FakeTill:
    """A till with a thermos for 400 points and a free tenth coffee; Anna has 500 points."""
    return benefits_till()


def with_stamps(till: FakeTill, stamps: int) -> None:
    till.members.add(replace(till.members.accounts["anna"], counters=((STAMPS, stamps),)), ANNA_CARD)


def stamps(till: FakeTill) -> int:
    return dict(till.members.accounts["anna"].counters).get(STAMPS, 0)


def points(till: FakeTill) -> int:
    return sum(lot.remaining for lot in till.members.accounts["anna"].lots)


# --- a reward for points (A04) ----------------------------------------------------------------------------


def test_a04_with_too_few_points_it_says_how_many_more(till: FakeTill) -> None:
    member = anna()
    lot = replace(member.lots[0], amount=350, remaining=350)
    till.members.add(replace(member, lots=(lot,)), ANNA_CARD)
    till.register.scan(ANNA_CARD)
    (thermos, _) = till.register.usable()
    assert isinstance(thermos.problem, RewardMissingPoints)
    assert thermos.problem.missing == 50
    with pytest.raises(RewardMissingPoints):
        till.register.take_reward("thermos")


def test_a04_with_enough_points_it_is_a_line_for_nothing_and_the_points_go(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.register.take_reward("thermos")
    till.ask_centre()
    quote = till.register.view().quote
    assert (quote.payable_minor, quote.redeemed, quote.points_money_minor) == (0, 400, 150_000)
    assert quote.counter_provision_minor == 150_000
    sale = till.register.pay_exact().sale
    assert sale.rewards == (SoldReward("thermos", 1, 400),)
    assert sale.lines[0].net_minor == 0
    assert points(till) == 100


def test_points_pay_for_goods_beside_a_reward_and_both_are_one_operation(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.register.scan(MILK_CODE)
    till.register.take_reward("thermos")
    till.ask_centre()
    till.register.want_points(30)
    till.ask_centre()
    view = till.register.view()
    assert (view.redemption.granted, view.quote.redeemed) == (430, 430)
    till.register.want_points(0)
    till.ask_centre()
    assert till.register.view().quote.redeemed == 400


def test_the_reward_earns_nothing_and_moves_no_threshold(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.register.scan(MILK_CODE)
    before = till.register.view().quote.accrued
    till.register.take_reward("thermos")
    till.ask_centre()
    assert till.register.view().quote.accrued == before


def test_without_connection_the_reward_leaves_the_receipt_and_the_sale_goes_on(till: FakeTill) -> None:
    till.holds.reached = False
    till.register.scan(ANNA_CARD)
    till.register.scan(MILK_CODE)
    till.register.take_reward("thermos")
    till.ask_centre()
    view = till.register.view()
    assert view.redemption.state is RedemptionState.OFFLINE
    assert [line.line.reward for line in view.quote.lines] == [""]
    assert view.banner is not None
    assert till.register.pay_exact().sale.paid_minor == 9_990


def test_nobody_pays_a_reward_in_money_by_mistake(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.register.take_reward("thermos")
    with pytest.raises(RewardNotTaken):
        till.register.pay_exact()


def test_another_customer_does_not_get_the_first_ones_reward(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.register.take_reward("thermos")
    till.ask_centre()
    till.register.scan(BORIS_CARD)
    assert till.register.view().quote.lines == ()
    till.ask_centre()
    assert till.holds.held == {}


def test_the_line_taken_off_gives_the_points_free_again(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    line_id = till.register.take_reward("thermos")
    till.ask_centre()
    till.register.delete_line(line_id, "changed my mind")
    till.ask_centre()
    assert till.holds.held == {}
    assert till.register.reward_points == 0


def test_two_thermoses_cost_twice_and_no_more_than_there_is(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    line_id = till.register.take_reward("thermos")
    with pytest.raises(RewardMissingPoints) as refused:
        till.register.set_quantity(line_id, 2_000)
    assert refused.value.missing == 300
    assert till.register.view().quote.lines[0].line.qty_milli == 1_000


def test_t48_begun_portions_cost_in_full() -> None:
    """Five pieces at two a reward of three points are nine points (T48)."""
    till = benefits_till(replace(BENEFITS, rewards=(Reward("cups", "Кофе", 3, "cup", pieces=2),)))
    till.register.scan(ANNA_CARD)
    line_id = till.register.take_reward("cups")
    till.register.set_quantity(line_id, 5_000)
    till.ask_centre()
    assert till.register.view().quote.redeemed == 9


def test_what_the_law_gives_a_least_price_is_no_reward() -> None:
    limits = Limits(legal=(LegalFloor("gifts", 100_000),))
    till = benefits_till(replace(BENEFITS, limits=limits))
    till.register.scan(ANNA_CARD)
    with pytest.raises(RewardFloored):
        till.register.take_reward("thermos")


def test_a_reward_that_the_shop_does_not_have_says_so(till: FakeTill) -> None:
    del till.goods.barcodes[THERMOS_CODE]
    till.register.scan(ANNA_CARD)
    assert isinstance(till.register.usable()[0].problem, RewardNotInShop)


def test_a_returned_reward_gives_its_points_back(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.register.take_reward("thermos")
    till.ask_centre()
    sale = till.register.pay_exact().sale
    till.staff.log_out()
    till.staff.log_in("2222")
    preview = till.returns.preview(sale, {1: 1_000})
    assert (preview.money_minor, preview.points_back) == (0, 400)
    till.returns.commit(sale, {1: 1_000}, "wrong colour")
    assert points(till) == 500


def test_a_reward_outlives_no_crash_but_the_goods_do(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.register.scan(MILK_CODE)
    till.register.take_reward("thermos")
    till.journal.save_draft(till.world.desk.take_draft() or "")
    till.restart()
    till.staff.log_in("1111")
    assert till.register.restore()
    assert [line.line.article.id for line in till.register.view().quote.lines] == ["1001"]


# --- stamp cards (A27) --------------------------------------------------------------------------------------


def test_each_cup_is_a_stamp(till: FakeTill) -> None:
    till.sell(ANNA_CARD, CUP_CODE, CUP_CODE, BIG_CUP_CODE, MILK_CODE)
    assert stamps(till) == 3


def test_a27_the_tenth_coffee_is_free_and_the_card_begins_anew(till: FakeTill) -> None:
    with_stamps(till, 10)
    till.register.scan(ANNA_CARD)
    till.register.scan(CUP_CODE)
    till.register.take_reward("tenth")
    quote = till.register.view().quote
    assert [(line.line.reward, line.net_minor) for line in quote.lines] == [("tenth", 0)]
    sale = till.register.pay_exact().sale
    assert (sale.paid_minor, sale.rewards) == (0, (SoldReward("tenth", 2, 0),))
    assert stamps(till) == 0


def test_the_receipt_says_how_far_the_card_is(till: FakeTill) -> None:
    with_stamps(till, 4)
    till.register.scan(ANNA_CARD)
    done = till.sell(CUP_CODE)
    assert Pair("Десятый кофе", "5 из 10") in done.receipt.blocks
    till.register.scan(ANNA_CARD)
    assert "из 10" not in str(till.sell(MILK_CODE).receipt.blocks)  # nothing moved
    assert "из 10" not in str(till.sell(CUP_CODE).receipt.blocks)  # nobody's card


def test_the_gift_is_the_cheapest_cup_and_the_other_one_is_a_new_stamp(till: FakeTill) -> None:
    with_stamps(till, 12)
    till.register.scan(ANNA_CARD)
    till.register.scan(BIG_CUP_CODE)
    till.register.scan(CUP_CODE)
    till.register.take_reward("tenth")
    assert till.register.pay_exact().sale.paid_minor == 30_000
    assert stamps(till) == 12 - 10 + 1


def test_a_gift_out_of_two_cups_leaves_one_to_pay(till: FakeTill) -> None:
    with_stamps(till, 10)
    till.register.scan(ANNA_CARD)
    till.register.scan(CUP_CODE)
    till.register.scan(CUP_CODE)
    till.register.take_reward("tenth")
    assert till.register.pay_exact().sale.paid_minor == 20_000


def test_a_gift_needs_no_connection(till: FakeTill) -> None:
    till.holds.reached = False
    with_stamps(till, 10)
    till.register.scan(ANNA_CARD)
    till.register.scan(CUP_CODE)
    till.register.take_reward("tenth")
    assert till.register.hold_question() is None
    assert till.register.pay_exact().sale.paid_minor == 0


def test_what_is_missing_for_a_gift_is_said(till: FakeTill) -> None:
    with_stamps(till, 7)
    till.register.scan(ANNA_CARD)
    card = till.register.usable()[1]
    assert (card.stamps, card.needed) == (7, 10)
    assert isinstance(card.problem, RewardMissingStamps)
    assert card.problem.missing_stamps == 3
    with_stamps(till, 10)
    till.register.scan(ANNA_CARD)
    assert isinstance(till.register.usable()[1].problem, RewardMissingGoods)


def test_returned_cups_take_their_stamps_back_part_by_part(till: FakeTill) -> None:
    for _ in range(5):
        till.register.scan(CUP_CODE)
    sale = till.sell(ANNA_CARD).sale
    assert stamps(till) == 5
    till.staff.log_out()
    till.staff.log_in("2222")
    till.returns.commit(sale, {1: 2_000}, "cold")
    assert stamps(till) == 3
    till.returns.commit(sale, {1: 3_000}, "cold too")
    assert stamps(till) == 0


def test_a_returned_gift_gives_its_stamps_back(till: FakeTill) -> None:
    sale = gift(till)
    till.staff.log_out()
    till.staff.log_in("2222")
    till.returns.commit(sale, {2: 1_000}, "spilt")
    assert stamps(till) == 10


def test_a_voided_receipt_leaves_the_card_as_it_was(till: FakeTill) -> None:
    sale = gift(till)
    assert stamps(till) == 0
    till.staff.log_out()
    till.staff.log_in("2222")
    till.returns.void(sale, "mistake")
    assert stamps(till) == 10


def gift(till: FakeTill) -> Sale:
    with_stamps(till, 10)
    till.register.scan(ANNA_CARD)
    till.register.scan(CUP_CODE)
    till.register.take_reward(TENTH.id)
    return till.register.pay_exact().sale
