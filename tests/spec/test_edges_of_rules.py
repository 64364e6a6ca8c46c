"""Edges where two rules meet: a second pricer disagreed here once, and the shop's rules decided."""

from datetime import UTC, datetime

import pytest

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.quote import Quote

SATURDAY_NIGHT = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # Sunday, half past one, in Moscow


def priced(programme: str, *articles: Article, pieces: int = 1, member: Standing | None = None) -> Quote:
    lines = tuple(
        Line(n, article, pieces * 1000, article.price_minor) for n, article in enumerate(articles, 1)
    )
    text = f'id = "p"\nnames = {{ en = "P" }}\n{programme}'
    return quote(Basket(lines), read_programme(text), member, Context(now=SATURDAY_NIGHT))


def offer(name: str, kind: str, says: str) -> str:
    return f'[[promotion]]\nid = "{name}"\nname = "{name}"\nkind = "{kind}"\n{says}\n'


def goods(name: str, price_minor: int, least_minor: int = 0) -> Article:
    return Article(name, name, price_minor, min_price_minor=least_minor)


@pytest.mark.parametrize(
    ("pieces", "off_minor"), [pytest.param(1, 0, id="too little"), pytest.param(3, 1_000, id="enough")]
)
def test_a_gift_waits_for_the_sum_of_its_own_goods_too(pieces: int, off_minor: int) -> None:
    gift = offer(
        "gift", "gift", 'from_minor = 1\ngoods = { articles = ["cup"] }\nwhen = { from_minor = 2_000 }'
    )
    assert priced(gift, goods("cup", 1_000), goods("tea", 50_000), pieces=pieces).discount_minor == off_minor


def test_the_highest_step_reached_counts_even_if_it_gives_less() -> None:
    steps = "steps = [{ from_milli = 1_000, bp = 3_000 }, { from_milli = 5_000, bp = 1_000 }]"
    assert priced(offer("ladder", "ladder", steps), goods("cup", 1_000), pieces=5).discount_minor == 500


def test_a_line_that_a_floor_kept_from_an_exclusive_offer_is_open_to_later_ones() -> None:
    drinks = 'goods = { articles = ["cup", "vodka"] }'
    alone = offer("alone", "percent", f'bp = 1_000\nexclusive = "all"\n{drinks}')
    later = offer("later", "basket_percent", "bp = 1_000\nfrom_minor = 2_500")
    receipt = priced(
        alone + later, goods("cup", 1_000), goods("vodka", 2_000, least_minor=2_000), goods("tea", 500)
    )
    assert [line.discount_minor for line in receipt.lines] == [100, 0, 250]


def test_a_tier_that_this_purchase_reaches_opens_the_tiers_offers_on_the_basket() -> None:
    tiers = (
        '[tiers]\ncounting = "including"\n[[tiers.step]]\nid = "gold"\nname = "Gold"\nfrom_minor = 5_000\n'
    )
    for_gold = offer("gold", "basket_percent", 'bp = 1_000\nwhen = { tiers = ["gold"] }')
    receipt = priced(tiers + for_gold, goods("cup", 6_000), member=Standing("m"))
    assert (receipt.tier_id, receipt.discount_minor) == ("gold", 600)


@pytest.mark.parametrize(
    ("day", "points"), [pytest.param(6, 0, id="Saturday is over"), pytest.param(7, 50, id="it is Sunday")]
)
def test_an_award_of_a_weekday_looks_at_the_shops_clock(day: int, points: int) -> None:
    award = f'[accrual]\nrate_bp = 0\n[[accrual.extra]]\nid = "sunday"\npoints = 50\nwhen = {{ weekdays = [{day}] }}\n'
    assert priced(award, goods("cup", 6_000), member=Standing("m")).accrued == points


def test_an_award_between_two_dates() -> None:
    award = (
        '[accrual]\nrate_bp = 0\n[[accrual.extra]]\nid = "autumn"\npoints = 50\n'
        "when = { since = 2026-11-22, until = 2026-12-01 }\n"
    )
    assert priced(award, goods("cup", 6_000), member=Standing("m")).accrued == 50


@pytest.mark.parametrize(
    ("used", "points"), [pytest.param(0, 10, id="nothing used"), pytest.param(7, 3, id="3 left")]
)
def test_points_for_pieces_stop_at_the_months_cap_too(used: int, points: int) -> None:
    rate = '[accrual]\nrate_bp = 0\n[[accrual.rate]]\nid = "cups"\npoints_each = 5\ncap_points_month = 10\n'
    member = Standing("m", counters=(("rate.cups/month@2026-11", used),))
    assert priced(rate, goods("cup", 6_000), pieces=4, member=member).accrued == points
