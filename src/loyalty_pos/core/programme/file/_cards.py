"""The cards and tiers of a programme file."""

from enum import StrEnum
from itertools import pairwise
from typing import assert_never

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import (
    CardDiscount,
    Counting,
    NoCardDiscount,
    SeriesDiscount,
    Tier,
    TierDiscount,
    Tiers,
)
from loyalty_pos.core.programme.file._bounds import MOST_BP, refuse_doubled
from loyalty_pos.core.programme.file._conditions import read_goods
from loyalty_pos.core.programme.file._toml_table import Table


class _CardKind(StrEnum):
    NONE = "none"
    FIXED = "fixed"
    TIERS = "tiers"


def read_tiers(top: Table) -> Tiers | None:
    if not top.has("tiers"):
        return None
    table = top.table("tiers")
    tiers = Tiers(
        steps=tuple(_tier(step) for step in table.tables("step")),
        counting=table.choice("counting", Counting, Counting.EXCLUDING),
        certificates=table.flag("certificates", default=True),
        granted=table.flag("granted", default=False),
    )
    table.done()
    if not tiers.steps:
        table.refuse("step", "missing")
    for number, (lower, higher) in enumerate(pairwise(tiers.steps), 2):
        if higher.from_minor <= lower.from_minor:
            table.refuse(f"step[{number}].from_minor", "not_ascending")
    refuse_doubled(table, "step", [step.id for step in tiers.steps])
    return tiers


def _tier(table: Table) -> Tier:
    tier = Tier(
        id=table.text("id"),
        name=table.text("name"),
        from_minor=table.whole("from_minor"),
        discount_bp=table.whole("discount_bp", 0, high=BASIS),
        earn_bp=table.whole("earn_bp", BASIS, high=MOST_BP),
    )
    table.done()
    return tier


def read_card(top: Table, tiers: Tiers | None) -> CardDiscount:
    table = top.table("card")
    kind = table.choice("discount", _CardKind, _CardKind.NONE)
    goods = read_goods(table, "goods")
    table.done()
    match kind:
        case _CardKind.NONE:
            return NoCardDiscount()
        case _CardKind.FIXED:
            return SeriesDiscount(goods)
        case _CardKind.TIERS:
            if tiers is None:
                table.refuse("discount", "needs_tiers")
            return TierDiscount(goods)
        case _:
            assert_never(kind)
