"""A loyalty programme as data: cards, tiers, promotions, points, floors; what it means is decided elsewhere.

Every alternative is a closed union, so that whoever prices, explains or checks it cannot forget a case. It must
never hold behaviour that needs a basket: see ``pricing``, ``points``, ``tiers``. Each field of a programme has a
module of its own here, its reader beside it; this page only puts them together.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from loyalty_pos.core.leases.lease import Floors, Policy, Preset
from loyalty_pos.core.leases.value import Worth
from loyalty_pos.core.programme.accrual import (
    Accrual,
    Activation,
    AfterDays,
    AfterMonths,
    AtMonthEnd,
    AtOnce,
    AtYearEnd,
    Earn,
    EarnBase,
    Expiry,
    Extra,
    GoodsRate,
    InDays,
    InMinutes,
    Multiplier,
    NeverExpires,
    Once,
    OnMonthDay,
    PointUnit,
    RateEarn,
    StepEarn,
    WhenInactive,
)
from loyalty_pos.core.programme.actions import (
    Achievement,
    Action,
    Board,
    Challenge,
    Counted,
    Game,
    Level,
    Medal,
    Scored,
)
from loyalty_pos.core.programme.cards import (
    CardDiscount,
    Counting,
    Downgrade,
    NoCardDiscount,
    SeriesDiscount,
    Tier,
    TierBy,
    TierDiscount,
    Tiers,
    Upgrade,
    Window,
)
from loyalty_pos.core.programme.cashback import Cashback
from loyalty_pos.core.programme.certificates import CertificateSeries, CertificateTax
from loyalty_pos.core.programme.clubs import Club, EarlyAccess
from loyalty_pos.core.programme.coupons import CouponSeries
from loyalty_pos.core.programme.limits import (
    LegalFloor,
    Limits,
)
from loyalty_pos.core.programme.partners import Partner, PartnerKind
from loyalty_pos.core.programme.promotions import (
    Base,
    BasketAmount,
    BasketEffect,
    BasketLadder,
    BasketPercent,
    Bundle,
    BundleGain,
    BundlePart,
    Choice,
    Effect,
    Exclusive,
    FixedPrice,
    ForPrice,
    FreeFrom,
    Gift,
    Group,
    ItemEffect,
    LessAmount,
    LessShare,
    PercentOff,
    Promotion,
    QuantityLadder,
    QuantityStep,
    SetOff,
    SumStep,
    UnitAmount,
    WithCard,
)
from loyalty_pos.core.programme.redemption import (
    ClawBack,
    Expired,
    FiscalMode,
    Offline,
    Redemption,
    ReturnPolicy,
    offline_as,
)
from loyalty_pos.core.programme.rewards import Reward, StampCard
from loyalty_pos.core.programme.segments import Segment

__all__ = [
    "Accrual",
    "Achievement",
    "Action",
    "Activation",
    "AfterDays",
    "AfterMonths",
    "AtMonthEnd",
    "AtOnce",
    "AtYearEnd",
    "Base",
    "BasketAmount",
    "BasketEffect",
    "BasketLadder",
    "BasketPercent",
    "Board",
    "Bundle",
    "BundleGain",
    "BundlePart",
    "CardDiscount",
    "Cashback",
    "CertificateSeries",
    "CertificateTax",
    "Challenge",
    "Choice",
    "ClawBack",
    "Club",
    "Counted",
    "Counting",
    "CouponSeries",
    "Downgrade",
    "EarlyAccess",
    "Earn",
    "EarnBase",
    "Effect",
    "Exclusive",
    "Expired",
    "Expiry",
    "Extra",
    "FiscalMode",
    "FixedPrice",
    "ForPrice",
    "FreeFrom",
    "Game",
    "Gift",
    "GoodsRate",
    "Group",
    "InDays",
    "InMinutes",
    "ItemEffect",
    "Launch",
    "LegalFloor",
    "LessAmount",
    "LessShare",
    "Level",
    "Limits",
    "Medal",
    "Multiplier",
    "NeverExpires",
    "NoCardDiscount",
    "Offline",
    "OnMonthDay",
    "Once",
    "Partner",
    "PartnerKind",
    "PercentOff",
    "PointUnit",
    "Programme",
    "Promotion",
    "QuantityLadder",
    "QuantityStep",
    "RateEarn",
    "Redemption",
    "ReturnPolicy",
    "Reward",
    "Scored",
    "Segment",
    "SeriesDiscount",
    "SetOff",
    "StampCard",
    "StepEarn",
    "SumStep",
    "Tier",
    "TierBy",
    "TierDiscount",
    "Tiers",
    "UnitAmount",
    "Upgrade",
    "WhenInactive",
    "Window",
    "WithCard",
]


@dataclass(frozen=True, slots=True)
class Launch:
    """Remarks of whoever set the programme up: what for, of which type, told where. Nothing is priced by them."""

    goal: str = ""
    type: str = ""
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme of one shop or network. ``names`` = (language, name); ``zone`` is where its lots live.

    In force from the day ``since`` to the day before ``until`` of the shop's calendar; None = open. ``revision``
    counts what its owner changed; ``kind`` is the trade it was made for, a remark.
    """

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
    cashback: Cashback | None = None
    returns: ReturnPolicy = field(default_factory=ReturnPolicy)
    limits: Limits = field(default_factory=Limits)
    since: date | None = None
    until: date | None = None
    revision: int = 1
    kind: str = ""
    launch: Launch = field(default_factory=Launch)
    segments: tuple[Segment, ...] = ()
    coupon_series: tuple[CouponSeries, ...] = ()
    partners: tuple[Partner, ...] = ()
    clubs: tuple[Club, ...] = ()
    early: tuple[EarlyAccess, ...] = ()
    rewards: tuple[Reward, ...] = ()
    stamps: tuple[StampCard, ...] = ()
    certificates: tuple[CertificateSeries, ...] = ()
    games: tuple[Game, ...] = ()
    actions: tuple[Action, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    achievements: tuple[Achievement, ...] = ()
    medals: tuple[Medal, ...] = ()
    boards: tuple[Board, ...] = ()

    def in_force(self, today: date) -> bool:
        """Tell whether the programme holds on this day of the shop's calendar."""
        return (self.since is None or self.since <= today) and (self.until is None or today < self.until)

    @property
    def offline(self) -> Policy:
        """What a till may decide alone while the centre is away; of points nothing where no points pay.

        Certificates and coupons hold without points too: then as the preset "balanced" says.
        """
        if self.redemption is None and not (self.certificates or self.coupon_series):
            return Policy(Floors(), 0)
        told = self.redemption.offline if self.redemption else None
        offline = told or offline_as(Preset.BALANCED, self.unit.scale)
        policy = replace(offline.policy, worth=Worth(self.unit.value_minor, self.unit.scale))
        return policy if self.redemption is not None else replace(policy, floors=Floors())

    def at_rest(self) -> "Programme":
        """Return what is left while the programme is not in force: names, tiers and floors, nothing that gives."""
        return replace(
            self,
            card=NoCardDiscount(),
            promotions=(),
            groups=(),
            accrual=None,
            redemption=None,
            early=(),
            rewards=(),
            stamps=(),
            limits=replace(self.limits, rounding_step_minor=1),
        )

    def name(self, language: str) -> str:
        """Return the name in this language, else the first one."""
        return dict(self.names).get(language, self.names[0][1])
