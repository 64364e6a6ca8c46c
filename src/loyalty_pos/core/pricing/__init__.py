"""The price of a basket: every discount, point and kopeck, from facts alone, always the same.

Order of work (domain.md 5.2): offers on articles, card, basket, cap, points, rounding, printed parts,
certificates, accrual. It must never look at a clock, a file or a member's name.
"""

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing._best import best, second_best
from loyalty_pos.core.pricing._closing import close_sheet
from loyalty_pos.core.pricing._compiled import Compiled, compile_programme
from loyalty_pos.core.pricing._opening import open_sheet, ready
from loyalty_pos.core.pricing._phases import discount, settle
from loyalty_pos.core.pricing._rewards import stamped, with_rewards
from loyalty_pos.core.pricing._sheet import ALL, All, Context
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.quote import Quote

__all__ = ["ALL", "All", "Compiled", "Context", "compile_programme", "quote", "runner_up"]


def quote(
    basket: Basket, programme: Compiled | Programme, standing: Standing | None, context: Context
) -> Quote:
    """Price the basket. Pass a compiled programme where it happens at each key press.

    ``standing`` None = no member: offers for everybody only. Refusals are values inside the quote.
    """
    compiled = ready(programme, context)
    if [line for line in basket.lines if line.reward]:
        rewarded = with_rewards(basket, compiled, standing, context, _priced)
        assert rewarded is not None
        quoted = rewarded
    else:
        quoted = _priced(basket, compiled, standing, context)
    if compiled.programme.stamps and standing is not None:
        return stamped(quoted, compiled, context)
    return quoted


def _priced(basket: Basket, compiled: Compiled, standing: Standing | None, context: Context) -> Quote:
    """Price goods that are all to be paid."""
    sheet = open_sheet(basket, compiled, standing, context)
    if compiled.rivals or compiled.card_rivals:
        sheet = best(sheet)
    else:
        discount(sheet)
    return close_sheet(sheet, settle(sheet))


def runner_up(
    basket: Basket, programme: Compiled | Programme, standing: Standing | None, context: Context
) -> Quote | None:
    """Return what the receipt would be with the second best combination, None where nothing is to choose."""
    compiled = ready(programme, context)
    quoted = with_rewards(basket, compiled, standing, context, _second)
    if quoted is not None and compiled.programme.stamps and standing is not None:
        return stamped(quoted, compiled, context)
    return quoted


def _second(basket: Basket, compiled: Compiled, standing: Standing | None, context: Context) -> Quote | None:
    sheet = second_best(open_sheet(basket, compiled, standing, context))
    return close_sheet(sheet, settle(sheet)) if sheet else None
