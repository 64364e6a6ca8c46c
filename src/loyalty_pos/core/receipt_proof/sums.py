"""A sale on paper without its lines: what it was as a whole, so that goods come back by their sum.

It reads as a sale of one line that is measured in money: a thousandth of it is one minor unit of what the goods cost
after their discounts. So half the sum takes half of the money, points and certificate with it, to the last unit.
"""

from dataclasses import replace
from typing import Final

from loyalty_pos.core.problems import NotAProof
from loyalty_pos.core.receipt_proof.bits import BitReader, BitWriter
from loyalty_pos.core.sale import Sale, SoldDiscount, SoldLine

WHOLE: Final = 0
"""Id of the one line that is the whole receipt; lines of a sale count from 1."""
_MOST: Final = 1 << 62


def put_sums(writer: BitWriter, sale: Sale) -> None:
    """Write the sums."""
    for number in _sums(sale):
        writer.put_any(number)


def take_sums(reader: BitReader, head: Sale) -> Sale:
    """Read the sums. Raises ``NotAProof``, also where they contradict themselves."""
    sums = [reader.take_any() for _ in range(6)]
    gross, worth, points_money, _, certificate, _ = sums
    if not (certificate + points_money <= worth <= gross < _MOST):
        raise NotAProof
    return _sale(head, sums)


def _sums(sale: Sale) -> list[int]:
    """Return gross, worth after discounts, points as money, points, certificate, accrued."""
    worth = sale.paid_minor + sale.certificate_minor + sale.points_money_minor
    return [
        max(sale.gross_minor, worth),
        worth,
        sale.points_money_minor,
        sale.redeemed,
        sale.certificate_minor,
        sale.accrued,
    ]


def _sale(head: Sale, sums: list[int]) -> Sale:
    gross, worth, points_money, points, certificate, accrued = sums
    paid = worth - points_money - certificate
    whole = SoldLine(
        line_id=WHOLE,
        article_id="",
        name="",
        category="",
        qty_milli=worth,
        price_minor=0,
        gross_minor=gross,
        discounts=(SoldDiscount("", "", gross - worth),) if gross > worth else (),
        points=points,
        points_money_minor=points_money,
        certificate_minor=certificate,
        paid_minor=paid,
        accrued=accrued,
        vat_bp=-1,
        fiscal_object="",
        fiscal_method="",
        parts=(),
    )
    return replace(
        head,
        lines=(whole,) if worth else (),
        gross_minor=gross,
        discount_minor=gross - worth,
        points_money_minor=points_money,
        certificate_minor=certificate,
        paid_minor=paid,
        redeemed=points,
        accrued=accrued,
    )
