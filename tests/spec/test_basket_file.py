"""A basket by hand is priced and told as plain facts; a mistake in it is named."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loyalty_pos.core.basket_file import read_basket
from loyalty_pos.core.explain import quote_facts
from loyalty_pos.core.pricing import ALL, Context, quote
from loyalty_pos.core.problems import BadBasketFile
from loyalty_pos.core.programme.file import read_programme

NOON = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
COFFEE = """{
  "lines": [
    {"id": "1001", "name": "Espresso", "price_minor": 12000, "qty_milli": 3000, "category": "coffee"},
    {"id": "2001", "price_minor": 64900, "qty_milli": 350, "unit": "kilogram", "category": "cheese"}
  ],
  "member": {"available": 100, "spend_minor": 1000000},
  "wanted": "all"
}"""


def test_the_demo_basket_to_the_kopeck(project_root: Path) -> None:
    demo = read_programme((project_root / "resources" / "programmes" / "demo.toml").read_text("utf-8"))
    wish = read_basket(COFFEE)
    assert wish.wanted is ALL
    told = quote_facts(quote(wish.basket, demo, wish.standing, Context(NOON, wanted=wish.wanted)), demo)
    # coffee 360.00 - 120.00 (3 for 2) - 5 % of 240.00; cheese 227.15 - 5 %; then 100 points
    assert (told["gross_minor"], told["discount_minor"]) == (58_715, 12_000 + 1_200 + 1_136)
    assert (told["redeemed"], told["points_money_minor"], told["payable_minor"]) == (100, 10_000, 34_379)
    trace = told["trace"]
    assert isinstance(trace, list)
    assert [step["what"] for step in trace] == ["set_off", "card_discount", "points_redeemed", "accrued"]
    assert json.loads(json.dumps(told)) == told


def test_the_same_basket_always_gives_the_same_text(project_root: Path) -> None:
    demo = read_programme((project_root / "resources" / "programmes" / "demo.toml").read_text("utf-8"))
    wish = read_basket(COFFEE)
    texts = {
        json.dumps(quote_facts(quote(wish.basket, demo, wish.standing, Context(NOON)), demo))
        for _ in range(3)
    }
    assert len(texts) == 1


def test_who_where_and_how_are_said_by_hand_too() -> None:
    wish = read_basket(
        """{"lines": [{"id": "1", "price_minor": 1}], "coupons": ["spring"], "channel": "pickup", "region": "38",
        "store": "S1", "member": {"clubs": ["circle"], "segments": ["b", "a"], "birthday": true, "opted_out": true,
        "months": {"2026-11": [450000, 3], "2026-10": [100, 1]}}}"""
    )
    assert (wish.coupons, wish.channel, wish.region, wish.store_id) == (("spring",), "pickup", "38", "S1")
    member = wish.standing
    assert member is not None
    assert (sorted(member.clubs), sorted(member.segments)) == (["circle"], ["a", "b"])
    assert member.birthday and member.opted_out
    assert member.months == ((2026 * 12 + 9, 100, 1), (2026 * 12 + 10, 450000, 3))


def test_refusals_and_hints_are_told_too(project_root: Path) -> None:
    demo = read_programme((project_root / "resources" / "programmes" / "demo.toml").read_text("utf-8"))
    wish = read_basket(
        '{"lines": [{"id": "1", "price_minor": 100}], "member": {"available": 9, "redeem_right": 0}}'
    )
    told = quote_facts(quote(wish.basket, demo, wish.standing, Context(NOON, wanted=5)), demo)
    assert told["refusals"] == [{"code": "nothing_to_redeem"}]
    assert told["hints"] == [{"what": "next_tier", "missing_minor": 999_903, "tier": "Friend", "bp": 500}]


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        pytest.param("", "", "syntax", id="nothing"),
        pytest.param("[]", "", "expected_object", id="a list"),
        pytest.param("{}", "lines", "expected_1_to_500_lines", id="no lines"),
        pytest.param('{"lines": [], "x": 1}', "x", "unknown_key", id="a word nobody knows"),
        pytest.param('{"lines": [{"id": "1"}]}', "lines[1].price_minor", "expected_whole_number", id="no price"),
        pytest.param('{"lines": [{"id": "1", "price_minor": 1.5}]}', "lines[1].price_minor", "expected_whole_number", id="half a kopeck"),
        pytest.param('{"lines": [{"id": "1", "price_minor": 1, "qty_milli": 0}]}', "lines[1].qty_milli", "expected_at_least_1", id="none of it"),
        pytest.param('{"lines": [{"id": "1", "price_minor": 1, "unit": "box"}]}', "lines[1].unit", "expected_one_of", id="an unknown unit"),
        pytest.param('{"lines": [{"id": "1", "price_minor": 1}], "member": 5}', "member", "expected_object", id="a member that is a number"),
        pytest.param('{"lines": [{"id": "\\ud800", "price_minor": 1}]}', "lines[1].id", "expected_text", id="half a character"),
        pytest.param('{"lines": [{"id": "1", "price_minor": 1}], "coupons": "a"}', "coupons", "expected_list_of_texts", id="a coupon that is no list"),
        pytest.param('{"lines": [{"id": "1", "price_minor": 1}], "member": {"months": {"2026-11": [5]}}}', "member.months", "expected_months", id="a month without visits"),
        pytest.param("[" * 100_000, "", "nested_too_deep", id="a hundred thousand brackets"),
    ],
)  # fmt: skip
def test_a_mistake_is_named(text: str, key: str, reason: str) -> None:
    with pytest.raises(BadBasketFile) as problem:
        read_basket(text)
    assert problem.value.key == key
    assert problem.value.reason.startswith(reason)
