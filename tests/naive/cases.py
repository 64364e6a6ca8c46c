"""Random programmes, baskets, members and moments, aimed at the edges; one number makes the same case for ever.

A programme is a dict that ``toml_of`` writes down as its owner would. Each has its own small assortment, and
its thresholds come from what the first basket really costs.
"""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from tests.naive.earning import counter_name
from tests.naive.rules import programme_day

Facts = dict[str, Any]

CATEGORIES = ("coffee", "bread", "wine", "tobacco", "")
BRANDS = ("north", "south", "")
PRICES = (1, 2, 3, 50, 99, 100, 101, 333, 1_000, 1_000, 9_999, 19_999, 45_990_50)
SHARES = (1, 1, 100, 333, 500, 1_000, 1_500, 2_500, 3_333, 5_000, 9_999, 10_000)
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
    programme = Programmes(dice, shelf, lines).programme()
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


class Programmes:
    """Makes one programme over one assortment. ``sums``: money that thresholds are made of."""

    def __init__(self, dice: random.Random, shelf: list[Facts], lines: list[Facts]) -> None:
        self.dice = dice
        self.shelf = shelf
        grosses = [(2 * line["price"] * line["qty_milli"] + 1000) // 2000 for line in lines]
        self.sums = [sum(grosses), sum(grosses[:-1]), grosses[0], max(grosses), 0]

    def programme(self) -> Facts:
        """Return it as a file would parse."""
        dice = self.dice
        programme: Facts = {"id": "p", "names": {"en": "P"}}
        if dice.random() < 0.5:
            programme["points"] = {
                "exponent": dice.choice((0, 1, 2)),
                "value_minor": dice.choice((1, 25, 30, 100, 100, 333)),
            }
        if dice.random() < 0.5:
            programme["tiers"] = self.tiers()
        programme["card"] = self.card(programme)
        programme["group"] = [
            {"id": name, "choose": dice.choice(("priority", "best"))}
            for name in dice.choice(([], ["g"], ["g", "h"]))
        ]
        groups = [group["id"] for group in programme["group"]]
        programme["promotion"] = [
            self.promotion(f"r{i}", groups) for i in range(dice.choice((1, 2, 3, 4, 5)))
        ]
        if dice.random() < 0.8:
            programme["accrual"] = self.accrual()
        if dice.random() < 0.85:
            programme["redemption"] = self.redemption()
        programme["limits"] = self.limits()
        return {key: value for key, value in programme.items() if value not in ([], {})}

    # --- the parts ----------------------------------------------------------------------------------

    def some(self, **wanted: Any) -> Facts:
        """Keep each of these with an even chance."""
        return {key: value for key, value in wanted.items() if self.dice.random() < 0.5}

    def share(self) -> int:
        share: int = self.dice.choice((*SHARES, self.dice.randint(1, 10_000)))
        return share

    def minor(self) -> int:
        """Money around a threshold: exactly there, one below, one above."""
        minor: int = self.dice.choice(self.sums)
        return max(1, minor + self.dice.choice((0, 0, 0, -1, 1, -100)))

    def goods(self) -> Facts:
        dice = self.dice
        if dice.random() < 0.55:
            return {}
        names = [article["article"] for article in self.shelf]
        picked = self.some(
            articles=dice.sample(names, dice.randint(1, len(names))),
            categories=dice.sample(CATEGORIES[:-1], 2),
            brands=[dice.choice(BRANDS[:-1])],
        )
        if dice.random() < 0.2:
            picked["not_articles"] = [dice.choice(names)]
        if dice.random() < 0.2:
            picked["not_categories"] = [dice.choice(CATEGORIES[:-1])]
        return picked

    def when(self) -> Facts:
        dice = self.dice
        if dice.random() < 0.6:
            return {}
        begin = datetime(2026, 3, 1, 9, 0) + timedelta(days=dice.randint(0, 400))  # noqa: DTZ001 - wall clock
        start, end = dice.sample(range(24), 2)
        choices: list[Facts] = [
            {"since": begin, "until": begin.date() + timedelta(days=dice.randint(1, 500))},
            {"from_hour": time(start), "to_hour": time(end)},
            {"weekdays": dice.sample(range(1, 8), 4)},
            {"days": dice.choice((["12-25..01-05", "02-29"], ["03-08..09-01"], ["02-29..12-31"]))},
            {"members": True},
            {"tiers": [dice.choice(("t1", "t2"))]},
            {"stores": [dice.choice(("s1", "s2"))]},
            {"segments": ["young", "old"]},
            {"not_segments": ["near"]},
            {"clubs": ["black"]},
            {"birthday": True},
            {"first_purchase": True},
            {"channels": ["pickup"]},
            {"regions": ["north", "south"]},
            {"coupon": "c1"},
            {"from_minor": self.minor()},
        ]
        return dice.choice(choices)

    def tiers(self) -> Facts:
        dice = self.dice
        steps = [
            {"id": "t1", "name": "One", "from_minor": 0, "discount_bp": self.share()},
            {"id": "t2", "name": "Two", "from_minor": dice.choice((1, 1_000_00, 1_000_00 + self.minor()))},
        ]
        steps[1] |= self.some(
            discount_bp=self.share(), earn_bp=dice.choice((0, 5_000, 12_000, 15_000, 20_000))
        )
        more = self.some(counting="including", granted=True, certificates=False)
        if dice.random() < 0.2:
            more["upgrade"] = "next_receipt"
        if dice.random() < 0.1:
            more["downgrade"] = "never"
        if dice.random() < 0.2:
            more["by"] = "visits"
            steps[0]["from_visits"], steps[1]["from_visits"] = 0, dice.choice((1, 9, 10))
            steps = [{key: value for key, value in step.items() if key != "from_minor"} for step in steps]
        return {"step": steps[dice.choice((0, 0, 1)) :], **more}

    def card(self, programme: Facts) -> Facts:
        kinds = (
            ("none", "fixed", "tiers", "tiers")
            if "tiers" in programme
            else ("none", "fixed", "fixed", "fixed")
        )
        card: Facts = {"discount": self.dice.choice(kinds)}
        goods = self.goods()
        return card | ({"goods": goods} if goods else {})

    def promotion(self, name: str, groups: list[str]) -> Facts:
        dice = self.dice
        rule: Facts = {"id": name, "name": f"Offer {name}", "priority": dice.choice((1, 1, 2, 3))}
        kind = dice.choice(sorted(EFFECTS))
        rule |= {"kind": kind} | EFFECTS[kind](self)
        rule |= {key: value for key, value in (("goods", self.goods()), ("when", self.when())) if value}
        if groups and dice.random() < 0.5:
            rule["group"] = dice.choice(groups)
        if dice.random() < (0.3 if kind.startswith("basket") else 0.6):
            rule["with_card"] = "best"
            if "bp" in rule and dice.random() < 0.7:
                rule["bp"] = dice.choice((1, 100, 333, 500))
        rule |= self.some_manners(kind)
        return rule

    def some_manners(self, kind: str) -> Facts:
        """How the offer stands to others, and who pays for it."""
        dice = self.dice
        manners: Facts = {}
        if dice.random() < 0.2:
            manners |= {"funder": "partner"}
        elif dice.random() < 0.2:
            manners |= {
                "funders": {"one": dice.choice((1, 3_333, 6_000)), "two": dice.choice((1, 3_333, 4_000))}
            }
        if dice.random() < 0.2:
            manners["exclusive"] = dice.choice(("none", "phase", "all"))
        if dice.random() < 0.2:
            manners["coupon"] = dice.choice(("c1", "c2"))
        if kind in {"percent", "unit_amount", "fixed_price"} and dice.random() < 0.25:
            manners["per_receipt"] = dice.choice((1, 2, 5))
        if dice.random() < 0.15:
            manners["per_member"] = dice.choice((1, 2))
        return manners

    def set_of(self) -> Facts:
        dice = self.dice
        take = dice.choice((2, 2, 3, 4))
        return {"take": take, "pay": dice.randint(0, take - 1)} | self.some(
            off_bp=self.share(), free_from="each", times=dice.choice((1, 2)), unfinished=True
        )

    def bundle(self) -> Facts:
        dice = self.dice
        parts = [
            ({"goods": goods} if (goods := self.goods()) else {}) | {"pieces": dice.choice((1, 1, 2))}
            for _ in range(dice.choice((1, 2, 2, 3)))
        ]
        gain = dice.choice(
            ({"price_minor": self.minor()}, {"amount_minor": self.minor()}, {"off_bp": self.share()})
        )
        return {"parts": parts, **gain} | self.some(times=dice.choice((1, 2)))

    def quantity_ladder(self) -> Facts:
        first = self.dice.choice((1, 1_000, 1_001, 3_000))
        steps = [{"from_milli": first, "bp": self.share()}, {"from_milli": first * 3, "bp": self.share()}]
        return {"steps": steps} | self.some(base="initial")

    def sum_ladder(self) -> Facts:
        first = self.minor()
        froms = (first, first + self.dice.choice((1, 1_000)))
        gains = [self.dice.choice(({"bp": self.share()}, {"amount_minor": self.minor()})) for _ in froms]
        return {"steps": [{"from_minor": minor} | gain for minor, gain in zip(froms, gains, strict=True)]}

    def accrual(self) -> Facts:
        dice = self.dice
        accrual: Facts = dice.choice(
            (
                {"rate_bp": dice.choice((0, self.share(), 500))},
                {"points": dice.choice((1, 7)), "per_minor": dice.choice((1, 300, 20_00))},
            )
        )
        accrual |= self.some(
            base=dice.choice(("gross", "discounted", "paid")),
            certificates=False,
            rounding=dice.choice(("floor", "half_up", "half_even", "ceil")),
        )
        if dice.random() < 0.55:
            accrual["beside_redemption"] = False
        if dice.random() < 0.3:
            accrual["excluded"] = {"categories": sorted({"tobacco", dice.choice(CATEGORIES[:-1])})}
        if dice.random() < 0.2:
            accrual["max_discount_bp_line"] = dice.choice((0, 1_000, 3_000))
        accrual["limit"] = self.limits_per()
        accrual["extra"] = [self.extra(f"x{i}") for i in range(dice.choice((0, 0, 1, 2)))]
        accrual["rate"] = [
            {"id": f"e{i}", "rate_bp": dice.choice((0, self.share())), "goods": self.goods()}
            | self.some(additive=True)
            | self.some_points()
            for i in range(dice.choice((0, 0, 1, 2)))
        ]
        accrual["multiplier"] = [
            {
                "id": f"m{i}",
                "times_bp": dice.choice((0, 5_000, 15_000, 20_000)),
                "goods": self.goods(),
                "when": self.when(),
            }
            | ({"from_minor": self.minor()} if dice.random() < 0.3 else {})
            for i in range(dice.choice((0, 0, 1, 2)))
        ]
        return {key: value for key, value in accrual.items() if value != []}

    def some_points(self) -> Facts:
        dice = self.dice
        more: Facts = {}
        if dice.random() < 0.3:
            more["points_each"] = dice.choice((1, 5, 100))
        if dice.random() < 0.4:
            more["cap_points_month"] = dice.choice((0, 1, 10, 3_000))
        return more

    def extra(self, name: str) -> Facts:
        dice = self.dice
        extra: Facts = {
            "id": name,
            "points": dice.choice((1, 7, 500)),
            "goods": self.goods(),
            "when": self.when(),
        }
        if dice.random() < 0.3:
            extra["from_minor"] = self.minor()
        return extra | self.some(once=dice.choice(("day", "month", "year", "ever")))

    def limits_per(self) -> list[Facts]:
        dice = self.dice
        pers = dice.choice(([], [], [], [], [], ["day"], ["week"], ["month", "day"]))
        most = {"receipts": (1, 3), "points": (1, 10, 1_000)}
        kinds = [dice.choice((["receipts"], ["points"], ["receipts", "points"])) for _ in pers]
        return [
            {"per": per} | {kind: dice.choice(most[kind]) for kind in said}
            for per, said in zip(pers, kinds, strict=True)
        ]

    def redemption(self) -> Facts:
        dice = self.dice
        redemption = self.some(
            item_cap_bp=dice.choice((3_000, 5_000, self.share())),
            receipt_cap_bp=dice.choice((3_000, 5_000, self.share())),
            whole_points=False,
        )
        if dice.random() < 0.2:
            redemption["minimum"] = dice.choice((1, 5, 100))
        if dice.random() < 0.5:
            redemption["block"] = dice.choice((2, 3, 10))
        if dice.random() < 0.4:
            redemption["max_receipt"] = dice.choice((0, 7, 100, 100))
        if dice.random() < 0.2:
            redemption["not_over_discount_bp"] = dice.choice((0, 1_000, 3_000))
        redemption["limit"] = self.limits_per()
        if dice.random() < 0.3:
            redemption["excluded"] = {"categories": sorted({"tobacco", dice.choice(CATEGORIES[:-1])})}
        return {key: value for key, value in redemption.items() if value != []}

    def limits(self) -> Facts:
        dice = self.dice
        limits: Facts = {}
        if dice.random() < 0.3:
            limits["margin_bp"] = dice.choice((0, 500, 2_500, 333))
        if dice.random() < 0.3:
            limits["max_discount_bp"] = dice.choice((0, 1_000, 3_000, 5_000, self.share()))
        if dice.random() < 0.4:
            limits["rounding_step_minor"] = dice.choice((5, 10, 100, 100, 1_000))
        if dice.random() < 0.3:
            price = dice.choice(self.shelf)["price"]
            limits["legal"] = [
                {
                    "category": dice.choice(CATEGORIES[:-1]),
                    "price_minor": max(1, price - dice.choice((0, 1, price // 3))),
                }
            ]
            limits["legal"][0] |= self.some(
                since=date(2026, dice.randint(3, 12), 1), until=date(2027, dice.randint(3, 12), 1)
            )
        return limits


EFFECTS: dict[str, Callable[[Programmes], Facts]] = {
    "percent": lambda make: {"bp": make.share()} | make.some(base="initial"),
    "unit_amount": lambda make: {"amount_minor": make.dice.choice((1, 10, 99, 1_000))},
    "bundle": Programmes.bundle,
    "ladder": Programmes.quantity_ladder,
    "basket_ladder": Programmes.sum_ladder,
    "gift": lambda make: {
        "from_minor": make.dice.choice((1, make.minor(), make.minor() // 2 + 1)),
        "pieces": make.dice.choice((1, 1, 2, 3)),
    },
    "fixed_price": lambda make: {
        "price_minor": max(0, make.dice.choice(make.shelf)["price"] - make.dice.choice((0, 1, 10)))
    },
    "set": Programmes.set_of,
    "basket_percent": lambda make: {"bp": make.share()} | make.some(from_minor=make.minor()),
    "basket_amount": lambda make: {"amount_minor": make.minor()} | make.some(from_minor=make.minor()),
}


# --- writing it down ----------------------------------------------------------------------------------


def toml_of(table: Facts, path: str = "") -> str:
    """Write the table as TOML: plain keys first, then its tables."""
    plain = [f"{key} = {_value(value)}" for key, value in table.items() if not _is_section(value)]
    parts = ["\n".join(plain)] if plain else []
    for key, value in table.items():
        name = f"{path}{key}"
        if isinstance(value, dict) and _is_section(value):
            parts.append(f"[{name}]\n" + toml_of(value, f"{name}."))
        elif _is_section(value):
            parts += [f"[[{name}]]\n" + toml_of(row, f"{name}.") for row in value]
    return "\n".join(parts) + "\n"


def _is_section(value: Any) -> bool:
    """Lists of tables and tables with such lists stand under headings; the rest fits on its line."""
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], dict)
    return isinstance(value, dict) and any(_is_section(inner) for inner in value.values())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)
