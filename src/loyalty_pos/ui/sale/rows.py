"""The rows of the basket: goods, below them promo codes and certificates, each with the same keys. No Qt, no words."""

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.vouchers.certificates import Share
from loyalty_pos.till.receipt_state import LineView, ReceiptView
from loyalty_pos.till.register import Register
from loyalty_pos.till.staff import Approval


def rows_of(view: ReceiptView) -> tuple[LineView, ...]:
    """Return all rows; promo codes have ids below zero, -1 for the first one, and certificates those behind them."""
    coupons = (_coupon_row(view, number) for number in range(len(view.coupons)))
    certificates = (
        _certificate_row(share, -1 - len(view.coupons) - number)
        for number, share in enumerate(view.certificates)
    )
    return (*view.lines, *coupons, *certificates)


def last_goods(view: ReceiptView) -> int:
    """Return the id of the last goods, 0 where there are none."""
    return view.lines[-1].id if view.lines else 0


def goods_at(view: ReceiptView, row_id: int) -> LineView | None:
    """Return the goods of this row, None where it is none of them."""
    return next((line for line in view.lines if line.id == row_id), None)


def row_of_certificate(view: ReceiptView, key: int) -> int:
    """Return the id of the row of a certificate that pays, 0 where it does not lie there."""
    return next((row.id for row in rows_of(view) if row.certificate == key), 0)


def delete_row(register: Register, row: LineView, reason: str, approval: Approval | None = None) -> None:
    """Take the goods, the promo code or the certificate off the receipt. Raises as ``Register.delete_line``."""
    if row.certificate:
        register.certificates.take_off(row.certificate)
    elif row.coupon:
        register.take_off_coupon(row.coupon)
    else:
        register.delete_line(row.id, reason, approval)


def _coupon_row(view: ReceiptView, number: int) -> LineView:
    coupon = view.coupons[number]
    return LineView(
        id=-1 - number,
        name=coupon.name or coupon.coupon,
        qty_milli=0,
        unit=Unit.PIECE,
        price_minor=0,
        gross_minor=0,
        discount_minor=coupon.amount_minor,
        points_money_minor=0,
        net_minor=0,
        points_hint=0,
        coupon=coupon.coupon,
    )


def _certificate_row(share: Share, row_id: int) -> LineView:
    return LineView(
        id=row_id,
        name=share.laid.last4,
        qty_milli=0,
        unit=Unit.PIECE,
        price_minor=0,
        gross_minor=0,
        discount_minor=0,
        points_money_minor=0,
        net_minor=-share.amount_minor,
        points_hint=0,
        certificate=share.laid.key,
        left_minor=share.left_minor,
        lost_minor=share.lost_minor,
        why=share.laid.why,
        most_minor=share.laid.most_minor,
    )
