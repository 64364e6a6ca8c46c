"""Paying with points while the centre is away, under a lease: as much as the till may, said in time, counted with the sale."""

from dataclasses import replace

import pytest

from loyalty_pos.core.leases.lease import Floors, Holder, Policy
from loyalty_pos.core.leases.rights import Doubt
from loyalty_pos.core.problems import HoldRefused, LeaseRenewed, RedemptionOffline, StorageBusy
from loyalty_pos.core.receipt import Text
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import RedemptionState
from tests.fakes.benefits import benefits_till
from tests.fakes.rights import GENEROUS
from tests.fakes.till import ANNA_CARD, BORIS_CARD, BREAD_CODE, COFFEE_CODE, FakeTill, anna

ASKING, GRANTED, OFFLINE = RedemptionState.ASKING, RedemptionState.GRANTED, RedemptionState.OFFLINE
REFUSED = RedemptionState.REFUSED


@pytest.fixture
def anna_buys_coffee(till: FakeTill) -> FakeTill:
    """1 000.00 on the receipt, 500 points on the card; this till may take 300 of them by itself."""
    till.register.scan(ANNA_CARD)
    till.register.scan(COFFEE_CODE)
    till.holds.available = 500
    till.rights.lend()
    return till


def payable(till: FakeTill) -> int:
    return till.register.view().quote.payable_minor


def test_the_key_shows_at_once_what_the_till_may_take_and_the_hold_replaces_it(
    anna_buys_coffee: FakeTill,
) -> None:
    till = anna_buys_coffee
    view = till.register.want_points(None)
    assert (view.state, view.points) == (ASKING, 300)
    assert payable(till) == 70_000
    till.ask_centre()
    assert (till.register.view().redemption.state, payable(till)) == (GRANTED, 50_000)
    sale = till.register.pay_exact().sale
    assert (sale.redeemed, sale.by_grant, sale.by_floor) == (500, 0, 0)


def test_without_a_connection_the_till_takes_its_right_and_says_how_much(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.reached = False
    op = till.register.want_points(None).op
    till.ask_centre()
    view = till.register.view()
    assert view.redemption.state is OFFLINE
    assert isinstance(view.banner, RedemptionOffline)
    assert view.banner.right == 300
    done = till.register.pay_exact()
    sale = done.sale
    assert (sale.operation, sale.redeemed, sale.by_grant, sale.by_floor) == (op, 300, 0, 300)
    assert Text("Нет связи: сегодня до 300 баллов, остальное в сохранности.") in done.receipt.blocks
    assert till.world.desk.take_releases() == [], (
        "a hold that the centre placed after all is captured by the sale"
    )


def test_where_the_right_is_enough_nobody_says_anything(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.reached = False
    till.register.want_points(200)
    till.ask_centre()
    assert till.register.view().banner is None
    done = till.register.pay_exact()
    assert done.sale.by_floor == 200
    assert not [block for block in done.receipt.blocks if isinstance(block, Text) and "связи" in block.text]


def test_who_pays_before_the_answer_pays_with_the_right(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(None).op
    sale = till.register.pay_exact().sale
    assert (sale.operation, sale.redeemed, sale.by_floor) == (op, 300, 300)
    till.register.hold_answered(op, HoldResult(500, 0))
    assert till.world.desk.take_releases() == [], "the late hold belongs to the sale"


def test_what_the_centre_says_counts_also_a_no(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.available = 0
    till.register.want_points(None)
    assert payable(till) == 70_000
    till.ask_centre()
    view = till.register.view()
    assert (view.redemption.state, view.quote.payable_minor) == (REFUSED, 100_000)
    assert isinstance(view.banner, HoldRefused)
    assert till.register.pay_exact().sale.redeemed == 0


def test_an_answer_that_comes_after_the_silence_still_counts(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(None).op
    till.register.hold_answered(op, HoldResult(0, 0, reached=False))
    till.register.hold_answered(op, HoldResult(500, 0))
    sale = till.register.pay_exact().sale
    assert (sale.redeemed, sale.by_floor) == (500, 0)


def test_a_second_silence_changes_nothing(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(None).op
    till.register.hold_answered(op, HoldResult(0, 0, reached=False))
    before = till.register.view().redemption
    till.register.hold_answered(op, HoldResult(0, 0, reached=False))
    assert till.register.view().redemption == before


def test_what_was_set_aside_for_the_till_goes_first(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.rights.lend(GENEROUS, anna=150)
    till.holds.reached = False
    till.register.want_points(400)
    till.ask_centre()
    sale = till.register.pay_exact().sale
    assert (sale.redeemed, sale.by_grant, sale.by_floor) == (400, 150, 250)


@pytest.mark.parametrize(
    ("policy", "holder", "points"),
    [
        (GENEROUS, Holder.HOME, 300),
        (GENEROUS, Holder.VISITED, 100),
        (GENEROUS, Holder.GUEST, 20),
        (GENEROUS, Holder.BLOCKED, 0),
        (replace(GENEROUS, per_sale=40), Holder.HOME, 40),
        (replace(GENEROUS, risk=25), Holder.HOME, 25),
        (Policy(Floors(), 0), Holder.HOME, 0),
    ],
)
def test_how_near_the_member_is_and_what_the_manager_chose(
    anna_buys_coffee: FakeTill, policy: Policy, holder: Holder, points: int
) -> None:
    till = anna_buys_coffee
    till.rights.lend(policy)
    till.rights.holders["anna"] = holder
    till.holds.reached = False
    till.register.want_points(None)
    till.ask_centre()
    assert till.register.pay_exact().sale.redeemed == points


def test_the_same_card_twice_gets_what_is_left(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.reached = False
    first = _sale_with_points(till, 200)
    till.register.scan(ANNA_CARD)
    till.register.scan(COFFEE_CODE)
    second = _sale_with_points(till, 200)
    assert (first, second) == (200, 100)


def _sale_with_points(till: FakeTill, points: int) -> int:
    till.register.want_points(points)
    till.ask_centre()
    return till.register.pay_exact().sale.by_floor


def test_a_clock_in_doubt_leaves_what_was_set_aside(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.rights.lend(GENEROUS, anna=150)
    till.rights.doubt = Doubt(clock=True)
    till.holds.reached = False
    till.register.want_points(None)
    till.ask_centre()
    assert till.register.pay_exact().sale.by_grant == 150


# --- the right changes while the receipt is open ------------------------------------------------------


def test_nobody_pays_with_a_right_that_is_gone(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.reached = False
    till.register.want_points(None)
    till.ask_centre()
    assert payable(till) == 70_000
    till.clock.pass_time(hours=30)
    with pytest.raises(RedemptionOffline) as told:
        till.register.pay_exact()
    assert told.value.right == 150
    assert till.register.pay_exact().sale.by_floor == 150


def test_more_is_not_taken_than_the_screen_said(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.reached = False
    till.register.want_points(None)
    till.ask_centre()
    till.rights.lend(replace(GENEROUS, floors=Floors(home=450)))
    assert till.register.pay_exact().sale.by_floor == 300


def test_a_lease_that_comes_at_the_moment_of_payment_is_noticed(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.reached = False
    till.register.want_points(None)
    till.ask_centre()
    till.register.view()
    till.journal.lease_epoch += 1  # taken in between the last look and the commit
    with pytest.raises(LeaseRenewed):
        till.register.pay_exact()
    till.rights.epoch += 1
    sale = till.register.pay_exact().sale
    assert sale.by_floor == 300
    assert till.journal.events[-1].lease_epoch == 2


def test_another_member_has_another_right(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.reached = False
    till.register.want_points(None)
    till.ask_centre()
    till.register.scan(BORIS_CARD)
    sale = till.register.pay_exact().sale
    assert (sale.account_id, sale.redeemed, sale.by_floor) == ("boris", 0, 0)


def test_goods_taken_off_lower_what_is_counted(anna_buys_coffee: FakeTill) -> None:
    till = anna_buys_coffee
    till.holds.reached = False
    till.register.want_points(None)
    till.ask_centre()
    till.register.scan(BREAD_CODE)
    till.register.delete_line(1, "")
    sale = till.register.pay_exact().sale
    assert (sale.redeemed, sale.by_floor) == (25, 25)
    assert till.rights.used("anna").floor == 25


# --- rewards take part --------------------------------------------------------------------------------


@pytest.fixture
def thermos() -> FakeTill:
    """A thermos for 400 points; Anna has 500."""
    till = benefits_till()
    till.register.scan(ANNA_CARD)
    till.holds.reached = False
    return till


def test_a_reward_is_given_where_the_right_covers_it(thermos: FakeTill) -> None:
    thermos.rights.lend(replace(GENEROUS, floors=Floors(home=400)))
    thermos.register.take_reward("thermos")
    thermos.ask_centre()
    sale = thermos.register.pay_exact().sale
    assert (sale.redeemed, sale.by_floor, [one.points for one in sale.rewards]) == (400, 400, [400])


def test_a_reward_that_the_right_does_not_cover_leaves_and_nothing_else_is_taken(thermos: FakeTill) -> None:
    thermos.rights.lend()
    thermos.register.scan(COFFEE_CODE)
    op = thermos.register.take_reward("thermos") and thermos.register.view().redemption.op
    thermos.ask_centre()
    view = thermos.register.view()
    assert [line.reward for line in view.lines] == [False]
    assert isinstance(view.banner, RedemptionOffline)
    sale = thermos.register.pay_exact().sale
    assert (sale.redeemed, sale.operation) == (0, "")
    assert thermos.world.desk.take_releases() == [op]


def test_a_member_who_is_new_to_the_centre_has_no_right(till: FakeTill) -> None:
    till.members.add(replace(anna(), account_id="new", lots=()), ANNA_CARD)
    till.rights.lend()
    till.register.scan(ANNA_CARD)
    till.register.scan(COFFEE_CODE)
    assert till.register.want_points(None).points == 0


def test_what_a_sale_captured_is_not_given_back_also_when_nobody_heard_that_it_was_written(
    anna_buys_coffee: FakeTill,
) -> None:
    till = anna_buys_coffee
    op = till.register.want_points(None).op
    till.journal.loses_answer.append(StorageBusy("journal.db"))
    with pytest.raises(StorageBusy):
        till.register.pay_exact()
    till.register.scan(BORIS_CARD)
    assert till.world.desk.take_releases() == []
    assert till.register.pay_exact().sale.operation == op
