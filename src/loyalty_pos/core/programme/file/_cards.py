"""The cards and tiers of a programme file."""

from enum import StrEnum
from itertools import pairwise
from typing import assert_never

from loyalty_pos.core.money import BASIS
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
from loyalty_pos.core.programme.file._bounds import MOST_BP, MOST_DAYS, refuse_doubled
from loyalty_pos.core.programme.file._conditions import read_goods
from loyalty_pos.core.programme.file._toml_table import Table
from loyalty_pos.core.programme.tiers import needed

_MOST_WINDOW = 36


class _CardKind(StrEnum):
    NONE = "none"
    FIXED = "fixed"
    TIERS = "tiers"


def read_tiers(top: Table) -> Tiers | None:
    if not top.has("tiers"):
        return None
    table = top.table("tiers")
    by = table.choice("by", TierBy, TierBy.SPEND)
    tiers = Tiers(
        steps=tuple(_tier(step, by) for step in table.tables("step")),
        counting=table.choice("counting", Counting, Counting.EXCLUDING),
        certificates=table.flag("certificates", default=True),
        granted=table.flag("granted", default=False),
        by=by,
        window=table.choice("window", Window, Window.ALL),
        window_months=table.whole("window_months", 12, low=1, high=_MOST_WINDOW),
        upgrade=table.choice("upgrade", Upgrade, Upgrade.AT_ONCE),
        downgrade=table.choice("downgrade", Downgrade, Downgrade.AT_ONCE),
        grace_days=table.whole("grace_days", 0, high=MOST_DAYS),
    )
    table.done()
    if not tiers.steps:
        table.refuse("step", "missing")
    key = "from_visits" if by is TierBy.VISITS else "from_minor"
    for number, (lower, higher) in enumerate(pairwise(tiers.steps), 2):
        if needed(tiers, higher) <= needed(tiers, lower):
            table.refuse(f"step[{number}].{key}", "not_ascending")
    refuse_doubled(table, "step", [step.id for step in tiers.steps])
    return tiers


def _tier(table: Table, by: TierBy) -> Tier:
    visits = by is TierBy.VISITS
    tier = Tier(
        id=table.text("id"),
        name=table.text("name"),
        from_minor=0 if visits else table.whole("from_minor"),
        from_visits=table.whole("from_visits", high=1_000_000) if visits else 0,
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
