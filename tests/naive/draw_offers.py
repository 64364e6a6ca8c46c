"""Random offers of every kind, with every manner of standing to others."""

from collections.abc import Callable

from tests.naive.draw import Draw
from tests.naive.rules import Facts


class Offers(Draw):
    """Draws offers; the money in them lies around what the basket costs."""

    def promotion(self, name: str, groups: list[str]) -> Facts:
        dice = self.dice
        rule: Facts = {"id": name, "name": f"Offer {name}", "priority": dice.choice((1, 1, 2, 3))}
        kind = dice.choice(sorted(EFFECTS))
        rule |= {"kind": kind} | EFFECTS[kind](self)
        rule |= {key: value for key, value in (("goods", self.goods()), ("when", self.when())) if value}
        if groups and dice.random() < 0.5:
            rule["group"] = dice.choice(groups)
        if dice.random() < (0.3 if kind.startswith("basket") else 0.7):
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
        starts = (first, first + self.dice.choice((1, 1_000)))
        gains = [self.dice.choice(({"bp": self.share()}, {"amount_minor": self.minor()})) for _ in starts]
        return {"steps": [{"from_minor": minor} | gain for minor, gain in zip(starts, gains, strict=True)]}


EFFECTS: dict[str, Callable[[Offers], Facts]] = {
    "percent": lambda make: {"bp": make.share()} | make.some(base="initial"),
    "unit_amount": lambda make: {"amount_minor": make.dice.choice((1, 10, 99, 1_000))},
    "bundle": Offers.bundle,
    "ladder": Offers.quantity_ladder,
    "basket_ladder": Offers.sum_ladder,
    "gift": lambda make: {
        "from_minor": make.dice.choice((1, make.minor(), make.minor() // 2 + 1)),
        "pieces": make.dice.choice((1, 1, 2, 3)),
    },
    "fixed_price": lambda make: {
        "price_minor": max(0, make.dice.choice(make.shelf)["price"] - make.dice.choice((0, 1, 10)))
    },
    "set": Offers.set_of,
    "basket_percent": lambda make: {"bp": make.share()} | make.some(from_minor=make.minor()),
    "basket_amount": lambda make: {"amount_minor": make.minor()} | make.some(from_minor=make.minor()),
}
