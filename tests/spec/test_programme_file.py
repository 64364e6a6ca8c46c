"""A marketer's file is read strictly: each mistake is named with key path and line (decisions 11)."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme import (
    AfterDays,
    FixedPrice,
    InDays,
    Launch,
    LegalFloor,
    NeverExpires,
    Programme,
    Promotion,
    SetOff,
    StepEarn,
    TierDiscount,
)
from loyalty_pos.core.programme.conditions import Between, BetweenHours, ForMembers, Goods, OnWeekdays
from loyalty_pos.core.programme.file import read_programme

START = 'id = "p"\nnames = { en = "P", ru = "П" }\n'


def read(more: str = "") -> Programme:
    return read_programme(START + more)


def refused(text: str) -> tuple[str, int, str]:
    with pytest.raises(BadProgramme) as problem:
        read_programme(text)
    return problem.value.key, problem.value.line, problem.value.reason


def test_two_lines_are_a_programme_that_does_nothing() -> None:
    assert read() == Programme("p", (("en", "P"), ("ru", "П")))


@pytest.mark.parametrize("name", ["demo", "fixed-card", "points"])
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
