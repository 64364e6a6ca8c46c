"""A loyalty programme as data: cards, tiers, promotions, points, floors; what it means is decided elsewhere.

Every alternative is a closed union, so that whoever prices, explains or checks it cannot forget a case. It must
never hold behaviour that needs a basket: see ``pricing``, ``points``, ``tiers``. Each field of a programme has a
module of its own here, its reader beside it; this page only puts them together.
"""

from dataclasses import dataclass, field

from loyalty_pos.core.programme.accrual import (
    Accrual,
    AfterDays,
    AfterMonths,
    Earn,
    EarnBase,
    Expiry,
    GoodsRate,
    Multiplier,
    NeverExpires,
    PointUnit,
    RateEarn,
    StepEarn,
)
from loyalty_pos.core.programme.cards import (
    CardDiscount,
    Counting,
    NoCardDiscount,
    SeriesDiscount,
    Tier,
    TierDiscount,
    Tiers,
)
from loyalty_pos.core.programme.limits import (
    LegalFloor,
    Limits,
)
from loyalty_pos.core.programme.promotions import (
    Base,
    BasketAmount,
    BasketEffect,
    BasketPercent,
    Choice,
    Effect,
    FixedPrice,
    FreeFrom,
    Group,
    ItemEffect,
    PercentOff,
    Promotion,
    SetOff,
    WithCard,
)
from loyalty_pos.core.programme.redemption import (
    ClawBack,
    Expired,
    Redemption,
    ReturnPolicy,
)

__all__ = [
    "Accrual",
    "AfterDays",
    "AfterMonths",
    "Base",
    "BasketAmount",
    "BasketEffect",
    "BasketPercent",
    "CardDiscount",
    "Choice",
    "ClawBack",
    "Counting",
    "Earn",
    "EarnBase",
    "Effect",
    "Expired",
    "Expiry",
    "FixedPrice",
    "FreeFrom",
    "GoodsRate",
    "Group",
    "ItemEffect",
    "LegalFloor",
    "Limits",
    "Multiplier",
    "NeverExpires",
    "NoCardDiscount",
    "PercentOff",
    "PointUnit",
    "Programme",
    "Promotion",
    "RateEarn",
    "Redemption",
    "ReturnPolicy",
    "SeriesDiscount",
    "SetOff",
    "StepEarn",
    "Tier",
    "TierDiscount",
    "Tiers",
    "WithCard",
]


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme of one shop or network. ``names`` = (language, name); ``zone`` is where its lots live."""

    id: str
    names: tuple[tuple[str, str], ...]
    currency: str = "RUB"
    zone: str = "Europe/Moscow"
    unit: PointUnit = field(default_factory=PointUnit)
    tiers: Tiers | None = None
    card: CardDiscount = field(default_factory=NoCardDiscount)
    promotions: tuple[Promotion, ...] = ()
    groups: tuple[Group, ...] = ()
    accrual: Accrual | None = None
    redemption: Redemption | None = None
    returns: ReturnPolicy = field(default_factory=ReturnPolicy)
    limits: Limits = field(default_factory=Limits)

    def name(self, language: str) -> str:
        """Return the name in this language, else the first one."""
        return dict(self.names).get(language, self.names[0][1])
