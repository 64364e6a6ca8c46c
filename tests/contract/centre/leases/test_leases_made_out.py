"""A till is lent rights for a while: from what is available only, and never twice the same points (docs/why/0026)."""

import base64
from concurrent.futures import ThreadPoolExecutor

import pytest

from loyalty_pos.centre.intake import StreamForked
from loyalty_pos.centre.leases.issuing import TillLost, Unsettled
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.sealing import Sealing
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.messages import LeaseAsk, LeaseRow
from tests.fakes.centre import MINUTE_US, Headquarters, Stream, new_uuid
from tests.fakes.till_folder import a_sale

STRICT = """
id = "club"
names = { en = "Club" }
[accrual]
rate_bp = 100
[redemption]
[redemption.offline]
preset = "strict"
"""
BALANCED = STRICT.replace("strict", "balanced")
DAY_US = 24 * 60 * MINUTE_US


def lent(hq: Headquarters, till: Stream, epoch: int = 0) -> LeaseRow:
    """Return the lease that the centre makes out for all that the till has said."""
    who = hq.centre.authorise(till.place.token)
    answer = hq.centre.lease(who, till.incarnation, LeaseAsk(epoch, len(till.events)))
    return decode(answer.lease, LeaseRow)


def at_home(hq: Headquarters, till: Stream, points: int = 1_000) -> str:
    """Bring a member who has bought in the till's shop, and has so many points."""
    member = hq.member(points)
    hq.send(till, a_sale(len(till.events) + 1, account_id=member, store_id=till.place.store_id))
    return member


def test_a_lease_says_what_the_programme_of_the_shop_allows(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    till = hq.till()

    lease = lent(hq, till)

    assert (lease.agent_id, lease.incarnation, lease.epoch) == (till.agent_id, "life-1", 1)
    assert (lease.floors, lease.risk, lease.grants) == ((500, 200, 0, 500), 5_000, {})
    assert lease.issued_us == hq.clock.us
    assert lease.bundle


def test_without_a_programme_that_pays_with_points_a_lease_allows_nothing(hq: Headquarters) -> None:
    lease = lent(hq, hq.till())

    assert (lease.floors, lease.risk) == ((0, 0, 0, 0), 0)


def test_a_lease_is_signed_with_the_key_that_signs_bundles(hq: Headquarters) -> None:
    till = hq.till()
    answer = hq.centre.lease(hq.centre.authorise(till.place.token), "life-1", LeaseAsk(0, 0))

    keys = Sealing()
    assert keys.is_signed_lease(till.place.bundle_key, answer.lease, answer.signature)
    assert not keys.is_signed_lease(till.place.bundle_key, answer.lease + b" ", answer.signature)
    assert len(base64.b64decode(answer.signature)) == 64


def test_half_of_a_members_points_is_set_aside_for_the_only_till_of_his_shop(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    till = hq.till()
    member = at_home(hq, till)

    assert lent(hq, till).grants == {member: 500}
    assert hq.hold(member, 501).reason == "not_enough_points"
    assert hq.hold(member, 500).granted == 500


def test_a_shop_with_two_tills_has_nothing_set_aside(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    till = hq.till()
    hq.till()
    at_home(hq, till)

    assert lent(hq, till).grants == {}


def test_points_that_somebody_holds_are_not_set_aside_too(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    till = hq.till()
    member = at_home(hq, till)
    hq.hold(member, 900)

    assert lent(hq, till).grants == {member: 50}


def test_whoever_bought_nowhere_for_ninety_days_has_no_home(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    till = hq.till()
    at_home(hq, till)
    hq.clock.us += 91 * DAY_US

    assert lent(hq, till).grants == {}


def test_a_lost_answer_frees_nothing_of_what_the_till_may_still_spend(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    till = hq.till()
    member = at_home(hq, till)

    first = lent(hq, till)
    second = lent(hq, till)

    assert (first.epoch, second.epoch) == (1, 2)
    assert second.grants == {member: 500}
    assert hq.hold(member, 501).granted == 0


def test_the_older_share_is_free_once_the_till_is_heard_to_hold_the_newer_lease(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    till = hq.till()
    member = at_home(hq, till)
    lent(hq, till)
    hq.admin.set_programme(BALANCED)
    assert lent(hq, till).grants == {}
    assert hq.hold(member, 501).granted == 0

    till.commit(a_sale(9), lease_epoch=2)
    hq.centre.push(till.batch(2))

    assert hq.account(member).reserved == 0
    assert hq.hold(member, 1_000).granted == 1_000


def test_a_lease_waits_until_everything_of_the_last_one_is_settled(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    till = hq.till()
    till.commit(a_sale(1))

    with pytest.raises(Unsettled):
        lent(hq, till)
    hq.centre.push(till.batch())

    assert lent(hq, till).epoch == 1


def test_a_sale_that_waits_aside_is_not_settled(hq: Headquarters) -> None:
    till = hq.till()
    till.commit(a_sale(1, gross_minor=-5))
    hq.centre.push(till.batch())

    with pytest.raises(Unsettled):
        lent(hq, till)


def test_a_till_with_two_histories_gets_no_lease(hq: Headquarters) -> None:
    till = hq.till()
    till.commit(a_sale(1))
    hq.centre.push(till.batch())
    other = Stream(till.place)
    other.commit(a_sale(2))
    with pytest.raises(StreamForked):
        hq.centre.push(other.batch())

    with pytest.raises(StreamForked):
        lent(hq, till)


@pytest.mark.parametrize("ask", [LeaseAsk(-1, 0), LeaseAsk(0, -1), LeaseAsk(2**63, 0)])
def test_a_question_that_no_till_asks_is_no_message(hq: Headquarters, ask: LeaseAsk) -> None:
    till = hq.till()

    with pytest.raises(BadMessage):
        hq.centre.lease(hq.centre.authorise(till.place.token), "life-1", ask)


def test_a_centre_that_was_restored_makes_out_an_epoch_above_the_one_the_till_holds(hq: Headquarters) -> None:
    assert lent(hq, hq.till(), epoch=7).epoch == 8


def test_the_next_risk_is_less_by_what_the_till_took_and_nobody_has_repaid(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    till = hq.till()
    member = hq.member(100)
    lent(hq, till)
    till.commit(a_sale(1, account_id=member, redeemed=300, by_floor=300), lease_epoch=1)
    hq.centre.push(till.batch())

    assert hq.points(member) == -200
    assert lent(hq, till, 1).risk == 4_800


def test_what_ends_is_taken_from_what_is_available_and_not_from_what_is_set_aside(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    till = hq.till()
    member = hq.member(1_000, expire_us=hq.clock.us + DAY_US)
    hq.send(till, a_sale(1, account_id=member))
    assert lent(hq, till).grants == {member: 500}
    hq.clock.us += 2 * DAY_US

    hq.centre.run_daily()
    assert hq.points(member) == 500
    till.commit(a_sale(2, account_id=member, redeemed=300, by_grant=300), lease_epoch=1)
    hq.centre.push(till.batch(2))
    assert hq.points(member) == 200
    assert hq.account(member).debt == 0
    assert "spent_beyond_right" not in hq.alarms()

    hq.admin.set_programme(BALANCED)
    lent(hq, till, 1)
    till.commit(a_sale(3), lease_epoch=2)
    hq.centre.push(till.batch(3))
    hq.centre.run_daily()
    assert hq.points(member) == 0
    assert hq.books_balance()


def test_a_hold_is_told_to_the_tills_only_where_a_right_may_feel_it(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    lent(hq, hq.till())
    member = hq.member(1_000)

    hq.hold(member, 400)
    assert hq.account(member).reserved == 0
    hq.hold(member, 200)
    assert hq.account(member).reserved == 600


def test_points_held_before_the_first_lease_are_told_with_it(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    member, op = hq.member(1_000), new_uuid()
    hq.hold(member, 900, op)
    assert hq.account(member).reserved == 0

    lent(hq, hq.till())
    assert hq.account(member).reserved == 900
    hq.centre.release_hold(op)
    assert hq.account(member).reserved == 0


def test_a_lost_till_gets_no_lease(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    till = hq.till()
    member = at_home(hq, till)
    lent(hq, till)

    assert hq.admin.leases.lose(till.agent_id, "stolen") == (1, 500)

    assert hq.hold(member, 1_000).granted == 1_000
    with pytest.raises(TillLost):
        lent(hq, till, 1)


def test_a_share_and_a_hold_asked_for_at_one_moment_are_never_more_than_there_is(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    till = hq.till()
    members = [hq.member(1_000, card=f"29000000000020{number:02}") for number in range(8)]
    hq.send(till, *(a_sale(n, sale_id=f"s-{n}", account_id=one) for n, one in enumerate(members, 1)))
    speaker, ask = hq.centre.authorise(till.place.token), LeaseAsk(0, len(till.events))
    with ThreadPoolExecutor(4) as network:
        leases = [network.submit(hq.centre.lease, speaker, "life-1", ask) for _ in range(2)]
        holds = [network.submit(hq.hold, one, 600) for one in members]
        granted = [hold.result().granted for hold in holds]
        rows = [decode(lease.result().lease, LeaseRow) for lease in leases]

    assert sorted(row.epoch for row in rows) == [1, 2]
    for member, held in zip(members, granted, strict=True):
        assert max(row.grants.get(member, 0) for row in rows) + held <= 1_000
