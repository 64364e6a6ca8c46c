"""The totals of a shift, derived from its facts alone: the same rule for the journal's view and for a check."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from loyalty_pos.core.sale import (
    CardAttached,
    CashMoved,
    Fact,
    Issued,
    Return,
    Sale,
    ShiftOpened,
    ShiftTotals,
    Tender,
    Void,
)


def totals_of(facts: Iterable[Fact]) -> ShiftTotals:
    """Return the totals of these facts of one shift, in order."""
    totals = ShiftTotals()
    for fact in facts:
        totals = add_fact(totals, fact)
    return totals


def add_fact(totals: ShiftTotals, fact: Fact) -> ShiftTotals:
    """Return the totals after one more fact; facts without money or points change nothing."""
    match fact:
        case ShiftOpened():
            return replace(totals, float_minor=fact.float_minor)
        case Sale():
            return _sold(_paid(totals, fact.tenders, 1), fact)
        case Return():
            back = _paid(totals, fact.tenders, -1)
            return replace(
                back,
                returns=back.returns + 1,
                returned_minor=back.returned_minor
                + fact.paid_minor
                + fact.certificate_minor
                - _certificates(fact.cancelled),
                certificates_sold_minor=back.certificates_sold_minor - _certificates(fact.cancelled),
                points_back=back.points_back + fact.points_back,
                accrued_back=back.accrued_back + fact.accrued_back,
            )
        case Void():
            back = _paid(totals, fact.tenders, -1)
            return replace(
                back,
                voids=back.voids + 1,
                voided_minor=back.voided_minor
                + sum(tender.amount_minor for tender in fact.tenders)
                - _certificates(fact.cancelled),
                certificates_sold_minor=back.certificates_sold_minor - _certificates(fact.cancelled),
                points_back=back.points_back + fact.points_back,
                accrued_back=back.accrued_back + fact.accrued_back,
            )
        case _:
            return _beside_goods(totals, fact)


def _beside_goods(totals: ShiftTotals, fact: Fact) -> ShiftTotals:
    if isinstance(fact, CardAttached):
        return replace(totals, accrued=totals.accrued + fact.earning.accrued)
    if not isinstance(fact, CashMoved):
        return totals
    into, out = max(fact.amount_minor, 0), max(-fact.amount_minor, 0)
    return replace(
        totals, cash_in_minor=totals.cash_in_minor + into, cash_out_minor=totals.cash_out_minor + out
    )


def _sold(totals: ShiftTotals, sale: Sale) -> ShiftTotals:
    return replace(
        totals,
        sales=totals.sales + 1,
        sold_minor=totals.sold_minor + sale.paid_minor + sale.certificate_minor - _certificates(sale.issued),
        certificates_sold_minor=totals.certificates_sold_minor + _certificates(sale.issued),
        discount_minor=totals.discount_minor + sale.discount_minor,
        points_money_minor=totals.points_money_minor + sale.points_money_minor,
        redeemed=totals.redeemed + sale.redeemed,
        accrued=totals.accrued + sale.accrued,
    )


def _certificates(rights: Iterable[Issued]) -> int:
    return sum(right.amount_minor for right in rights if right.kind == "certificate")


def _paid(totals: ShiftTotals, tenders: Iterable[Tender], sign: int) -> ShiftTotals:
    """Add (1) or take off (-1) money by its tender."""
    sums: Counter[str] = Counter()
    for tender in tenders:
        sums[tender.kind] += sign * tender.amount_minor
    return replace(
        totals,
        cash_minor=totals.cash_minor + sums["cash"],
        card_minor=totals.card_minor + sums["card"],
        certificate_minor=totals.certificate_minor + sums["certificate"],
    )
