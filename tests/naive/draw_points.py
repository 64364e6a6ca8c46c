"""Random rules of points: how they are earned, awarded, limited, and how they pay."""

from tests.naive.draw import CATEGORIES, Draw
from tests.naive.rules import Facts


class Points(Draw):
    """Draws accrual and redemption."""

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
        if dice.random() < 0.7:
            redemption["block"] = dice.choice((2, 3, 10))
        if dice.random() < 0.55:
            redemption["max_receipt"] = dice.choice((0, 7, 100, 100))
        if dice.random() < 0.2:
            redemption["not_over_discount_bp"] = dice.choice((0, 1_000, 3_000))
        redemption["limit"] = self.limits_per()
        if dice.random() < 0.3:
            redemption["excluded"] = {"categories": sorted({"tobacco", dice.choice(CATEGORIES[:-1])})}
        return {key: value for key, value in redemption.items() if value != []}
