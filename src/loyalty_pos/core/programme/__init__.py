"""A loyalty programme as data: cards, tiers, promotions, points, floors; what it means is decided elsewhere.

Every alternative is a closed union, so that whoever prices, explains or checks it cannot forget a case.
It must never hold behaviour that needs a basket: see ``pricing``, ``points``, ``tiers``.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loyalty_pos.core.money import BASIS, Rounding
from loyalty_pos.core.programme.conditions import ALL_GOODS, Condition, Goods

# --- cards and tiers ----------------------------------------------------------------------------------


class Counting(StrEnum):
    """Whether the purchase being made already counts for its own tier (decisions 38)."""

    EXCLUDING = "excluding"
    INCLUDING = "including"


@dataclass(frozen=True, slots=True)
class Tier:
    """Reached at ``from_minor`` of spend; ``earn_bp`` multiplies accrual (10 000 = as the programme says)."""

    id: str
    name: str
    from_minor: int
    discount_bp: int = 0
    earn_bp: int = BASIS


@dataclass(frozen=True, slots=True)
class Tiers:
    """Tiers by spend of all time, ascending by ``from_minor``.

    ``certificates``: spend includes what was paid by gift certificate. ``granted``: a tier given by hand or
    by import counts even where the spend alone would give less.
    """

    steps: tuple[Tier, ...]
    counting: Counting = Counting.EXCLUDING
    certificates: bool = True
    granted: bool = False


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

# --- promotions ---------------------------------------------------------------------------------------


class Base(StrEnum):
    """What a percentage is taken of: the price on the shelf, or what is left by then."""

    CURRENT = "current"
    INITIAL = "initial"


class WithCard(StrEnum):
    """Beside the card's discount: both, or per line whichever is worth more."""

    STACK = "stack"
    BEST = "best"


class FreeFrom(StrEnum):
    """Which pieces of the sets are cheaper: the cheapest of all, or of each set formed from the dearest."""

    ALL_PIECES = "all"
    EACH_SET = "each"


@dataclass(frozen=True, slots=True)
class PercentOff:
    bp: int
    base: Base = Base.CURRENT


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """Each unit costs ``price_minor``; a price above the current one changes nothing."""

    price_minor: int


@dataclass(frozen=True, slots=True)
class SetOff:
    """Of every ``take`` pieces only ``pay`` are paid in full, the others get ``off_bp`` (10 000 = free).

    Pieces of all lines are pooled; weighed goods do not count (decisions 31).
    """

    take: int
    pay: int
    off_bp: int = BASIS
    free_from: FreeFrom = FreeFrom.ALL_PIECES


@dataclass(frozen=True, slots=True)
class BasketPercent:
    """From ``from_minor`` of eligible goods at current prices: a percentage of their sum (decisions 33)."""

    bp: int
    from_minor: int = 0


@dataclass(frozen=True, slots=True)
class BasketAmount:
    """From ``from_minor`` of eligible goods at current prices: a fixed sum off, once."""

    amount_minor: int
    from_minor: int = 0


ItemEffect = PercentOff | FixedPrice | SetOff
BasketEffect = BasketPercent | BasketAmount
Effect = ItemEffect | BasketEffect


@dataclass(frozen=True, slots=True)
class Promotion:
    """One offer. Applied in order of (priority, id); the lower number first. ``funder`` "" = the shop pays.

    ``group``: of all offers of one group only one acts on a receipt (decisions 32).
    """

    id: str
    name: str
    effect: Effect
    priority: int = 100
    goods: Goods = ALL_GOODS
    when: tuple[Condition, ...] = ()
    with_card: WithCard = WithCard.STACK
    group: str = ""
    funder: str = ""


class Choice(StrEnum):
    """How the one acting offer of a group is chosen."""

    PRIORITY = "priority"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    choice: Choice = Choice.PRIORITY


# --- points -------------------------------------------------------------------------------------------


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


# --- limits -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LegalFloor:
    """Goods of ``category`` are not sold under ``price_minor`` a unit from one day on, until another."""

    category: str
    price_minor: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Floors and caps that hold for every discount, and for points too.

    ``margin_bp``: least margin over cost (None = cost is no floor). ``max_discount_bp``: cap on all discounts
    of a receipt, without points. ``rounding_step_minor``: receipts are rounded down to it, 1 = not at all.
    """

    margin_bp: int | None = None
    legal: tuple[LegalFloor, ...] = ()
    max_discount_bp: int = BASIS
    rounding_step_minor: int = 1


# --- the whole ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme of one shop or network. ``names`` = (language, name); ``zone`` is where its lots live."""

    id: str
    names: tuple[tuple[str, str], ...]
    currency: str = "RUB"
    zone: str = "Europe/Moscow"
    unit: PointUnit = PointUnit()
    tiers: Tiers | None = None
    card: CardDiscount = NoCardDiscount()
    promotions: tuple[Promotion, ...] = ()
    groups: tuple[Group, ...] = ()
    accrual: Accrual | None = None
    redemption: Redemption | None = None
    returns: ReturnPolicy = ReturnPolicy()
    limits: Limits = Limits()

    def name(self, language: str) -> str:
        """Return the name in this language, else the first one."""
        return dict(self.names).get(language, self.names[0][1])
