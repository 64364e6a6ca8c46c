"""How points are earned and how long they live, as data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from loyalty_pos.core.money import BASIS, Rounding
from loyalty_pos.core.programme.conditions import ALL_GOODS, Condition, Goods
from loyalty_pos.core.programme.periods import Limit

MOST_EXTRAS: Final = 20
"""Awards of a programme at most, so that the lots of one sale can be told from its event alone."""

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
    """A rate for some goods: instead of the base rate, or on top of it (decisions 37).

    ``points_each``: minor point units for a piece (or kilogram), beside ``bp``. ``month_cap``: the most minor
    point units a member gets by this rate in a month; what is above it earns nothing (W27).
    """

    id: str
    goods: Goods
    bp: int
    additive: bool = False
    points_each: int = 0
    month_cap: int | None = None


@dataclass(frozen=True, slots=True)
class Multiplier:
    """Points of these goods times ``bp``/10 000 while the conditions hold; several multiply.

    ``from_minor``: only where at least so much is due for these goods after all discounts and points.
    """

    id: str
    bp: int
    goods: Goods = ALL_GOODS
    when: tuple[Condition, ...] = ()
    from_minor: int = 0


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


@dataclass(frozen=True, slots=True)
class AtMonthEnd:
    """Points end with the month ``months`` after that of their activation; 0 = with that month itself (T40)."""

    months: int = 0


@dataclass(frozen=True, slots=True)
class AtYearEnd:
    """Points end with the year; those activated on the save date (month, day) or later live a year longer."""

    saved_from: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class WhenInactive:
    """Points end at the start of the day ``days`` after the member's last purchase."""

    days: int


Expiry = NeverExpires | AfterDays | AfterMonths | AtMonthEnd | AtYearEnd | WhenInactive


@dataclass(frozen=True, slots=True)
class AtOnce:
    """Points may be used from the next receipt on."""


@dataclass(frozen=True, slots=True)
class InMinutes:
    """Points may be used so many minutes after the sale."""

    minutes: int


@dataclass(frozen=True, slots=True)
class InDays:
    """Points may be used from the start of the day ``days`` after the sale on (W10)."""

    days: int


@dataclass(frozen=True, slots=True)
class OnMonthDay:
    """Points may be used from this day of the month after the sale on; a short month has it on its last day."""

    day: int


Activation = AtOnce | InMinutes | InDays | OnMonthDay


class Once(StrEnum):
    """How often a member gets an award: with each receipt, or once in a period."""

    RECEIPT = "receipt"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    EVER = "ever"


@dataclass(frozen=True, slots=True)
class Extra:
    """Points on top of what the purchase earns, in a lot of their own: for a visit, a birthday, pick-up...

    ``points`` in minor point units; not multiplied by anything. ``from_minor``: least sum due for ``goods``.
    ``activation`` and ``expiry`` None = as all points of the programme. ``partner``: only its stores take them, "" = all. ``posted``: the centre gives it
    when a birthday comes near, and no receipt does.
    """

    id: str
    points: int
    goods: Goods = ALL_GOODS
    when: tuple[Condition, ...] = ()
    from_minor: int = 0
    once: Once = Once.RECEIPT
    activation: Activation | None = None
    expiry: Expiry | None = None
    partner: str = ""
    posted: bool = False


@dataclass(frozen=True, slots=True)
class Accrual:
    """How points are earned (domain.md 4.2).

    ``certificates``: what a gift certificate paid earns too (W32). ``beside_redemption``: False = a receipt
    that redeems earns nothing. ``excluded`` None = everything may earn. ``max_discount_bp``: a line that is
    discounted deeper earns nothing. ``limits`` hold for base points and extras together. ``claim_days``: so long a
    member may be put to a past receipt (decisions 9), 0 = never.
    """

    earn: Earn
    rates: tuple[GoodsRate, ...] = ()
    multipliers: tuple[Multiplier, ...] = ()
    extras: tuple[Extra, ...] = ()
    excluded: Goods | None = None
    base: EarnBase = EarnBase.PAID
    certificates: bool = True
    beside_redemption: bool = True
    rounding: Rounding = Rounding.FLOOR
    activation: Activation = AtOnce()
    expiry: Expiry = NeverExpires()
    max_discount_bp: int = BASIS
    limits: tuple[Limit, ...] = ()
    claim_days: int = 30
