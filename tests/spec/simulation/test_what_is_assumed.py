"""What receipts do not tell may be assumed: segments, clubs, coupons, channels, birthdays, and what members began with."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from loyalty_pos.lab.simulation.assumptions import Assumptions
from loyalty_pos.lab.simulation.past.beginnings import Beginning
from loyalty_pos.lab.simulation.past.receipts import Past
from loyalty_pos.lab.simulation.telling.table import assumed
from tests.fakes.past_receipts import BREAD, POINTS, Shop, programme_text, row, simulated, table

OFFER = """
[[promotion]]
id = "offer"
name = "Offer"
kind = "percent"
bp = 1000
"""
MEMBERS = [f"member-{number}" for number in range(400)]
ASSUMED = {
    'when = { segments = ["premium"] }': ("segments", Assumptions(segments=(("premium", 2500),))),
    'when = { clubs = ["black"] }': ("clubs", Assumptions(clubs=(("black", 2500),))),
    'coupon = "spring"': ("coupons", Assumptions(coupons=(("spring", 2500),))),
    'when = { channels = ["pickup"] }': (
        "channels",
        Assumptions(channels=(("courier", 5000), ("pickup", 2500))),
    ),
    "when = { birthday = true }": ("birthday", Assumptions(birthdays=True)),
}


@pytest.fixture(scope="module")
def many() -> Past:
    """Four hundred members, each of whom buys one bread on the same day."""
    shop = Shop()
    for number, member in enumerate(MEMBERS):
        shop.sold(f"2026-03-01 {10 + number // 60}:{number % 60:02}", member, BREAD)
    return shop.past()


@pytest.mark.parametrize("condition", list(ASSUMED))
def test_an_offer_for_some_acts_for_the_share_that_is_assumed_and_for_nobody_otherwise(
    many: Past, condition: str
) -> None:
    name, assumptions = ASSUMED[condition]
    programme = programme_text("p", OFFER, condition)

    without = simulated(many, programme)
    assert without.not_told(without.programmes[0][1]) == [name]
    assert row(without, "money", "discounts") == [0]
    report = simulated(many, programme, assumptions=assumptions)
    [given] = row(report, "rules_receipts", "offer")
    expected = 400 * 7 / 366 if name == "birthday" else 100
    assert given is not None
    assert 0.5 * expected < given < 1.5 * expected
    assert report.not_told(report.programmes[0][1]) == []


def test_a_channel_that_receipts_name_needs_no_assumption_and_goes_before_one() -> None:
    shop = Shop()
    shop.sold("2026-03-01 10:00", "anna", BREAD, channel="pickup")
    shop.sold("2026-03-01 11:00", "boris", BREAD, channel="delivery")
    programme = programme_text("p", OFFER, 'when = { channels = ["pickup"] }')
    for assumptions in (Assumptions(), Assumptions(channels=(("pickup", 10_000),))):
        report = simulated(shop.past(), programme, assumptions=assumptions)
        assert row(report, "rules_receipts", "offer") == [1]
        assert report.not_told(report.programmes[0][1]) == []


def test_other_names_than_the_assumed_ones_are_still_told_as_unknown(many: Past) -> None:
    programme = programme_text("p", OFFER, 'when = { segments = ["premium", "young"] }')
    report = simulated(many, programme, assumptions=Assumptions(segments=(("young", 0),)))
    assert report.not_told(report.programmes[0][1]) == ["segments"]


def test_a_greater_share_keeps_whom_the_smaller_had() -> None:
    """By a stable hash of the member: two simulations with 10 % and with 20 % can be laid side by side."""
    steps = [
        Assumptions(segments=(("premium", bp),), clubs=(("black", bp),)) for bp in (0, 1000, 2000, 10_000)
    ]
    found = [{member for member in MEMBERS if one.segments_of(member)} for one in steps]
    assert [len(found[0]), len(found[-1])] == [0, 400]
    assert all(fewer < more for fewer, more in pairwise(found))
    assert found[1] != {member for member in MEMBERS if steps[1].clubs_of(member)}  # drawn apart


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_everything_assumed_is_told(many: Past, lang: str) -> None:
    assumptions = Assumptions(
        segments=(("premium", 1000),),
        clubs=(("black", 550),),
        coupons=(("spring", 2000),),
        channels=(("pickup", 100),),
        birthdays=True,
    )
    beginnings = {"member-1": Beginning(points=100)}
    told = assumed(
        simulated(many, programme_text("p", POINTS), assumptions=assumptions, beginnings=beginnings), lang
    )
    for word in ("premium", "black", "spring", "pickup"):
        assert sum(word in line for line in told) == 1
    assert len(told) == len(assumed(simulated(many, programme_text("p", POINTS)), lang)) + 5


# --- what members begin with --------------------------------------------------------------------------

TIERS = """
[tiers]
[[tiers.step]]
id = "basic"
name = "Basic"
from_minor = 0
[[tiers.step]]
id = "gold"
name = "Gold"
from_minor = 1000_00
discount_bp = 700
[card]
discount = "tiers"
"""


@pytest.fixture
def two_visits() -> Past:
    shop = Shop()
    for when in ("2026-03-01 12:00", "2026-04-01 12:00"):
        shop.sold(when, "anna", BREAD)
        shop.sold(when.replace("12:", "13:"), "boris", BREAD)
    return shop.past()


def test_points_that_members_bring_along_pay_and_are_owed(two_visits: Past) -> None:
    beginnings = {"anna": Beginning(points=80_00)}
    report = simulated(two_visits, programme_text("p", POINTS), beginnings=beginnings)

    # Anna pays 50.00 with points, a month later all she has: 30 left and 5 earned; Boris the 10 that he earned.
    assert row(report, "money", "points_money") == [50_00 + 35_00 + 10_00]
    assert row(report, "points", "points_other") == [80]
    assert row(report, "points", "points_outstanding") == [6 + 9]
    spend = table(report, "segments_spend", "A")
    benefit = [label.code for label in spend.columns].index("benefit_minor")
    assert sum(values[benefit].number or 0 for _, values in spend.rows) == 95_00 + 15_00 - 80_00


def test_points_that_ended_before_bring_nothing_and_those_that_end_later_expire(two_visits: Past) -> None:
    ended = {"anna": Beginning(points=80_00, expires=date(2026, 2, 28))}
    ending = {"anna": Beginning(points=80_00, expires=date(2026, 3, 31))}
    never = Assumptions(redeem_bp=0)
    programme = programme_text("p", POINTS)

    outcomes = [
        simulated(two_visits, programme, assumptions=never, beginnings=begins) for begins in (ended, ending)
    ]

    assert [row(report, "points", "points_other") for report in outcomes] == [[0], [80]]
    assert [row(report, "points", "points_expired") for report in outcomes] == [[0], [80]]


def test_spend_that_members_bring_along_opens_their_tier(two_visits: Past) -> None:
    rich = {"anna": Beginning(spend_minor=1000_00, visits=12)}
    report = simulated(two_visits, programme_text("p", TIERS), beginnings=rich)
    assert row(report, "money", "discounts") == [7_00 + 7_00]


def test_a_card_with_a_discount_of_its_own_keeps_it(two_visits: Past) -> None:
    fixed = programme_text("p", '[card]\ndiscount = "fixed"\n')
    report = simulated(
        two_visits,
        fixed,
        assumptions=Assumptions(card_bp=300),
        beginnings={"anna": Beginning(discount_bp=1000)},
    )
    assert row(report, "money", "discounts") == [2 * 10_00 + 2 * 3_00]


def test_a_tier_that_was_given_by_hand_is_kept_where_the_programme_says_so(two_visits: Past) -> None:
    granted = TIERS.replace("[tiers]", "[tiers]\ngranted = true")
    gold = {"anna": Beginning(tier="Gold"), "boris": Beginning(tier="silver of another programme")}
    report = simulated(two_visits, programme_text("p", granted), beginnings=gold)
    assert row(report, "money", "discounts") == [14_00]


def test_a_birthday_that_is_known_comes_before_one_that_is_assumed(two_visits: Past) -> None:
    programme = programme_text("p", OFFER, "when = { birthday = true }")
    known = {"anna": Beginning(birthday=date(1990, 3, 3)), "boris": Beginning(birthday=date(1990, 7, 1))}
    report = simulated(two_visits, programme, assumptions=Assumptions(birthdays=True), beginnings=known)
    assert row(report, "money", "discounts") == [10_00]
    assert report.not_told(report.programmes[0][1]) == []


def test_points_are_taken_over_in_the_points_of_each_programme(two_visits: Past) -> None:
    kopecks = programme_text("p", "[points]\nexponent = 2\n", POINTS)
    begins = {"anna": Beginning(points=12_34)}
    reports = [
        simulated(two_visits, text, assumptions=Assumptions(redeem_bp=0), beginnings=begins)
        for text in (kopecks, programme_text("p", POINTS))
    ]
    assert [row(report, "points", "points_other") for report in reports] == [[12_34], [12]]


def test_who_takes_no_part_brings_nothing_along(two_visits: Past) -> None:
    begins = {"anna": Beginning(points=80_00)}
    nobody = replace(Assumptions(redeem_bp=10_000), member_share_bp=0)
    report = simulated(two_visits, programme_text("p", POINTS), assumptions=nobody, beginnings=begins)
    assert row(report, "points", "points_outstanding") == [0]
