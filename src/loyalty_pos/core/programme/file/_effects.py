"""What an offer of a programme file does, where that takes more than a number: sets, bundles, ladders."""

from itertools import pairwise

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme.file._conditions import read_goods
from loyalty_pos.core.programme.file._toml_table import Table
from loyalty_pos.core.programme.promotions import (
    Base,
    BasketLadder,
    Bundle,
    BundleGain,
    BundlePart,
    ForPrice,
    FreeFrom,
    Gift,
    LessAmount,
    LessShare,
    QuantityLadder,
    QuantityStep,
    SetOff,
    SumStep,
)

_MOST_PIECES = 1_000
_MOST_PARTS = 20


def read_bp(table: Table) -> int:
    """Return the percentage of an offer."""
    return table.whole("bp", low=1, high=BASIS)


def read_set(table: Table) -> SetOff:
    """Return an offer of N for M."""
    take = table.whole("take", low=2, high=_MOST_PIECES)
    return SetOff(
        take,
        table.whole("pay", high=take - 1),
        table.whole("off_bp", BASIS, low=1, high=BASIS),
        table.choice("free_from", FreeFrom, FreeFrom.ALL_PIECES),
        table.whole("times", 0),
        table.flag("unfinished", default=False),
    )


def read_bundle(table: Table) -> Bundle:
    """Return an offer of several goods together."""
    parts = tuple(_part(part) for part in table.tables("parts"))
    if not 1 <= len(parts) <= _MOST_PARTS:
        table.refuse("parts", f"expected_1_to_{_MOST_PARTS}")
    return Bundle(parts, _gain(table), table.whole("times", 0))


def _part(table: Table) -> BundlePart:
    part = BundlePart(read_goods(table, "goods"), table.whole("pieces", 1, low=1, high=_MOST_PIECES))
    table.done()
    return part


def _gain(table: Table) -> BundleGain:
    if sum(table.has(key) for key in ("price_minor", "amount_minor", "off_bp")) != 1:
        table.refuse("kind", "one_of_price_amount_share")
    if table.has("price_minor"):
        return ForPrice(table.whole("price_minor"))
    if table.has("amount_minor"):
        return LessAmount(table.whole("amount_minor", low=1))
    return LessShare(table.whole("off_bp", low=1, high=BASIS))


def read_ladder(table: Table) -> QuantityLadder:
    """Return a percentage that grows with the quantity."""
    steps = tuple(_quantity_step(step) for step in table.tables("steps"))
    _ascending(table, [step.from_milli for step in steps])
    return QuantityLadder(steps, table.choice("base", Base, Base.CURRENT))


def _quantity_step(table: Table) -> QuantityStep:
    step = QuantityStep(table.whole("from_milli", low=1), read_bp(table))
    table.done()
    return step


def read_basket_ladder(table: Table) -> BasketLadder:
    """Return a discount that grows with the sum."""
    steps = tuple(_sum_step(step) for step in table.tables("steps"))
    _ascending(table, [step.from_minor for step in steps])
    return BasketLadder(steps)


def _sum_step(table: Table) -> SumStep:
    if table.has("bp") == table.has("amount_minor"):
        table.refuse("from_minor", "either_share_or_amount")
    from_minor = table.whole("from_minor")
    if table.has("bp"):
        step = SumStep(from_minor, bp=read_bp(table))
    else:
        step = SumStep(from_minor, amount_minor=table.whole("amount_minor", low=1))
    table.done()
    return step


def read_gift(table: Table) -> Gift:
    """Return an offer of free pieces for the rest of the basket."""
    return Gift(table.whole("from_minor", low=1), table.whole("pieces", 1, low=1, high=_MOST_PIECES))


def _ascending(table: Table, starts: list[int]) -> None:
    if not starts:
        table.refuse("steps", "missing")
    if any(later <= earlier for earlier, later in pairwise(starts)):
        table.refuse("steps", "not_ascending")
