"""The floors and caps of a programme file."""

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import (
    LegalFloor,
    Limits,
)
from loyalty_pos.core.programme.file._bounds import MOST_BP
from loyalty_pos.core.programme.file._toml_table import Table


def read_limits(top: Table) -> Limits:
    table = top.table("limits")
    limits = Limits(
        margin_bp=table.whole("margin_bp", high=MOST_BP) if table.has("margin_bp") else None,
        legal=tuple(_legal(floor) for floor in table.tables("legal")),
        max_discount_bp=table.whole("max_discount_bp", BASIS, high=BASIS),
        rounding_step_minor=table.whole("rounding_step_minor", 1, low=1, high=1_000_000),
    )
    table.done()
    return limits


def _legal(table: Table) -> LegalFloor:
    floor = LegalFloor(
        category=table.text("category"),
        price_minor=table.whole("price_minor", low=1),
        since=table.day("since"),
        until=table.day("until"),
    )
    table.done()
    if floor.since is not None and floor.until is not None and floor.until <= floor.since:
        table.refuse("until", "before_since")
    return floor
