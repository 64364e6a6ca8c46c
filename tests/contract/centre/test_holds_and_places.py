"""Points are set aside for one operation and never twice; a till gets its place with a code that works once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from loyalty_pos.centre.enrolment import NotAuthorised
from loyalty_pos.core.problems import BadMessage, EnrolmentRefused
from loyalty_pos.wire.messages import Enrol, HoldAsk
from tests.fakes.centre import MINUTE_US, Headquarters, new_uuid
from tests.fakes.till_folder import a_sale, a_void


def test_a_hold_takes_the_points_away_from_everybody_else(hq: Headquarters) -> None:
    member = hq.member(500)

    first = hq.hold(member, 400)
    second = hq.hold(member, 200)

    assert (first.granted, first.available) == (400, 100)
    assert (second.granted, second.available, second.reason) == (0, 100, "not_enough_points")
    assert hq.points(member) == 500


def test_asking_again_gives_the_same_answer(hq: Headquarters) -> None:
    member, op = hq.member(500), new_uuid()

    assert hq.hold(member, 400, op) == hq.hold(member, 400, op)
    assert hq.hold(member, 300, op).reason == "another_operation"


@pytest.mark.parametrize(
    ("account", "points", "reason"),
    [
        pytest.param("nobody", 5, "unknown_account", id="nobody's account"),
        pytest.param("", 0, "nothing", id="no points at all"),
        pytest.param("", -5, "nothing", id="less than nothing"),
    ],
)
def test_a_hold_that_makes_no_sense_is_refused(
    hq: Headquarters, account: str, points: int, reason: str
) -> None:
    member = hq.member(500)

    assert hq.hold(account or member, points).reason == reason


def test_an_operation_is_a_uuid(hq: Headquarters) -> None:
    with pytest.raises(BadMessage):
        hq.centre.ask_hold(HoldAsk("../admin", hq.member(5), 5))


def test_a_released_hold_gives_the_points_back_once(hq: Headquarters) -> None:
    member, op = hq.member(500), new_uuid()
    hq.hold(member, 400, op)

    hq.centre.release_hold(op)
    hq.centre.release_hold(op)

    assert hq.hold(member, 500).granted == 500
    assert hq.hold(member, 400, op).reason == "released"


def test_a_release_that_overtakes_its_hold_blocks_no_points(hq: Headquarters) -> None:
    member, op = hq.member(500), new_uuid()

    hq.centre.release_hold(op)
    late = hq.hold(member, 400, op)

    assert (late.granted, late.available, late.reason) == (0, 500, "released")
    assert hq.hold(member, 500).granted == 500
    assert hq.books_balance()


def test_a_release_and_its_hold_at_the_same_moment_block_no_points(hq: Headquarters) -> None:
    members = [hq.member(500, card=f"29000000000010{number:02}") for number in range(20)]
    asks = [HoldAsk(new_uuid(), member, 400) for member in members]
    with ThreadPoolExecutor(4) as network:
        for ask in asks:
            network.submit(hq.centre.ask_hold, ask)
            network.submit(hq.centre.release_hold, ask.op)

    assert [hq.hold(member, 500).granted for member in members] == [500] * 20
    assert hq.books_balance()


def test_the_till_is_told_when_its_hold_ends_and_what_time_it_is(hq: Headquarters) -> None:
    answer = hq.hold(hq.member(500), 400)

    assert answer.expires_us - answer.server_us == 15 * MINUTE_US


def test_the_same_receipt_may_ask_again_when_its_time_is_over(hq: Headquarters) -> None:
    member, till, op = hq.member(500), hq.till(), new_uuid()
    hq.hold(member, 400, op)
    for _ in range(3):
        hq.clock.us += 15 * MINUTE_US
        again = hq.hold(member, 400, op)
        assert (again.granted, again.expires_us) == (400, hq.clock.us + 15 * MINUTE_US)
    assert hq.hold(member, 200).granted == 0

    hq.send(till, a_sale(1, account_id=member, redeemed=400, operation=op))

    assert hq.points(member) == 100
    assert hq.books_balance()


def test_whoever_asks_again_too_late_hears_that_somebody_else_has_the_points(hq: Headquarters) -> None:
    member, op = hq.member(500), new_uuid()
    hq.hold(member, 400, op)
    hq.clock.us += 15 * MINUTE_US
    hq.hold(member, 300)

    assert hq.hold(member, 400, op).reason == "not_enough_points"


def test_a_hold_ends_after_fifteen_minutes(hq: Headquarters) -> None:
    member = hq.member(500)
    hq.hold(member, 400)

    hq.clock.us += 15 * MINUTE_US - 1
    assert hq.hold(member, 400).granted == 0
    hq.clock.us += 1
    assert hq.hold(member, 400).granted == 400


def test_the_sale_takes_what_was_held_for_it(hq: Headquarters) -> None:
    member, till, op = hq.member(500), hq.till(), new_uuid()
    hq.hold(member, 400, op)

    hq.send(till, a_sale(1, account_id=member, redeemed=400, operation=op))

    assert hq.points(member) == 100
    assert hq.hold(member, 100).granted == 100
    assert hq.hold(member, 400, op).reason == "captured"
    assert hq.books_balance()


def test_a_sale_that_comes_late_is_still_paid_with_its_points(hq: Headquarters) -> None:
    member, till, op = hq.member(500), hq.till(), new_uuid()
    hq.hold(member, 400, op)
    hq.clock.us += 60 * MINUTE_US

    hq.send(till, a_sale(1, account_id=member, redeemed=400, operation=op))

    assert (hq.points(member), hq.account(member).debt) == (100, 0)


def test_a_hold_that_arrives_after_its_sale_is_refused(hq: Headquarters) -> None:
    member, till, op = hq.member(500), hq.till(), new_uuid()
    hq.send(till, a_sale(1, account_id=member, redeemed=400, operation=op))

    answer = hq.hold(member, 100, op)

    assert (answer.granted, answer.reason) == (0, "captured")
    hq.centre.release_hold(op)
    assert hq.points(member) == 100


def test_a_hold_that_ran_out_is_no_debt_for_the_next_sale(hq: Headquarters) -> None:
    member, till = hq.member(500), hq.till()
    hq.hold(member, 500)
    hq.clock.us += 15 * MINUTE_US

    hq.send(till, a_sale(1, account_id=member, redeemed=500))

    assert (hq.points(member), hq.account(member).debt) == (0, 0)


def test_a_voided_redemption_can_be_spent_again(hq: Headquarters) -> None:
    member, till, op = hq.member(500), hq.till(), new_uuid()
    hq.hold(member, 500, op)
    sale = a_sale(1, account_id=member, redeemed=500, operation=op)

    hq.send(till, sale, a_void(sale))

    assert hq.hold(member, 500).granted == 500


# --- places -------------------------------------------------------------------------------------------


def test_a_code_gives_a_till_its_place(hq: Headquarters) -> None:
    code = hq.admin.make_code("store-2", 7)

    place = hq.centre.enrol(Enrol(f" {code[:4].lower()}-{code[4:].lower()} ", "device", "life-1", "test"))

    assert (place.store_id, place.store_name, place.till_no) == ("store-2", "Market hall", 7)
    assert hq.centre.authorise(place.token).agent_id == place.agent_id


def test_tills_are_numbered_by_themselves(hq: Headquarters) -> None:
    assert [hq.till().place.till_no for _ in range(3)] == [1, 2, 3]


def test_a_code_works_once(hq: Headquarters) -> None:
    code = hq.admin.make_code("store-1")
    hq.centre.enrol(Enrol(code, "device", "life-1", "test"))

    with pytest.raises(EnrolmentRefused):
        hq.centre.enrol(Enrol(code, "device", "life-1", "test"))


def test_a_code_lives_ten_minutes(hq: Headquarters) -> None:
    code = hq.admin.make_code("store-1")
    hq.clock.us += 10 * MINUTE_US

    with pytest.raises(EnrolmentRefused):
        hq.centre.enrol(Enrol(code, "device", "life-1", "test"))


def test_five_wrong_codes_close_the_door(hq: Headquarters) -> None:
    code = hq.admin.make_code("store-1")
    for _ in range(5):
        with pytest.raises(EnrolmentRefused):
            hq.centre.enrol(Enrol("WRONGONE", "device", "life-1", "test"))

    with pytest.raises(EnrolmentRefused):
        hq.centre.enrol(Enrol(code, "device", "life-1", "test"))


def test_a_till_of_another_age_is_not_let_in(hq: Headquarters) -> None:
    with pytest.raises(EnrolmentRefused) as refused:
        hq.centre.enrol(Enrol(hq.admin.make_code("store-1"), "device", "life-1", "test", proto=99))
    assert refused.value.reason == "protocol"


@pytest.mark.parametrize("token", ["", ".", "nobody.secret", "{agent}.", "{agent}.wrong", "{agent}"])
def test_only_the_right_token_speaks_for_a_till(hq: Headquarters, token: str) -> None:
    agent_id = hq.till().agent_id

    with pytest.raises(NotAuthorised):
        hq.centre.authorise(token.format(agent=agent_id))
