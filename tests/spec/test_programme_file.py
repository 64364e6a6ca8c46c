"""A marketer's file is read strictly: each mistake is named with key path and line (decisions 11)."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from loyalty_pos.core.leases.lease import HOUR_US, Floors, Policy, Preset, Wait, preset
from loyalty_pos.core.leases.value import Worth
from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme import (
    AfterDays,
    AfterMonths,
    AtMonthEnd,
    AtOnce,
    AtYearEnd,
    Counting,
    Downgrade,
    Extra,
    FiscalMode,
    FixedPrice,
    InDays,
    InMinutes,
    Launch,
    LegalFloor,
    NeverExpires,
    Once,
    OnMonthDay,
    Programme,
    Promotion,
    Redemption,
    SetOff,
    StepEarn,
    Tier,
    TierBy,
    TierDiscount,
    Tiers,
    Upgrade,
    WhenInactive,
    Window,
)
from loyalty_pos.core.programme.conditions import (
    Between,
    BetweenHours,
    FirstPurchase,
    ForMembers,
    Goods,
    OnWeekdays,
)
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.periods import Limit, Spell
from loyalty_pos.core.programme.redemption import offline_as

START = 'id = "p"\nnames = { en = "P", ru = "П" }\n'


def read(more: str = "") -> Programme:
    return read_programme(START + more)


def refused(text: str) -> tuple[str, int, str]:
    with pytest.raises(BadProgramme) as problem:
        read_programme(text)
    return problem.value.key, problem.value.line, problem.value.reason


def test_two_lines_are_a_programme_that_does_nothing() -> None:
    assert read() == Programme("p", (("en", "P"), ("ru", "П")))


@pytest.mark.parametrize("name", ["demo", "fixed-card", "gift-certificates", "points"])
def test_the_examples_ship_and_say_what_they_are(project_root: Path, name: str) -> None:
    programme = read_programme(
        (project_root / "resources" / "programmes" / f"{name}.toml").read_text("utf-8")
    )
    assert programme.id == name
    assert programme.name("ru") != programme.name("en")


def test_the_demo_programme_has_tiers_points_and_two_offers(project_root: Path) -> None:
    demo = read_programme((project_root / "resources" / "programmes" / "demo.toml").read_text("utf-8"))
    assert isinstance(demo.card, TierDiscount)
    assert demo.tiers is not None
    assert [tier.discount_bp for tier in demo.tiers.steps] == [300, 500, 700, 1_000]
    assert demo.accrual is not None
    assert demo.redemption is not None
    assert (demo.accrual.activation, demo.redemption.item_cap_bp) == (InDays(14), 3_000)
    assert len(demo.promotions) == 2


def test_an_offer_as_written() -> None:
    offer = read(
        """
[[promotion]]
id = "tea"
name = "Second tea at half price"
kind = "set"
take = 2
pay = 1
off_bp = 5000
priority = 7
goods = { categories = ["tea"], not_articles = ["t9"] }
funder = "tea-house"
[promotion.when]
since = 2026-03-06
until = 2026-03-09T12:00:00
weekdays = [1, 7]
from_hour = 08:00:00
to_hour = 10:30:00
members = true
"""
    ).promotions[0]
    assert offer == Promotion(
        id="tea",
        name="Second tea at half price",
        effect=SetOff(2, 1, 5_000),
        priority=7,
        goods=Goods(categories=frozenset({"tea"}), not_articles=frozenset({"t9"})),
        when=(
            Between(datetime(2026, 3, 6), datetime(2026, 3, 9, 12)),  # noqa: DTZ001  # the shop's wall clock
            OnWeekdays(frozenset({1, 7})),
            BetweenHours(time(8), time(10, 30)),
            ForMembers(),
        ),
        funder="tea-house",
    )


def test_points_as_written() -> None:
    steps = read("[accrual]\npoints = 2\nper_minor = 5_000\nlife_days = 90\n").accrual
    assert steps is not None
    assert (steps.earn, steps.expiry) == (StepEarn(2, 5_000), AfterDays(90))
    rate = read("[accrual]\nrate_bp = 500\n").accrual
    assert rate is not None
    assert rate.expiry == NeverExpires()


def test_a_dated_floor_as_written() -> None:
    limits = read('[[limits.legal]]\ncategory = "vodka"\nprice_minor = 409_00\nsince = 2026-01-01\n').limits
    assert limits.legal == (LegalFloor("vodka", 40_900, date(2026, 1, 1)),)


def test_a_fixed_price_may_be_zero() -> None:
    text = '[[promotion]]\nid = "gift"\nname = "Gift"\nkind = "fixed_price"\nprice_minor = 0\n'
    assert read(text).promotions[0].effect == FixedPrice(0)


OFFER = '[[promotion]]\nid = "a"\nname = "A"\nkind = "percent"\nbp = 500\n'


@pytest.mark.parametrize(
    ("text", "key", "line", "reason"),
    [
        pytest.param("", "id", 1, "missing", id="an empty file"),
        pytest.param('id = "p"', "names", 1, "missing", id="no name"),
        pytest.param(START + "colour = 1", "colour", 3, "unknown_key", id="a word nobody knows"),
        pytest.param(START + "[accrual]\nrate_bp = 5.5", "accrual.rate_bp", 4, "expected_whole_number", id="a fraction"),
        pytest.param(START + "[accrual]\nrate_bp = true", "accrual.rate_bp", 4, "expected_whole_number", id="true is no number"),
        pytest.param(START + "[accrual]\nrate_bp = 10001", "accrual.rate_bp", 4, "expected_0_to_10000", id="over 100 %"),
        pytest.param(START + "[accrual]\n", "accrual.points", 3, "missing", id="points of nothing"),
        pytest.param(START + "[points]\nexponent = 3", "points.exponent", 4, "expected_0_to_2", id="three decimal places"),
        pytest.param(START + 'zone = "Moscow"', "zone", 3, "unknown_time_zone", id="no such time zone"),
        pytest.param(START + 'currency = "roubles"', "currency", 3, "expected_currency_code", id="no currency code"),
        pytest.param(START + OFFER + "\n" + OFFER, "promotion[2].id", 10, "doubled", id="an id twice"),
        pytest.param(START + OFFER + OFFER.replace('"a"', '"b"').replace("500", "0"), "promotion[2].bp", 12, "expected_1_to_10000", id="the second offer"),
        pytest.param(START + OFFER + 'group = "g"', "promotion[1].group", 8, "unknown_group", id="a group nobody declared"),
        pytest.param(START + OFFER.replace('"a"', '"card"'), "promotion[1].id", 4, "reserved_name", id="a name of our own"),
        pytest.param(START + OFFER + "take = 3", "promotion[1].take", 8, "unknown_key", id="a word of another kind of offer"),
        pytest.param(START + OFFER + "[promotion.when]\nweekdays = [8]", "promotion[1].when.weekdays", 9, "expected_1_to_7", id="an eighth day"),
        pytest.param(START + OFFER + "when = { since = 2026-02-01, until = 2026-01-01 }", "promotion[1].when.until", 8, "before_since", id="ends before it begins"),
        pytest.param(START + '[card]\ndiscount = "tiers"', "card.discount", 4, "needs_tiers", id="tiers without tiers"),
        pytest.param(START + "[tiers]\n", "tiers.step", 3, "missing", id="no steps"),
        pytest.param(START + "[accrual]\nrate_bp = 1\nlife_days = 1\nlife_months = 1", "accrual.life_months", 6, "either_days_or_months", id="two lives"),
        pytest.param(START + "returns = 1", "returns", 3, "expected_table", id="a number for a table"),
        pytest.param(START + "promotion = 1", "promotion", 3, "expected_list_of_tables", id="a number for a list"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(text: str, key: str, line: int, reason: str) -> None:
    assert refused(text) == (key, line, reason)


def test_tiers_must_rise() -> None:
    step = '[[tiers.step]]\nid = "{0}"\nname = "{0}"\nfrom_minor = {1}\n'
    assert refused(START + step.format("a", 100) + step.format("b", 100)) == (
        "tiers.step[2].from_minor",
        10,
        "not_ascending",
    )


def test_broken_syntax_is_told_with_its_column() -> None:
    with pytest.raises(BadProgramme) as problem:
        read_programme('id = "p"\nnames = {{\n')
    assert (problem.value.line, problem.value.column) == (2, 10)
    assert problem.value.reason.startswith("syntax")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("x = " + "[" * 100_000, "nested_too_deep", id="a hundred thousand brackets"),
        pytest.param("#" * 1_000_001, "too_long", id="a megabyte"),
        pytest.param("x = " + "9" * 5_000, "syntax", id="a number of five thousand digits"),
    ],
)
def test_a_monstrous_file_is_refused(text: str, reason: str) -> None:
    assert refused(text)[2].startswith(reason)


def test_a_programme_says_when_it_holds_and_what_it_was_made_for() -> None:
    programme = read(
        "since = 2026-11-01\nuntil = 2027-01-01\nrevision = 7\n"
        'kind = "coffee"\n[launch]\ngoal = "visits"\ntype = "points"\nchannels = ["push", "email"]\n'
    )
    assert (programme.revision, programme.kind) == (7, "coffee")
    assert programme.launch == Launch("visits", "points", ("email", "push"))
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [programme.in_force(day) for day in days] == [False, True, True, False]
    assert refused(START + "since = 2026-02-02\nuntil = 2026-02-02\n") == ("until", 4, "before_since")


# --- points and tiers ---------------------------------------------------------------------------------


def test_a_life_of_points_as_written() -> None:
    def life(more: str) -> tuple[object, object]:
        accrual = read(f"[accrual]\nrate_bp = 500\n{more}").accrual
        assert accrual is not None
        return accrual.activation, accrual.expiry

    assert life("delay_minutes = 300\nlife_days = 365\n") == (InMinutes(300), AfterDays(365))
    assert life("delay_month_day = 7\nlife_month_end = 2\n") == (OnMonthDay(7), AtMonthEnd(2))
    assert life('life_year_end = true\nsave_month_day = "10-01"\n') == (AtOnce(), AtYearEnd((10, 1)))
    assert life("delay_days = 0\nlife_inactive_days = 180\n") == (AtOnce(), WhenInactive(180))
    assert life("life_year_end = false\n") == (AtOnce(), NeverExpires())


def test_awards_limits_and_caps_as_written() -> None:
    accrual = read(
        """
[accrual]
rate_bp = 100
max_discount_bp_line = 3000
[[accrual.rate]]
id = "sport"
goods = { categories = ["sport"] }
rate_bp = 1000
cap_points_month = 3000
[[accrual.rate]]
id = "bottles"
goods = { articles = ["b"] }
points_each = 5
[[accrual.multiplier]]
id = "big"
times_bp = 20_000
from_minor = 5000_00
[[accrual.extra]]
id = "welcome"
points = 200
once = "ever"
delay_days = 14
life_months = 6
when = { first_purchase = true }
[[accrual.limit]]
per = "day"
receipts = 3
"""
    ).accrual
    assert accrual is not None
    sport, bottles = accrual.rates
    assert (sport.bp, sport.month_cap, bottles.bp, bottles.points_each) == (1_000, 3_000, 0, 5)
    assert accrual.multipliers[0].from_minor == 500_000
    assert accrual.max_discount_bp == 3_000
    assert accrual.limits == (Limit(Spell.DAY, receipts=3),)
    assert accrual.extras == (
        Extra(
            "welcome",
            200,
            when=(FirstPurchase(),),
            once=Once.EVER,
            activation=InDays(14),
            expiry=AfterMonths(6),
        ),
    )


def test_paying_with_points_as_written() -> None:
    redemption = read(
        """
[redemption]
block = 50
max_receipt = 1000
not_over_discount_bp = 3000
fiscal = "counter_provision"
confirm_from = 500
by_phone = 100
[[redemption.limit]]
per = "month"
points = 2000
"""
    ).redemption
    assert redemption == Redemption(
        block=50,
        max_receipt=1_000,
        limits=(Limit(Spell.MONTH, points=2_000),),
        not_over_discount_bp=3_000,
        fiscal=FiscalMode.COUNTER_PROVISION,
        confirm_from=500,
        by_phone=100,
        offline=offline_as(Preset.BALANCED, 1),
    )


def test_what_a_till_may_do_alone_as_written() -> None:
    programme = read(
        """
[points]
exponent = 2
[redemption.offline]
home = 30000
risk = 100000
per_sale = 20000
hours = 48
"""
    )
    floors = Floors(home=30_000, visited=20_000, app=50_000)
    balanced = preset(Preset.BALANCED, 100)
    assert programme.offline == replace(
        balanced, floors=floors, risk=100_000, per_sale=20_000, ttl_us=48 * HOUR_US, worth=Worth(100, 100)
    )


def test_what_a_till_takes_of_certificates_and_codes_as_written() -> None:
    policy = read(
        """
[points]
value_minor = 50
[redemption.offline]
certificate_home_minor = 200000
certificate_guest_minor = 50000
coupons = false
code_bp = 2000
"""
    ).offline
    assert policy.certificates == Floors(home=200_000, guest=50_000)
    assert (policy.coupons, policy.code_bp, policy.worth) == (0, 2_000, Worth(50, 1))


def test_certificates_are_bounded_also_where_no_points_pay() -> None:
    policy = read('[[certificate]]\nid = "gift"\nname = "Gift"').offline
    assert (policy.floors, policy.risk, policy.certificates) == (Floors(), 5_000, Floors(home=100_000))


def test_who_says_nothing_of_it_has_the_balanced_preset_in_the_points_of_the_programme() -> None:
    floors = Floors(home=50_000, visited=20_000, app=50_000)
    assert read("[points]\nexponent = 2\n[redemption]").offline == replace(
        preset(Preset.BALANCED, 100), floors=floors, risk=500_000, worth=Worth(100, 100)
    )


def test_the_strict_preset_risks_nothing_and_waits_for_the_centre() -> None:
    strict = read('[redemption.offline]\npreset = "strict"').offline
    assert (strict.floors.highest, strict.risk, strict.share_bp, strict.wait) == (0, 0, 5_000, Wait.SHORTLY)
    assert (strict.certificates.highest, strict.coupons) == (0, 0)


def test_where_no_points_pay_a_till_decides_nothing_alone() -> None:
    assert read("").offline == Policy(Floors(), 0)


def test_tiers_as_written() -> None:
    tiers = read(
        """
[tiers]
by = "visits"
window = "months"
window_months = 6
counting = "including"
upgrade = "next_receipt"
downgrade = "period_end"
grace_days = 30
[[tiers.step]]
id = "new"
name = "New"
from_visits = 0
[[tiers.step]]
id = "friend"
name = "Friend"
from_visits = 10
"""
    ).tiers
    assert tiers == Tiers(
        (Tier("new", "New", 0), Tier("friend", "Friend", 0, from_visits=10)),
        counting=Counting.INCLUDING,
        by=TierBy.VISITS,
        window=Window.MONTHS,
        window_months=6,
        upgrade=Upgrade.NEXT_RECEIPT,
        downgrade=Downgrade.PERIOD_END,
        grace_days=30,
    )


@pytest.mark.parametrize(
    ("more", "key", "reason"),
    [
        pytest.param(
            "[accrual]\nrate_bp = 5\ndelay_days = 1\ndelay_minutes = 2\n",
            "accrual.delay_minutes",
            "either_days_or_minutes_or_month_day",
            id="two delays",
        ),
        pytest.param(
            "[accrual]\nrate_bp = 5\nlife_days = 1\nlife_inactive_days = 2\n",
            "accrual.life_inactive_days",
            "either_days_or_months",
            id="two lives",
        ),
        pytest.param(
            '[accrual]\nrate_bp = 5\nlife_year_end = true\nsave_month_day = "02-30"\n',
            "accrual.save_month_day",
            "expected_month_and_day",
            id="no such day",
        ),
        pytest.param(
            '[accrual]\nrate_bp = 5\nsave_month_day = "10-01"\n',
            "accrual.save_month_day",
            "needs_life_year_end",
            id="a save date without a year's end",
        ),
        pytest.param(
            '[accrual]\nrate_bp = 5\n[[accrual.limit]]\nper = "day"\n',
            "accrual.limit[1].points",
            "missing",
            id="a limit of nothing",
        ),
        pytest.param(
            '[redemption]\n[[redemption.limit]]\nper = "day"\npoints = 1\n'
            '[[redemption.limit]]\nper = "day"\npoints = 2\n',
            "redemption.limit[2].per",
            "doubled",
            id="two limits of a day",
        ),
        pytest.param(
            '[tiers]\nby = "visits"\n[[tiers.step]]\nid = "a"\nname = "A"\nfrom_visits = 3\n'
            '[[tiers.step]]\nid = "b"\nname = "B"\nfrom_visits = 3\n',
            "tiers.step[2].from_visits",
            "not_ascending",
            id="two tiers at the same visit",
        ),
    ],
)
def test_a_slip_in_points_or_tiers(more: str, key: str, reason: str) -> None:
    found_key, _, found = refused(START + more)
    assert (found_key, found) == (key, reason)


def test_a_sale_opens_no_more_lots_than_can_be_told() -> None:
    extras = "".join(f'[[accrual.extra]]\nid = "e{n}"\npoints = 1\n' for n in range(21))
    assert refused(f"{START}[accrual]\nrate_bp = 5\n{extras}")[2] == "at_most: 20"
