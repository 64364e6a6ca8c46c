"""What the counts of one programme mean in money: cost, margin, liability, how much more must be sold; whole numbers only.

Formulas: domain.md 6 (reward cost, liability, breakage of matured points) and W18. Shares are floored, costs are not.
"""

from dataclasses import dataclass

from loyalty_pos.core.ledger import EntryKind
from loyalty_pos.core.money import BASIS, Rounding, divide, share
from loyalty_pos.core.points import points_money
from loyalty_pos.core.programme import Programme
from loyalty_pos.lab.simulation.assumptions import MARGINS_TO_SHOW, Assumptions
from loyalty_pos.lab.simulation.tally import Tally


@dataclass(frozen=True, slots=True)
class Money:
    """Goods that came back are taken off. ``shelf_minor``: what it would have cost without any programme.

    ``given_minor`` = discounts + paid with points = shelf - turnover; ``funded_minor`` of it partners pay.
    """

    shelf_minor: int
    turnover_minor: int
    discount_minor: int
    points_money_minor: int
    funded_minor: int
    withheld_minor: int
    member_gross_minor: int
    known_gross_minor: int
    known_cost_minor: int

    @property
    def given_minor(self) -> int:
        """What the members got off the shelf price."""
        return self.discount_minor + self.points_money_minor

    @property
    def cost_minor(self) -> int:
        """What the shop pays for it."""
        return self.given_minor - self.funded_minor - self.withheld_minor

    @property
    def unknown_minor(self) -> int:
        """Shelf value of goods without a cost price."""
        return self.shelf_minor - self.known_gross_minor


@dataclass(frozen=True, slots=True)
class Points:
    """Minor point units; issued + given back = redeemed + expired + reversed + outstanding - debt + other (signed)."""

    issued: int
    redeemed: int
    refunded: int
    reversed_: int
    expired: int
    other: int
    outstanding: int
    pending: int
    debt: int


@dataclass(frozen=True, slots=True)
class Margin:
    """Before and with the programme; ``lift_bp``: more sales that repay it, None = never."""

    before_minor: int
    with_minor: int
    lift_bp: int | None


_NAMED = (
    EntryKind.ACCRUAL,
    EntryKind.REDEMPTION,
    EntryKind.REDEMPTION_REFUND,
    EntryKind.ACCRUAL_REVERSAL,
    EntryKind.EXPIRY,
)


class Figures:
    """One programme's answer."""

    def __init__(self, programme: Programme, tally: Tally, assumptions: Assumptions) -> None:
        self.programme = programme
        self.tally = tally
        self._assumptions = assumptions
        self.money = _money(tally)
        self.points = _points(tally)

    def count(self, *key: str) -> int:
        """Return one count, 0 where nothing was counted."""
        return self.tally.figures[key]

    @property
    def never_acted(self) -> list[str]:
        """Return the offers that gave nothing on any of these receipts, by id in the order of the file."""
        acted = {key[2] for key in self.tally.figures if key[0] == "acted"}
        return [rule.id for rule in self.programme.promotions if rule.id not in acted]

    def worth(self, points: int) -> int:
        """Return what points pay."""
        return points_money(self.programme.unit, points)

    @property
    def expected_bp(self) -> int:
        """Which share of outstanding points will be redeemed: as assumed, else as points that have ended were, else all."""
        if self._assumptions.expected_bp is not None:
            return self._assumptions.expected_bp
        matured = self.count("matured")
        if not matured:
            return BASIS
        return max(0, BASIS - divide(self.points.expired * BASIS, matured, Rounding.FLOOR))

    @property
    def liability_minor(self) -> int:
        """What outstanding points will still cost, rounded up."""
        return share(self.worth(self.points.outstanding), self.expected_bp, Rounding.CEIL)

    def margin(self, margin_bp: int | None) -> Margin | None:
        """Return the margin; ``margin_bp`` of the shelf price for goods without cost price, None = not known."""
        money = self.money
        if money.unknown_minor and margin_bp is None:
            return None
        assumed = share(money.unknown_minor, BASIS - (margin_bp or 0))
        costs = money.known_cost_minor + assumed
        before = money.shelf_minor - costs
        after = before - money.cost_minor
        paid = money.cost_minor + self.liability_minor
        left = before - paid
        lift = divide(paid * BASIS, left, Rounding.CEIL) if left > 0 else None
        return Margin(before, after, 0 if paid <= 0 else lift)

    def margins(self) -> list[tuple[int | None, Margin]]:
        """Return (margin taken for goods without cost price, the answer); several where nothing is known."""
        known = self.margin(self._assumptions.margin_bp)
        if known is not None:
            told = self._assumptions.margin_bp if self.money.unknown_minor else None
            return [(told, known)]
        return [(bp, found) for bp in MARGINS_TO_SHOW if (found := self.margin(bp)) is not None]


def _money(tally: Tally) -> Money:
    count = tally.figures
    discount = sum(amount for key, amount in count.items() if key[0] == "discount")
    return Money(
        shelf_minor=count["gross",] - count["back_gross",],
        turnover_minor=count["due",] - count["back_due",],
        discount_minor=discount - count["back_discount",],
        points_money_minor=count["points_money",] - count["back_points_money",],
        funded_minor=sum(amount for key, amount in count.items() if key[0] == "funded"),
        withheld_minor=count["withheld",],
        member_gross_minor=count["member_gross",],
        known_gross_minor=count["known_gross",],
        known_cost_minor=count["cost",],
    )


def _points(tally: Tally) -> Points:
    by_kind = {key[1]: amount for key, amount in tally.figures.items() if key[0] == "points"}
    named = [by_kind.pop(kind.value, 0) for kind in _NAMED]
    return Points(
        issued=named[0],
        redeemed=-named[1],
        refunded=named[2],
        reversed_=-named[3],
        expired=-named[4],
        other=sum(by_kind.values()),
        outstanding=tally.figures["outstanding",],
        pending=tally.figures["pending",],
        debt=tally.figures["debt",],
    )
