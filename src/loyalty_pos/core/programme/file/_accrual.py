"""How points are earned, as a programme file says it."""

from loyalty_pos.core.money import BASIS, Rounding
from loyalty_pos.core.programme import (
    Accrual,
    AfterDays,
    AfterMonths,
    Earn,
    EarnBase,
    Expiry,
    GoodsRate,
    Multiplier,
    NeverExpires,
    RateEarn,
    StepEarn,
)
from loyalty_pos.core.programme.file._bounds import MOST_BP, MOST_DAYS, MOST_MONTHS, refuse_doubled
from loyalty_pos.core.programme.file._conditions import read_goods, read_when
from loyalty_pos.core.programme.file._toml_table import Table


def read_accrual(top: Table) -> Accrual | None:
    if not top.has("accrual"):
        return None
    table = top.table("accrual")
    accrual = Accrual(
        earn=_earn(table),
        rates=tuple(_rate(rate) for rate in table.tables("rate")),
        multipliers=tuple(_multiplier(multiplier) for multiplier in table.tables("multiplier")),
        excluded=read_goods(table, "excluded") if table.has("excluded") else None,
        base=table.choice("base", EarnBase, EarnBase.PAID),
        certificates=table.flag("certificates", default=True),
        beside_redemption=table.flag("beside_redemption", default=True),
        rounding=table.choice("rounding", Rounding, Rounding.FLOOR),
        delay_days=table.whole("delay_days", 0, high=MOST_DAYS),
        expiry=_expiry(table),
    )
    table.done()
    refuse_doubled(table, "rate", [rate.id for rate in accrual.rates])
    refuse_doubled(table, "multiplier", [multiplier.id for multiplier in accrual.multipliers])
    return accrual


def _earn(table: Table) -> Earn:
    if table.has("rate_bp"):
        return RateEarn(table.whole("rate_bp", high=BASIS))
    return StepEarn(table.whole("points", low=1, high=1_000_000), table.whole("per_minor", low=1))


def _rate(table: Table) -> GoodsRate:
    rate = GoodsRate(
        id=table.text("id"),
        goods=read_goods(table, "goods"),
        bp=table.whole("rate_bp", high=BASIS),
        additive=table.flag("additive", default=False),
    )
    table.done()
    return rate


def _multiplier(table: Table) -> Multiplier:
    multiplier = Multiplier(
        id=table.text("id"),
        bp=table.whole("times_bp", high=MOST_BP),
        goods=read_goods(table, "goods"),
        when=read_when(table),
    )
    table.done()
    return multiplier


def _expiry(table: Table) -> Expiry:
    if table.has("life_days") and table.has("life_months"):
        table.refuse("life_months", "either_days_or_months")
    if table.has("life_days"):
        return AfterDays(table.whole("life_days", low=1, high=MOST_DAYS))
    if table.has("life_months"):
        return AfterMonths(table.whole("life_months", low=1, high=MOST_MONTHS))
    return NeverExpires()
