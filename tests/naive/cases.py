"""Random cases aimed at the edges: programmes, baskets, members and moments; one number makes the same case for ever.

Each programme has its own small assortment, and its thresholds come from what the first basket really costs.
"""

import random
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tests.naive.draw import BRANDS, CATEGORIES
from tests.naive.draw_programme import draw_programme
from tests.naive.earning import counter_name
from tests.naive.rules import Facts, programme_day

PRICES = (1, 2, 3, 50, 99, 100, 101, 333, 1_000, 1_000, 9_999, 19_999, 45_990_50)
BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
BASKETS_OF_A_PROGRAMME = 4


class Case(NamedTuple):
    """``number`` makes it again. ``lines``, ``member`` and ``context`` are what the naive pricer takes."""

    number: int
    programme: Facts
    lines: list[Facts]
    member: Facts | None
    context: Facts


def make_case(number: int) -> Case:
    """Return case ``number``; neighbours share a programme, so that reading it does not eat the time."""
    dice = random.Random(number // BASKETS_OF_A_PROGRAMME)
    shelf = [_article(dice, position) for position in range(dice.randint(2, 7))]
    lines = _basket(dice, shelf)
    programme = draw_programme(dice, shelf, lines)
    for _ in range(number % BASKETS_OF_A_PROGRAMME):
        lines = _basket(dice, shelf)
        _member(dice)
        _context(dice)
    member, context = _member(dice), _context(dice)
    if member is not None:
        member["counters"] = _counters(dice, programme, context)
    return Case(number, programme, lines, member, context)


def _counters(dice: random.Random, programme: Facts, context: Facts) -> list[tuple[str, int]]:
    """What the member has used of limited things: nothing, nearly all, all of it; and something of yesterday."""
    today = programme_day(programme, context)
    subjects: list[tuple[str, str, int]] = []
    for section, what in (("accrual", "earned"), ("redemption", "redeemed")):
        for limit in programme.get(section, {}).get("limit", []):
            subjects += [
                (f"{what}.{kind}", limit["per"], limit[kind])
                for kind in ("receipts", "points")
                if kind in limit
            ]
    accrual = programme.get("accrual", {})
    subjects += [
        (f"rate.{rate['id']}", "month", rate.get("cap_points_month", 0)) for rate in accrual.get("rate", [])
    ]
    subjects += [(f"extra.{extra['id']}", extra.get("once", "ever"), 1) for extra in accrual.get("extra", [])]
    found: dict[str, int] = {}
    for subject, per, most in subjects:
        day = today - timedelta(days=dice.choice((0, 0, 0, 1, 40)))
        if per != "receipt" and dice.random() < 0.6:
            found[counter_name(subject, per, day)] = max(0, most - dice.choice((0, 1, 2, most)))
    for rule in programme.get("promotion", []):
        if "per_member" in rule and dice.random() < 0.6:
            found[rule["id"]] = dice.choice((0, 1, 2))
    return sorted(found.items())


def _article(dice: random.Random, position: int) -> Facts:
    price = dice.choice((*PRICES, dice.randint(1, 60_000)))
    weighed = dice.random() < 0.2
    return {
        "article": f"a{position}",
        "category": dice.choice(CATEGORIES),
        "brand": dice.choice(BRANDS),
        "unit": "kilogram" if weighed else "piece",
        "price": price,
        "vat_bp": dice.choice((2_200, 2_200, 1_000, 0, -1)),
        "min_price": dice.choice((0, 0, 0, 1, price, max(0, price - 1), price * 3 // 4, price + 1)),
        "cost": dice.choice((0, 0, 0, 1, price // 2, price * 4 // 5, price)),
        "fixed_price": dice.random() < 0.06,
        "no_discount": dice.random() < 0.06,
        "no_earn": dice.random() < 0.06,
        "no_redeem": dice.random() < 0.06,
    }


def _basket(dice: random.Random, shelf: list[Facts]) -> list[Facts]:
    """One to eight lines, often of the same article."""
    count = dice.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8))
    few = shelf[: dice.choice((1, len(shelf), len(shelf), len(shelf)))]
    lines = [dict(dice.choice(few), id=position) for position in range(1, count + 1)]
    for line in lines:
        pieces = dice.choice((1, 1, 1, 2, 3, 4, 7, 10)) * 1000
        line["qty_milli"] = (
            pieces if line["unit"] == "piece" else dice.choice((1, 123, 748, 1_000, 1_018, 2_474))
        )
    return lines


def _member(dice: random.Random) -> Facts | None:
    if dice.random() < 0.1:
        return None
    available = dice.choice((0, 1, 50, 187, 2_500, 30_000, 10_000_000))
    right = dice.choice((available, available, available, available, 0, available // 2))
    return {
        "available": available,
        "redeem_right": right,
        "spend_minor": dice.choice((0, 1, 999_99, 1_000_00, 1_000_01, 50_000_00)),
        "visits": dice.choice((0, 1, 9)),
        "tier_id": dice.choice(("", "t1", "t2")),
        "card_discount_bp": dice.choice((0, 100, 333, 500, 1_000, 1_000, 10_000)),
        "segments": dice.choice(([], ["young"], ["young", "near"])),
        "clubs": dice.choice(([], ["black"])),
        "birthday": dice.random() < 0.5,
        "opted_out": dice.random() < 0.2,
    }


def _context(dice: random.Random) -> Facts:
    """Sundays, evenings and midnights as often as plain hours."""
    moment = BEGIN + timedelta(
        days=dice.randint(0, 700), hours=dice.randint(0, 23), minutes=dice.choice((0, 0, 59))
    )
    return {
        "now": moment,
        "zone": dice.choice(("", "Europe/Moscow", "Asia/Vladivostok")),
        "wanted": dice.choice((0, 1, 7, 100, 2_500, "all", "all", "all", "all", "all")),
        "certificate": dice.choice((0, 0, 0, 1, 500, 1_000_00)),
        "store": dice.choice(("s1", "s2")),
        "channel": dice.choice(("", "pickup")),
        "region": dice.choice(("", "north", "south")),
        "coupons": dice.choice(([], ["c1"], ["c1", "c2"])),
    }
