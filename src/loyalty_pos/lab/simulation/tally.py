"""What is counted while receipts are replayed: whole numbers under keys, and one row for each member; they only add up.

Because nothing here depends on order, any number of processes gives the same numbers.
"""

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Final, Self

from loyalty_pos.core.money import line_amount
from loyalty_pos.core.quote import Quote, QuotedLine

Key = tuple[str, ...]
DEPTH_STEP_BP: Final = 500
NO_TIER: Final = ""


@dataclass(slots=True)
class Sums:
    """What one member got under one programme; "" is everybody without a card.

    Money in minor units, goods that came back already taken off; points in minor point units. ``brought``: points
    that the member began with.
    """

    receipts: int = 0
    gross_minor: int = 0
    discount_minor: int = 0
    points_money_minor: int = 0
    issued: int = 0
    redeemed: int = 0
    expired: int = 0
    balance: int = 0
    brought: int = 0

    def add(self, other: Self) -> None:
        """Add another row of the same member."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass(slots=True)
class Tally:
    """One programme. ``figures`` are counted under keys such as ("discount", cause, rule) or ("month", "2026-03", name)."""

    figures: Counter[Key] = field(default_factory=Counter)
    members: dict[str, Sums] = field(default_factory=dict)

    def of(self, member: str) -> Sums:
        """Return the row of a member."""
        row = self.members.get(member)
        if row is None:
            row = self.members[member] = Sums()
        return row

    def merge(self, other: "Tally") -> None:
        """Add what another process counted."""
        self.figures.update(other.figures)
        for member, sums in other.members.items():
            self.of(member).add(sums)

    def count_quote(self, quote: Quote, month: str, available: int) -> None:
        """Count one priced receipt. ``available``: points that the member had before it."""
        figures = self.figures
        figures["receipts",] += 1
        figures["gross",] += quote.gross_minor
        figures["due",] += quote.due_minor
        figures["points_money",] += quote.points_money_minor
        figures["month", month, "due"] += quote.due_minor
        figures["month", month, "given"] += quote.discount_minor + quote.points_money_minor
        figures["depth", str(_depth(quote))] += 1
        if quote.account_id:
            figures["member_receipts",] += 1
            figures["member_gross",] += quote.gross_minor
            figures["member_due",] += quote.due_minor
        self._count_rules(quote)
        self._count_limits(quote, available)
        for line in quote.lines:
            self._count_line(line)

    def _count_rules(self, quote: Quote) -> None:
        acted: Counter[Key] = Counter()
        funded: Counter[str] = Counter()
        for line in quote.lines:
            for discount in line.discounts:
                acted["discount", discount.cause.value, discount.rule_id] += discount.amount_minor
                if discount.funder:
                    funded[discount.funder] += discount.amount_minor
        for key, amount in acted.items():
            self.figures[key] += amount
            self.figures["acted", *key[1:]] += 1
        for funder, amount in funded.items():
            self.figures["funded", funder] += amount

    def _count_limits(self, quote: Quote, available: int) -> None:
        """Count what floors and caps held back, whichever rule ran into them."""
        pressed = sum(1 for line in quote.lines if 0 < line.floor_minor == line.net_minor < line.gross_minor)
        if pressed:
            self.figures["floor_receipts",] += 1
            self.figures["floor_lines",] += pressed
        if any(step.what == "cap_trimmed" for step in quote.trace):
            self.figures["cap_receipts",] += 1
        if quote.redeemed and quote.redeemed == quote.max_redeem < available:
            self.figures["points_cap_receipts",] += 1

    def _count_line(self, line: QuotedLine) -> None:
        cost = line.line.article.cost_minor
        if cost:
            self.figures["cost",] += line_amount(cost, line.line.qty_milli)
            self.figures["known_gross",] += line.gross_minor
            self.figures["known_due",] += line.net_minor


def _depth(quote: Quote) -> int:
    """Return the step of the histogram: 0 = nothing given, 1 = up to 5 % of the shelf price, 2 = up to 10 %..."""
    given = quote.discount_minor + quote.points_money_minor
    if not given:
        return 0
    return -(-given * 10_000 // (quote.gross_minor * DEPTH_STEP_BP))
