"""Cards and tiers of a programme as data: who gets which discount by the card alone."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme.conditions import ALL_GOODS, Goods


class Counting(StrEnum):
    """Whether the purchase being made already counts for its own tier (decisions 38)."""

    EXCLUDING = "excluding"
    INCLUDING = "including"


class TierBy(StrEnum):
    """What lifts a member: money spent, or purchases."""

    SPEND = "spend"
    VISITS = "visits"


class Window(StrEnum):
    """Which purchases count: all there ever were, those of this year, or those of the last months."""

    ALL = "all"
    YEAR = "year"
    MONTHS = "months"


class Upgrade(StrEnum):
    """When a tier that this very purchase reaches begins to give; only where the purchase counts for it."""

    AT_ONCE = "at_once"
    NEXT_RECEIPT = "next_receipt"


class Downgrade(StrEnum):
    """When a tier is lost that the count no longer gives: at once (W15), at the end of its period, or never."""

    AT_ONCE = "at_once"
    PERIOD_END = "period_end"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Tier:
    """Reached at ``from_minor`` of spend, or at ``from_visits`` purchases where tiers count those.

    ``earn_bp`` multiplies accrual (10 000 = as the programme says).
    """

    id: str
    name: str
    from_minor: int
    discount_bp: int = 0
    earn_bp: int = BASIS
    from_visits: int = 0


@dataclass(frozen=True, slots=True)
class Tiers:
    """Tiers, ascending by what they need.

    ``window_months``: this month and the ones before it, N in all. ``certificates``: spend includes what was
    paid by gift certificate. ``granted``: a tier given by hand or by import counts even where the count alone
    would give less. ``grace_days``: how long a tier outlives its period.
    """

    steps: tuple[Tier, ...]
    counting: Counting = Counting.EXCLUDING
    certificates: bool = True
    granted: bool = False
    by: TierBy = TierBy.SPEND
    window: Window = Window.ALL
    window_months: int = 12
    upgrade: Upgrade = Upgrade.AT_ONCE
    downgrade: Downgrade = Downgrade.AT_ONCE
    grace_days: int = 0

    @property
    def dated(self) -> bool:
        """Tell whether the day matters for a member's tier."""
        return self.window is not Window.ALL or self.downgrade is Downgrade.PERIOD_END


@dataclass(frozen=True, slots=True)
class NoCardDiscount:
    """The card gives no discount by itself."""


@dataclass(frozen=True, slots=True)
class SeriesDiscount:
    """A fixed card: its discount comes with the card's series (``Standing.card_discount_bp``)."""

    goods: Goods = ALL_GOODS


@dataclass(frozen=True, slots=True)
class TierDiscount:
    """A cumulative card: its discount is that of the member's tier."""

    goods: Goods = ALL_GOODS


CardDiscount = NoCardDiscount | SeriesDiscount | TierDiscount
