"""An adjustment as it is kept: proposed by one, decided by another where the shop wants four eyes."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why points are given or taken by hand."""

    GOODWILL = "goodwill"
    COMPLAINT = "complaint"
    MISTAKE = "mistake"
    MISSING_SALE = "missing_sale"
    ABUSE = "abuse"


class AdjustmentState(StrEnum):
    """``waits`` for a second person; ``done``: booked; ``refused`` by the second person."""

    WAITS = "waits"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """``points``: minor units, negative when taken. ``receipt``: what it is about, "" = none. ``last4``: of the card shown.

    ``decided_by`` "" while it waits, and of goodwill that one person gave alone.
    """

    adjustment_id: str
    account_id: str
    points: int
    reason: str
    note: str
    receipt: str
    state: str
    proposed_by: str
    proposed_us: int
    decided_by: str = ""
    decided_us: int = 0
    store_id: str = ""
    last4: str = ""
