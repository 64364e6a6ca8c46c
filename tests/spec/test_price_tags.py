"""What stands on the shelf, in the jeweller's and the grocer's words (A39)."""

from datetime import UTC, datetime

from loyalty_pos.core.basket import Article, Unit
from loyalty_pos.core.pricing import Context, compile_programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.shelf.price_tag import PriceTag, price_tag

NOW = Context(datetime(2026, 11, 22, 12, tzinfo=UTC))
JEWELLER = """
id = "gold"
[names]
en = "Gold"
[accrual]
rate_bp = 500
"""
GROCER = """
id = "grocer"
[names]
en = "Grocer"
[card]
discount = "tiers"
[[tiers.step]]
id = "plain"
name = "Plain"
from_minor = 0
discount_bp = 300
[[tiers.step]]
id = "gold"
name = "Gold"
from_minor = 10_000_000
discount_bp = 1_000
[accrual]
points = 1
per_minor = 2_000
[[promotion]]
id = "tea-week"
name = "Tea week"
kind = "percent"
bp = 1_000
goods = { categories = ["tea"] }
"""


def test_the_ring_brings_2299_points_and_the_till_says_the_same() -> None:
    ring = Article("ring", "Ring", 4_599_050, category="rings")
    assert price_tag(ring, compile_programme(read_programme(JEWELLER)), NOW) == PriceTag(
        4_599_050, 4_599_050, 4_599_050, 2_299
    )


def test_a_tag_shows_the_offer_for_everybody_and_the_price_with_the_first_card() -> None:
    tea = Article("tea", "Tea", 20_000, category="tea")
    assert price_tag(tea, compile_programme(read_programme(GROCER)), NOW) == PriceTag(
        20_000, 18_000, 17_460, 8
    )


def test_weighed_goods_are_told_by_the_kilogram() -> None:
    cheese = Article("cheese", "Cheese", 65_990, category="cheese", unit=Unit.KILOGRAM)
    assert price_tag(cheese, compile_programme(read_programme(GROCER)), NOW).with_card_minor == 64_010
