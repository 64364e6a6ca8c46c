"""Whoever writes a programme is told what is unwise in it, with the place and a sentence; what is merely unusual is not."""

import ast
from datetime import date
from pathlib import Path

import pytest

from loyalty_pos.core.programme.check import unwise, unwise_together
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.till.telling import advise
from loyalty_pos.till.wording import LANGUAGES
from loyalty_pos.till.words import programme_en, programme_ru

TODAY = date(2026, 11, 22)
START = 'id = "p"\nnames = { en = "P", ru = "П" }\n'
THREE_A_DAY = '[[accrual.limit]]\nper = "day"\nreceipts = 3\n'
GUARD = "[limits]\nmargin_bp = 0\n"
TIERS = """
[[tiers.step]]
id = "silver"
name = "Silver"
from_minor = 0
discount_bp = 500
[[tiers.step]]
id = "gold"
name = "Gold"
from_minor = 1_000_00
"""


def offer(rule: str, more: str = "", bp: int = 1_000) -> str:
    return f'[[promotion]]\nid = "{rule}"\nname = "{rule}"\nkind = "percent"\nbp = {bp}\n{more}\n'


def points(earning: str = "rate_bp = 500\nlife_months = 6", paying: str = "item_cap_bp = 3_000") -> str:
    return f"[accrual]\n{earning}\n{THREE_A_DAY}[redemption]\n{paying}\n"


def grouped(choose: str, *offers: str) -> str:
    return f'[[group]]\nid = "g"\nchoose = "{choose}"\n' + "".join(offers)


def told(text: str) -> list[tuple[str, str]]:
    return [(advice.code, advice.key) for advice in unwise(read_programme(START + text), TODAY)]


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        pytest.param("until = 2026-11-22\n", "programme_past", "until", id="a programme of the past"),
        pytest.param(TIERS + '[card]\ndiscount = "tiers"\n', "tier_gives_less", "tiers.step[2]", id="gold gives less than silver"),
        pytest.param(TIERS.replace('name = "Gold"', 'name = "Gold"\ndiscount_bp = 700'), "tier_discount_unused", "tiers", id="discounts that no card gives"),
        pytest.param(offer("a", 'goods = { categories = ["tea"], not_categories = ["tea"] }'), "no_goods", "promotion[1].goods", id="tea without tea"),
        pytest.param(offer("a", "when = { until = 2026-11-22 }"), "window_past", "promotion[1].when", id="a window that is over"),
        pytest.param(offer("a", "when = { since = 2026-11-23, until = 2026-11-24, weekdays = [7] }"), "window_empty", "promotion[1].when", id="a Sunday in a window of one Monday"),
        pytest.param(offer("a", "when = { since = 2026-12-01T09:00:00, until = 2026-12-01T12:00:00, from_hour = 18:00:00, to_hour = 20:00:00 }"), "window_empty", "promotion[1].when", id="an evening in a morning"),
        pytest.param(offer("a", 'when = { until = 2027-01-01, days = ["03-08"] }'), "window_empty", "promotion[1].when", id="the eighth of March before the New Year"),
        pytest.param("until = 2026-12-01\n" + offer("a", "when = { since = 2026-12-05 }"), "window_empty", "promotion[1].when", id="a window behind the programme's end"),
        pytest.param(offer("a", 'when = { tiers = ["platinum"] }'), "unknown_tier", "promotion[1].when.tiers", id="a tier that no step gives"),
        pytest.param(offer("a", 'when = { segments = ["x"], not_segments = ["x", "y"] }'), "nobody_meant", "promotion[1].when", id="for whom it is barred"),
        pytest.param(grouped("priority", offer("a", 'group = "g"'), offer("b", 'group = "g"\ngoods = { categories = ["tea"] }')), "always_beaten", "promotion[2]", id="the second of a group"),
        pytest.param(grouped("best", offer("a", 'group = "g"'), offer("b", 'group = "g"', bp=900)), "always_beaten", "promotion[2]", id="less of the same"),
        pytest.param(offer("a", 'exclusive = "phase"') + offer("b"), "always_beaten", "promotion[2]", id="closed by an offer on everything"),
        pytest.param(points().replace(THREE_A_DAY, ""), "earns_without_end", "accrual", id="a card that earns all day"),
        pytest.param(points().replace("receipts = 3", "points = 900"), "earns_without_end", "accrual", id="so many points, any number of receipts"),
        pytest.param("[accrual]\nrate_bp = 500\n" + THREE_A_DAY, "points_without_use", "accrual", id="points that nobody can use"),
        pytest.param(GUARD + points("rate_bp = 500", "item_cap_bp = 5_100"), "endless_points", "redemption", id="for ever and more than half"),
        pytest.param(points(paying=""), "points_pay_all", "redemption", id="points pay all"),
        pytest.param(points() + "[redemption.offline]\nhome = 6_000\n", "right_over_risk", "redemption.offline", id="more to one than to all"),
        pytest.param(points() + "[redemption.offline]\nguest = 1\n", "guests_alone", "redemption.offline", id="guests without the centre"),
        pytest.param(points("rate_bp = 3_001\nlife_days = 9"), "rate_over_ceiling", "accrual", id="30.01 %"),
        pytest.param(points("points = 31\nper_minor = 100_00\nlife_days = 9"), "rate_over_ceiling", "accrual", id="31 points for 100"),
        pytest.param(points() + '[[accrual.rate]]\nid = "r"\nrate_bp = 4_000\ngoods = {}\n', "rate_over_ceiling", "accrual.rate[1]", id="a rate of some goods"),
        pytest.param(points() + '[[accrual.multiplier]]\nid = "m"\ntimes_bp = 70_000\n', "rate_times_over_ceiling", "accrual", id="5 % seven times"),
        pytest.param(GUARD + '[[promotion]]\nid = "a"\nname = "a"\nkind = "basket_amount"\namount_minor = 150_00\nfrom_minor = 299_00\n', "receipt_for_nothing", "promotion[1]", id="150 of 299"),
        pytest.param(offer("a", bp=2_600), "below_cost", "limits", id="26 % and no cost"),
        pytest.param(offer("a", bp=1_500) + offer("b", bp=1_500), "below_cost", "limits", id="twice 15 %"),
        pytest.param(offer("a", 'base = "initial"', 5_000) + offer("b", 'base = "initial"', 5_000), "stacks_to_nothing", "limits", id="two halves are the whole"),
    ],
)  # fmt: skip
def test_what_is_unwise_is_told_with_its_place(text: str, code: str, key: str) -> None:
    assert told(text) == [(code, key)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing at all"),
        pytest.param(GUARD + points("rate_bp = 500", "item_cap_bp = 5_000"), id="the jeweller: half, for ever"),
        pytest.param(points() + "[redemption.offline]\nhome = 5_000\n", id="one may take what all may"),
        pytest.param(offer("a", bp=1_500) + offer("b", 'with_card = "best"', 900), id="a quarter less is usual"),
        pytest.param(offer("a", 'goods = { categories = ["a"] }', 2_000) + offer("b", 'goods = { categories = ["b"] }', 2_000), id="different goods do not add up"),
        pytest.param(offer("a", 'when = { days = ["02-29"], weekdays = [1] }'), id="a leap Monday comes one day"),
        pytest.param(offer("a", "when = { from_hour = 22:00:00, to_hour = 02:00:00, since = 2026-11-22T01:00:00, until = 2026-11-22T01:30:00 }").replace("11-22", "11-23"), id="over midnight"),
        pytest.param(grouped("priority", offer("a", 'group = "g"\nwhen = { members = true }'), offer("b", 'group = "g"')), id="the second is for the others"),
        pytest.param(offer("a", bp=9_000) + "[limits]\nmax_discount_bp = 2_000\n", id="a cap on all"),
    ],
)  # fmt: skip
def test_what_is_merely_unusual_is_not_told(text: str) -> None:
    assert told(text) == []


def test_a_second_kind_of_points_to_spend_is_told() -> None:
    one, other, card = (
        read_programme(f'id = "{name}"\nnames = {{ en = "P" }}\n{rest}')
        for name, rest in (("a", points()), ("b", points()), ("c", ""))
    )
    assert [(number, advice.code) for number, advice in unwise_together([one, card, other])] == [
        (2, "second_currency")
    ]
    assert unwise_together([one, card]) == []


def _codes(project_root: Path) -> set[str]:
    folder = project_root / "src" / "loyalty_pos" / "core" / "programme" / "check"
    calls = [
        node
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]
    made = [call.args[0] for call in calls if getattr(call.func, "id", "") == "Advice"]
    return {str(code.value) for code in made if isinstance(code, ast.Constant)}


def test_each_advice_has_a_sentence_in_both_languages(project_root: Path) -> None:
    assert _codes(project_root) == programme_en.ADVICE.keys() == programme_ru.ADVICE.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_has_the_numbers(lang: str) -> None:
    programme = read_programme(START + points("rate_bp = 3_150\nlife_days = 9"))
    text = advise(unwise(programme, TODAY)[0], programme, lang)
    assert ("31.5%" if lang == "en" else "31,5\u00a0%") in text


# --- coupons and segments -----------------------------------------------------------------------------

SERIES = '[[coupon_series]]\nid = "flyer"\nname = "Flyer"\n'
SEGMENT = '[[segment]]\nid = "premium"\nname = "Premium"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (offer("a", 'coupon = "4600-1234"'), [("coupon_of_digits", "promotion[1].coupon")]),
        (offer("a", 'when = { coupon = "12" }'), [("coupon_of_digits", "promotion[1].when.coupon")]),
        (offer("a", 'coupon = "TEA10"'), []),
        (SERIES, [("series_without_offer", "coupon_series[1]")]),
        (SERIES + offer("a", 'coupon = "flyer"'), []),
        (
            SERIES + offer("a", 'coupon = "flyer"') + offer("b", 'when = { coupon = "flyers" }'),
            [("coupon_like_another", "promotion[2].when.coupon")],
        ),
        (
            SEGMENT + offer("a", 'when = { segments = ["premium", "premum"] }'),
            [("unknown_segment", "promotion[1].when.segments")],
        ),
        (
            SEGMENT + offer("a", 'when = { not_segments = ["staff"] }'),
            [("unknown_segment", "promotion[1].when.not_segments")],
        ),
        (offer("a", 'when = { segments = ["by-hand"] }'), []),
    ],
)
def test_coupons_and_segments_that_do_not_fit(text: str, expected: list[tuple[str, str]]) -> None:
    programme = read_programme(START + text + GUARD)
    found = unwise(programme, TODAY)
    assert [(advice.code, advice.key) for advice in found] == expected
    assert all(advise(advice, programme, lang) for advice in found for lang in LANGUAGES)
