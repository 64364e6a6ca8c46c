"""How points are earned and how long they live, as data."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.money import Rounding
from loyalty_pos.core.programme.conditions import ALL_GOODS, Condition, Goods

_SCALES = (1, 10, 100)


@dataclass(frozen=True, slots=True)
class PointUnit:
    """``exponent`` decimal places of a point (0..2); one whole point pays ``value_minor``."""

    exponent: int = 0
    value_minor: int = 100

    @property
    def scale(self) -> int:
        """Minor point units in one whole point."""
        return _SCALES[self.exponent]


@dataclass(frozen=True, slots=True)
class RateEarn:
    """A share of the base, in money turned into points."""

    bp: int


@dataclass(frozen=True, slots=True)
class StepEarn:
    """``points`` (minor point units) for every full ``per_minor`` of the base."""

    points: int
    per_minor: int


Earn = RateEarn | StepEarn


@dataclass(frozen=True, slots=True)
class GoodsRate:
    """A rate for some goods: instead of the base rate, or on top of it (decisions 37)."""

    id: str
    goods: Goods
    bp: int
    additive: bool = False


@dataclass(frozen=True, slots=True)
class Multiplier:
    """Points of these goods times ``bp``/10 000 while the conditions hold; several multiply."""

    id: str
    bp: int
    goods: Goods = ALL_GOODS
    when: tuple[Condition, ...] = ()


class EarnBase(StrEnum):
    """What earns: the shelf price, what is left after discounts, or what is left after points too."""

    GROSS = "gross"
    DISCOUNTED = "discounted"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class NeverExpires:
    """Points live for ever."""


@dataclass(frozen=True, slots=True)
class AfterDays:
    """Points end at the start of the day ``days`` after their activation."""

    days: int


@dataclass(frozen=True, slots=True)
class AfterMonths:
    """Points end at the start of the day ``months`` after their activation, clipped to the month's end."""

    months: int


Expiry = NeverExpires | AfterDays | AfterMonths


@dataclass(frozen=True, slots=True)
class Accrual:
    """How points are earned. ``delay_days`` 0 = usable from the next receipt on (domain.md 4.2).

    ``certificates``: what a gift certificate paid earns too (W32). ``beside_redemption``: False = a receipt
    that redeems earns nothing. ``excluded`` None = everything may earn.
    """

    earn: Earn
    rates: tuple[GoodsRate, ...] = ()
    multipliers: tuple[Multiplier, ...] = ()
    excluded: Goods | None = None
    base: EarnBase = EarnBase.PAID
    certificates: bool = True
    beside_redemption: bool = True
    rounding: Rounding = Rounding.FLOOR
    delay_days: int = 0
    expiry: Expiry = NeverExpires()
