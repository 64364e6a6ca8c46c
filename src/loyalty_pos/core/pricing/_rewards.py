"""Rewards and stamps around a price: reward lines are decided first and the rest is priced as if they were not there.

Nothing of it runs for a receipt without rewards under a programme without stamp cards.
"""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.dates import local_day
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing._compiled import Compiled
from loyalty_pos.core.pricing._sheet import Context
from loyalty_pos.core.quote import Quote
from loyalty_pos.core.rewards.lines import legally_floored, put_together, set_apart, with_stamps

Priced = Callable[[Basket, Compiled, Standing | None, Context], Quote | None]


def with_rewards(
    basket: Basket, compiled: Compiled, standing: Standing | None, context: Context, priced: Priced
) -> Quote | None:
    """Price a basket with rewards in it; None where ``priced`` gives none."""
    programme = compiled.programme
    shop_day = context.now.astimezone(ZoneInfo(context.zone or programme.zone)).date()
    apart = set_apart(
        basket,
        programme,
        standing,
        local_day(context.now, programme.zone),
        lambda article: legally_floored(programme, article, shop_day),
    )
    if apart.points and isinstance(context.wanted, int):
        context = replace(context, wanted=max(0, context.wanted - apart.points))
    quoted = priced(apart.goods, compiled, apart.rest_of(standing), context)
    return put_together(quoted, apart) if quoted is not None else None


def stamped(quoted: Quote, compiled: Compiled, context: Context) -> Quote:
    """Return a member's receipt with its stamps."""
    programme = compiled.programme
    return with_stamps(quoted, programme.stamps, local_day(context.now, programme.zone))
