"""Several lots of one sale, months, limits and tiers that are kept: what the centre books and tells the tills."""

from dataclasses import replace

from loyalty_pos.core.dates import micros
from loyalty_pos.core.programme.tiers import month_number
from loyalty_pos.core.sale import SoldAward
from loyalty_pos.wire.rows import ProgressRow
from tests.fakes.centre import Headquarters
from tests.fakes.till_folder import NOON, a_return, a_sale, a_void

PICKUP = SoldAward("pickup", 100, micros(NOON), 0)
LIFE = {"activate_at_us": micros(NOON), "expire_at_us": 0}
MONTH = month_number(NOON.date())
GIFT = ("extra.gift/year@2026", 1)
YEARLY = """
id = "club"
names = { en = "Club" }
[tiers]
window = "year"
downgrade = "period_end"
[[tiers.step]]
id = "start"
name = "Start"
from_minor = 0
[[tiers.step]]
id = "gold"
name = "Gold"
from_minor = 100_00
[accrual]
rate_bp = 500
life_inactive_days = 180
"""


def test_the_lots_of_a_sale_come_and_go_with_it(hq: Headquarters) -> None:
    member, till = hq.member(), hq.till()
    sold = a_sale(1, account_id=member, accrued=600, awards=(PICKUP,), **LIFE)

    hq.send(till, sold)
    assert sorted((lot.kind, lot.remaining) for lot in hq.account(member).lots) == [
        ("base", 500),
        ("extra", 100),
    ]

    hq.send(till, a_return(sold, accrued_back=550))
    assert [(lot.kind, lot.remaining) for lot in hq.account(member).lots] == [("extra", 50)]
    assert hq.books_balance()


def test_what_was_used_up_is_told_to_every_till_and_a_void_gives_it_back(hq: Headquarters) -> None:
    member, till = hq.member(), hq.till()
    sold = a_sale(1, account_id=member, accrued=100, awards=(PICKUP,), counted=(GIFT,), **LIFE)

    hq.send(till, sold)
    assert hq.account(member).progress == ProgressRow(counters=[GIFT])
    hq.restart()
    assert hq.account(member).progress == ProgressRow(counters=[GIFT])

    hq.send(till, replace(a_void(sold), accrued_back=100, counted=(GIFT,)))
    assert hq.account(member).progress == ProgressRow(counters=[(GIFT[0], 0)])


def test_months_are_counted_and_a_tier_is_kept_until_its_period_ends(hq: Headquarters) -> None:
    hq.admin.set_programme(YEARLY)
    member, till = hq.member(), hq.till()
    sold = a_sale(1, account_id=member)

    hq.send(till, sold)
    told = hq.account(member)
    assert told.progress == ProgressRow([(MONTH, 10_000, 1)], NOON.date().toordinal())
    assert told.tier_id == "gold"

    hq.send(till, a_return(sold))
    told = hq.account(member)
    assert told.progress == ProgressRow([(MONTH, 5_000, 1)], NOON.date().toordinal())
    assert told.tier_id == "gold"


def test_a_purchase_lets_the_points_of_an_idle_member_live_on(hq: Headquarters) -> None:
    hq.admin.set_programme(YEARLY)
    member, till = hq.member(), hq.till()
    ends = micros(NOON) + 10 * 24 * 3_600_000_000
    hq.send(till, a_sale(1, account_id=member, accrued=50, activate_at_us=micros(NOON), expire_at_us=ends))

    hq.send(till, a_sale(2, account_id=member))

    (lot,) = hq.account(member).lots
    assert lot.expire_us > ends
    assert hq.books_balance()


def test_a_member_without_limits_and_windows_is_told_nothing_of_them(hq: Headquarters) -> None:
    member, till = hq.member(), hq.till()
    hq.send(till, a_sale(1, account_id=member, accrued=500, **LIFE))
    assert hq.account(member).progress is None
