"""What one entry of a book, and goods that came back, add to a tally and to the row of their member."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from loyalty_pos.core import points
from loyalty_pos.core.ledger import Entry, EntryKind
from loyalty_pos.core.money import line_amount
from loyalty_pos.core.sale import ReturnedLine
from loyalty_pos.lab.simulation.tally import Sums, Tally


def count_entry(tally: Tally, sums: Sums, entry: Entry, when: tuple[str, datetime]) -> None:
    """Count points that came or went. ``when``: the month, "" where it is counted apart; and the end of all books."""
    figures, (month, end) = tally.figures, when
    figures["points", entry.kind.value] += entry.amount
    if month:
        figures["month", month, entry.kind.value] += entry.amount
    if entry.kind is EntryKind.ACCRUAL:
        sums.issued += entry.amount
        for lot in entry.opened:
            if points.is_expired(lot, end):
                figures["matured",] += lot.amount
    elif entry.kind is EntryKind.REDEMPTION:
        sums.redeemed -= entry.amount
    elif entry.kind is EntryKind.EXPIRY:
        sums.expired -= entry.amount


def count_return(tally: Tally, sums: Sums, lines: Iterable[ReturnedLine], costs: Mapping[int, int]) -> None:
    """Take what came back off the money; the discounts of the goods come back with them. ``costs``: of a unit, by line."""
    figures = tally.figures
    figures["returns",] += 1
    for line in lines:
        net = line.paid_minor + line.certificate_minor
        discount = line.gross_minor - line.points_money_minor - net
        sums.gross_minor -= line.gross_minor
        sums.discount_minor -= discount
        sums.points_money_minor -= line.points_money_minor
        figures["back_gross",] += line.gross_minor
        figures["back_due",] += net
        figures["back_discount",] += discount
        figures["back_points_money",] += line.points_money_minor
        cost = costs[line.line_id]
        if cost:
            figures["cost",] -= line_amount(cost, line.qty_milli)
            figures["known_gross",] -= line.gross_minor
            figures["known_due",] -= net
