"""What takes a sale back: a return of some of it, a void of all of it."""

from dataclasses import dataclass

from loyalty_pos.core.sale._selling import Issued, Tender, UsedCode


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """Part of a sold line that came back, with its exact shares (W12, W12b).

    ``part``: which printed sub-line of the sale it names, counting from 1 (decisions 7).
    """

    line_id: int
    qty_milli: int
    paid_minor: int
    certificate_minor: int
    points: int
    points_money_minor: int
    accrued: int
    gross_minor: int
    part: int = 1


@dataclass(frozen=True, slots=True)
class Return:
    """A return. ``points_back`` go to the member, ``accrued_back`` are taken back; money as ``tenders``.

    ``paid_minor`` is the money share of the goods. Where the programme withholds (W13), ``withheld_minor`` of it
    stays with the shop for ``withheld_points`` that the member has spent: the tenders are less by that money and
    ``accrued_back`` by those points. ``cancelled``: rights of the sale that end with it. ``counted``: what its lines
    had counted of limited things, to be taken off again. ``proof``: of a sale of another till, the digits of the paper
    that the goods came back by; the lines are then as the paper told them.
    """

    return_id: str
    sale_id: str
    sale_code: str
    code: str
    number: int
    shift_id: str
    store_id: str
    cashier_id: str
    returned_at_us: int
    account_id: str
    lines: tuple[ReturnedLine, ...]
    tenders: tuple[Tender, ...]
    paid_minor: int
    certificate_minor: int
    points_back: int
    accrued_back: int
    reason: str = ""
    approved_by: str = ""
    withheld_points: int = 0
    withheld_minor: int = 0
    cancelled: tuple[Issued, ...] = ()
    counted: tuple[tuple[str, int], ...] = ()
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Void:
    """A whole sale undone in its own shift at its own till; same sums as the sale, opposite sign.

    ``counted``: what the sale had used up of limited things, and what is free again now. ``cancelled``: rights of the
    sale that end with it; ``freed_codes``: serial coupons that may be used again.
    """

    void_id: str
    sale_id: str
    sale_code: str
    shift_id: str
    store_id: str
    cashier_id: str
    voided_at_us: int
    account_id: str
    tenders: tuple[Tender, ...]
    paid_minor: int
    points_back: int
    accrued_back: int
    operation: str
    reason: str = ""
    approved_by: str = ""
    counted: tuple[tuple[str, int], ...] = ()
    cancelled: tuple[Issued, ...] = ()
    freed_codes: tuple[UsedCode, ...] = ()
