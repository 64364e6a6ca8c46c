"""Offers of a programme as data: what becomes cheaper, when, and how offers stand to each other."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme.conditions import ALL_GOODS, Condition, Goods


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
