"""A member's points and tier as people ask for them, from what this till knows; pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NextTier:
    """``missing_minor``: still to spend until ``tier_id``, which gives ``bp`` basis points."""

    tier_id: str
    missing_minor: int
    bp: int


@dataclass(frozen=True, slots=True)
class Balance:
    """``available``, ``pending``, ``debt``, ``next_expiry_points``: minor point units; ``as_of``: age of the data."""

    available: int
    pending: int
    debt: int
    next_expiry: datetime | None
    next_expiry_points: int
    pending_until: datetime | None
    tier_id: str
    next_tier: NextTier | None
    as_of: datetime | None
