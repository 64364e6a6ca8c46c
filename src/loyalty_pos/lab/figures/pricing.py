"""Pricing with explanation against the lean floor; equal answers are a condition of the figure."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle
from typing import Final

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import ALL, Context, compile_programme, quote
from loyalty_pos.lab.figures.lean import LeanAnswer, lean_price
from loyalty_pos.lab.figures.pricing_work import make_work
from loyalty_pos.lab.figures.ratio import Ratio, compared, in_turns

_GOAL: Final = 2.0
_CELLS: Final = ((10, 20), (50, 200), (1, 1), (10, 200))
_NOW: Final = datetime(2026, 11, 22, 12, tzinfo=UTC)


def measure(rounds: int) -> Iterator[Ratio]:
    """Return one ratio for each cell of lines x rules; the first is the one with a promise."""
    for lines, rules in _CELLS:
        work = make_work(lines, rules, baskets=50)
        compiled = compile_programme(work.programme)
        standing = Standing("m", work.available, spend_minor=work.spend_minor, redeem_right=work.available)
        context = Context(_NOW, wanted=ALL)

        def ours(basket: Basket) -> LeanAnswer:
            answer = quote(basket, compiled, standing, context)  # noqa: B023 - called within this turn of the loop
            return (
                answer.payable_minor,
                [line.net_minor for line in answer.lines],
                [line.points for line in answer.lines],
                [line.accrued for line in answer.lines],
                {group.vat_bp: (group.net_minor, group.vat_minor) for group in answer.vat},
            )

        for basket, lean in zip(work.baskets, work.lean_baskets, strict=True):
            assert ours(basket) == lean_price(lean, work.lean_rules, work.available), basket
        baskets, leans = cycle(work.baskets), cycle(work.lean_baskets)
        measured = in_turns(
            lambda: quote(next(baskets), compiled, standing, context),  # noqa: B023 - as above
            lambda: lean_price(next(leans), work.lean_rules, work.available),  # noqa: B023 - as above
            rounds,
        )
        yield compared(f"price {lines} x {rules} / lean floor", _GOAL, measured)
