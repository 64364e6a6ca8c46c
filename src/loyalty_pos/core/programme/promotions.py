"""Offers of a programme as data: what becomes cheaper, when, and how offers stand to each other.

It must never work a price out: what each effect means in kopecks is ``core.pricing``.
"""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme.conditions import ALL_GOODS, Condition, Goods


class Base(StrEnum):
    """What a percentage is taken of: the price on the shelf, or what is left by then."""

    CURRENT = "current"
    INITIAL = "initial"


class WithCard(StrEnum):
    """Beside the card's discount: both, or whichever is worth more.

    An offer on articles is judged line by line; an offer on the basket or by coupon for all of its lines at once.
    """

    STACK = "stack"
    BEST = "best"


class Exclusive(StrEnum):
    """What an offer leaves of the lines it made cheaper to later offers: all, none of its phase, none at all."""

    NONE = "none"
    PHASE = "phase"
    ALL = "all"


class FreeFrom(StrEnum):
    """Which pieces of the sets are cheaper: the cheapest of all, or of each set formed from the dearest."""

    ALL_PIECES = "all"
    EACH_SET = "each"


@dataclass(frozen=True, slots=True)
class PercentOff:
    bp: int
    base: Base = Base.CURRENT


@dataclass(frozen=True, slots=True)
class UnitAmount:
    """``amount_minor`` less for each piece, or for each kilogram of weighed goods; never below nothing."""

    amount_minor: int


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """Each unit costs ``price_minor``; a price above the current one changes nothing."""

    price_minor: int


@dataclass(frozen=True, slots=True)
class SetOff:
    """Of every ``take`` pieces only ``pay`` are paid in full, the others get ``off_bp`` (10 000 = free).

    Pieces of all lines are pooled; weighed goods do not count (decisions 31). ``times``: most sets of a receipt,
    0 = no limit. ``unfinished``: of a last set that is not whole the pieces above ``pay`` are cheaper too.
    """

    take: int
    pay: int
    off_bp: int = BASIS
    free_from: FreeFrom = FreeFrom.ALL_PIECES
    times: int = 0
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class BundlePart:
    """``pieces`` of any of these goods."""

    goods: Goods
    pieces: int = 1


@dataclass(frozen=True, slots=True)
class ForPrice:
    """The bundle costs ``price_minor``; one that is cheaper on the shelf is not formed."""

    price_minor: int


@dataclass(frozen=True, slots=True)
class LessAmount:
    """The bundle costs ``amount_minor`` less."""

    amount_minor: int


@dataclass(frozen=True, slots=True)
class LessShare:
    """The bundle costs a percentage less."""

    bp: int


BundleGain = ForPrice | LessAmount | LessShare


@dataclass(frozen=True, slots=True)
class Bundle:
    """Pieces of all parts together are cheaper.

    The parts are filled in their order, each from the dearest pieces that are left, at equal price from the first
    line; as many bundles as there can be, at most ``times`` (0 = no limit). Weighed goods do not count.
    """

    parts: tuple[BundlePart, ...]
    gain: BundleGain
    times: int = 0


@dataclass(frozen=True, slots=True)
class QuantityStep:
    from_milli: int
    bp: int


@dataclass(frozen=True, slots=True)
class QuantityLadder:
    """The more of the goods together, the higher the percentage; the highest step reached counts for all of it."""

    steps: tuple[QuantityStep, ...]
    base: Base = Base.CURRENT


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


@dataclass(frozen=True, slots=True)
class SumStep:
    """From this sum on a percentage or an amount; the other one is 0."""

    from_minor: int
    bp: int = 0
    amount_minor: int = 0


@dataclass(frozen=True, slots=True)
class BasketLadder:
    """As a percentage or amount off the basket, by the highest step that the eligible goods reach."""

    steps: tuple[SumStep, ...]


@dataclass(frozen=True, slots=True)
class Gift:
    """The cheapest ``pieces`` of the offer's goods are free when the rest of the basket costs ``from_minor``.

    Fewer pieces where there are no more, or where the rest would be too little with more.
    """

    from_minor: int
    pieces: int = 1


ItemEffect = PercentOff | UnitAmount | FixedPrice | SetOff | Bundle | QuantityLadder
BasketEffect = BasketPercent | BasketAmount | BasketLadder | Gift
Effect = ItemEffect | BasketEffect


@dataclass(frozen=True, slots=True)
class Promotion:
    """One offer. Applied in order of (priority, id); the lower number first. ``funder`` "" = the shop pays.

    ``group``: of all offers of one group only one acts on a receipt (decisions 32). ``funders``: (partner, share in
    basis points) where several pay, what is missing to the whole is the shop's. ``coupon``: acts only with it, and
    after the offers on the basket. ``budget_minor`` (0 = none) is watched by the centre, which stops the offer.
    ``quota``: receipts of everybody together, ``members_quota``: different members, both watched the same way.
    ``per_member``: receipts of one member, 0 = no limit. ``per_receipt``: most pieces of a receipt that a percentage, an amount or a price for articles makes cheaper,
    the dearest first, 0 = no limit. ``personal``: for members who did not refuse personal offers (A50); ``control_bp``:
    the share of members who are kept out, to measure against (``personal``).
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
    funders: tuple[tuple[str, int], ...] = ()
    exclusive: Exclusive = Exclusive.NONE
    coupon: str = ""
    budget_minor: int = 0
    per_member: int = 0
    per_receipt: int = 0
    personal: bool = False
    control_bp: int = 0
    quota: int = 0
    members_quota: int = 0

    @property
    def guarded(self) -> bool:
        """Tell whether more than its conditions keeps members away from it, or may end it for all (``personal``)."""
        return bool(self.personal or self.control_bp or self.budget_minor or self.quota or self.members_quota)


class Choice(StrEnum):
    """How the one acting offer of a group is chosen: by priority, or for the least to pay."""

    PRIORITY = "priority"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    choice: Choice = Choice.PRIORITY
