"""The offers of a programme file, and the groups of which one offer acts."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import Base, Choice, Effect, Exclusive, Group, Promotion, WithCard
from loyalty_pos.core.programme.file import _effects
from loyalty_pos.core.programme.file._conditions import read_goods, read_when
from loyalty_pos.core.programme.file._toml_table import Table
from loyalty_pos.core.programme.promotions import (
    BasketAmount,
    BasketPercent,
    FixedPrice,
    PercentOff,
    UnitAmount,
)

_MOST_PIECES = 1_000


class _EffectKind(StrEnum):
    PERCENT = "percent"
    UNIT_AMOUNT = "unit_amount"
    FIXED_PRICE = "fixed_price"
    SET = "set"
    BUNDLE = "bundle"
    LADDER = "ladder"
    BASKET_PERCENT = "basket_percent"
    BASKET_AMOUNT = "basket_amount"
    BASKET_LADDER = "basket_ladder"
    GIFT = "gift"


_READERS: Final[dict[_EffectKind, Callable[[Table], Effect]]] = {
    _EffectKind.SET: _effects.read_set,
    _EffectKind.BUNDLE: _effects.read_bundle,
    _EffectKind.LADDER: _effects.read_ladder,
    _EffectKind.BASKET_LADDER: _effects.read_basket_ladder,
    _EffectKind.GIFT: _effects.read_gift,
}


def read_promotion(table: Table) -> Promotion:
    """Return one offer."""
    funder, funders = _funders(table)
    promotion = Promotion(
        id=table.text("id"),
        name=table.text("name"),
        effect=_effect(table),
        priority=table.whole("priority", 100, high=1_000_000),
        goods=read_goods(table, "goods"),
        when=read_when(table),
        with_card=table.choice("with_card", WithCard, WithCard.STACK),
        group=table.text("group", ""),
        funder=funder,
        funders=funders,
        exclusive=table.choice("exclusive", Exclusive, Exclusive.NONE),
        coupon=table.text("coupon", ""),
        budget_minor=table.whole("budget_minor", 0),
        per_member=table.whole("per_member", 0),
        per_receipt=table.whole("per_receipt", 0, high=_MOST_PIECES),
        personal=table.flag("personal", default=False),
        control_bp=table.whole("control_bp", 0, high=BASIS - 1),
        quota=table.whole("quota", 0),
        members_quota=table.whole("members_quota", 0),
    )
    if promotion.per_receipt and not isinstance(promotion.effect, PercentOff | UnitAmount | FixedPrice):
        table.refuse("per_receipt", "only_for_single_articles")
    table.done()
    return promotion


def _effect(table: Table) -> Effect:
    kind = table.choice("kind", _EffectKind)
    match kind:
        case _EffectKind.PERCENT:
            return PercentOff(_effects.read_bp(table), table.choice("base", Base, Base.CURRENT))
        case _EffectKind.UNIT_AMOUNT:
            return UnitAmount(table.whole("amount_minor", low=1))
        case _EffectKind.FIXED_PRICE:
            return FixedPrice(table.whole("price_minor"))
        case _EffectKind.BASKET_PERCENT:
            return BasketPercent(_effects.read_bp(table), table.whole("from_minor", 0))
        case _EffectKind.BASKET_AMOUNT:
            return BasketAmount(table.whole("amount_minor", low=1), table.whole("from_minor", 0))
        case _:
            return _READERS[kind](table)


def _funders(table: Table) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Return the one who pays, or several with their shares; together not more than the whole."""
    if table.has("funder") and table.has("funders"):
        table.refuse("funders", "either_funder_or_funders")
    inner = table.table("funders")
    funders = tuple((name, inner.whole(name, low=1, high=BASIS)) for name in sorted(inner.keys()))
    if sum(bp for _, bp in funders) > BASIS:
        table.refuse("funders", "more_than_the_whole")
    return table.text("funder", ""), funders


def read_group(table: Table) -> Group:
    """Return how the one acting offer of a group is chosen."""
    group = Group(table.text("id"), table.choice("choose", Choice, Choice.PRIORITY))
    table.done()
    return group
