"""Floors and caps of a programme as data; they hold for every discount and for points."""

from dataclasses import dataclass
from datetime import date

from loyalty_pos.core.money import BASIS


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
