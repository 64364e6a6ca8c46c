"""A programme as its owner writes it: one TOML file in, one ``Programme`` out, or the place of the mistake.

Any text gives a programme or BadProgramme with key path and line (decisions 11), never another exception.
Money is written in minor units, shares in basis points (1 % = 100), points in minor point units.
"""

from enum import StrEnum
from itertools import pairwise
from typing import assert_never
from zoneinfo import ZoneInfo

from loyalty_pos.core.money import BASIS, Rounding
from loyalty_pos.core.programme import (
    Accrual,
    AfterDays,
    AfterMonths,
    CardDiscount,
    ClawBack,
    Counting,
    Earn,
    EarnBase,
    Expired,
    Expiry,
    GoodsRate,
    LegalFloor,
    Limits,
    Multiplier,
    NeverExpires,
    NoCardDiscount,
    PointUnit,
    Programme,
    RateEarn,
    Redemption,
    ReturnPolicy,
    SeriesDiscount,
    StepEarn,
    Tier,
    TierDiscount,
    Tiers,
)
from loyalty_pos.core.programme._offers import read_goods, read_group, read_promotion, read_when
from loyalty_pos.core.programme._toml_table import Table, read_toml
from loyalty_pos.core.programme._vocabulary import WORDS

_MOST_DAYS = 36_500
_MOST_MONTHS = 1_200
_MOST_BP = 100 * BASIS
_CURRENCY_LETTERS = 3


class _CardKind(StrEnum):
    NONE = "none"
    FIXED = "fixed"
    TIERS = "tiers"


def read_programme(text: str) -> Programme:
    """Return the programme written in ``text``. Raises BadProgramme and nothing else."""
    top = read_toml(text, WORDS, frozenset({"names"}))
    tiers = _tiers(top)
    programme = Programme(
        id=top.text("id"),
        names=top.pairs("names"),
        currency=_currency(top),
        zone=_zone(top),
        unit=_unit(top),
        tiers=tiers,
        card=_card(top, tiers),
        promotions=tuple(read_promotion(table) for table in top.tables("promotion")),
        groups=tuple(read_group(table) for table in top.tables("group")),
        accrual=_accrual(top),
        redemption=_redemption(top),
        returns=_returns(top),
        limits=_limits(top),
    )
    top.done()
    _check_names(top, programme)
    return programme


def _currency(top: Table) -> str:
    currency = top.text("currency", "RUB")
    if len(currency) != _CURRENCY_LETTERS or not (currency.isascii() and currency.isupper()):
        top.refuse("currency", "expected_currency_code")
    return currency


def _zone(top: Table) -> str:
    zone = top.text("zone", "Europe/Moscow")
    try:
        ZoneInfo(zone)
    except (ValueError, LookupError, OSError):
        top.refuse("zone", "unknown_time_zone")
    return zone


def _unit(top: Table) -> PointUnit:
    table = top.table("points")
    unit = PointUnit(
        exponent=table.whole("exponent", 0, high=2),
        value_minor=table.whole("value_minor", 100, low=1, high=1_000_000),
    )
    table.done()
    return unit


# --- cards and tiers ----------------------------------------------------------------------------------


def _tiers(top: Table) -> Tiers | None:
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
    _unique(table, "step", [step.id for step in tiers.steps])
    return tiers


def _tier(table: Table) -> Tier:
    tier = Tier(
        id=table.text("id"),
        name=table.text("name"),
        from_minor=table.whole("from_minor"),
        discount_bp=table.whole("discount_bp", 0, high=BASIS),
        earn_bp=table.whole("earn_bp", BASIS, high=_MOST_BP),
    )
    table.done()
    return tier


def _card(top: Table, tiers: Tiers | None) -> CardDiscount:
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


# --- points -------------------------------------------------------------------------------------------


def _accrual(top: Table) -> Accrual | None:
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
        delay_days=table.whole("delay_days", 0, high=_MOST_DAYS),
        expiry=_expiry(table),
    )
    table.done()
    _unique(table, "rate", [rate.id for rate in accrual.rates])
    _unique(table, "multiplier", [multiplier.id for multiplier in accrual.multipliers])
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
        bp=table.whole("times_bp", high=_MOST_BP),
        goods=read_goods(table, "goods"),
        when=read_when(table),
    )
    table.done()
    return multiplier


def _expiry(table: Table) -> Expiry:
    if table.has("life_days") and table.has("life_months"):
        table.refuse("life_months", "either_days_or_months")
    if table.has("life_days"):
        return AfterDays(table.whole("life_days", low=1, high=_MOST_DAYS))
    if table.has("life_months"):
        return AfterMonths(table.whole("life_months", low=1, high=_MOST_MONTHS))
    return NeverExpires()


def _redemption(top: Table) -> Redemption | None:
    if not top.has("redemption"):
        return None
    table = top.table("redemption")
    redemption = Redemption(
        item_cap_bp=table.whole("item_cap_bp", BASIS, high=BASIS),
        receipt_cap_bp=table.whole("receipt_cap_bp", BASIS, high=BASIS),
        whole_points=table.flag("whole_points", default=True),
        minimum=table.whole("minimum", 0),
        excluded=read_goods(table, "excluded") if table.has("excluded") else None,
    )
    table.done()
    return redemption


def _returns(top: Table) -> ReturnPolicy:
    table = top.table("returns")
    policy = ReturnPolicy(
        expired=table.choice("expired", Expired, Expired.LOST),
        grace_days=table.whole("grace_days", 30, low=1, high=_MOST_DAYS),
        claw_back=table.choice("claw_back", ClawBack, ClawBack.DEBT),
    )
    table.done()
    return policy


# --- limits -------------------------------------------------------------------------------------------


def _limits(top: Table) -> Limits:
    table = top.table("limits")
    limits = Limits(
        margin_bp=table.whole("margin_bp", high=_MOST_BP) if table.has("margin_bp") else None,
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


# --- names that must fit together ---------------------------------------------------------------------


def _check_names(top: Table, programme: Programme) -> None:
    """Refuse doubled or reserved ids and groups that nobody declared."""
    _unique(top, "promotion", [promotion.id for promotion in programme.promotions])
    _unique(top, "group", [group.id for group in programme.groups])
    groups = {group.id for group in programme.groups}
    for number, promotion in enumerate(programme.promotions, 1):
        if promotion.group and promotion.group not in groups:
            top.refuse(f"promotion[{number}].group", "unknown_group")
        if promotion.id in ("card", "rounding"):
            top.refuse(f"promotion[{number}].id", "reserved_name")


def _unique(table: Table, key: str, ids: list[str]) -> None:
    for number, name in enumerate(ids, 1):
        if name in ids[: number - 1]:
            table.refuse(f"{key}[{number}].id", "doubled")
