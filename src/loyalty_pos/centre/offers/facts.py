"""What offers did, as plain facts; nothing is decided here."""

from dataclasses import dataclass


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
