"""What offers did, as plain facts; nothing is decided here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfferUse:
    """What one offer took off one line of a sale. ``back_milli``: how much of ``qty_milli`` came back since."""

    sale_id: str
    line_id: int
    offer: str
    amount_minor: int
    qty_milli: int
    back_milli: int = 0

    @property
    def cost_minor(self) -> int:
        """What it still costs: the share of what was kept, rounded so that partial returns add up to the whole."""
        if not self.qty_milli:
            return self.amount_minor
        return self.amount_minor - self.amount_minor * self.back_milli // self.qty_milli


@dataclass(frozen=True, slots=True)
class OfferCost:
    """What an offer has cost in all, minor units, on so many receipts; a change of it may be negative."""

    offer: str
    cost_minor: int
    receipts: int


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """An offer with a budget or a quota (0 = none of it), and what was used of it; ``members``: how many different ones."""

    offer: str
    name: str
    budget_minor: int
    quota: int
    used_minor: int = 0
    receipts: int = 0
    members_quota: int = 0
    members: int = 0

    @property
    def ended(self) -> bool:
        """Tell whether it gives nothing any more."""
        spent = 0 < self.budget_minor <= self.used_minor
        return spent or 0 < self.quota <= self.receipts or 0 < self.members_quota <= self.members
