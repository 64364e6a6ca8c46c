"""A sale as a till makes it of a question to pricing, through its bytes, without the till around it."""

from dataclasses import replace

import msgspec

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.dates import micros
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Compiled, Context, quote
from loyalty_pos.core.repricing.seen import Asks, seen_of
from loyalty_pos.core.sale import Sale, Tender, TenderKind
from loyalty_pos.till.payment import Occasion, Settled, sale_fact
from loyalty_pos.wire.events import body_text

Question = tuple[Basket, Standing | None, Context]


def sold(question: Question, compiled: Compiled, number: int = 1) -> Sale:
    """Return the sale of a basket that was paid in cash."""
    basket, standing, context = question
    seen = seen_of(basket, Asks.of(compiled), standing, context)
    priced = quote(basket, compiled, standing, context)
    due = priced.payable_minor
    paid = Settled((Tender(TenderKind.CASH, due),) if due else (), 0)
    occasion = Occasion(
        f"sale-{number}",
        f"code-{number}",
        number,
        "shift-1",
        context.store_id,
        "anna",
        micros(context.now),
        None,
        "",
        channel=context.channel,
        seen=seen,
    )
    return through_bytes(sale_fact(priced, paid, occasion, compiled.programme))


def through_bytes(sale: Sale) -> Sale:
    """Return what is read on the other side."""
    return msgspec.json.decode(body_text(sale), type=Sale)


def a_kopeck_less(sale: Sale) -> Sale:
    """Return the sale as a bent program makes it: one line a kopeck cheaper, every sum in agreement with it."""
    line = next(line for line in sale.lines if line.paid_minor)
    cheaper = replace(line, paid_minor=line.paid_minor - 1, gross_minor=line.gross_minor - 1)
    lines = tuple(cheaper if one is line else one for one in sale.lines)
    return replace(sale, lines=lines, paid_minor=sale.paid_minor - 1, gross_minor=sale.gross_minor - 1)
