"""Cards and tiers of a programme as data: who gets which discount by the card alone."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme.conditions import ALL_GOODS, Goods


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
