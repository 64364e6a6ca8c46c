"""A small year, worked out by hand: what a programme would have cost, and what the shop still owes."""

from datetime import date

import pytest

from loyalty_pos.core.dates import local_day, moment
from loyalty_pos.lab.simulation.assumptions import Assumptions
from loyalty_pos.lab.simulation.past.receipts import Past, moved_to
from loyalty_pos.lab.simulation.telling.table import assumed
from tests.fakes.past_receipts import (
    BREAD,
    CHEESE,
    CHEESE_OFFER,
    POINTS,
    TOBACCO,
    Shop,
    programme_text,
    row,
    simulated,
)

CLUB = programme_text("club", POINTS, CHEESE_OFFER)


@pytest.fixture
def year() -> Past:
    """Anna comes in January, February and September; somebody without a card comes once."""
    shop = Shop()
    shop.sold("2026-01-10 12:00", "anna", BREAD, CHEESE)
    shop.sold("2026-01-11 12:00", "", BREAD)
    shop.sold("2026-02-10 12:00", "anna", BREAD)
    shop.sold("2026-09-10 12:00", "anna", BREAD)
    return shop.past()


def test_turnover_is_the_shelf_price_less_what_was_given(year: Past) -> None:
    report = simulated(year, CLUB)

    assert row(report, "money", "shelf") == [600_00]
    assert row(report, "money", "discounts") == [20_00]  # 10 % of the cheese
    assert row(report, "money", "points_money") == [28_00]  # January's points, spent in February
    assert row(report, "money", "turnover") == [552_00]
    assert row(report, "rules", "cheese-week") == [20_00]
    assert row(report, "rules_receipts", "cheese-week") == [1]


def test_points_that_nobody_spent_expire_and_the_others_are_on_hand(year: Past) -> None:
    report = simulated(year, CLUB)

    assert row(report, "points", "points_issued") == [28 + 7 + 10]  # 10 % of 280, of 72 paid in money, of 100
    assert row(report, "points", "points_redeemed") == [28]
    assert row(report, "points", "points_expired") == [7]  # of February, ended in August
    assert row(report, "month_expired", "2026-09") == [0]
    assert row(report, "points", "points_outstanding") == [10]
    assert row(report, "points", "365") == [10]  # ends in March


def test_liability_counts_the_share_of_points_that_members_did_use(year: Past) -> None:
    report = simulated(year, CLUB)

    assert row(report, "money", "expected") == [8000]  # of 35 points whose life is over, 7 expired
    assert row(report, "money", "liability") == [8_00]


def test_what_repays_the_programme_is_told_from_cost_prices(year: Past) -> None:
    report = simulated(year, CLUB)

    assert row(report, "money", "margin_before") == [240_00]  # four breads at 60, a cheese at 120
    assert row(report, "money", "margin_with") == [192_00]
    assert row(report, "money", "lift") == [3044]  # (48 + 8) of what is left: 184


def test_without_cost_prices_the_answer_is_given_for_several_margins() -> None:
    shop = Shop()
    free = type(BREAD)("tea", "Tea", 100_00)
    shop.sold("2026-01-10 12:00", "anna", free)
    shop.sold("2026-01-11 12:00", "anna", free)
    report = simulated(shop.past(), CLUB)

    # 10.00 redeemed, 10 and 9 points earned, 9 left: 19.00 of 200.00
    assert [row(report, "money", str(margin)) for margin in (2000, 3000, 4000)] == [[9048], [4635], [3115]]


def test_a_programme_that_eats_the_whole_margin_is_never_repaid(year: Past) -> None:
    generous = programme_text(
        "half", CHEESE_OFFER.replace("1000", "9000").replace('["dairy"]', '["dairy", "bakery"]')
    )

    assert row(simulated(year, generous), "money", "lift") == [None]


def test_a_tier_is_reached_by_purchases_and_moves_are_counted() -> None:
    shop = Shop()
    for day in range(1, 5):
        shop.sold(f"2026-01-0{day} 12:00", "anna", CHEESE)
    tiers = """
[tiers]
[[tiers.step]]
id = "basic"
name = "Basic"
from_minor = 0
[[tiers.step]]
id = "gold"
name = "Gold"
from_minor = 300_00
discount_bp = 1000
[card]
discount = "tiers"
"""
    report = simulated(shop.past(), programme_text("tiers", tiers))

    # 200 + 200 are needed; the third and the fourth purchase have the discount
    assert row(report, "rules", "cause_card") == [40_00]
    assert row(report, "tier_moves", "Basic", of="A") == [0, 0, 1]  # to: none, Basic, Gold
    assert row(report, "tier_moves", "tier_at_end", of="A") == [0, 0, 1]


def test_goods_brought_back_undo_money_and_points() -> None:
    shop = Shop()
    bought = shop.sold("2026-01-10 12:00", "anna", (BREAD, 3))
    shop.brought_back("2026-01-12 12:00", bought, BREAD)
    report = simulated(shop.past(), CLUB)

    assert row(report, "money", "returns") == [1]
    assert row(report, "money", "shelf") == [200_00]
    assert row(report, "money", "turnover") == [200_00]
    assert row(report, "money", "margin_before") == [80_00]
    assert row(report, "points", "points_reversed") == [10]
    assert row(report, "points", "points_outstanding") == [20]


def test_more_comes_back_than_was_bought_only_as_far_as_it_was_bought() -> None:
    shop = Shop()
    bought = shop.sold("2026-01-10 12:00", "anna", BREAD)
    shop.brought_back("2026-01-12 12:00", bought, (BREAD, 5))
    shop.brought_back("2026-01-13 12:00", bought, BREAD)
    shop.brought_back("2026-01-13 12:00", "of last year", BREAD)
    report = simulated(shop.past(), CLUB)

    assert row(report, "money", "returns") == [1]
    assert row(report, "money", "turnover") == [0]
    assert row(report, "limits", "returns_unknown") == [2]


def test_floors_and_caps_that_held_are_counted() -> None:
    shop = Shop()
    shop.sold("2026-01-10 12:00", "anna", CHEESE, TOBACCO)
    deep = (
        CHEESE_OFFER.replace("bp = 1000", "bp = 5000") + "[limits]\nmargin_bp = 0\nmax_discount_bp = 1000\n"
    )
    report = simulated(shop.past(), programme_text("deep", deep))
    # half of the cheese would go under its cost: 80.00 is given, and 10 % of 350.00 is the cap on all of it

    assert row(report, "money", "discounts") == [35_00]
    assert row(report, "limits", "cap_receipts") == [1]

    uncapped = simulated(shop.past(), programme_text("deep", deep.replace("max_discount_bp = 1000\n", "")))
    assert row(uncapped, "money", "discounts") == [80_00]
    assert row(uncapped, "limits", "floor_lines") == [1]


def test_depth_is_counted_in_steps_of_five_per_cent(year: Past) -> None:
    report = simulated(year, CLUB)

    assert row(report, "depth", "depth_none") == [2]
    assert row(report, "depth", "10") == [1]  # 20 of 300 is 6.7 %
    assert row(report, "depth", "30") == [1]  # 28 of 100


def test_nobody_redeems_when_the_assumption_says_so(year: Past) -> None:
    report = simulated(year, CLUB, assumptions=Assumptions(redeem_bp=0))

    assert row(report, "points", "points_redeemed") == [0]
    assert row(report, "points", "points_expired") == [28 + 10]


def test_who_does_not_take_part_pays_the_shelf_price_and_earns_nothing(year: Past) -> None:
    report = simulated(year, CLUB, assumptions=Assumptions(redeem_bp=10_000, member_share_bp=0))

    assert row(report, "money", "member_receipts") == [0]
    assert row(report, "money", "discounts") == [20_00]  # the offer is for everybody
    assert row(report, "points", "points_issued") == [0]


def test_a_fixed_card_has_the_discount_that_is_assumed(year: Past) -> None:
    fixed = programme_text("fixed", '[card]\ndiscount = "fixed"\n')
    report = simulated(year, fixed, assumptions=Assumptions(card_bp=500))

    assert row(report, "rules", "cause_card") == [25_00]  # 5 % of Anna's 500.00


def test_last_years_receipts_meet_next_years_dates_on_the_same_weekday(year: Past) -> None:
    moved = moved_to(year, date(2027, 1, 1), "Europe/Moscow")

    before, after = (local_day(moment(past.receipts[0].at_us), "Europe/Moscow") for past in (year, moved))
    assert after == date(2027, 1, 2)
    assert before.weekday() == after.weekday()


def test_a_gift_that_is_given_once_is_given_once_in_a_whole_year(year: Past) -> None:
    welcome = POINTS + '[[accrual.extra]]\nid = "welcome"\npoints = 50\nonce = "ever"\n'
    report = simulated(year, programme_text("club", welcome), assumptions=Assumptions(redeem_bp=0))

    assert row(report, "points", "points_issued") == [50 + 30 + 10 + 10]


@pytest.mark.parametrize(("downgrade", "march"), [("at_once", 0), ("period_end", 20_00)])
def test_a_tier_of_the_last_two_months_is_let_go_as_the_programme_says(downgrade: str, march: int) -> None:
    shop = Shop()
    for day in ("2026-01-05", "2026-01-06", "2026-01-07", "2026-03-01"):
        shop.sold(f"{day} 12:00", "anna", CHEESE)
    tiers = f"""
[tiers]
window = "months"
window_months = 2
downgrade = "{downgrade}"
[[tiers.step]]
id = "gold"
name = "Gold"
from_minor = 400_00
discount_bp = 1000
[card]
discount = "tiers"
"""
    report = simulated(shop.past(), programme_text("tiers", tiers))

    # the third purchase has it; in March January no longer counts, but the tier was earned for two months
    assert row(report, "rules", "cause_card") == [20_00 + march]


def test_cost_liability_and_break_even_are_shown_before_a_programme_begins() -> None:
    """A29: "5 %, cap 30 %, 2 weeks, 6 months" on last month's receipts."""
    shop = Shop()
    shop.sold("2026-06-01 12:00", "anna", (CHEESE, 10))
    shop.sold("2026-06-20 12:00", "anna", (BREAD, 2))
    shop.sold("2026-06-30 12:00", "anna", BREAD)
    five = "[accrual]\nrate_bp = 500\ndelay_days = 14\nlife_months = 6\n[redemption]\nitem_cap_bp = 3000\n"
    report = simulated(shop.past(), programme_text("five", five))

    # 100 points of the first receipt are active from the 15th: 60 pay 30 % of 200.00, 30 pay 30 % of 100.00
    assert row(report, "money", "cost") == [90_00]
    assert row(report, "money", "cost_share") == [391]  # of 2300.00
    assert row(report, "money", "liability") == [20_00]  # 10 left, 7 of 140.00 and 3 of 70.00 paid in money
    assert row(report, "money", "lift") == [1359]  # 110.00 of the 810.00 that are left of 920.00, rounded up


def test_what_past_receipts_cannot_try_is_named(year: Past) -> None:
    coupon = CHEESE_OFFER.replace('id = "cheese-week"', 'id = "birthday"') + "when = { birthday = true }\n"
    late = CHEESE_OFFER.replace('id = "cheese-week"', 'id = "late"') + "when = { since = 2030-01-01 }\n"
    report = simulated(year, programme_text("club", CHEESE_OFFER, coupon, late))

    told = assumed(report, "en")
    assert "A: past receipts do not tell birthdays, so rules that ask for them never act." in told
    assert "A: never acted on these receipts: birthday, late." in told
    assert row(report, "money", "discounts") == [20_00]
