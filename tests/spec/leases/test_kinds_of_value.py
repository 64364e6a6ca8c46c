"""Certificates and coupons by the rules of leases: what they weigh in one budget, and how they are named (docs/why/0043)."""

from dataclasses import replace

import pytest

from loyalty_pos.core.leases.lease import HOUR_US, Floors, Holder, Lease, Policy
from loyalty_pos.core.leases.rights import Right, Seen, Used, right, weight
from loyalty_pos.core.leases.value import Value, Worth, voucher_key, voucher_subject

POLICY = Policy(
    Floors(home=500), 1_000, certificates=Floors(home=100_000, guest=20_000), coupons=1, worth=Worth(50, 1)
)
LEASE = Lease("till-1", "life-1", 1, 0, 0, 0, POLICY)
CERTIFICATE = Seen(300_000, 0, Holder.HOME, Value.MONEY)
COUPON = Seen(1, 0, Holder.GUEST, Value.USES, use_minor=1_001)


@pytest.mark.parametrize(
    ("worth", "money", "points"),
    [
        (Worth(100, 1), 100, 1),
        (Worth(100, 1), 101, 2),
        (Worth(50, 1), 101, 3),
        (Worth(100, 100), 101, 101),
        (Worth(1, 1), 7, 7),
        (Worth(100, 1), 0, 0),
    ],
)
def test_money_weighs_in_points_rounded_up(worth: Worth, money: int, points: int) -> None:
    assert worth.weight(money) == points
    assert worth.weight(worth.money(points)) <= points, "what fits into so many points weighs no more"


def test_no_money_fits_into_a_budget_that_is_used_up() -> None:
    assert Worth(100, 1).money(0) == 0
    assert Worth(100, 1).money(-5) == 0


def test_a_certificate_takes_its_floor_and_what_is_left_of_the_budget() -> None:
    assert right(LEASE, CERTIFICATE, Used(), 0) == Right(0, 50_000), "1,000 points are worth 500"
    wide = replace(LEASE, policy=replace(POLICY, risk=5_000))
    assert right(wide, CERTIFICATE, Used(), 0) == Right(0, 100_000)
    assert right(wide, CERTIFICATE, Used(floor=99_999), 0) == Right(0, 1)
    assert right(wide, CERTIFICATE, Used(risk=4_999), 0) == Right(0, 50)
    assert right(wide, CERTIFICATE, Used(risk=5_001), 0) == Right()
    assert right(wide, CERTIFICATE._replace(holder=Holder.GUEST), Used(), 0) == Right(0, 20_000)
    assert right(wide, CERTIFICATE, Used(), 24 * HOUR_US) == Right(0, 50_000)


def test_a_use_is_taken_whole_while_its_discount_fits_and_the_lease_lives() -> None:
    assert right(LEASE, COUPON, Used(), 0) == Right(0, 1)
    assert right(LEASE, COUPON, Used(risk=980), 0) == Right(), "21 points are more than 20"
    assert right(LEASE, COUPON, Used(risk=979), 0) == Right(0, 1)
    assert right(LEASE, COUPON, Used(floor=1), 0) == Right()
    assert right(LEASE, COUPON, Used(), 71 * HOUR_US) == Right(0, 1), "a use cannot be halved"
    assert right(LEASE, COUPON, Used(), 72 * HOUR_US) == Right()
    assert right(LEASE, COUPON._replace(balance=0), Used(), 0) == Right()
    assert right(LEASE, COUPON._replace(use_minor=0), Used(risk=1_000), 0) == Right(0, 1), "it costs nothing"


def test_what_is_set_aside_weighs_nothing_and_needs_no_floor() -> None:
    assert right(LEASE, Seen(0, 3, Holder.GUEST, Value.USES), Used(grant=1, risk=1_000), 0) == Right(2)


def test_each_kind_weighs_by_itself() -> None:
    assert weight(POLICY, Value.POINTS, 7) == 7
    assert weight(POLICY, Value.MONEY, 101) == 3
    assert weight(POLICY, Value.USES, 2, 51) == 4


@pytest.mark.parametrize("key", [0, 1, 2**63 - 1])
def test_a_subject_names_its_key(key: int) -> None:
    assert voucher_key(voucher_subject(key)) == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "voucher:",
        "voucher:-1",
        "voucher:01",
        "voucher:x",
        "voucher:²",
        f"voucher:{2**63}",
        "0199-uuid",
        "12",
    ],
)
def test_anything_else_is_an_account(text: str) -> None:
    assert voucher_key(text) is None
