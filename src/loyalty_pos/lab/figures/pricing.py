"""Pricing with explanation against the lean floor, and how it grows; equal answers are a condition of the figure.

Processor time is measured, because a price waits for nothing.
"""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import cycle
from typing import Final

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import ALL, Compiled, Context, compile_programme, quote
from loyalty_pos.lab.figures.lean import LeanAnswer, lean_price
from loyalty_pos.lab.figures.pricing_work import Work, make_work
from loyalty_pos.lab.figures.ratio import Ratio, compared, in_turns

_GOAL: Final = 2.0
_CELLS: Final = (
    (10, 20, _GOAL),
    (50, 200, _GOAL),
    (1, 1, None),
    (10, 200, None),
)  # lines, rules, what is promised
_RULES_GOAL: Final = 2.0
_LINES_GOAL: Final = 22.0
_AGAIN_GOAL: Final = 1.0
_BASKETS: Final = 50
_NOW: Final = datetime(2026, 11, 22, 12, tzinfo=UTC)

Price = Callable[[], object]


def measure(rounds: int) -> Iterator[Ratio]:
    """Return one ratio for each cell of lines x rules, then how the price grows."""
    for lines, rules, goal in _CELLS:
        work = make_work(lines, rules, _BASKETS)
        check_agreement(work)
        yield compared(
            f"price {lines} x {rules} / lean floor", goal, _in_turns(ours(work), _lean(work), rounds)
        )
    small = make_work(10, 20, _BASKETS)
    for lines, rules, goal in ((10, 200, _RULES_GOAL), (200, 20, _LINES_GOAL)):
        larger = make_work(lines, rules, _BASKETS)
        measured = _in_turns(ours(larger), ours(small), rounds)
        yield compared(f"price {lines} x {rules} / price 10 x 20", goal, measured)
    yield _after_one_more_line(rounds)


def _in_turns(ours: Price, floor: Price, rounds: int) -> tuple[list[float], list[float]]:
    return in_turns(ours, floor, rounds, time.thread_time)


def _lean(work: Work) -> Price:
    baskets = cycle(work.lean_baskets)
    return lambda: lean_price(next(baskets), work.lean_rules, work.available)


def _after_one_more_line(rounds: int) -> Ratio:
    """Price a basket again after its 51st line, against the same 51 lines at a till that has not seen them before."""
    work = make_work(51, 200, _BASKETS)
    seen, unseen = compile_programme(work.programme), compile_programme(work.programme)
    for basket in work.baskets:
        quote(Basket(basket.lines[:-1]), seen, *_who(work))
    again, first = cycle(work.baskets), cycle(work.baskets)

    def whole() -> object:
        unseen.plans.clear()
        return quote(next(first), unseen, *_who(work))

    measured = _in_turns(lambda: quote(next(again), seen, *_who(work)), whole, rounds)
    return compared(
        "price again after one more line of 51 / the same 51 for the first time", _AGAIN_GOAL, measured
    )


def ours(work: Work) -> Price:
    compiled, who, baskets = compile_programme(work.programme), _who(work), cycle(work.baskets)
    for basket in work.baskets:
        quote(basket, compiled, *who)
    return lambda: quote(next(baskets), compiled, *who)


def _who(work: Work) -> tuple[Standing, Context]:
    standing = Standing("m", work.available, spend_minor=work.spend_minor, redeem_right=work.available)
    return standing, Context(_NOW, wanted=ALL)


def check_agreement(work: Work) -> None:
    """Make sure that both sides say the same to the kopeck."""
    compiled = compile_programme(work.programme)
    for basket, lean in zip(work.baskets, work.lean_baskets, strict=True):
        assert _facts(basket, work, compiled) == lean_price(lean, work.lean_rules, work.available), basket


def _facts(basket: Basket, work: Work, compiled: Compiled) -> LeanAnswer:
    answer = quote(basket, compiled, *_who(work))
    return (
        answer.payable_minor,
        [line.net_minor for line in answer.lines],
        [line.points for line in answer.lines],
        [line.accrued for line in answer.lines],
        {group.vat_bp: (group.net_minor, group.vat_minor) for group in answer.vat},
    )
