"""What random programmes are drawn from: shares, money around thresholds, goods, conditions."""

import random
from datetime import datetime, time, timedelta
from typing import Any

from tests.naive.rules import Facts

CATEGORIES = ("coffee", "bread", "wine", "tobacco", "")
BRANDS = ("north", "south", "")
SHARES = (1, 1, 100, 333, 500, 1_000, 1_500, 2_500, 3_333, 5_000, 9_999, 10_000)


class Draw:
    """Draws for one assortment. ``sums``: what the first basket really costs, for thresholds."""

    def __init__(self, dice: random.Random, shelf: list[Facts], lines: list[Facts]) -> None:
        self.dice = dice
        self.shelf = shelf
        grosses = [(2 * line["price"] * line["qty_milli"] + 1000) // 2000 for line in lines]
        self.sums = [sum(grosses), sum(grosses[:-1]), grosses[0], max(grosses), 0]

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
            {
                "months": [
                    f"{year}-{month:02}" for year in (2026, 2027) for month in dice.sample(range(1, 13), 5)
                ]
            },
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
