"""How points pay and how a return undoes them, as data."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme.conditions import Goods


@dataclass(frozen=True, slots=True)
class Redemption:
    """How points pay. Caps are floors of a share: per item of its sum after discounts, and per receipt.

    ``minimum`` in minor point units. ``excluded`` None = everything may be paid with points.
    """

    item_cap_bp: int = BASIS
    receipt_cap_bp: int = BASIS
    whole_points: bool = True
    minimum: int = 0
    excluded: Goods | None = None


class Expired(StrEnum):
    """What happens to points given back into a lot that has expired meanwhile (W14)."""

    LOST = "lost"
    GRACE = "grace"
    NEW_LOT = "new_lot"


class ClawBack(StrEnum):
    """What happens to earned points that a return cannot take back from the lots (W13)."""

    DEBT = "debt"
    FLOOR_ZERO = "floor_zero"
    WITHHOLD = "withhold"


@dataclass(frozen=True, slots=True)
class ReturnPolicy:
    expired: Expired = Expired.LOST
    grace_days: int = 30
    claw_back: ClawBack = ClawBack.DEBT
