"""A sale beside what its own question gives under its own bundle: every figure of money and points, to the last unit.

Pure: the same sale and programme give the same answer at the till, at the centre and in ten years.
"""

from collections.abc import Iterable
from typing import NamedTuple

from loyalty_pos.core.pricing import Compiled, quote
from loyalty_pos.core.quote import Part, Quote, QuotedLine
from loyalty_pos.core.repricing.asking import question_of
from loyalty_pos.core.sale import Sale, Seen, SoldLine

Figures = dict[tuple[int, str], int]
"""Each figure by its line (0 = the receipt) and its name."""


class Difference(NamedTuple):
    """A figure that the sale tells otherwise: minor units of money or points. ``line_id`` 0 = the receipt."""

    line_id: int
    what: str
    sold: int
    priced: int


def differences(sale: Sale, seen: Seen, compiled: Compiled, zone: str) -> tuple[Difference, ...]:
    """Return where a sale is not what its question gives, the receipt's own figures first; () = the same to the kopeck.

    ``compiled``: what the sale's bundle says, without gifts where ``seen.over``; ``zone``: the shop's.
    """
    basket, standing, context = question_of(sale, seen, zone)
    priced, sold = figures_priced(quote(basket, compiled, standing, context)), figures_sold(sale)
    return tuple(
        Difference(*key, sold.get(key, 0), priced.get(key, 0))
        for key in sorted(sold.keys() | priced.keys())
        if sold.get(key, 0) != priced.get(key, 0)
    )


def figures_sold(sale: Sale) -> Figures:
    """Return every figure that a sale tells."""
    figures = _of_receipt(sale, sale.paid_minor)
    for line in sale.lines:
        given = ((d.rule_id, d.cause, d.amount_minor, d.funder) for d in line.discounts)
        _add_line(figures, line.line_id, line, given)
    return figures


def figures_priced(quoted: Quote) -> Figures:
    """Return every figure of a price that a sale tells too."""
    figures = _of_receipt(quoted, quoted.payable_minor)
    for line in quoted.lines:
        _add_line(figures, line.line.id, line, line.given)
    return figures


def _of_receipt(told: Sale | Quote, paid_minor: int) -> Figures:
    figures: Figures = {
        (0, "gross_minor"): told.gross_minor,
        (0, "discount_minor"): told.discount_minor,
        (0, "points_money_minor"): told.points_money_minor,
        (0, "certificate_minor"): told.certificate_minor,
        (0, "paid_minor"): paid_minor,
        (0, "redeemed"): told.redeemed,
        (0, "accrued"): told.accrued,
        (0, "counter_provision_minor"): told.counter_provision_minor,
    }
    return figures | {(0, f"award {award.id}"): award.points for award in told.awards}


def _add_line(
    figures: Figures, line_id: int, line: SoldLine | QuotedLine, given: Iterable[tuple[str, str, int, str]]
) -> None:
    figures[line_id, "gross_minor"] = line.gross_minor
    figures[line_id, "points"] = line.points
    figures[line_id, "points_money_minor"] = line.points_money_minor
    figures[line_id, "certificate_minor"] = line.certificate_minor
    figures[line_id, "paid_minor"] = line.paid_minor
    figures[line_id, "accrued"] = line.accrued
    for rule_id, cause, amount_minor, funder in given:
        key = line_id, " ".join(filter(None, ("discount", str(cause), rule_id, funder)))
        figures[key] = figures.get(key, 0) + amount_minor
    for qty_milli, price_minor, net_minor in _parts(line.parts):
        figures[line_id, f"part {qty_milli} x {price_minor}"] = net_minor


def _parts(parts: Iterable[Part]) -> Iterable[Part]:
    """Return the printed parts that cost anything: of free goods there is nothing to tell."""
    return (part for part in parts if part[2])
