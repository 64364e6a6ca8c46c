"""What one fact adds to the totals of its shift; X and Z are nothing but the sum of these (offline.md I10).

Sums of returns and voids stand beside those of sales and are not taken off them; only money by tender is net.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from loyalty_pos.core.sale._attaching import CardAttached
from loyalty_pos.core.sale._selling import Sale, Tender, TenderKind, certificates_in
from loyalty_pos.core.sale._shift import CashMoved, ShiftOpened, ShiftTotals
from loyalty_pos.core.sale._undoing import Return, Void

TOTALS: Final = (
    "sales",
    "returns",
    "voids",
    "sold_minor",
    "returned_minor",
    "voided_minor",
    "cash_minor",
    "card_minor",
    "certificate_minor",
    "discount_minor",
    "points_money_minor",
    "redeemed",
    "accrued",
    "points_back",
    "accrued_back",
    "cash_in_minor",
    "cash_out_minor",
    "float_minor",
    "certificates_sold_minor",
)
"""Columns of the shift table and fields of ``core.sale.ShiftTotals``, in the same order."""

_BY_TENDER: Final = {
    TenderKind.CASH: "cash_minor",
    TenderKind.CARD: "card_minor",
    TenderKind.CERTIFICATE: "certificate_minor",
}


def addends(fact: object) -> dict[str, int]:
    """Return what the fact adds, by name of the total; {} = nothing.

    ``sold_minor`` is what was due for goods: paid + certificate, without the certificates that were sold.
    """
    match fact:
        case Sale():
            return _tenders(fact.tenders, 1) | {
                "sales": 1,
                "sold_minor": fact.paid_minor + fact.certificate_minor - certificates_in(fact.issued),
                "certificates_sold_minor": certificates_in(fact.issued),
                "discount_minor": fact.discount_minor,
                "points_money_minor": fact.points_money_minor,
                "redeemed": fact.redeemed,
                "accrued": fact.accrued,
            }
        case Return() | Void():
            return _tenders(fact.tenders, -1) | _undone(fact)
        case CardAttached(earning=earning):
            return {"accrued": earning.accrued}
        case CashMoved(amount_minor=amount):
            return {"cash_in_minor": amount} if amount > 0 else {"cash_out_minor": -amount}
        case ShiftOpened():
            return {"float_minor": fact.float_minor}
        case _:
            return {}


def _undone(fact: Return | Void) -> dict[str, int]:
    rights = certificates_in(fact.cancelled)
    if isinstance(fact, Return):
        sums = {"returns": 1, "returned_minor": fact.paid_minor + fact.certificate_minor - rights}
    else:
        money = sum(tender.amount_minor for tender in fact.tenders)
        sums = {"voids": 1, "voided_minor": money - rights}
    return sums | {
        "certificates_sold_minor": -rights,
        "points_back": fact.points_back,
        "accrued_back": fact.accrued_back,
    }


def _tenders(tenders: Sequence[Tender], sign: int) -> dict[str, int]:
    sums = dict.fromkeys(_BY_TENDER.values(), 0)
    for tender in tenders:
        sums[_BY_TENDER[tender.kind]] += sign * tender.amount_minor
    return sums


def totals_of(facts: Iterable[object]) -> ShiftTotals:
    """Return the totals that these facts of one shift add up to."""
    sums = dict.fromkeys(TOTALS, 0)
    for fact in facts:
        for name, amount in addends(fact).items():
            sums[name] += amount
    return ShiftTotals(**sums)
