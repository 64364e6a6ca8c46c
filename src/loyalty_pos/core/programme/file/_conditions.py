"""Goods and conditions of a programme file: who, what, when, where."""

from loyalty_pos.core.programme.conditions import (
    Between,
    BetweenHours,
    Condition,
    ForMembers,
    Goods,
    InStores,
    InTiers,
    OnWeekdays,
)
from loyalty_pos.core.programme.file._toml_table import Table


def read_goods(table: Table, key: str) -> Goods:
    """Return a set of articles; a key that is not there means all goods."""
    inner = table.table(key)
    goods = Goods(
        articles=inner.texts("articles"),
        categories=inner.texts("categories"),
        brands=inner.texts("brands"),
        not_articles=inner.texts("not_articles"),
        not_categories=inner.texts("not_categories"),
    )
    inner.done()
    return goods


def read_when(table: Table) -> tuple[Condition, ...]:
    """Return the conditions of the ``when`` table: all of them must hold."""
    inner = table.table("when")
    conditions: list[Condition] = []
    since, until = inner.wall_clock("since"), inner.wall_clock("until")
    if since is not None and until is not None and until <= since:
        inner.refuse("until", "before_since")
    if since is not None or until is not None:
        conditions.append(Between(since, until))
    if inner.has("weekdays"):
        conditions.append(OnWeekdays(inner.wholes("weekdays", 1, 7)))
    if inner.has("from_hour") or inner.has("to_hour"):
        conditions.append(BetweenHours(inner.clock("from_hour"), inner.clock("to_hour")))
    if inner.flag("members", default=False):
        conditions.append(ForMembers())
    if inner.has("tiers"):
        conditions.append(InTiers(inner.texts("tiers")))
    if inner.has("stores"):
        conditions.append(InStores(inner.texts("stores")))
    inner.done()
    return tuple(conditions)
