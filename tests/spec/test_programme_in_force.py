"""A programme holds from its first day to the day before its end, by the shop's calendar; outside of it gives nothing."""

from datetime import UTC, datetime

import pytest

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import ALL, Context, compile_programme, quote
from loyalty_pos.core.pricing.why_not import why_not
from loyalty_pos.core.programme.combined import combined
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.quote import Quote

AUTUMN = compile_programme(
    read_programme(
        """
id = "autumn"
names = { en = "Autumn" }
zone = "Europe/Moscow"
since = 2026-09-01
until = 2026-12-01
[[promotion]]
id = "all"
name = "All"
kind = "percent"
bp = 1_000
[accrual]
rate_bp = 500
[redemption]
item_cap_bp = 5_000
[limits]
rounding_step_minor = 100
[[limits.legal]]
category = "vodka"
price_minor = 95_50
"""
    )
)
VODKA = Article("v", "Vodka", 100_50, category="vodka")
TEA = Article("t", "Tea", 50_20)
BASKET = Basket((Line(1, VODKA, 1_000, VODKA.price_minor), Line(2, TEA, 1_000, TEA.price_minor)))
GUEST = Standing("a", available=10, redeem_right=10)


def price(now: datetime, zone: str = "") -> Quote:
    return quote(BASKET, AUTUMN, GUEST, Context(now, zone=zone, wanted=ALL))


@pytest.mark.parametrize(
    ("moscow", "acts"),
    [
        pytest.param(datetime(2026, 8, 31, 20, 59, tzinfo=UTC), False, id="a minute too early"),
        pytest.param(datetime(2026, 8, 31, 21, 0, tzinfo=UTC), True, id="midnight of the first day"),
        pytest.param(datetime(2026, 11, 30, 20, 59, tzinfo=UTC), True, id="the last minute"),
        pytest.param(datetime(2026, 11, 30, 21, 0, tzinfo=UTC), False, id="the day of its end"),
    ],
)
def test_it_begins_and_ends_at_midnight(moscow: datetime, *, acts: bool) -> None:
    priced = price(moscow)
    assert (priced.discount_minor > 0, priced.accrued > 0, priced.max_redeem > 0) == (acts, acts, acts)
    assert (priced.payable_minor == 150_70) is not acts


def test_midnight_is_that_of_the_shop() -> None:
    first_hour_of_vladivostok = datetime(2026, 8, 31, 14, 30, tzinfo=UTC)
    assert price(first_hour_of_vladivostok).discount_minor == 0
    assert price(first_hour_of_vladivostok, "Asia/Vladivostok").discount_minor > 0


def test_floors_hold_on_every_day() -> None:
    assert {price(datetime(2026, month, 15, tzinfo=UTC)).lines[0].floor_minor for month in (8, 10)} == {95_50}


def test_nobody_is_told_to_wait_for_an_offer_that_is_over() -> None:
    assert why_not(BASKET, AUTUMN, GUEST, Context(datetime(2026, 8, 1, tzinfo=UTC))) == ()


def test_the_days_of_a_guest_are_those_of_its_own_offers_only() -> None:
    shop = read_programme('id = "shop"\nnames = { en = "S" }\n[accrual]\nrate_bp = 500\n')
    guest = read_programme(
        'id = "fair"\nnames = { en = "F" }\nsince = 2026-11-01\n'
        '[[promotion]]\nid = "a"\nname = "A"\nkind = "percent"\nbp = 1_000\n'
    )
    both = combined([shop, guest])
    days = [datetime(2026, 10, 31, 20, 59, tzinfo=UTC), datetime(2026, 10, 31, 21, 0, tzinfo=UTC)]
    priced = [quote(BASKET, both, GUEST, Context(day)) for day in days]
    assert [p.discount_minor for p in priced] == [0, 15_07]
    assert all(p.accrued > 0 for p in priced)
