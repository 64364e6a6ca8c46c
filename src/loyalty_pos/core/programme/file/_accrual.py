"""How points are earned, as a programme file says it."""

from loyalty_pos.core.money import BASIS, Rounding
from loyalty_pos.core.programme.accrual import (
    MOST_EXTRAS,
    Accrual,
    Earn,
    EarnBase,
    Extra,
    GoodsRate,
    Multiplier,
    Once,
    RateEarn,
    StepEarn,
)
from loyalty_pos.core.programme.conditions import (
    ALL_GOODS,
    BetweenHours,
    FromSum,
    HasCoupon,
    InChannels,
    InRegions,
    InStores,
    OnBirthday,
    SubscriberOf,
)
from loyalty_pos.core.programme.file._bounds import MOST_BP, MOST_DAYS, refuse_doubled
from loyalty_pos.core.programme.file._conditions import read_goods, read_when
from loyalty_pos.core.programme.file._lives import (
    has_delay,
    has_life,
    read_activation,
    read_expiry,
    read_limits_per,
)
from loyalty_pos.core.programme.file._toml_table import Table

_MOST_POINTS = 100_000_000


def read_accrual(top: Table) -> Accrual | None:
    if not top.has("accrual"):
        return None
    table = top.table("accrual")
    accrual = Accrual(
        earn=_earn(table),
        rates=tuple(_rate(rate) for rate in table.tables("rate")),
        multipliers=tuple(_multiplier(multiplier) for multiplier in table.tables("multiplier")),
        extras=tuple(_extra(extra) for extra in table.tables("extra")),
        excluded=read_goods(table, "excluded") if table.has("excluded") else None,
        base=table.choice("base", EarnBase, EarnBase.PAID),
        certificates=table.flag("certificates", default=True),
        beside_redemption=table.flag("beside_redemption", default=True),
        rounding=table.choice("rounding", Rounding, Rounding.FLOOR),
        activation=read_activation(table),
        expiry=read_expiry(table),
        max_discount_bp=table.whole("max_discount_bp_line", BASIS, high=BASIS),
        limits=read_limits_per(table),
        claim_days=table.whole("claim_days", 30, high=MOST_DAYS),
    )
    table.done()
    refuse_doubled(table, "rate", [rate.id for rate in accrual.rates])
    refuse_doubled(table, "multiplier", [multiplier.id for multiplier in accrual.multipliers])
    refuse_doubled(table, "extra", [extra.id for extra in accrual.extras])
    if len(accrual.extras) > MOST_EXTRAS:
        table.refuse(f"extra[{MOST_EXTRAS + 1}]", f"at_most: {MOST_EXTRAS}")
    return accrual


def _earn(table: Table) -> Earn:
    if table.has("rate_bp"):
        return RateEarn(table.whole("rate_bp", high=BASIS))
    return StepEarn(table.whole("points", low=1, high=1_000_000), table.whole("per_minor", low=1))


def _rate(table: Table) -> GoodsRate:
    each = table.whole("points_each", 0, high=_MOST_POINTS)
    rate = GoodsRate(
        id=table.text("id"),
        goods=read_goods(table, "goods"),
        bp=table.whole("rate_bp", 0 if each else None, high=BASIS),
        additive=table.flag("additive", default=False),
        points_each=each,
        month_cap=table.whole("cap_points_month") if table.has("cap_points_month") else None,
    )
    table.done()
    return rate


def _multiplier(table: Table) -> Multiplier:
    multiplier = Multiplier(
        id=table.text("id"),
        bp=table.whole("times_bp", high=MOST_BP),
        goods=read_goods(table, "goods"),
        when=read_when(table),
        from_minor=table.whole("from_minor", 0),
    )
    table.done()
    return multiplier


def _extra(table: Table) -> Extra:
    extra = Extra(
        id=table.text("id"),
        points=table.whole("points", low=1, high=_MOST_POINTS),
        goods=read_goods(table, "goods"),
        when=read_when(table),
        from_minor=table.whole("from_minor", 0),
        once=table.choice("once", Once, Once.RECEIPT),
        activation=read_activation(table) if has_delay(table) else None,
        expiry=read_expiry(table) if has_life(table) else None,
        partner=table.text("partner", ""),
        posted=table.flag("posted", default=False),
    )
    table.done()
    if extra.posted and not _fits_posting(extra):
        table.refuse("posted", "only_for_birthdays")
    return extra


def _fits_posting(extra: Extra) -> bool:
    """Tell whether an award needs a birthday once a year, and neither goods nor a place nor a sum."""
    of_receipts = (InStores, InChannels, InRegions, HasCoupon, SubscriberOf, FromSum, BetweenHours)
    return (
        OnBirthday() in extra.when
        and extra.once is Once.YEAR
        and extra.goods == ALL_GOODS
        and not extra.from_minor
        and not any(isinstance(condition, of_receipts) for condition in extra.when)
    )
