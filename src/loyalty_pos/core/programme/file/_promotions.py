"""Offers, goods and conditions of a programme file; the rest of the file is read by ``programme_file``."""

from enum import StrEnum
from typing import assert_never

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import (
    Base,
    BasketAmount,
    BasketPercent,
    Choice,
    Effect,
    FixedPrice,
    FreeFrom,
    Group,
    PercentOff,
    Promotion,
    SetOff,
    WithCard,
)
from loyalty_pos.core.programme.file._conditions import read_goods, read_when
from loyalty_pos.core.programme.file._toml_table import Table


class _EffectKind(StrEnum):
    PERCENT = "percent"
    FIXED_PRICE = "fixed_price"
    SET = "set"
    BASKET_PERCENT = "basket_percent"
    BASKET_AMOUNT = "basket_amount"


def read_promotion(table: Table) -> Promotion:
    """Return one offer."""
    promotion = Promotion(
        id=table.text("id"),
        name=table.text("name"),
        effect=_effect(table),
        priority=table.whole("priority", 100, high=1_000_000),
        goods=read_goods(table, "goods"),
        when=read_when(table),
        with_card=table.choice("with_card", WithCard, WithCard.STACK),
        group=table.text("group", ""),
        funder=table.text("funder", ""),
    )
    table.done()
    return promotion


def _effect(table: Table) -> Effect:
    kind = table.choice("kind", _EffectKind)
    match kind:
        case _EffectKind.PERCENT:
            return PercentOff(_bp(table), table.choice("base", Base, Base.CURRENT))
        case _EffectKind.FIXED_PRICE:
            return FixedPrice(table.whole("price_minor"))
        case _EffectKind.SET:
            return _set(table)
        case _EffectKind.BASKET_PERCENT:
            return BasketPercent(_bp(table), table.whole("from_minor", 0))
        case _EffectKind.BASKET_AMOUNT:
            return BasketAmount(table.whole("amount_minor", low=1), table.whole("from_minor", 0))
        case _:
            assert_never(kind)


def _bp(table: Table) -> int:
    return table.whole("bp", low=1, high=BASIS)


def _set(table: Table) -> SetOff:
    take = table.whole("take", low=2, high=1_000)
    pay = table.whole("pay", high=take - 1)
    off_bp = table.whole("off_bp", BASIS, low=1, high=BASIS)
    return SetOff(take, pay, off_bp, table.choice("free_from", FreeFrom, FreeFrom.ALL_PIECES))


def read_group(table: Table) -> Group:
    """Return how the one acting offer of a group is chosen."""
    group = Group(table.text("id"), table.choice("choose", Choice, Choice.PRIORITY))
    table.done()
    return group
