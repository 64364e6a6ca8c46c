"""Random programmes over one assortment: cards, tiers and limits beside offers and points."""

import random
from datetime import date

from tests.naive.draw import CATEGORIES, Draw
from tests.naive.draw_offers import Offers
from tests.naive.draw_points import Points
from tests.naive.rules import Facts


def draw_programme(dice: random.Random, shelf: list[Facts], lines: list[Facts]) -> Facts:
    """Return a programme as its file would parse."""
    cards, offers, points = (
        Cards(dice, shelf, lines),
        Offers(dice, shelf, lines),
        Points(dice, shelf, lines),
    )
    programme: Facts = {"id": "p", "names": {"en": "P"}}
    if dice.random() < 0.5:
        programme["points"] = {
            "exponent": dice.choice((0, 1, 2)),
            "value_minor": dice.choice((1, 25, 30, 100, 100, 333)),
        }
    if dice.random() < 0.5:
        programme["tiers"] = cards.tiers()
    programme["card"] = cards.card(programme)
    programme["group"] = [
        {"id": name, "choose": dice.choice(("priority", "best"))}
        for name in dice.choice(([], ["g"], ["g", "h"]))
    ]
    groups = [group["id"] for group in programme["group"]]
    programme["promotion"] = [offers.promotion(f"r{i}", groups) for i in range(dice.choice((1, 2, 3, 4, 5)))]
    if dice.random() < 0.8:
        programme["accrual"] = points.accrual()
    if dice.random() < 0.85:
        programme["redemption"] = points.redemption()
    programme["limits"] = cards.limits()
    return {key: value for key, value in programme.items() if value not in ([], {})}


class Cards(Draw):
    """Draws tiers, cards and limits."""

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
