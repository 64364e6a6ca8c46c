"""A till's lease in its real files: counters move with the sale and never go back, and only a lease to believe is taken."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.problems import BadMessage, LeaseRenewed
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.ports import Draft, LeaseView
from loyalty_pos.wire.messages import Leased
from tests.fakes.leases import lease_row, leased, lend, rights_of
from tests.fakes.till_folder import Counter, a_lot, a_sale, a_void

CARD = "2900000000000001"
ACCOUNT = "account-1"
PROGRAMME = """
id = "club"
names = { en = "Club" }
"""


@pytest.fixture
def shop(selling: Counter) -> Counter:
    """A member with 10,000 points who is at home in this shop; the till has taken in a lease and its rows."""
    selling.tell_programme(PROGRAMME)
    tell(selling)
    assert lend(selling)
    return selling


def tell(till: Counter, points: int = 10_000, **told: object) -> None:
    """Tell the member anew; with the rows the cache reaches place 7 of the feed."""
    facts: dict[str, Any] = {"stores": ["store-1"]} | told
    till.tell_member(CARD, a_lot(points), **facts)
    till.tell(cursor="feed.7", projected=told.get("projected", 0))  # type: ignore[arg-type]  # a number


def redeem(till: Counter, number: int, by_grant: int = 0, by_floor: int = 0, by_hold: int = 0) -> Sale:
    """Sell something that points paid for."""
    taken = by_grant + by_floor + by_hold
    sale = a_sale(
        number,
        account_id=ACCOUNT,
        redeemed=taken,
        operation=f"op-{number}",
        by_grant=by_grant,
        by_floor=by_floor,
        sold_at_us=till.now_us(),
    )
    till.files.journal.record([Draft(sale, "anna", epoch=rights_of(till).lease().epoch)])
    return sale


# --- what is allowed ----------------------------------------------------------------------------------


def test_a_till_without_a_lease_decides_nothing_alone(selling: Counter) -> None:
    tell(selling)
    assert rights_of(selling).right(ACCOUNT) == Right()
    assert rights_of(selling).lease() == LeaseView()


def test_rights_begin_when_the_rows_of_the_lease_are_in(selling: Counter) -> None:
    selling.tell_programme(PROGRAMME)
    tell(selling)
    assert lend(selling, cursor="feed.8")
    rights = rights_of(selling)
    assert (rights.right(ACCOUNT), rights.lease().epoch) == (Right(), 0)
    selling.tell(cursor="feed.8")
    assert (rights.right(ACCOUNT), rights.lease().epoch) == (Right(0, 500), 1)


def test_a_feed_with_another_name_is_another_centre(shop: Counter) -> None:
    shop.tell(cursor="another.9")
    assert rights_of(shop).right(ACCOUNT) == Right()


@pytest.mark.parametrize(
    ("told", "floor"),
    [
        ({}, 500),
        ({"stores": ["store-2", "store-1"]}, 200),
        ({"stores": []}, 50),
        ({"blocked": True}, 0),
        ({"online_only": True}, 0),
        ({"reserved": 9_900}, 100),
        ({"debt": 9_800}, 200),
        ({"points": 120}, 120),
        ({"points": 120, "reserved": 200}, 0),
    ],
)
def test_the_right_by_what_the_centre_told(shop: Counter, told: dict[str, object], floor: int) -> None:
    tell(shop, **told)  # type: ignore[arg-type]  # any field of the row may be told
    assert rights_of(shop).right(ACCOUNT) == Right(0, floor)


def test_what_was_set_aside_comes_first_and_costs_no_risk(selling: Counter) -> None:
    selling.tell_programme(PROGRAMME)
    tell(selling)
    lend(selling, grants={ACCOUNT: 700})
    assert rights_of(selling).right(ACCOUNT) == Right(700, 500)
    redeem(selling, 1, by_grant=600)
    assert rights_of(selling).right(ACCOUNT) == Right(100, 500)
    assert rights_of(selling).lease().risk_left == 1_000


def test_somebody_whom_the_centre_has_not_told_of_has_no_right(shop: Counter) -> None:
    assert rights_of(shop).right("nobody") == Right()


def test_points_that_end_at_noon_are_no_right_after_noon(shop: Counter) -> None:
    soon = shop.now_us() + 60_000_000
    shop.tell_member(CARD, a_lot(400, expire_us=soon), stores=["store-1"])
    shop.tell(cursor="feed.7")
    rights = rights_of(shop)
    assert rights.right(ACCOUNT) == Right(0, 400)
    shop.clock.at += timedelta(minutes=1)
    assert rights.right(ACCOUNT) == Right()


def test_a_lease_grows_old(shop: Counter) -> None:
    rights = rights_of(shop)
    assert rights.right(ACCOUNT).points == 500
    shop.clock.at += timedelta(hours=24)
    assert rights.right(ACCOUNT).points == 250
    shop.clock.at += timedelta(hours=48)
    assert rights.right(ACCOUNT).points == 0


# --- what was taken -----------------------------------------------------------------------------------


def test_what_was_taken_is_gone_also_after_a_restart(shop: Counter) -> None:
    redeem(shop, 1, by_floor=300)
    assert rights_of(shop).right(ACCOUNT) == Right(0, 200)
    shop.restart()
    assert rights_of(shop).right(ACCOUNT) == Right(0, 200)
    assert rights_of(shop).lease().risk_left == 700


def test_all_members_together_take_no_more_than_the_till_may_risk(shop: Counter) -> None:
    lend(shop, 2, risk=350)
    redeem(shop, 1, by_floor=300)
    assert rights_of(shop).right(ACCOUNT) == Right(0, 50)


def test_a_sale_that_names_too_much_is_not_written(shop: Counter) -> None:
    head = shop.files.journal.queue().head_seq
    with pytest.raises(LeaseRenewed):
        redeem(shop, 1, by_floor=501)
    assert shop.files.journal.queue().head_seq == head
    assert rights_of(shop).right(ACCOUNT) == Right(0, 500)


def test_the_same_sale_again_counts_once(shop: Counter) -> None:
    sale = redeem(shop, 1, by_floor=300)
    shop.files.journal.record([Draft(sale, "anna", epoch=1)])
    assert rights_of(shop).right(ACCOUNT) == Right(0, 200)


def test_a_void_gives_the_points_back_and_no_right(shop: Counter) -> None:
    sale = redeem(shop, 1, by_floor=300)
    shop.record(a_void(sale))
    assert rights_of(shop).right(ACCOUNT) == Right(0, 200)


def test_of_a_small_balance_nothing_is_counted_twice(shop: Counter) -> None:
    tell(shop, points=400)
    redeem(shop, 1, by_floor=300)
    assert rights_of(shop).right(ACCOUNT) == Right(0, 100)


# --- which lease is taken in --------------------------------------------------------------------------


def test_every_event_names_the_epoch_it_was_written_in(shop: Counter) -> None:
    shop.sell(1)
    redeem(shop, 2, by_floor=10)
    lend(shop, 2)
    shop.sell(3)
    assert [event.lease_epoch for event in shop.files.outbox.batch()] == [0, 1, 1, 2]


def test_a_newer_lease_begins_anew(shop: Counter) -> None:
    redeem(shop, 1, by_floor=300)
    assert lend(shop, 2)
    assert rights_of(shop).right(ACCOUNT) == Right(0, 500)
    assert rights_of(shop).lease().risk_left == 1_000


def test_a_lease_made_out_before_the_newest_redemption_is_not_taken(shop: Counter) -> None:
    late = leased(shop, lease_row(shop, 2))
    redeem(shop, 1, by_hold=300)
    assert not shop.files.leases.take(late)
    assert rights_of(shop).lease().epoch == 1


def test_a_sale_without_points_does_not_spoil_a_lease_on_its_way(shop: Counter) -> None:
    late = leased(shop, lease_row(shop, 2))
    shop.sell(1)
    assert shop.files.leases.take(late)


@pytest.mark.parametrize(
    "changed",
    [
        {"agent_id": "till-2"},
        {"incarnation": "another disk"},
        {"epoch": 1},
        {"epoch": 0},
    ],
)
def test_a_lease_of_another_is_not_taken(shop: Counter, changed: dict[str, object]) -> None:
    row = msgspec.structs.replace(lease_row(shop, 2, risk=9_999), **changed)
    assert not shop.files.leases.take(leased(shop, row))
    assert rights_of(shop).lease().risk == 1_000


def test_a_lease_that_the_centre_did_not_sign_is_not_taken(shop: Counter) -> None:
    true = leased(shop, lease_row(shop, 2))
    forged = msgspec.msgpack.encode(lease_row(shop, 2, risk=9_999))
    assert not shop.files.leases.take(Leased(forged, true.signature, 0))
    assert shop.files.leases.take(true)


def test_a_lease_without_a_place_is_no_lease(shop: Counter) -> None:
    with pytest.raises(BadMessage):
        shop.files.leases.take(leased(shop, lease_row(shop, 2, cursor="feed")))


def test_who_took_points_by_the_lease_before_is_refused_while_he_pays(shop: Counter) -> None:
    sale = a_sale(1, account_id=ACCOUNT, redeemed=10, operation="op", by_floor=10, sold_at_us=shop.now_us())
    lend(shop, 2)
    with pytest.raises(LeaseRenewed):
        shop.files.journal.record([Draft(sale, "anna", epoch=1)])
    assert shop.files.journal.sale_by_id(sale.sale_id) is None
